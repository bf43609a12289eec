"""The summary of an evaluation on a terminal."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.table import Table

#: The parts of an evaluation, by their key in its results.
TITLES = {"real": "Real documents", "authored": "Held-out forces, fictional: no accuracy on real responses"}
_TAG_LINES = {
    "surest_accuracy": "right among the surest 70%", "kept": "kept", "kept_error": "errors among these",
    "deferral_precision": "deferral precision", "deferral_recall": "recall", "awaiting": "who is awaited",
    "also_f1": "secondary stances F1", "evidence": "evidence",
}  # fmt: skip


def figure_text(figure: dict[str, Any] | None) -> str:
    """Write a figure with its interval.

    :param figure: its ``value`` and ``interval``.
    :return: such as "0.812 (0.78 to 0.84)"; a dash where it is not defined.
    """
    if not figure or figure["value"] is None:
        return "–"
    ends = figure["interval"]
    return f"{figure['value']:.3f}" + (f" ({ends[0]:.2f} to {ends[1]:.2f})" if ends else "")


def interval_text(difference: dict[str, Any] | None) -> str:
    """Write the interval of a difference over paragraphs.

    :param difference: one from :func:`eval.bootstrap.paired_differences`.
    :return: such as "0.07 to 0.29"; a dash where it is not defined.
    """
    ends = (difference or {}).get("over_paragraphs")
    return f"{ends[0]:.2f} to {ends[1]:.2f}" if ends else "–"


def print_summary(results: dict[str, Any], console: Console) -> None:
    """Print the candidates' figures, what the taggers say besides, and the structure.

    :param results: the figures of a run.
    :param console: where to print.
    """
    for key, title in TITLES.items():
        if key in results:
            _print_part(results, key, title, console)
    for name, facts in results.get("models", {}).items():
        _print_warnings(name, facts, console)
    if "folds" in results:
        table = _table(f"Fictional forces, {results['folds']['folds']} groups held out in turn; probabilities not calibrated")
        for name, row in results["folds"]["candidates"].items():
            _add_row(table, name, row)
        console.print(table)
    for name, figures in results.get("structure", {}).items():
        response = figures["roles"]["response"]
        scores = ", ".join(f"{score} {response[score]:.3f}" for score in ("precision", "recall", "f1"))
        rest = f"speaker {figures['speaker_accuracy']:.3f}; recommendation numbers {figures['numbers_accuracy']:.3f}"
        console.print(f"Structure, {name}: response paragraphs {scores}; {rest}")


def _print_part(results: dict[str, Any], key: str, title: str, console: Console) -> None:
    table = _table(title)
    for name, row in results[key].items():
        _add_row(table, name, row)
    console.print(table)
    for name in results.get("models", {}):
        if name in results[key]:
            row = results[key][name]
            console.print(
                f"{name}: " + "; ".join(f"{text} {figure_text(row[metric])}" for metric, text in _TAG_LINES.items()), markup=False
            )
    for name, others in results.get("differences", {}).get(key, {}).items():
        for other, row in others.items():
            if "," not in other:
                less = row["macro_f1"]
                console.print(
                    f"macro-F1 of the {name} less {other}: {figure_text(less)}; over paragraphs {interval_text(less)}", markup=False
                )


def _print_warnings(name: str, facts: dict[str, Any], console: Console) -> None:
    if facts["trained_on_held_out"]:
        console.print(f"The {name} was trained on {facts['trained_on_held_out']} documents of held-out forces: it is not measured on them.")
    if facts["not_given_to_the_others"]:
        lacking = ", ".join(facts["not_given_to_the_others"])
        console.print(f"The {name} was also trained on documents that the other candidates lacked: {lacking}.", markup=False)


def _table(title: str) -> Table:
    table = Table(title=title, title_justify="left")
    for name in ("candidate", "macro-F1 (95% interval)", "accuracy", "κ", "calibration error"):
        table.add_column(name)
    return table


def _add_row(table: Table, name: str, row: dict[str, Any]) -> None:
    table.add_row(
        name, figure_text(row["macro_f1"]), *(f"{row[metric]['value']:.3f}" for metric in ("accuracy", "kappa", "calibration_error"))
    )
