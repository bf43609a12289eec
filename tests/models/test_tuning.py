from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("torch", reason="tuning needs the training extra")

from labels.scheme import shipped_scheme
from models.base import base_encoder_folder
from models.encoder import EncoderInput, OnnxEncoder
from models.examples import TuningExample, TuningSettings
from models.export import export_encoder
from models.tuning import tune_encoder
from models.tuning_run import cut_batches, prepare

_ACCEPTS, _DEFERRED, _NONE = (shipped_scheme().ids.index(label) for label in ("accepts", "deferred_pending_guidance", "no_stance"))
_TEXTS = {
    _ACCEPTS: "We accept this and will sweep yard {}.",
    _DEFERRED: "Yard {} waits until the College has issued its guidance.",
    _NONE: "Yard {} lies by the river.",
}


def _examples(count=8):
    said = [(text.format(number), label) for number in range(count) for label, text in _TEXTS.items()]
    return [
        TuningExample(EncoderInput(text, ((0, len(text)),), "on the report"), label, (label,), (), 0 if label == _DEFERRED else -1)
        for text, label in said
    ]


@pytest.fixture(scope="module")
def tuned(tmp_path_factory):
    """The same tuning twice."""
    folders = [tmp_path_factory.mktemp("tuned") / "encoder" for _ in range(2)]
    told = []
    for folder in folders:
        settings = TuningSettings(epochs=2, batch=8, precision="float32")
        tune_encoder(base_encoder_folder(), folder, _examples(), shipped_scheme(), settings, told.append)
    return folders, told


def test_the_same_seed_gives_the_same_weights(tuned):
    first, second = ((folder / "model.safetensors").read_bytes() for folder in tuned[0])
    assert first == second


def test_it_tells_how_far_it_is(tuned):
    assert tuned[1][0].startswith("epoch 1 of 2")
    assert len({line.split(":")[0] for line in tuned[1]}) >= 2


def test_tuned_vectors_tell_the_labels_apart_better_than_the_base(tuned, tmp_path):
    def spread(folder, target):
        encoder = OnnxEncoder(*export_encoder(folder, target))
        vectors = {
            label: np.stack([encoded.paragraph for encoded in encoder.encode([EncoderInput(said.format(number)) for number in (50, 60)])])
            for label, said in _TEXTS.items()
        }
        centres = np.stack([rows.mean(axis=0) for rows in vectors.values()])
        return np.linalg.norm(centres - centres.mean(axis=0)) / np.linalg.norm(centres.mean(axis=0))

    assert spread(tuned[0][0], tmp_path / "tuned") > spread(base_encoder_folder(), tmp_path / "base")


def test_a_sentence_beyond_the_window_teaches_nothing_and_breaks_nothing():
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(base_encoder_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(12)
    text = "We accept this. " + "The yard is long and the river is wide. " * 4
    starts = [place for place in range(len(text)) if place == 0 or text[place - 2 : place] == ". "][:5]
    spans = tuple(zip(starts, [*starts[1:], len(text)], strict=True))
    prepared = prepare(tokenizer, TuningExample(EncoderInput(text, spans), _ACCEPTS, (_ACCEPTS,) * len(spans)))
    assert len(prepared.ids) <= 12
    assert prepared.sentences == (0,) or len(prepared.sentences) < len(spans)
    assert len(prepared.rows) == 1 + len(prepared.sentences)


def test_batches_hold_each_example_once_and_like_lengths_together():
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(base_encoder_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    prepared = [
        prepare(tokenizer, TuningExample(EncoderInput("word " * (1 + place % 40)), _NONE, ())) for place in range(100)
    ]  # fmt: skip
    batches = cut_batches(prepared, 10, random.Random(3))
    assert sorted(id(item) for batch in batches for item in batch) == sorted(map(id, prepared))
    assert max(max(len(item.ids) for item in batch) - min(len(item.ids) for item in batch) for batch in batches) <= 10


def test_a_student_comes_nearer_to_its_teachers_vectors(tmp_path):
    generator = np.random.default_rng(5)
    places = {label: generator.normal(size=384).astype(np.float32) for label in _TEXTS}
    examples = [replace(example, label=-1, sentence_labels=(-1,), vectors=np.stack([places[example.label]] * 2)) for example in _examples()]

    def unexplained(settings):
        told = []
        tune_encoder(base_encoder_folder(), tmp_path / "student", examples, shipped_scheme(), settings, told.append)
        return float(told[-1].split("loss ")[1].split(",")[0])

    few = TuningSettings(epochs=1, batch=8, precision="float32", vector_weight=1.0, awaiting_weight=0.0)
    assert unexplained(replace(few, epochs=8)) < 0.8 * unexplained(few)
    assert unexplained(replace(few, vector_weight=0.0)) == 0.0
