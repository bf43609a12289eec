"""What a model's records must hold, so that nothing is made of an edited manifest: numbers within bounds, weights that fit the labels."""

from __future__ import annotations

import reprlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from corpus.errors import ModelFolderError
from labels.scheme import Scheme

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

#: The windows that the encoders can read, and that leave room for a text beside its context.
_TOKENS = (16, 512)
#: Larger than any number that training comes to; infinity and what is no number at all are not below it.
_LARGEST = 1e9


def check_records(
    where: str, settings: Mapping[str, Any], training: Mapping[str, Any], arrays: Mapping[str, npt.NDArray[np.float32]], scheme: Scheme
) -> None:
    """Check what a model folder says of its model.

    :param where: the folder, for messages.
    :param settings: the window, the calibration, the thresholds.
    :param training: what it was trained on, and how it was measured.
    :param arrays: the weights of the head.
    :param scheme: the labels that it tells apart.
    :raises ModelFolderError: if a number is missing, none, or out of bounds, or the weights are those of other labels.
    """
    for problem in (*_of_settings(settings), *_of_training(training), *_of_arrays(arrays, scheme)):
        raise ModelFolderError(f"{where}: {problem}; train or fetch the model again")


def _of_settings(settings: Mapping[str, Any]) -> Iterator[str]:
    if missing := {"max_tokens", "temperature", "abstain_below"} - set(settings):
        yield f"the manifest lacks {', '.join(sorted(missing))}"
        return
    if not _is_whole(settings["max_tokens"]) or not _TOKENS[0] <= settings["max_tokens"] <= _TOKENS[1]:
        yield _wrong("max_tokens", settings["max_tokens"], f"a whole number from {_TOKENS[0]} to {_TOKENS[1]}")
    if not _is_number(settings["temperature"]) or settings["temperature"] <= 0:
        yield _wrong("temperature", settings["temperature"], "a number above 0")
    for name in ("abstain_below", "also_above", "defers_above"):  # models of format 1 have the first alone
        if name in settings and not _is_number(settings[name]):
            yield _wrong(name, settings[name], "a number")


def _of_training(training: Mapping[str, Any]) -> Iterator[str]:
    """Find what is wrong with the figures that tables and reports state; a model that was retrained has none."""
    if training.get("paragraphs") and not _is_whole(training["paragraphs"]):
        yield _wrong("paragraphs", training["paragraphs"], "a whole number")
    if calibration := training.get("calibration"):
        bound = calibration.get("risk_bound") if isinstance(calibration, dict) else calibration
        if not _is_share(bound):
            yield _wrong("calibration: risk_bound", bound, "a share between 0 and 1")
    figures = training.get("held_out")
    if not figures:
        return
    if not isinstance(figures, dict):
        yield _wrong("held_out", figures, "an object with the figures")
        return
    for name in ("accuracy", "macro_f1"):
        if not _is_share(figures.get(name)):
            yield _wrong(f"held_out: {name}", figures.get(name), "a share between 0 and 1")
    if not _is_whole(figures.get("paragraphs")) or figures["paragraphs"] < 1:
        yield _wrong("held_out: paragraphs", figures.get("paragraphs"), "a whole number above 0")
    interval = figures.get("accuracy_interval")
    if interval and not (isinstance(interval, list) and len(interval) == 2 and all(map(_is_share, interval))):
        yield _wrong("held_out: accuracy_interval", interval, "a list of two shares between 0 and 1")


def _of_arrays(arrays: Mapping[str, npt.NDArray[np.float32]], scheme: Scheme) -> Iterator[str]:
    """Find what is wrong with the weights; :class:`classifier.head.Head` says what their rows and columns are."""
    labels, bodies = len(scheme.labels), len(scheme.awaiting)
    width = _columns(arrays.get("sentence_weights"))
    needed = {
        "sentence_weights": (labels, width),
        "sentence_bias": (labels,),
        "paragraph_weights": (labels, width + 2 * labels),
        "paragraph_bias": (labels,),
    }
    later = {
        "presence_weights": (labels, width + 2 * labels),
        "presence_bias": (labels,),
        # How many cues it reads beside the vector is not known here.
        "awaiting_weights": (bodies, _columns(arrays.get("awaiting_weights"))),
        "awaiting_bias": (bodies,),
    }
    for name, shape in {**needed, **{name: shape for name, shape in later.items() if name in arrays}}.items():
        if name not in arrays:
            yield f"the head lacks {name}"
        elif arrays[name].shape != shape:
            found, wanted = (" x ".join(map(str, size)) for size in (arrays[name].shape, shape))
            yield f"{name} of the head is {found}, which does not fit the {labels} labels of its scheme ({wanted})"


def _columns(array: npt.NDArray[np.float32] | None) -> int:
    return int(array.shape[1]) if array is not None and array.ndim == 2 else 0


def _wrong(name: str, value: Any, wanted: str) -> str:
    return f"'{name}' in the manifest is {reprlib.repr(value)}, not {wanted}"


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _LARGEST


def _is_share(value: Any) -> bool:
    return _is_number(value) and 0 <= value <= 1
