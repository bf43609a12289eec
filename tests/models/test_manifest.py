from __future__ import annotations

import json

import numpy as np
import pytest

from corpus.errors import ModelFolderError
from labels.scheme import shipped_scheme
from models.folder import FAST, SHIPPED
from models.manifest import check_records

_SETTINGS = {"max_tokens": 64, "temperature": 1.5, "abstain_below": 0.6}
_FIGURES = {"accuracy": 0.9, "macro_f1": 0.88, "paragraphs": 263}
_SHAPES = {
    "sentence_weights": (5, 3),
    "sentence_bias": (5,),
    "paragraph_weights": (5, 13),
    "paragraph_bias": (5,),
    "presence_weights": (5, 13),
    "presence_bias": (5,),
    "awaiting_weights": (6, 21),
    "awaiting_bias": (6,),
}


def check(settings=None, training=None, shapes=None):
    """Check sound records but for what is given; a shape of ``None`` is an array that is not there."""
    arrays = {name: np.zeros(shape, np.float32) for name, shape in {**_SHAPES, **(shapes or {})}.items() if shape is not None}
    check_records("mine", {**_SETTINGS, **(settings or {})}, training or {}, arrays, shipped_scheme())


def refused(problem, **changes):
    with pytest.raises(ModelFolderError, match=rf"^mine: {problem}.*; train or fetch the model again$"):
        check(**changes)


@pytest.mark.parametrize("folder", [SHIPPED, FAST])
def test_the_records_of_the_shipped_models_are_sound(folder):
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    check(manifest["settings"], manifest["training"])


def test_what_a_model_need_not_have_may_be_missing():
    check(shapes=dict.fromkeys(("presence_weights", "presence_bias", "awaiting_weights", "awaiting_bias")))
    for training in (
        {"held_out": None, "calibration": None},
        {"held_out": _FIGURES},
        {"held_out": {**_FIGURES, "accuracy_interval": None}},
    ):
        check(training=training)
    check({"also_above": 2.0, "defers_above": 2, "max_tokens": 512}, {"held_out": {**_FIGURES, "accuracy": 1, "macro_f1": 0}})


@pytest.mark.parametrize("name", ["max_tokens", "temperature", "abstain_below"])
def test_a_setting_that_is_missing_is_named(name):
    settings = {key: value for key, value in _SETTINGS.items() if key != name}
    with pytest.raises(ModelFolderError, match=f"mine: the manifest lacks {name}; train or fetch the model again"):
        check_records("mine", settings, {}, {}, shipped_scheme())


@pytest.mark.parametrize("value", ["warm", None, True, [1], float("nan"), float("inf"), 10**400])
@pytest.mark.parametrize("name", ["max_tokens", "temperature", "abstain_below", "also_above", "defers_above"])
def test_a_setting_that_is_no_number_is_named(name, value):
    refused(f"'{name}' in the manifest is ", settings={name: value})


@pytest.mark.parametrize(
    ("name", "value"), [("temperature", 0), ("temperature", -1.5), ("max_tokens", 8), ("max_tokens", 64.0), ("max_tokens", 513)]
)
def test_a_setting_out_of_bounds_is_named(name, value):
    refused(f"'{name}' in the manifest is {value}, not a ", settings={name: value})


@pytest.mark.parametrize(
    ("training", "name"),
    [
        ({"held_out": "good"}, "held_out"),
        ({"held_out": {"accuracy": "?"}}, "held_out: accuracy"),
        ({"held_out": {**_FIGURES, "accuracy": 93.5}}, "held_out: accuracy"),
        ({"held_out": {**_FIGURES, "macro_f1": None}}, "held_out: macro_f1"),
        ({"held_out": {**_FIGURES, "paragraphs": 0}}, "held_out: paragraphs"),
        ({"held_out": {**_FIGURES, "accuracy_interval": 0.9}}, "held_out: accuracy_interval"),
        ({"held_out": {**_FIGURES, "accuracy_interval": [0.8, "?"]}}, "held_out: accuracy_interval"),
        ({"calibration": {"risk_bound": "low"}}, "calibration: risk_bound"),
        ({"calibration": 3}, "calibration: risk_bound"),
        ({"paragraphs": "many"}, "paragraphs"),
    ],
)
def test_a_figure_that_a_report_could_not_state_is_named(training, name):
    refused(f"'{name}' in the manifest is ", training=training)


@pytest.mark.parametrize("name", ["sentence_weights", "sentence_bias", "paragraph_weights", "paragraph_bias"])
def test_weights_that_are_missing_are_named(name):
    with pytest.raises(ModelFolderError, match=f"mine: the head lacks {name}; "):
        check(shapes={name: None})


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("sentence_weights", (4, 3)),
        ("sentence_weights", (5,)),
        ("sentence_bias", (8,)),
        ("paragraph_weights", (5, 12)),
        ("paragraph_bias", (5, 1)),
        ("presence_weights", (4, 13)),
        ("presence_bias", ()),
        ("awaiting_weights", (5, 21)),
        ("awaiting_weights", (6,)),
        ("awaiting_bias", (7,)),
    ],
)
def test_weights_of_other_labels_are_named(name, shape):
    with pytest.raises(ModelFolderError, match=r"mine: \w+ of the head is .* which does not fit the 5 labels of its scheme"):
        check(shapes={name: shape})
