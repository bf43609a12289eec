"""Metrics of predicted probabilities against labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.metrics import confusion_matrix, precision_recall_fscore_support

from classifier.head import Probabilities
from labels.agreement import cohen_kappa

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

    Counted here and not by scikit-learn, whose checks take most of the time of a bootstrap.

    :param predictions: the predictions.
    :return: between 0 and 1.
    """
    count = len(predictions.labels)
    matrix = np.bincount(predictions.targets * count + predictions.found, minlength=count * count).reshape(count, count)
    occurring = matrix.sum(axis=0) + matrix.sum(axis=1)
    present = occurring > 0
    return float((2 * np.diag(matrix)[present] / occurring[present]).mean())


def kappa(predictions: Predictions) -> float:
    """Give Cohen's kappa of predictions and truth.

    :param predictions: the predictions.
    :return: at most 1.
    """
    # scikit-learn's gives no number where a sample of the bootstrap has one label only.
    truth, found = ([predictions.labels[column] for column in columns.tolist()] for columns in (predictions.targets, predictions.found))
    return cohen_kappa(truth, found)


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
    :return: the figures by label.
    """
    columns = list(range(len(predictions.labels)))
    figures = precision_recall_fscore_support(predictions.targets, predictions.found, labels=columns, zero_division=0)
    names = ("precision", "recall", "f1", "support")
    return {
        label: {name: float(values[place]) for name, values in zip(names, figures, strict=True)}
        for place, label in enumerate(predictions.labels)
    }


def confusion(predictions: Predictions) -> list[list[int]]:
    """Give the confusion matrix.

    :param predictions: the predictions.
    :return: rows are true labels, columns predicted ones.
    """
    matrix: list[list[int]] = confusion_matrix(predictions.targets, predictions.found, labels=range(len(predictions.labels))).tolist()
    return matrix


def one_hot(found: Sequence[str], labels: Sequence[str]) -> Probabilities:
    """Give the probabilities of a classifier that has none: all on the label that it says.

    :param found: labels.
    :param labels: the columns.
    :return: shape (paragraphs, labels).
    """
    places = {label: place for place, label in enumerate(labels)}
    return np.eye(len(labels))[[places[label] for label in found]]
