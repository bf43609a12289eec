"""The table and the plots of the comparison."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from corpus.writing import whole_file
from eval.answers import Answers
from eval.crossfit import calibrated_table, cross_fitted_table
from eval.figures import differences, figures_of
from eval.outcome import Outcome
from eval.plots import cost_plot
from eval.splits import AUTHORED_TEST, REAL_TEST, Split
from eval.summary import TITLES, figure_text, interval_text
from labels.scheme import Scheme

_COLUMNS = ("macro_f1", "accuracy", "kappa", "calibration_error")
SHIPPED = "shipped"


def write_comparison(
    outcomes: Mapping[str, Outcome], split: Split, scheme: Scheme, output: Path, report: Callable[[str], None], draws: int | None = None
) -> dict[str, Any]:
    """Measure what candidates gave, and write ``comparison.json``, ``comparison.md`` and a plot of each test.

    :param outcomes: by name.
    :param split: the text.
    :param scheme: the labels.
    :param output: the folder.
    :param report: is told how it goes.
    :param draws: samples of the bootstrap; as many as usual if ``None``.
    :return: the figures by test and candidate.
    """
    report(f"measuring {len(outcomes)} candidates")
    results: dict[str, Any] = {"tests": {}, "differences": {}, "costs": {name: _cost(outcome) for name, outcome in outcomes.items()}}
    for test in split.tests:
        answers = {name: _answers(outcome, test, split, scheme) for name, outcome in outcomes.items()}
        results["tests"][test] = {name: _short(figures_of(found, tags=False, draws=draws)) for name, found in answers.items()}
        results["differences"][test] = differences(answers, SHIPPED, draws) if SHIPPED in answers else {}
        points = {
            outcome.title: (outcome.paragraphs_per_second, outcome.megabytes, results["tests"][test][name]["accuracy"]["value"])
            for name, outcome in outcomes.items()
        }
        with whole_file(output / f"comparison-{test}.svg") as file:
            file.write(cost_plot(points))
    with whole_file(output / "comparison.json") as file:
        json.dump(results, file, indent=1)
    with whole_file(output / "comparison.md") as file:
        file.write(comparison_markdown(results, split))
    return results


def comparison_markdown(results: dict[str, Any], split: Split) -> str:
    """Write the comparison as Markdown.

    :param results: the figures.
    :param split: the text, for the counts.
    :return: a table for each test, the best macro-F1 first.
    """
    lines = [
        "# Comparison",
        "",
        f"Trained on {len(split.training)} paragraphs of {len(set(split.training.forces))} forces; calibration cross-fitted; 95% intervals "
        "from a bootstrap over forces (documents, for the real ones), of differences also over paragraphs. Speed is by processor time of "
        "one core. Made by `python -m eval.comparison`; models that `make model` had left were not trained again for it.",
    ]
    for test, rows in results["tests"].items():
        lines += ["", f"## {TITLES[test]}, {len(split.tests[test])} paragraphs", ""]
        lines.append(
            "| candidate | macro-F1 | accuracy | κ | calibration error | shipped less this, macro-F1 | over paragraphs | paragraphs/s "
            "| MB | training, s |"
        )
        lines.append("| --- | --- | --- | --- | --- | --- | --- | ---: | ---: | ---: |")
        for name in sorted(rows, key=lambda name: -rows[name]["macro_f1"]["value"]):
            cost = results["costs"][name]
            less = results["differences"][test].get(name, {}).get("macro_f1")
            cells = [cost["title"], *(figure_text(rows[name][column]) for column in _COLUMNS), figure_text(less), interval_text(less)]
            cells += [
                f"{cost['paragraphs_per_second']:.0f}",
                f"{cost['megabytes']:.1f}",
                "–" if cost["seconds"] is None else f"{cost['seconds']:.0f}",
            ]
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _answers(outcome: Outcome, test: str, split: Split, scheme: Scheme) -> Answers:
    held_out = split.tests[AUTHORED_TEST]
    if test == AUTHORED_TEST:
        return cross_fitted_table(outcome.table(test), held_out, scheme)
    return calibrated_table(
        outcome.table(test), split.tests[REAL_TEST], split.groups(REAL_TEST), outcome.table(AUTHORED_TEST), held_out, scheme
    )


def _cost(outcome: Outcome) -> dict[str, Any]:
    return {name: getattr(outcome, name) for name in ("title", "seconds", "paragraphs_per_second", "megabytes")}


def _short(figures: dict[str, Any]) -> dict[str, Any]:
    """Leave the curves out: the evaluation has those of the candidates that matter."""
    return {name: figure for name, figure in figures.items() if name not in {"reliability", "risk_coverage"}}
