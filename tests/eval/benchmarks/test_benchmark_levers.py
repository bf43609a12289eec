import numpy as np
import pytest

from eval.benchmarks.levers import BatchedEncoder, agreement, levers
from models.encoder import EncoderInput, OnnxEncoder
from models.folder import ENCODER_FILE, TOKENIZER_FILE, load_model_folder

TEXTS = ("We accept this recommendation.", "The sample was too small to bear the finding, and we said so. It was not heard.", "No.")


@pytest.fixture(scope="module")
def folder():
    return load_model_folder()


@pytest.fixture(scope="module")
def inputs():
    return [EncoderInput(text, ((0, len(text)),), "responder on the report") for text in TEXTS]


def test_a_batch_of_one_gives_the_vectors_that_ship(folder, inputs):
    paths = (folder.path / ENCODER_FILE, folder.path / TOKENIZER_FILE)
    for item in inputs:
        (batched,), (plain,) = BatchedEncoder(*paths).encode([item]), OnnxEncoder(*paths).encode([item])
        np.testing.assert_allclose(batched.paragraph, plain.paragraph, atol=1e-5)
        np.testing.assert_allclose(batched.spans, plain.spans, atol=1e-5)


def test_a_batch_keeps_the_order_of_its_texts(folder, inputs):
    encoder = BatchedEncoder(folder.path / ENCODER_FILE, folder.path / TOKENIZER_FILE)
    alone = np.stack([encoder.encode([item])[0].paragraph for item in inputs])
    together = np.stack([item.paragraph for item in encoder.encode(inputs)])
    nearest = ((together[:, None] - alone[None]) ** 2).sum(axis=2).argmin(axis=1)
    assert nearest.tolist() == [0, 1, 2]


def test_every_lever_is_compared_with_the_plain_way(folder, inputs):
    found = levers(folder, None, inputs, rounds=1)
    assert len(found) == 5
    assert next(row["times"] for row in found.values()) == 1.0
    assert all(row["texts_per_second"]["least"] > 0 for row in found.values())


def test_an_encoder_agrees_with_itself(folder, inputs):
    assert agreement(folder, folder.encoder(1), inputs)["share"] == 1.0
