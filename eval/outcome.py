"""What a candidate of the comparison gave."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from classifier.head import Probabilities


@dataclass(frozen=True)
class Outcome:
    """What a candidate gave: its probabilities by test, before any calibration, and its cost.

    ``text`` stands for the split that it was trained and asked on. ``paragraphs_per_second`` is by processor time, so that it
    does not depend on what else the machine does; ``seconds`` is what training took, ``None`` for a model
    that had been trained before.
    """

    name: str
    title: str
    text: str
    seconds: float | None
    paragraphs_per_second: float
    megabytes: float
    tables: dict[str, list[list[float]]]

    def table(self, test: str) -> Probabilities:
        """Give the probabilities for a test.

        :param test: its name.
        :return: shape (paragraphs, labels).
        """
        return np.array(self.tables[test], np.float64)
