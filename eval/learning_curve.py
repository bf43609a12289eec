"""The learning curve: macro-F1 by the amount of authored text, for the models that are cheap to train.

Run as ``python -m eval.learning_curve REAL OUTPUT`` (``make learning-curve``): a few minutes of one processor core.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from classifier.dataset import Dataset
from classifier.head import Probabilities
from corpus.ending import run_module
from corpus.writing import whole_file
from eval.answers import targets_of
from eval.candidates import FROZEN, WORDS, fit_words, under_head
from eval.metrics import Predictions, accuracy, macro_f1
from eval.plots import curve_plot
from eval.splits import Split, load_split
from eval.summary import TITLES
from eval.vectors import KnownVectors, frozen_encoder, kept_vectors
from labels.scheme import Scheme, shipped_scheme

SIZES = (250, 500, 1000, 2000, 3000)
DRAWS = 10
Report = Callable[[str], None]


def learning_curve(split: Split, sizes: Sequence[int] = SIZES, draws: int = DRAWS, seed: int = 0, report: Report = lambda _: None) -> Any:
    """Train on random parts of what may be trained on, and on all of it, and measure on the real documents and the held-out forces.

    A part that is the whole is drawn once: these models give the same for the same text.

    :param split: the text; nothing that is measured on is trained on.
    :param sizes: numbers of training paragraphs; those beyond what there is are left out.
    :param draws: random parts of each size.
    :param seed: the seed of the draws.
    :param report: is told how it goes.
    :return: by test, candidate and size, the macro-F1 and accuracy of each draw.
    """
    scheme, training = shipped_scheme(), split.training
    source = frozen_encoder()
    encoder = _known(split, kept_vectors(source, [item for data in _datasets(split) for item in data.inputs]))
    generator = np.random.default_rng(seed)
    curves: dict[str, dict[str, dict[str, list[dict[str, float]]]]] = {test: {WORDS: {}, FROZEN: {}} for test in split.tests}
    for size in [*(size for size in sizes if size < len(training)), len(training)]:
        report(f"{size} paragraphs")
        for _ in range(draws if size < len(training) else 1):
            part = training.subset(sorted(generator.choice(len(training), size, replace=False).tolist()))
            fitted = {
                WORDS: fit_words(part, scheme),
                FROZEN: under_head(part, encoder.encode(part.inputs), encoder, source.megabytes, scheme),
            }
            for test, data in split.tests.items():
                for name, candidate in fitted.items():
                    curves[test][name].setdefault(str(size), []).append(_measured(candidate.predict(data), data, scheme))
    return {"paragraphs": {test: len(data) for test, data in split.tests.items()}, "draws": draws, "curves": curves}


def _datasets(split: Split) -> list[Dataset]:
    return [split.training, *split.tests.values()]


def _known(split: Split, vectors: Sequence[Any]) -> KnownVectors:
    return KnownVectors([item for data in _datasets(split) for item in data.inputs], vectors)


def _measured(table: Probabilities, data: Dataset, scheme: Scheme) -> dict[str, float]:
    found = Predictions(scheme.ids, table, targets_of(data, scheme), data.documents)
    return {"macro_f1": macro_f1(found), "accuracy": accuracy(found)}


def write_learning_curve(results: dict[str, Any], output: Path, console: Console) -> None:
    """Write ``learning-curve.json`` and ``learning-curve.svg``, and print the means.

    :param results: from :func:`learning_curve`.
    :param output: the folder.
    :param console: where to print.
    """
    with whole_file(output / "learning-curve.json") as file:
        json.dump(results, file, indent=1)
    panels = {TITLES[test].partition(":")[0]: curves for test, curves in results["curves"].items()}
    with whole_file(output / "learning-curve.svg") as file:
        file.write(curve_plot(panels))
    for test, curves in results["curves"].items():
        table = Table(
            "candidate", "paragraphs", "macro-F1: mean", "lowest", "highest", "accuracy: mean", title=TITLES[test], title_justify="left"
        )
        for name, sizes in curves.items():
            for size, found in sizes.items():
                values = [draw["macro_f1"] for draw in found]
                figures = (np.mean(values), min(values), max(values), np.mean([draw["accuracy"] for draw in found]))
                table.add_row(name, size, *(f"{value:.3f}" for value in figures))
        console.print(table)


def main(
    real: Annotated[Path, typer.Argument(help="The real documents.")],
    output: Annotated[Path, typer.Argument(help="The folder of results.")],
) -> None:
    """Draw the learning curve of the models that are cheap to train."""
    errors = Console(stderr=True, highlight=False)
    split = load_split(real, report=errors.print)
    write_learning_curve(learning_curve(split, report=errors.print), output, Console(highlight=False))


if __name__ == "__main__":
    run_module(main)
