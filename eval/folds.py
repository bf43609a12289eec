"""Leave one force out at a time, or groups of forces: the protocol for candidates that are cheap to train again and again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from classifier.dataset import Dataset
from classifier.head import Probabilities
from classifier.training import force_folds
from eval.answers import Answers, answers_of_table, targets_of
from eval.candidates import CHEAP, Fit
from eval.figures import figures_of
from eval.masking import masked
from eval.metrics import Predictions
from eval.splits import without_shared
from labels.scheme import Scheme


@dataclass(frozen=True)
class Folds:
    """What candidates said of forces that they had not seen: each of ``forces`` was held out once, in one of ``folds`` groups.

    ``dropped`` counts training paragraphs that were left out, over all groups, because a held-out one shares their text.
    """

    folds: int
    forces: int
    dropped: int
    answers: dict[str, Answers]

    def figures(self, draws: int | None = None) -> dict[str, Any]:
        """Measure the candidates.

        :param draws: samples of the bootstrap; as many as usual if ``None``.
        :return: the protocol, and the figures by candidate.
        """
        candidates = {name: figures_of(found, tags=False, draws=draws) for name, found in self.answers.items()}
        return {"folds": self.folds, "forces": self.forces, "dropped_as_shared": self.dropped, "candidates": candidates}


def hold_out_in_turn(
    authored: Dataset, folds: int, scheme: Scheme, report: Callable[[str], None], candidates: Mapping[str, Fit] = CHEAP
) -> Folds:
    """Train every candidate anew for each group of forces, on all the others; names masked, shared text dropped.

    :param authored: labelled paragraphs of all fictional forces.
    :param folds: groups of forces held out in turn; 0 for one force at a time.
    :param scheme: the labels.
    :param report: is told how it goes.
    :param candidates: what to train.
    :return: what they said; probabilities are as they come, not calibrated.
    """
    data = masked(authored)
    forces = len(set(data.forces))
    tables: dict[str, Probabilities] = {name: np.zeros((len(data), len(scheme.ids))) for name in candidates}
    dropped = 0
    for number, inside in enumerate(force_folds(data.forces, folds or forces), 1):
        report(f"fold {number}: {int(inside.sum())} paragraphs held out")
        test, rest = (data.subset(np.flatnonzero(part).tolist()) for part in (inside, ~inside))
        training = without_shared(rest, [test])
        dropped += len(rest) - len(training)
        for name, fit in candidates.items():
            tables[name][inside] = fit(training, scheme).predict(test)
    everything = np.ones(len(data), bool)
    targets = targets_of(data, scheme)
    answers = {
        name: answers_of_table(Predictions(scheme.ids, table, targets, data.forces), everything, data, scheme)
        for name, table in tables.items()
    }
    return Folds(folds or forces, forces, dropped, answers)
