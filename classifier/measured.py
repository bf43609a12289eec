"""Measure a model on held-out forces, and fit its calibration and its thresholds there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from classifier.calibration import Calibration, Thresholds, calibrate, fit_thresholds
from classifier.dataset import Dataset
from classifier.head import Head
from labels.scheme import Scheme
from models.encoder import Encoded


@dataclass(frozen=True)
class Measured:
    """What the held-out forces gave: the calibration, the thresholds, and the figures for the manifest."""

    calibration: Calibration
    thresholds: Thresholds
    facts: dict[str, Any]

    @property
    def settings(self) -> dict[str, float]:
        """What the tagger needs."""
        return {
            "temperature": self.calibration.temperature,
            "abstain_below": self.calibration.abstain_below,
            **asdict(self.thresholds),
        }


def measure(head: Head, encoded: Sequence[Encoded], held_out: Dataset, scheme: Scheme) -> Measured:
    """Measure and calibrate on held-out forces.

    :param head: the fitted head.
    :param encoded: the vectors of the held-out paragraphs.
    :param held_out: paragraphs of forces that neither the head nor its encoder has seen.
    :param scheme: the labels.
    :return: what they gave.
    """
    from sklearn.metrics import f1_score

    places = {label: place for place, label in enumerate(scheme.ids)}
    logits, presence = head.logits(encoded), head.presence(encoded)
    targets = np.array([places[stance] for stance in held_out.stances])
    present = np.zeros((len(held_out), len(places)), bool)
    for row, label in enumerate(held_out.labels):
        present[row, [targets[row], *(places[also] for also in label.also)]] = True
    best = logits.argmax(axis=1)
    calibration = calibrate(logits, targets)
    thresholds = fit_thresholds(presence, best, present, places.get(scheme.deferral or "", -1), places.get(scheme.neutral or "", -1))
    facts = {
        "calibrated": f"On {len(set(held_out.forces))} held-out forces",
        "calibration": asdict(calibration),
        "held_out": {
            "paragraphs": len(targets),
            "forces": len(set(held_out.forces)),
            "accuracy": round(float((best == targets).mean()), 3),
            "accuracy_interval": accuracy_interval(best == targets, held_out.forces),
            "macro_f1": round(float(f1_score(targets, best, average="macro")), 3),
        },
    }
    return Measured(calibration, thresholds, facts)


def accuracy_interval(right: npt.NDArray[np.bool_], forces: Sequence[str], samples: int = 1000) -> list[float]:
    """Give a 95% interval of the accuracy, from a bootstrap over forces: what is wrong in one document of a force often is in all.

    :param right: whether each paragraph got its label, shape (paragraphs,).
    :param forces: their forces.
    :param samples: how often forces are drawn.
    :return: the two ends, rounded to three decimals.
    """
    names = sorted(set(forces))
    places = np.array([names.index(force) for force in forces])
    sizes, hits = np.bincount(places), np.bincount(places, weights=right)
    drawn = np.random.default_rng(0).integers(len(names), size=(samples, len(names)))
    accuracies = hits[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    return [round(float(end), 3) for end in np.quantile(accuracies, [0.025, 0.975])]
