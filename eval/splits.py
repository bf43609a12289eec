"""The fixed split: what may be trained on, the held-out forces, and the real documents; shared text is dropped from training."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from classifier.dataset import AUTHORED_DOCUMENTS, AUTHORED_LABELS, Dataset, load_dataset
from classifier.held_out import split
from eval.shared_text import shared_with

ROOT = Path(__file__).parent.parent
#: Where published figures lie.
RESULTS = ROOT / "eval" / "results"
REAL_LABELS = ROOT / "labels" / "real"
NEIGHBOUR_LABELS = ROOT / "labels" / "neighbours"
#: The names of the two sets that are measured on.
AUTHORED_TEST, REAL_TEST = "authored", "real"


@dataclass(frozen=True)
class Split:
    """The text of an evaluation.

    ``everything`` is all that may be trained on, ``training`` the same without the paragraphs that share text with one
    of ``tests``, which are by name: held-out fictional forces, and real documents where these are at hand.
    """

    everything: Dataset
    training: Dataset
    tests: dict[str, Dataset]

    @property
    def dropped(self) -> int:
        """How many paragraphs were dropped from training because a test shares their text."""
        return len(self.everything) - len(self.training)

    def groups(self, name: str) -> tuple[str, ...]:
        """Give what the bootstrap draws: forces, but documents where the forces are few.

        :param name: of a test.
        :return: the group of each of its paragraphs.
        """
        return self.tests[name].documents if name == REAL_TEST else self.tests[name].forces


def load_split(real: Path | None, neighbours: Path | None = None, report: Callable[[str], None] = lambda _: None) -> Split:
    """Load the text of an evaluation.

    :param real: real documents, or ``None``.
    :param neighbours: the neighbouring documents, which training may have used, or ``None``.
    :param report: is told how it goes.
    :return: the split.
    :raises TrainingError: if the real documents are not there, or have no labels.
    """
    report("reading the documents")
    measured = load_dataset([REAL_LABELS], [real]) if real is not None else None
    labels = [AUTHORED_LABELS, *([NEIGHBOUR_LABELS] if neighbours else [])]
    everything, held_out = split(load_dataset(labels, [AUTHORED_DOCUMENTS, *([neighbours] if neighbours else [])]))
    tests = {AUTHORED_TEST: held_out}
    if measured is not None:
        tests[REAL_TEST] = measured
    return Split(everything, without_shared(everything, tests.values()), tests)


def without_shared(training: Dataset, tests: Iterable[Dataset]) -> Dataset:
    """Drop training paragraphs that share much of their wording with a paragraph of a test.

    :param training: what may be trained on.
    :param tests: what is measured on.
    :return: the rest of the training set.
    """
    held_out = [item.text for test in tests for item in test.inputs]
    shared = shared_with([item.text for item in training.inputs], held_out)
    return training.subset(np.flatnonzero(~shared).tolist())


def joined(first: Dataset, second: Dataset) -> Dataset:
    """Put two datasets together.

    :param first: labelled paragraphs.
    :param second: others.
    :return: both.
    """
    return Dataset(
        inputs=first.inputs + second.inputs,
        stances=first.stances + second.stances,
        sentence_stances=first.sentence_stances + second.sentence_stances,
        forces=first.forces + second.forces,
        documents=first.documents + second.documents,
        labels=first.labels + second.labels,
        unmatched=first.unmatched + second.unmatched,
    )
