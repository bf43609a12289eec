"""Plots of the report, drawn by matplotlib as SVG; only the report command imports it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from classifier.report.figures import Group
from classifier.report.svg import INK, PAPER, embeddable, stance_colour
from corpus.errors import MissingExtraError

#: A plot with more forces than this can no longer be read; those with the most paragraphs are drawn, the table has all.
MOST_FORCES = 50
_ROW_INCHES, _WIDTH_INCHES, _LEAST_LETTER_SHARE = 0.26, 8.6, 0.05
_COLUMNS, _MOST_TICKS = 3, 6


def time_plot(years: Sequence[Group], names: Sequence[str]) -> str:
    """Plot the share of each stance by year, a panel for each stance, with the likely range.

    :param years: the groups of years, in order; a year without documents is a gap.
    :param names: the names of the stances.
    :return: an SVG that can stand in a page.
    :raises MissingExtraError: if matplotlib is not installed.
    """
    positions = [int(group.name) for group in years]
    figure = _figure(_WIDTH_INCHES, 2.3 * -(-len(names) // _COLUMNS))
    for place, name in enumerate(names):
        axes = figure.add_subplot(-(-len(names) // _COLUMNS), _COLUMNS, place + 1)
        colour = stance_colour(place)
        found = [100 * group.counts[place].found / group.total for group in years]
        low = [100 * group.counts[place].low / group.total for group in years]
        high = [100 * group.counts[place].high / group.total for group in years]
        axes.vlines(positions, low, high, color=colour, linewidth=5, alpha=0.35)
        for first, last in _runs(positions):
            axes.plot(positions[first:last], found[first:last], color=colour, marker="o", markersize=4, linewidth=1.2)
        axes.set_title(name, loc="left", fontsize=10, color=INK)
        axes.set_ylim(0, 100)
        axes.set_yticks([0, 50, 100], ["0%", "50%", "100%"])
        every = -(-(positions[-1] - positions[0] + 1) // _MOST_TICKS)
        axes.set_xticks(range(positions[0], positions[-1] + 1, every))
        axes.set_xlim(positions[0] - 0.5, positions[-1] + 0.5)
        _quiet(axes)
    figure.tight_layout()
    return _svg(figure, "time")


def _runs(years: Sequence[int]) -> list[tuple[int, int]]:
    """Give the stretches of years without a gap, as places from and to: no line leads over years that nothing is known of."""
    starts = [place for place, year in enumerate(years) if place == 0 or year != years[place - 1] + 1]
    return list(zip(starts, [*starts[1:], len(years)], strict=True))


def force_plot(forces: Sequence[Group], letters: Sequence[str]) -> str:
    """Plot the shares of the stances of each force as one bar, with the letter of the stance in each part.

    :param forces: the groups, from the top.
    :param letters: the letter of each stance.
    :return: an SVG that can stand in a page.
    :raises MissingExtraError: if matplotlib is not installed.
    """
    figure = _figure(_WIDTH_INCHES, _ROW_INCHES * len(forces) + 0.8)
    axes = figure.add_subplot()
    for row, group in enumerate(forces):
        left = 0.0
        for place, count in enumerate(group.counts):
            share = 100 * count.found / group.total
            axes.barh(row, share, left=left, height=0.78, color=stance_colour(place), edgecolor=PAPER, linewidth=0.8)
            if share >= 100 * _LEAST_LETTER_SHARE:
                axes.text(left + share / 2, row, letters[place], ha="center", va="center", fontsize=8, color=PAPER)
            left += share
        axes.text(101, row, str(group.total), ha="left", va="center", fontsize=8, color=INK)
    axes.set_yticks(range(len(forces)), [group.name for group in forces])
    axes.set_ylim(len(forces) - 0.4, -0.6)
    axes.set_xlim(0, 100)
    axes.set_xticks([0, 25, 50, 75, 100], ["0%", "25%", "50%", "75%", "100%"])
    _quiet(axes)
    axes.tick_params(left=False)
    figure.tight_layout()
    return _svg(figure, "force")


def _figure(width: float, height: float) -> Any:
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingExtraError("report", "matplotlib") from error
    return Figure(figsize=(width, height))


def _quiet(axes: Any) -> None:
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(INK)
        axes.spines[side].set_linewidth(0.5)
    axes.tick_params(colors=INK, labelsize=9, width=0.5)


def _svg(figure: Any, name: str) -> str:
    import matplotlib as mpl

    buffer = io.StringIO()
    # The same figures give the same file, and two plots of a page share no id.
    with mpl.rc_context({"svg.hashsalt": name, "svg.fonttype": "none"}):
        figure.savefig(buffer, format="svg", transparent=True, bbox_inches="tight", metadata={"Date": None})
    return embeddable(buffer.getvalue(), name)
