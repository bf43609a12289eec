"""The summary of an evaluation on a terminal."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.table import Table


def print_summary(results: dict[str, Any], console: Console) -> None:
    """Print the candidates' figures, and those of the structure.

    :param results: the figures of a run.
    :param console: where to print.
    """
    for key, title in (("authored", "Authored documents (fictional), forces held out"), ("real", "Real documents")):
        if key in results:
            table = Table(title=title, title_justify="left")
            for name in ("candidate", "macro-F1 (95% interval)", "accuracy", "κ", "calibration error"):
                table.add_column(name)
            for name, row in results[key].items():
                low, high = row["macro_f1"]["interval"]
                cells = [f"{row['macro_f1']['value']:.3f} ({low:.2f} to {high:.2f})"]
                cells += [f"{row[metric]['value']:.3f}" for metric in ("accuracy", "kappa", "calibration_error")]
                table.add_row(name, *cells)
            console.print(table)
    for name, figures in results.get("structure", {}).items():
        response = figures["roles"]["response"]
        scores = ", ".join(f"{name} {response[name]:.3f}" for name in ("precision", "recall", "f1"))
        rest = f"speaker {figures['speaker_accuracy']:.3f}; recommendation numbers {figures['numbers_accuracy']:.3f}"
        console.print(f"Structure, {name}: response paragraphs {scores}; {rest}")
