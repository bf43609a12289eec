import numpy as np
import pytest

from eval.vectors import KnownVectors, Source, kept_vectors
from models.encoder import Encoded, EncoderInput


class Counting:
    """Counts what it is asked to encode."""

    dimension = 3

    def __init__(self):
        self.asked = []

    def encode(self, inputs):
        self.asked += [item.text for item in inputs]
        return [Encoded(np.full(3, len(item.text), np.float32), np.full((len(item.spans), 3), 0.1, np.float32)) for item in inputs]


@pytest.fixture
def source(tmp_path, monkeypatch):
    monkeypatch.setenv("STANCE_CACHE", str(tmp_path / "cache"))
    files = tmp_path / "encoder.onnx", tmp_path / "tokenizer.json"
    for file in files:
        file.write_text("one")
    return Source(Counting(), files)


TEXTS = [EncoderInput("Accepted.", ((0, 9),)), EncoderInput("We wait. We act.", ((0, 8), (9, 16)))]


def test_vectors_are_encoded_once_and_are_the_same_afterwards(source):
    first = kept_vectors(source, TEXTS)
    again = kept_vectors(source, [*TEXTS[::-1], EncoderInput("New.")])
    assert source.encoder.asked == ["Accepted.", "We wait. We act.", "New."]
    for one, other in zip(first, again[1::-1], strict=True):
        np.testing.assert_array_equal(one.paragraph, other.paragraph)
        np.testing.assert_array_equal(one.spans, other.spans)
    assert again[2].spans.shape == (0, 3)


def test_another_context_other_sentences_or_another_encoder_are_encoded_anew(source):
    kept_vectors(source, TEXTS[:1])
    kept_vectors(source, [EncoderInput("Accepted.", ((0, 9),), "pcc answers")])
    kept_vectors(source, [EncoderInput("Accepted.", ((0, 8),))])
    source.files[0].write_text("another")
    kept_vectors(source, TEXTS[:1])
    assert source.encoder.asked == ["Accepted."] * 4


def test_known_vectors_are_looked_up_in_any_order():
    encoded = Counting().encode(TEXTS)
    known = KnownVectors(TEXTS, encoded)
    assert known.dimension == 3
    assert [item.paragraph[0] for item in known.encode([TEXTS[1], TEXTS[0], TEXTS[1]])] == [16, 9, 16]
