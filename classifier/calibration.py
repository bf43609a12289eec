"""Calibration and abstention, fitted on predictions for forces that the classifier had not seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from classifier.head import Probabilities, softmax

#: The share of errors that the kept labels may have, and the chance that the bound on it fails.
TARGET_RISK = 0.05
DELTA = 0.05


#: The share of deferrals that must be found, and of what is found that must be one.
TARGET_RECALL, TARGET_PRECISION = 0.97, 0.85


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was fitted on held-out predictions.

    With confidence 1 - ``delta``, labels with a probability of at least ``abstain_below`` are wrong at most as often
    as ``risk_bound``; ``coverage`` is the share of paragraphs that this keeps.
    """

    temperature: float
    abstain_below: float
    coverage: float
    risk_bound: float
    delta: float


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Scores from which a paragraph is said to take a stance beside its main one, and to defer."""

    also_above: float
    defers_above: float


def fit_thresholds(
    presence: Probabilities, best: npt.NDArray[np.integer], present: npt.NDArray[np.bool_], deferral: int, neutral: int
) -> Thresholds:
    """Fit the thresholds on held-out predictions.

    Deferrals: the highest threshold that finds the wanted share of them; if what it finds is then wrong too often, the
    lowest at which it is not. Others: the threshold with the best micro-averaged F1 of secondary stances.

    :param presence: scores, shape (paragraphs, labels).
    :param best: the predicted main stance of each paragraph, as column numbers.
    :param present: the true stances, main and secondary, shape (paragraphs, labels).
    :param deferral: the column of the deferral, -1 if the scheme has none.
    :param neutral: the column of the label that is never secondary, -1 if there is none.
    :return: the thresholds.
    """
    rows = np.arange(len(best))
    others = np.ones(present.shape[1], bool)
    others[[place for place in (deferral, neutral) if place >= 0]] = False
    secondary = np.zeros_like(present)
    secondary[:, others] = True
    secondary[rows, best] = False
    scores, truth = presence[secondary], present[secondary]
    also = max(_candidates(scores), key=lambda limit: _f1(scores >= limit, truth))
    if deferral < 0:
        return Thresholds(also, 2.0)
    chance = np.where(best == deferral, 2.0, presence[:, deferral])  # a main stance is a deferral at any threshold
    truth = present[:, deferral]
    limits = _candidates(chance)
    found = [limit for limit in limits if _recall(chance >= limit, truth) >= TARGET_RECALL]
    wide = max(found) if found else min(limits)
    if _precision(chance >= wide, truth) >= TARGET_PRECISION:
        return Thresholds(also, wide)
    return Thresholds(also, min((limit for limit in limits if _precision(chance >= limit, truth) >= TARGET_PRECISION), default=2.0))


def _candidates(scores: Probabilities) -> list[float]:
    return [float(score) for score in np.unique(np.round(scores[scores <= 1.0], 3))] + [2.0]


def _recall(found: npt.NDArray[np.bool_], truth: npt.NDArray[np.bool_]) -> float:
    return float((found & truth).sum() / max(1, truth.sum()))


def _precision(found: npt.NDArray[np.bool_], truth: npt.NDArray[np.bool_]) -> float:
    return float((found & truth).sum() / found.sum()) if found.any() else 1.0


def _f1(found: npt.NDArray[np.bool_], truth: npt.NDArray[np.bool_]) -> float:
    return float(2 * (found & truth).sum() / max(1, found.sum() + truth.sum()))


def fit_temperature(logits: Probabilities, targets: npt.NDArray[np.integer]) -> float:
    """Fit one temperature by the likelihood of held-out labels (Guo et al. 2017).

    :param logits: shape (paragraphs, labels).
    :param targets: the true labels, as column numbers.
    :return: the temperature, between 0.2 and 10.
    """
    from scipy.optimize import minimize_scalar

    rows = np.arange(len(targets))

    def loss(log_temperature: float) -> float:
        return float(-np.log(softmax(logits / np.exp(log_temperature))[rows, targets] + 1e-12).mean())

    return float(np.exp(minimize_scalar(loss, bounds=(np.log(0.2), np.log(10.0)), method="bounded").x))


def calibrate(logits: Probabilities, targets: npt.NDArray[np.integer], risk: float = TARGET_RISK, delta: float = DELTA) -> Calibration:
    """Fit the temperature and the abstention threshold.

    The threshold is the lowest one at which the one-sided Clopper-Pearson upper bound on the error rate of what is kept
    is at most the target, as in selection with guaranteed risk (Geifman and El-Yaniv 2017); if there is none, the one
    with the lowest bound, where the chance that the bound fails is shared among all thresholds. Paragraphs of equal
    confidence are kept or given up together.

    :param logits: predictions on held-out forces, shape (paragraphs, labels).
    :param targets: the true labels, as column numbers.
    :param risk: the target for the error rate of what is kept.
    :param delta: the chance that the bound fails.
    :return: the calibration.
    """
    from scipy.stats import beta

    temperature = fit_temperature(logits, targets)
    probabilities = softmax(logits / temperature)
    confidence = probabilities.max(axis=1)
    wrong = probabilities.argmax(axis=1) != targets
    order = np.argsort(-confidence, kind="stable")
    kept = np.arange(1, len(order) + 1)
    errors = np.cumsum(wrong[order])
    sorted_confidence = confidence[order]
    last_of_equals = np.append(sorted_confidence[1:] < sorted_confidence[:-1], True)

    def bounds_at(level: float) -> Probabilities:
        found = np.where(errors < kept, beta.ppf(1 - level, errors + 1, np.maximum(kept - errors, 1)), 1.0)
        return np.where(last_of_equals, found, np.inf)

    bounds = bounds_at(delta)
    within = np.flatnonzero(bounds <= risk)
    if not len(within):
        bounds = bounds_at(delta / len(order))
    place = int(within[-1]) if len(within) else int(np.argmin(bounds))
    return Calibration(temperature, float(confidence[order[place]]), float(kept[place] / len(order)), float(bounds[place]), delta)
