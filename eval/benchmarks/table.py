"""Show a benchmark run: one table of everybody, and lines of what concerns this program alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.table import Table

Figures = dict[str, Any]


def print_benchmark(results: Figures, console: Console) -> None:
    """Print a run.

    :param results: from :func:`eval.benchmarks.run.benchmark`.
    :param console: where to print.
    """
    table = Table(title="Median (least to most)", title_justify="left")
    table.add_column("")
    for name in ("cold start, s", "paragraphs/s", "peak memory, MiB", "macro-F1 (95%)"):
        table.add_column(name, justify="right")
    for name, described in results["candidates"].items():
        speed = results["throughput"][name]
        table.add_row(
            name,
            _spread(results["cold_start"][name], "{:.2f}"),
            _spread(speed["paragraphs_per_second"], "{:.1f}"),
            _spread(speed["peak_bytes"], "{:.0f}", 2**20),
            _f1(described.get("macro_f1")),
        )
    console.print(table)
    for line in (*_beside(results), *_alone(results), *(f"Not measured: {reason}." for reason in results["missing"])):
        console.print(line, markup=False)


def _beside(results: Figures) -> Iterator[str]:
    for name, described in results["candidates"].items():
        if peer := described["beside"]:
            cold = results["cold_start"][name]["median"] / results["cold_start"][peer]["median"]
            # By the time for the same documents: the two count paragraphs a little differently.
            quicker = results["throughput"][peer]["seconds"]["median"] / results["throughput"][name]["seconds"]["median"]
            yield f"{name} beside {peer}: cold start 1/{1 / cold:.1f}, throughput {quicker:.1f} times."


def _alone(results: Figures) -> Iterator[str]:
    yield f"stance --help: {_spread(results['cold_start']['stance --help'], '{:.2f}')} s."
    for name, found in results["again"].items():
        same = "the same bytes" if found["same_bytes"] else "OTHER BYTES"
        yield (
            f"{name}: {found['paragraphs']} paragraphs in {found['first_seconds']:.1f} s; "
            f"again without a change {found['again_seconds']:.1f} s ({found['share']:.1%}), {same}."
        )
    for point in results["growth"]["points"]:
        memory = point["peak_bytes"] / 2**20
        yield f"Growth, {results['growth']['candidate']}: {point['paragraphs']} paragraphs in {point['seconds']:.1f} s, {memory:.0f} MiB."
    if found := results.get("agreement"):
        yield (
            f"The same label as in 32-bit floats: {found['share']:.2%} of {found['paragraphs']} paragraphs; "
            f"{found['share_in_batches']:.2%} if read in batches."
        )
    found = results["retraining"]
    yield f"Head retrained on {found['paragraphs']} paragraphs: {found['first_seconds']:.1f} s, again {found['again_seconds']:.1f} s."
    for name, found in results["levers"].items():
        yield f"Lever, {name}: {found['times']:.2f} times ({_spread(found['texts_per_second'], '{:.1f}')} texts/s)."


def _spread(found: Figures, form: str, unit: float = 1) -> str:
    median, least, most = (form.format(found[name] / unit) for name in ("median", "least", "most"))
    return f"{median} ({least} to {most})"


def _f1(found: Figures | None) -> str:
    if found is None:
        return "–"
    low, high = found["interval"]
    return f"{found['value']:.3f} ({low:.2f} to {high:.2f})"
