"""How a report was made: which model and program, and how the model was measured, from the model's own records."""

from __future__ import annotations

import math
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from models.folder import ModelFolder

_QUANTILE = 1.96


@dataclass(frozen=True, slots=True)
class Measured:
    """The share of right labels on forces that the model had not seen, of so many paragraphs, with a 95% interval.

    ``bootstrap`` says that the interval was recorded with the model and drawn over forces; otherwise it is Wilson's,
    which takes paragraphs for independent and so is too narrow.
    """

    accuracy: float
    low: float
    high: float
    paragraphs: int
    macro_f1: float
    bootstrap: bool


def measured_of(training: dict[str, Any]) -> Measured | None:
    """Read how a model was measured.

    :param training: what its folder records of its training.
    :return: the figures, or ``None`` for a model that was not measured.
    """
    figures = training.get("held_out")
    if not figures:
        return None
    recorded = figures.get("accuracy_interval")
    low, high = recorded or wilson(figures["accuracy"], figures["paragraphs"])
    return Measured(figures["accuracy"], low, high, figures["paragraphs"], figures["macro_f1"], recorded is not None)


def wilson(share: float, count: int) -> tuple[float, float]:
    """Give Wilson's 95% interval of a share (Wilson 1927, J. Am. Stat. Assoc. 22, 209-212).

    :param share: between 0 and 1.
    :param count: of how many.
    :return: the ends of the interval.
    """
    square = _QUANTILE**2 / count
    middle = (share + square / 2) / (1 + square)
    half = _QUANTILE / (1 + square) * math.sqrt(share * (1 - share) / count + square / (4 * count))
    return middle - half, middle + half


def program_version() -> str:
    """Give the version of this program.

    :return: the installed version, or words that say that it was run from its source.
    """
    try:
        return version("stance")
    except PackageNotFoundError:
        return "run from its source"


def made_with(model: ModelFolder) -> dict[str, Any]:
    """Say how the labels came about.

    :param model: the model folder.
    :return: what the page's last section shows.
    """
    return {
        "version": program_version(),
        "digest": model.digest,
        "base": model.training.get("base", "an encoder of its own"),
        "paragraphs": model.training.get("paragraphs"),
        "forces": model.training.get("forces"),
        "abstain_below": float(model.settings["abstain_below"]),
        "calibration": model.training.get("calibration"),
        "measured": measured_of(model.training),
    }
