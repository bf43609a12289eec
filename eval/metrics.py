"""Metrics of predicted probabilities against labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from classifier.head import Probabilities

BINS = 10


@dataclass(frozen=True)
class Predictions:
    """Predictions for labelled paragraphs, in parallel.

    ``probabilities`` has shape (paragraphs, labels); ``targets`` are column numbers; ``groups`` the force (or the document) of each.
    """

    labels: tuple[str, ...]
    probabilities: Probabilities
    targets: npt.NDArray[np.integer]
    groups: tuple[str, ...]

    @property
    def found(self) -> npt.NDArray[np.integer]:
        """The column of the most likely label of each paragraph."""
        result: npt.NDArray[np.integer] = self.probabilities.argmax(axis=1)
        return result

    def take(self, places: npt.NDArray[np.integer]) -> Predictions:
        """Choose paragraphs, perhaps some of them several times.

        :param places: their positions.
        :return: their predictions.
        """
        return Predictions(
            self.labels, self.probabilities[places], self.targets[places], tuple(self.groups[place] for place in places.tolist())
        )


def accuracy(predictions: Predictions) -> float:
    """Give the share of paragraphs whose most likely label is right.

    :param predictions: the predictions.
    :return: between 0 and 1.
    """
    return float((predictions.found == predictions.targets).mean())


def macro_f1(predictions: Predictions) -> float:
    """Give the mean F1 over the labels that occur in the truth or in the predictions.

    :param predictions: the predictions.
    :return: between 0 and 1.
    """
    matrix = _matrix(predictions)
    occurring = matrix.sum(axis=0) + matrix.sum(axis=1)
    present = occurring > 0
    return float((2 * np.diag(matrix)[present] / occurring[present]).mean())


def kappa(predictions: Predictions) -> float:
    """Give Cohen's kappa of predictions and truth, as :func:`labels.agreement.cohen_kappa` of two readers, from counts.

    :param predictions: the predictions.
    :return: at most 1.
    """
    matrix = _matrix(predictions) / len(predictions.targets)
    expected = float(matrix.sum(axis=0) @ matrix.sum(axis=1))
    return 1.0 if expected >= 1.0 else (float(np.trace(matrix)) - expected) / (1.0 - expected)


def expected_calibration_error(predictions: Predictions) -> float:
    """Give the expected calibration error over ten bins of equal width (Naeini et al. 2015; Guo et al. 2017).

    :param predictions: the predictions.
    :return: the mean distance of confidence and accuracy, weighted by the paragraphs in each bin.
    """
    return float(sum(weight * abs(confidence - correct) for weight, confidence, correct in reliability(predictions)))


def reliability(predictions: Predictions) -> list[tuple[float, float, float]]:
    """Give the points of a reliability diagram.

    :param predictions: the predictions.
    :return: for each bin that is not empty: its share of the paragraphs, mean confidence, and accuracy.
    """
    confidence = predictions.probabilities.max(axis=1)
    right = predictions.found == predictions.targets
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    points = []
    for number in range(BINS):
        inside = bins == number
        if inside.any():
            points.append((float(inside.mean()), float(confidence[inside].mean()), float(right[inside].mean())))
    return points


def brier(predictions: Predictions) -> float:
    """Give the Brier score over all labels (Brier 1950): 0 is perfect, 2 the worst.

    :param predictions: the predictions.
    :return: the mean squared distance of probabilities and truth.
    """
    truth = np.eye(len(predictions.labels))[predictions.targets]
    return float(((predictions.probabilities - truth) ** 2).sum(axis=1).mean())


def risk_coverage(predictions: Predictions) -> list[tuple[float, float]]:
    """Give the error rate of the surest paragraphs against the share of paragraphs kept.

    :param predictions: the predictions.
    :return: pairs of coverage and risk, by rising coverage.
    """
    order = np.argsort(-predictions.probabilities.max(axis=1), kind="stable")
    wrong = (predictions.found != predictions.targets)[order]
    kept = np.arange(1, len(order) + 1)
    return [(float(share), float(risk)) for share, risk in zip(kept / len(order), np.cumsum(wrong) / kept, strict=True)]


def by_stance(predictions: Predictions) -> dict[str, dict[str, float]]:
    """Give precision, recall, F1 and support of each label.

    :param predictions: the predictions.
    :return: the figures by label; 0 where one is not defined.
    """
    support = np.bincount(predictions.targets, minlength=len(predictions.labels))
    scores = np.nan_to_num(np.column_stack([stance_scores(predictions), support]))
    names = ("precision", "recall", "f1", "support")
    return {label: dict(zip(names, row, strict=True)) for label, row in zip(predictions.labels, scores.tolist(), strict=True)}


def stance_scores(predictions: Predictions) -> npt.NDArray[np.float64]:
    """Give precision, recall and F1 of each label.

    :param predictions: the predictions.
    :return: shape (labels, 3); not a number where the label is never predicted, labelled, or either.
    """
    matrix = _matrix(predictions)
    found, labelled = matrix.sum(axis=0), matrix.sum(axis=1)
    right = np.diag(matrix)
    with np.errstate(invalid="ignore"):
        return np.column_stack([right / found, right / labelled, 2 * right / (found + labelled)])


def confusion(predictions: Predictions) -> list[list[int]]:
    """Give the confusion matrix.

    :param predictions: the predictions.
    :return: rows are true labels, columns predicted ones.
    """
    counts: list[list[int]] = _matrix(predictions).tolist()
    return counts


def _matrix(predictions: Predictions) -> npt.NDArray[np.integer]:
    """Count: rows are true labels, columns predicted ones.

    Counted here and not by scikit-learn, whose checks would take most of the time of a bootstrap.
    """
    count = len(predictions.labels)
    counts: npt.NDArray[np.integer] = np.bincount(predictions.targets * count + predictions.found, minlength=count * count)
    return counts.reshape(count, count)


def one_hot(found: Sequence[str], labels: Sequence[str]) -> Probabilities:
    """Give the probabilities of a classifier that has none: all on the label that it says.

    :param found: labels.
    :param labels: the columns.
    :return: shape (paragraphs, labels).
    """
    places = {label: place for place, label in enumerate(labels)}
    return np.eye(len(labels))[[places[label] for label in found]]
