from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch", reason="tuning needs the training extra")

import torch
from safetensors.torch import load_file, save_file

from corpus.errors import ModelFolderError
from models.averaging import average_encoders, check_alike


@pytest.fixture
def folder(tmp_path):
    def make(name, vocabulary='{"the": 0}', **weights):
        made = tmp_path / name
        made.mkdir()
        save_file({key: torch.tensor(value) for key, value in weights.items()}, made / "model.safetensors")
        (made / "tokenizer.json").write_text(vocabulary, "utf-8")
        return made

    return make


def test_every_weight_moves_towards_the_others_by_the_share(folder):
    own, other = folder("own", layer=[[1.0, 2.0]], bias=[0.0]), folder("other", layer=[[3.0, 2.0]], bias=[-4.0])
    average_encoders(own, other, 0.75)
    averaged = load_file(own / "model.safetensors")
    np.testing.assert_allclose(averaged["layer"].numpy(), [[1.5, 2.0]])
    np.testing.assert_allclose(averaged["bias"].numpy(), [-1.0])
    assert load_file(other / "model.safetensors")["bias"].item() == -4.0


@pytest.mark.parametrize(
    "other", [{"layer": [[1.0]]}, {"layer": [[1.0, 2.0]], "second": [1.0]}, {"layer": [[1.0, 2.0]], "vocabulary": '{"a": 0}'}]
)
def test_encoders_of_another_shape_or_vocabulary_are_refused_and_left_alone(folder, other):
    own, different = folder("own", layer=[[1.0, 2.0]]), folder("other", **other)
    before = (own / "model.safetensors").read_bytes()
    with pytest.raises(ModelFolderError, match="other layers or another vocabulary; name a model"):
        check_alike(own, different)
    with pytest.raises(ModelFolderError):
        average_encoders(own, different, 0.5)
    assert (own / "model.safetensors").read_bytes() == before
