from __future__ import annotations

import numpy as np
import pytest

from classifier.inputs import encoder_input
from classifier.settings import RunSettings
from classifier.vectors import encode_all
from models.encoder import OnnxEncoder


@pytest.fixture
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("STANCE_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def inputs(make_paragraph):
    texts = [f"We accept finding {number}. It will be done by June, and we will say so." for number in range(20)]
    return [encoder_input(make_paragraph(text)) for text in [*texts, texts[3], "One sentence only."]]


@pytest.fixture
def encoded_texts(monkeypatch):
    """The texts that the encoder really reads."""
    seen = []
    encode = OnnxEncoder.encode

    def watched(self, inputs):
        seen.extend(item.text for item in inputs)
        return encode(self, inputs)

    monkeypatch.setattr(OnnxEncoder, "encode", watched)
    return seen


def same(one, two):
    pairs = zip(one, two, strict=True)
    return all(np.array_equal(a.paragraph, b.paragraph) and np.array_equal(a.spans, b.spans) for a, b in pairs)


def test_vectors_are_those_of_the_encoder_whatever_the_number_of_threads(tagger, inputs, own_cache):
    expected = tagger.model.encoder(1).encode(inputs)
    for jobs in (1, 3):
        assert same(encode_all(tagger.model, inputs, RunSettings(jobs=jobs, cached=False)), expected)


def test_what_is_known_is_not_encoded_again(tagger, inputs, own_cache, encoded_texts):
    first = encode_all(tagger.model, inputs[:-1])
    assert len(encoded_texts) == len(set(encoded_texts)) == 20
    encoded_texts.clear()
    again = encode_all(tagger.model, inputs)
    assert encoded_texts == ["One sentence only."]
    assert same(again[:-1], first)


def test_without_the_cache_all_are_encoded(tagger, inputs, own_cache, encoded_texts):
    encode_all(tagger.model, inputs)
    encoded_texts.clear()
    encode_all(tagger.model, inputs, RunSettings(cached=False))
    assert len(encoded_texts) == 21


def test_nothing_is_nothing(tagger, own_cache):
    assert encode_all(tagger.model, []) == []
