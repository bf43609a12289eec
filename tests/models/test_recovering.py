from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("torch", reason="tuning needs the training extra")
pytest.importorskip("onnx", reason="tuning needs the training extra")

from corpus.errors import ModelFolderError
from labels.scheme import shipped_scheme
from models.base import base_encoder_folder
from models.cutting import cut_encoder
from models.encoder import EncoderInput, OnnxEncoder
from models.examples import TuningExample, TuningSettings
from models.export import export_encoder
from models.folder import FAST, load_model_folder
from models.recovering import recover_encoder
from models.tuning import tune_encoder

_TEXTS = [
    EncoderInput("The yard at Saltmere is swept on Fridays. We accept that it was not.", ((0, 41), (42, 68)), "Sweep the yard."),
    EncoderInput("No bell may ring before the rota is signed, and we await the bell founders.", ((0, 75),)),
]


@pytest.fixture(params=[None, FAST], ids=["shipped", "fast"])
def model(request):
    return load_model_folder(request.param)


def test_what_comes_back_computes_what_the_model_computes(model, tmp_path):
    recover_encoder(model, tmp_path / "float")
    window = int(model.settings["max_tokens"])
    floats = OnnxEncoder(*export_encoder(tmp_path / "float", tmp_path / "exported"), window).encode(_TEXTS)
    for ours, back in zip(model.encoder(threads=1).encode(_TEXTS), floats, strict=True):
        for one, other in zip((ours.paragraph, *ours.spans), (back.paragraph, *back.spans), strict=True):
            cosine = np.dot(one, other) / np.linalg.norm(one) / np.linalg.norm(other)
            assert cosine > 0.99  # activations are rounded in the one and not in the other


def test_as_many_layers_as_wanted_are_kept(model, tmp_path):
    from transformers import AutoModel

    recover_encoder(model, tmp_path / "all")
    recover_encoder(model, tmp_path / "two", layers=2)
    whole, two = (AutoModel.from_pretrained(str(tmp_path / name)) for name in ("all", "two"))
    assert len(two.encoder.layer) == 2 < len(whole.encoder.layer)
    for name, weights in two.encoder.layer.state_dict().items():
        assert np.array_equal(weights.numpy(), whole.encoder.layer.state_dict()[name].numpy())


def test_layers_of_a_tuned_encoder_can_be_taken_for_a_student(tmp_path):
    from transformers import AutoModel

    recover_encoder(load_model_folder(), tmp_path / "whole")
    cut_encoder(tmp_path / "whole", tmp_path / "cut", [item.text for item in _TEXTS], layers=(0, 3, 5))
    whole, cut = (AutoModel.from_pretrained(str(tmp_path / name)) for name in ("whole", "cut"))
    for kept, place in zip(cut.encoder.layer, (0, 3, 5), strict=True):
        assert np.array_equal(kept.output.dense.weight.detach().numpy(), whole.encoder.layer[place].output.dense.weight.detach().numpy())
    encoder = OnnxEncoder(*export_encoder(tmp_path / "cut", tmp_path / "exported"))
    assert np.isfinite(encoder.encode(_TEXTS)[0].paragraph).all()


@pytest.mark.parametrize("layers", [0, 99])
def test_more_layers_than_there_are_cannot_be_kept(layers, tmp_path):
    with pytest.raises(ModelFolderError, match=f"so {layers} of them cannot be kept; name 1 to 6"):
        recover_encoder(load_model_folder(FAST), tmp_path / "float", layers)
    assert not (tmp_path / "float").exists()


def test_an_encoder_of_another_make_is_refused_in_one_line(tmp_path):
    export_encoder(base_encoder_folder(), tmp_path / "plain")
    with pytest.raises(ModelFolderError, match=r"plain: its encoder cannot be tuned further \(.+\); name a model") as caught:
        recover_encoder(replace(load_model_folder(FAST), path=tmp_path / "plain"), tmp_path / "float")
    assert "\n" not in str(caught.value)


def test_the_lower_layers_are_left_alone_while_the_last_learn(tmp_path):
    from transformers import AutoModel

    recover_encoder(load_model_folder(FAST), tmp_path / "before", layers=2)
    accepts = shipped_scheme().ids.index("accepts")
    examples = [TuningExample(item, accepts, (accepts,) * len(item.spans)) for item in _TEXTS]
    settings = TuningSettings(epochs=1, batch=2, precision="float32", tuned_layers=1)
    tune_encoder(tmp_path / "before", tmp_path / "after", examples, shipped_scheme(), settings)
    before, after = (AutoModel.from_pretrained(str(tmp_path / name)).state_dict() for name in ("before", "after"))
    changed = {name for name, weights in after.items() if not np.array_equal(weights.numpy(), before[name].numpy())}
    assert changed
    assert all(name.startswith("encoder.layer.1.") for name in changed)
