"""Intervals from a bootstrap over forces: paragraphs of one force are no independent evidence.

Differences also get an interval over paragraphs, the usual paired bootstrap: of three documents, the one that tells two
classifiers apart least is drawn three times in a row once in 27 samples and so sets an end of the interval by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, Self, TypeVar

import numpy as np
import numpy.typing as npt

DRAWS = 1000


def group_draws(groups: Sequence[str], draws: int, seed: int) -> list[npt.NDArray[np.integer]]:
    """Draw groups with replacement.

    :param groups: the group of each paragraph.
    :param draws: how many samples.
    :param seed: the seed.
    :return: for each sample, the positions of its paragraphs.
    """
    members: dict[str, list[int]] = {}
    for place, group in enumerate(groups):
        members.setdefault(group, []).append(place)
    names = sorted(members)
    generator = np.random.default_rng(seed)
    return [
        np.concatenate([members[names[pick]] for pick in generator.integers(0, len(names), len(names))]).astype(int) for _ in range(draws)
    ]


class Grouped(Protocol):
    """Answers for paragraphs, each in a group; some of them can be taken."""

    @property
    def groups(self) -> tuple[str, ...]:
        """The group of each paragraph."""

    def take(self, places: npt.NDArray[np.integer]) -> Self:
        """Take paragraphs.

        :param places: their positions, perhaps some of them several times.
        :return: the answers for them.
        """


T = TypeVar("T", bound=Grouped)


def intervals(
    answers: T, metrics: Mapping[str, Callable[[T], float]], draws: int | None = None, seed: int = 0
) -> dict[str, list[float] | None]:
    """Give 95% percentile intervals of metrics.

    :param answers: the answers, with their groups.
    :param metrics: the metrics by name; one may not be a number where a sample does not define it.
    :param draws: how many samples; :data:`DRAWS` if ``None``.
    :param seed: the seed.
    :return: by name, the 2.5th and 97.5th percentile over the samples that define the metric; ``None`` where none does.
    """
    samples = [answers.take(places) for places in group_draws(answers.groups, draws or DRAWS, seed)]
    return {name: _percentiles([metric(sample) for sample in samples]) for name, metric in metrics.items()}


def interval(answers: T, metric: Callable[[T], float], draws: int | None = None, seed: int = 0) -> tuple[float, float]:
    """Give a 95% percentile interval of one metric.

    :param answers: the answers, with their groups.
    :param metric: the metric.
    :param draws: how many samples; :data:`DRAWS` if ``None``.
    :param seed: the seed.
    :return: the 2.5th and 97.5th percentile; not numbers where no sample defines the metric.
    """
    low, high = intervals(answers, {"metric": metric}, draws, seed)["metric"] or (float("nan"), float("nan"))
    return low, high


def paired_differences(
    first: T, second: T, metrics: Mapping[str, Callable[[T], float]], draws: int | None = None, seed: int = 0
) -> dict[str, dict[str, Any]]:
    """Compare two classifiers on the same paragraphs, with the same samples of groups.

    :param first: the answers of one.
    :param second: those of the other, for the same paragraphs in the same order.
    :param metrics: the metrics by name.
    :param draws: how many samples; :data:`DRAWS` if ``None``.
    :param seed: the seed.
    :return: by name, the difference, first less second; its 95% interval, and ``over_paragraphs``, the interval as it were if
        every paragraph were evidence by itself.
    """
    alone = [str(place) for place in range(len(first.groups))]
    drawn = {"interval": first.groups, "over_paragraphs": alone}
    samples = {
        key: [(first.take(places), second.take(places)) for places in group_draws(groups, draws or DRAWS, seed)]
        for key, groups in drawn.items()
    }
    return {
        name: {
            "value": metric(first) - metric(second),
            **{key: _percentiles([metric(one) - metric(other) for one, other in pairs]) for key, pairs in samples.items()},
        }
        for name, metric in metrics.items()
    }


def _percentiles(values: Sequence[float]) -> list[float] | None:
    defined = np.asarray(values)[~np.isnan(values)]
    return [float(np.percentile(defined, share)) for share in (2.5, 97.5)] if len(defined) else None
