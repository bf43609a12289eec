"""The page of an evaluation: tables and plots in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from corpus.writing import whole_file
from eval.plots import comparison_plot, confusion_plot, reliability_plot, risk_coverage_plot


def write_evaluation_page(results: dict[str, Any], path: Path) -> None:
    """Write the page.

    :param results: the figures of a run.
    :param path: the HTML file.
    """
    from jinja2 import Environment, PackageLoader
    from markupsafe import Markup

    environment = Environment(loader=PackageLoader("eval", "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    parts = []
    for key, title in (("real", "Real documents"), ("authored", "Authored documents (fictional), forces held out")):
        figures = results.get(key)
        if figures:
            # Tables of a majority or of cue words have no curve worth a plot; the last candidate is the one of interest.
            chosen = list(figures)[-1]
            detail = figures[chosen]
            plots = {
                "Candidates": comparison_plot(figures),
                f"Confusion: {chosen}": confusion_plot(detail["confusion"], results["shown_as"]),
                f"Reliability: {chosen}": reliability_plot(detail["reliability"]),
                f"Risk against coverage: {chosen}": risk_coverage_plot(detail["risk_coverage"]),
            }
            # The plots are our own SVG.
            safe = {caption: Markup(plot) for caption, plot in plots.items()}  # noqa: S704
            parts.append({"title": title, "figures": figures, "plots": safe, "chosen": chosen, "detail": detail})
    html = environment.get_template("evaluation.html").render(results=results, parts=parts)
    with whole_file(path) as file:
        file.write(html)
