"""The page of an evaluation: tables and plots in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from corpus.writing import whole_file
from eval.plots import comparison_plot, confusion_plot, reliability_plot, risk_coverage_plot
from eval.summary import TITLES, figure_text, interval_text

#: The metrics of the first table, and of the table of what taggers say besides.
_COLUMNS = {
    "macro_f1": "macro-F1", "accuracy": "accuracy", "kappa": "κ", "calibration_error": "calibration error", "brier": "Brier score",
    "surest_accuracy": "accuracy, surest 70%", "surest_macro_f1": "macro-F1, surest 70%",
}  # fmt: skip
_TAG_COLUMNS = {
    "kept": "share kept (not abstained)", "kept_error": "errors among these", "deferral_precision": "deferrals: precision",
    "deferral_recall": "deferrals: recall", "awaiting": "who is awaited, of deferrals found",
    "awaiting_of_all": "who is awaited, of all deferrals", "also_f1": "secondary stances: F1", "all_stances_f1": "all stances: F1",
    "evidence": "evidence, where the stance is right", "evidence_of_stances": "the same, without neutral paragraphs",
    "evidence_of_all": "evidence, of all paragraphs", "exact_offsets": "exact offsets",
}  # fmt: skip


def write_evaluation_page(results: dict[str, Any], path: Path) -> None:
    """Write the page.

    :param results: the figures of a run.
    :param path: the HTML file.
    """
    from jinja2 import Environment, PackageLoader

    environment = Environment(loader=PackageLoader("eval", "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["figure"] = figure_text
    environment.filters["over_paragraphs"] = interval_text
    parts = [_part(key, title, results) for key, title in TITLES.items() if results.get(key)]
    html = environment.get_template("evaluation.html").render(
        results=results, parts=parts, columns=_COLUMNS, tag_columns=_TAG_COLUMNS, folds=results.get("folds")
    )
    with whole_file(path) as file:
        file.write(html)


def _part(key: str, title: str, results: dict[str, Any]) -> dict[str, Any]:
    figures = results[key]
    chosen = [name for name in results["models"] if name in figures] or list(figures)[-1:]
    return {
        "title": title,
        "figures": figures,
        "models": {name: figures[name] for name in chosen},
        "tagged": {name: row for name, row in figures.items() if "exact_offsets" in row},
        "differences": results["differences"].get(key, {}),
        "plots": _plots(figures, chosen, results["shown_as"]),
        "errors": results.get("errors", {}) if key == "real" else {},
    }


def _plots(figures: dict[str, Any], chosen: list[str], shown_as: list[str]) -> dict[str, Any]:
    from markupsafe import Markup

    plots = {"Candidates": comparison_plot(figures)}
    for name in chosen:
        plots[f"Confusion: {name}"] = confusion_plot(figures[name]["confusion"], shown_as)
        plots[f"Reliability: {name}"] = reliability_plot(figures[name]["reliability"])
    plots["Risk against coverage"] = risk_coverage_plot({name: row["risk_coverage"] for name, row in figures.items() if "," not in name})
    # The plots are our own SVG.
    return {caption: Markup(plot) for caption, plot in plots.items()}  # noqa: S704
