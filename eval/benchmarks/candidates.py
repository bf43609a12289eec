"""Who is compared: this program with each of its models; the peers come from :mod:`eval.benchmarks.peer_training`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from classifier.dataset import Dataset
from eval.benchmarks.processes import stance_command
from eval.bootstrap import interval
from eval.metrics import Predictions, macro_f1, one_hot
from models.folder import FAST, SHIPPED

Vectors = Any
Command = Callable[[Path, Path], list[str]]


@dataclass(frozen=True)
class Candidate:
    """Who is compared: ``command`` gives the command line for a source and an output.

    ``macro_f1`` is measured on the held-out forces, with its 95% interval; ``beside`` names the peer that has the same
    encoder, or the nearest one.
    """

    name: str
    command: Command
    macro_f1: tuple[float, float, float] | None = None
    beside: str = ""


def own_candidates(beside: str, beside_fast: str, held_out: Dataset | None) -> list[Candidate]:
    """Give this program with each model that ships.

    :param beside: the peer that the default model is compared with.
    :param beside_fast: the peer that the fast one is compared with.
    :param held_out: paragraphs to measure macro-F1 on, or ``None``.
    :return: the candidates.
    """
    models: list[tuple[str, list[str | Path], Path, str]] = [("stance", [], SHIPPED, beside)]
    if FAST.is_dir():
        models.append(("stance --model fast", ["--model", FAST], FAST, beside_fast))
    return [Candidate(name, _own(options), _own_f1(folder, held_out), peer) for name, options, folder, peer in models]


def held_out_f1(probabilities: Vectors, held_out: Dataset, labels: tuple[str, ...]) -> tuple[float, float, float]:
    """Measure predictions for the held-out forces.

    :param probabilities: shape (paragraphs, labels).
    :param held_out: the paragraphs.
    :param labels: the columns.
    :return: macro-F1, and its 95% interval from a bootstrap over forces.
    """
    predictions = Predictions(labels, probabilities, np.array([labels.index(stance) for stance in held_out.stances]), held_out.forces)
    return (macro_f1(predictions), *interval(predictions, macro_f1))


def _own(options: Sequence[str | Path]) -> Command:
    return lambda source, output: stance_command("tag", source, "--format", "jsonl", "--output", output, "--no-cache", *options)


def _own_f1(folder: Path, held_out: Dataset | None) -> tuple[float, float, float] | None:
    if held_out is None:
        return None
    from classifier.tagger import Tagger

    tagger = Tagger.load(folder)
    labels = tagger.scheme.ids
    return held_out_f1(one_hot([tag.stance for tag in tagger.tag_inputs(held_out.inputs)], labels), held_out, labels)
