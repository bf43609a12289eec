"""Plots of an evaluation, as SVG."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from string import ascii_uppercase
from typing import Any

import matplotlib as mpl

mpl.use("svg")
from matplotlib import pyplot as plt

_BLUE = "#5b86a8"
# The same figures give the same file: no date, no random ids.
mpl.rcParams.update(
    {"svg.hashsalt": "stance", "svg.fonttype": "none", "font.size": 10, "axes.spines.top": False, "axes.spines.right": False}
)


def comparison_plot(figures: dict[str, Any]) -> str:
    """Plot macro-F1 of the candidates with intervals.

    :param figures: the figures by candidate.
    :return: an SVG.
    """
    names = sorted(figures, key=lambda name: figures[name]["macro_f1"]["value"])
    values = [figures[name]["macro_f1"]["value"] for name in names]
    ends = [figures[name]["macro_f1"]["interval"] or [value, value] for name, value in zip(names, values, strict=True)]
    figure, axes = plt.subplots(figsize=(8, 0.45 * len(names) + 1))
    spread = [
        [max(0.0, value - low) for value, (low, _) in zip(values, ends, strict=True)],
        [max(0.0, high - value) for value, (_, high) in zip(values, ends, strict=True)],
    ]
    axes.barh(names, values, xerr=spread, color=_BLUE, error_kw={"ecolor": "#222", "capsize": 3})
    for name, value in zip(names, values, strict=True):
        axes.text(0.01, name, f"{value:.2f}", va="center", color="white", fontweight="bold")
    axes.set_xlim(0, 1)
    axes.set_xlabel("macro-F1, with 95% interval")
    return _svg(figure)


def confusion_plot(matrix: Sequence[Sequence[int]], labels: Sequence[str]) -> str:
    """Plot a confusion matrix, shaded by the share of each true label.

    :param matrix: rows are true labels.
    :param labels: their names.
    :return: an SVG.
    """
    figure, axes = plt.subplots(figsize=(6.4, 5.2))
    shares = [[count / max(1, sum(row)) for count in row] for row in matrix]
    # Squares drawn as paths: imshow would embed a PNG, which the page's policy keeps from being shown.
    edges = [place - 0.5 for place in range(len(labels) + 1)]
    axes.pcolormesh(edges, edges, shares, cmap="Blues", vmin=0, vmax=1)
    axes.invert_yaxis()
    wrapped = [label.replace(" ", "\n", 1) for label in labels]
    axes.set_xticks(range(len(labels)), wrapped, rotation=40, ha="right")
    axes.set_yticks(range(len(labels)), wrapped)
    for row, counts in enumerate(matrix):
        for column, count in enumerate(counts):
            axes.text(column, row, str(count), ha="center", va="center", color="white" if shares[row][column] > 0.5 else "#222")
    axes.set_xlabel("predicted")
    axes.set_ylabel("labelled")
    return _svg(figure)


def reliability_plot(points: Sequence[Sequence[float]]) -> str:
    """Plot confidence against accuracy; the area of a point is its share of the paragraphs.

    :param points: share, mean confidence and accuracy of each bin.
    :return: an SVG.
    """
    figure, axes = plt.subplots(figsize=(4.4, 4.2))
    axes.plot([0, 1], [0, 1], color="#999", linestyle="--", linewidth=1)
    axes.scatter([point[1] for point in points], [point[2] for point in points], s=[30 + 900 * point[0] for point in points], color=_BLUE)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.set_xlabel("confidence")
    axes.set_ylabel("accuracy")
    return _svg(figure)


def risk_coverage_plot(curves: Mapping[str, Sequence[Sequence[float]]]) -> str:
    """Plot the error rate of the surest paragraphs against how many are kept.

    :param curves: by candidate, pairs of coverage and risk.
    :return: an SVG.
    """
    figure, axes = plt.subplots(figsize=(6.4, 4.2))
    for name, points in curves.items():
        axes.plot([point[0] for point in points], [point[1] for point in points], label=name, linewidth=1.5)
    axes.axvline(0.7, color="#999", linestyle="--", linewidth=1)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, None)
    axes.set_xlabel("coverage: share of paragraphs kept, the surest first")
    axes.set_ylabel("risk: share of these that is wrong")
    axes.legend(frameon=False, fontsize=8)
    return _svg(figure)


def curve_plot(parts: Mapping[str, Mapping[str, Mapping[str, Sequence[Mapping[str, float]]]]]) -> str:
    """Plot learning curves side by side: the mean of the draws, and their range.

    :param parts: by title of a panel, candidate and number of paragraphs, the figures of each draw.
    :return: an SVG.
    """
    figure, panels = plt.subplots(1, len(parts), figsize=(5.2 * len(parts), 4.2), sharey=True, squeeze=False)
    for axes, (title, curves) in zip(panels[0], parts.items(), strict=True):
        for name, sizes in curves.items():
            counts = [int(size) for size in sizes]
            values = [[draw["macro_f1"] for draw in found] for found in sizes.values()]
            axes.plot(counts, [sum(row) / len(row) for row in values], marker="o", label=name)
            axes.fill_between(counts, [min(row) for row in values], [max(row) for row in values], alpha=0.15)
        axes.set_title(title, fontsize=10)
        axes.set_xlabel("authored paragraphs trained on")
        axes.set_ylim(0, 1)
    panels[0][0].set_ylabel("macro-F1")
    panels[0][-1].legend(frameon=False, loc="lower right", fontsize=8)
    return _svg(figure)


def cost_plot(points: Mapping[str, tuple[float, float, float]]) -> str:
    """Plot accuracy against speed; the area of a point grows with the size of the model.

    :param points: by candidate, paragraphs a second, megabytes, and accuracy.
    :return: an SVG. Each candidate has a mark in the plot, in the order of its accuracy, and its name beside it, so that names of
        candidates that lie close together do not cover each other.
    """
    figure, axes = plt.subplots(figsize=(11, 6))
    for place, (name, (speed, megabytes, correct)) in enumerate(sorted(points.items(), key=lambda item: -item[1][2])):
        row, letter = divmod(place, len(ascii_uppercase))
        mark = ascii_uppercase[letter] + (str(row + 1) if row else "")
        axes.scatter(speed, correct, s=30 + 4 * megabytes, color=_BLUE, alpha=0.4, linewidths=0)
        axes.scatter(speed, correct, marker=f"${mark}$", s=36, color="black", label=f"{name}, {megabytes:.0f} MB")
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5), fontsize=8, frameon=False)
    axes.set_xscale("log")
    axes.set_xlabel("paragraphs a second of one processor core")
    axes.set_ylabel("accuracy")
    return _svg(figure)


def counts_plot(title: str, counts: Mapping[str, int]) -> str:
    """Plot counts as horizontal bars.

    :param title: what is counted by.
    :param counts: the counts, from top to bottom.
    :return: an SVG.
    """
    names = list(counts)[::-1]
    figure, axes = plt.subplots(figsize=(7, 0.22 * len(names) + 0.8))
    axes.barh(names, [counts[name] for name in names], color=_BLUE)
    for name in names:
        axes.text(counts[name], name, f" {counts[name]}", va="center", fontsize=8)
    axes.tick_params(axis="y", labelsize=8)
    axes.margins(y=0.01)
    axes.set_xlabel(title)
    return _svg(figure)


def growth_plot(points: Sequence[dict[str, float]]) -> str:
    """Plot the time and the memory of runs by the number of paragraphs.

    :param points: for each run ``paragraphs``, ``seconds`` and ``peak_bytes``.
    :return: an SVG.
    """
    figure, (time, memory) = plt.subplots(1, 2, figsize=(8, 3.4))
    counts = [point["paragraphs"] for point in points]
    time.plot(counts, [point["seconds"] for point in points], marker="o", color="#5b86a8")
    time.set_xscale("log")
    time.set_yscale("log")
    time.set_ylabel("seconds")
    peaks = [point["peak_bytes"] / 2**20 for point in points]
    memory.plot(counts, peaks, marker="o", color="#a8745b")
    memory.set_xscale("log")
    memory.set_ylim(0, 1.1 * max(peaks))
    memory.set_ylabel("peak memory, MiB")
    for axes in (time, memory):
        axes.set_xlabel("paragraphs")
    figure.tight_layout()
    return _svg(figure)


def _svg(figure: Any) -> str:
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", bbox_inches="tight", metadata={"Date": None})
    plt.close(figure)
    text = buffer.getvalue()
    return text[text.index("<svg") :]
