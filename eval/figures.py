"""The figures of a candidate: each metric with its interval, by stance too, and paired differences between candidates."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from eval.answers import METRICS, TAG_METRICS, Answers, Metric
from eval.bootstrap import intervals, paired_differences
from eval.metrics import by_stance, confusion, reliability, risk_coverage, stance_scores

#: The metrics by which candidates are compared.
COMPARED = ("macro_f1", "accuracy", "kappa")
_CURVE_POINTS = 200
_SCORES = ("precision", "recall", "f1")


def figures_of(answers: Answers, tags: bool, draws: int | None = None) -> dict[str, Any]:
    """Measure a candidate.

    :param answers: its answers.
    :param tags: whether it is a tagger, which says more than a stance.
    :param draws: samples of the bootstrap; as many as usual if ``None``.
    :return: the figures, ready for JSON; ``null`` where one is not defined.
    """
    metrics = {**METRICS, **(TAG_METRICS if tags else {})}
    by_label = {
        f"{label}/{score}": _score(place, number)
        for place, label in enumerate(answers.predictions.labels)
        for number, score in enumerate(_SCORES)
    }
    ends = intervals(answers, {**metrics, **by_label}, draws)
    stances: dict[str, Any] = {label: dict(scores) for label, scores in by_stance(answers.predictions).items()}
    for label, scores in stances.items():
        scores["intervals"] = {score: ends[f"{label}/{score}"] for score in _SCORES}
    points = risk_coverage(answers.predictions)
    return {
        "paragraphs": len(answers.groups),
        "groups": len(set(answers.groups)),
        **{name: {"value": _number(metric(answers)), "interval": ends[name]} for name, metric in metrics.items()},
        "deferrals": int(answers.truly_defers.sum()),
        "by_stance": stances,
        "confusion": confusion(answers.predictions),
        "reliability": reliability(answers.predictions),
        "risk_coverage": points[:: -max(1, len(points) // _CURVE_POINTS)][::-1],
    }


def differences(candidates: Mapping[str, Answers], chosen: str, draws: int | None = None) -> dict[str, Any]:
    """Compare a candidate with all others, on the same samples of forces.

    :param candidates: answers by name, for the same paragraphs in the same order.
    :param chosen: the one that is compared.
    :param draws: samples of the bootstrap; as many as usual if ``None``.
    :return: by the other's name and metric, the chosen's figure less the other's, with its interval.
    """
    metrics = {name: METRICS[name] for name in COMPARED}
    return {
        name: paired_differences(candidates[chosen], other, metrics, draws)
        for name, other in candidates.items()
        if name != chosen and len(other.groups) == len(candidates[chosen].groups)
    }


def _score(place: int, number: int) -> Metric:
    return lambda answers: float(stance_scores(answers.predictions)[place, number])


def _number(value: float) -> float | None:
    return None if math.isnan(value) or np.isinf(value) else value
