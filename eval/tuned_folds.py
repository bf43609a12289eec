"""Groups of forces held out in turn, also for candidates that are dear to train: whether the fixed split is a lucky one.

Run as ``python -m eval.tuned_folds [NAME...] --folds 5 --neighbours DIR`` (``make folds``). Tuning one encoder takes minutes, and
each candidate is trained once a group.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from corpus.ending import run_module
from corpus.errors import TrainingError
from corpus.writing import whole_file
from eval.catalogue import ENTRIES
from eval.figures import differences
from eval.folds import Folds, hold_out_in_turn
from eval.splits import AUTHORED_TEST, RESULTS, joined, load_split
from eval.summary import figure_text, interval_text
from labels.scheme import shipped_scheme

#: The first is compared with the others.
USUAL = ("tuned-minilm", "words", "frozen-minilm", "cues", "majority")
_COLUMNS = ("macro_f1", "accuracy", "kappa")


def check_names(names: Sequence[str]) -> None:
    """Check that candidates can be trained anew for each group.

    :param names: their short names.
    :raises TrainingError: if one is not known, or is a model that has been trained already: it has seen most of these forces.
    """
    possible = [name for name, entry in ENTRIES.items() if not entry.trained]
    if wrong := [name for name in names if name not in possible]:
        raise TrainingError(f"{', '.join(wrong)}: not a candidate that can be trained for each group; choose among {', '.join(possible)}")


def folds_markdown(results: dict[str, Any]) -> str:
    """Write the figures as Markdown.

    :param results: the figures of :meth:`Folds.figures`, with the differences between the first candidate and the others.
    :return: a table, the best macro-F1 first.
    """
    rows, first = results["candidates"], next(iter(results["candidates"]))
    lines = [
        "# Groups of forces held out in turn",
        "",
        f"All {results['forces']} forces in {results['folds']} groups, neighbouring documents among them where they were at hand; each "
        "candidate trained anew on the other groups, names masked, without the training paragraphs whose text a held-out one shares "
        f"({results['dropped_as_shared']} over all groups). {rows[first]['paragraphs']} paragraphs; mostly fictional text, so no "
        "accuracy on real responses. 95% intervals from a bootstrap over forces, of differences also over paragraphs. Made by "
        "`python -m eval.tuned_folds`.",
        "",
        f"| candidate | macro-F1 | accuracy | κ | {first} less this, macro-F1 | over paragraphs |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for name in sorted(rows, key=lambda name: -rows[name]["macro_f1"]["value"]):
        less = results["differences"].get(name, {}).get("macro_f1")
        cells = [name, *(figure_text(rows[name][column]) for column in _COLUMNS), figure_text(less), interval_text(less)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def write_folds(found: Folds, output: Path, draws: int | None = None) -> dict[str, Any]:
    """Measure, and write ``folds.json`` and ``folds.md``.

    :param found: what the candidates said.
    :param output: the folder.
    :param draws: samples of the bootstrap; as many as usual if ``None``.
    :return: the figures.
    """
    results = found.figures(draws)
    for figures in results["candidates"].values():  # the curves are large, and of probabilities that nobody has calibrated
        for curve in ("reliability", "risk_coverage"):
            del figures[curve]
    results["differences"] = differences(found.answers, next(iter(found.answers)), draws)
    with whole_file(output / "folds.json") as file:
        json.dump(results, file, indent=1)
    with whole_file(output / "folds.md") as file:
        file.write(folds_markdown(results))
    return results


def main(
    names: Annotated[list[str] | None, typer.Argument(metavar="NAME", help="Candidates of the comparison; the first is compared.")] = None,
    folds: Annotated[int, typer.Option(min=2, help="Groups of forces.")] = 5,
    neighbours: Annotated[Path | None, typer.Option(help="The neighbouring documents.")] = None,
    output: Annotated[Path, typer.Option(help="The folder of results.")] = RESULTS,
) -> None:
    """Train candidates anew for each group of forces, and write the table."""
    check_names(names or [])
    errors = Console(stderr=True, highlight=False)
    split = load_split(None, neighbours, errors.print)
    everyone = joined(split.everything, split.tests[AUTHORED_TEST])
    candidates = {ENTRIES[name].title: ENTRIES[name].fit for name in names or USUAL}
    write_folds(hold_out_in_turn(everyone, folds, shipped_scheme(), errors.print, candidates), output)


if __name__ == "__main__":
    run_module(main)
