"""Intervals from a bootstrap over forces: paragraphs of one force are no independent evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from eval.metrics import Predictions

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


def interval(predictions: Predictions, metric: Callable[[Predictions], float], draws: int = DRAWS, seed: int = 0) -> tuple[float, float]:
    """Give a 95% percentile interval of a metric.

    :param predictions: the predictions, with their groups.
    :param metric: the metric.
    :param draws: how many samples.
    :param seed: the seed.
    :return: the 2.5th and 97.5th percentile.
    """
    values = [metric(predictions.take(places)) for places in group_draws(predictions.groups, draws, seed)]
    return float(np.percentile(values, 2.5)), float(np.percentile(values, 97.5))


def paired_difference(
    first: Predictions, second: Predictions, metric: Callable[[Predictions], float], draws: int = DRAWS, seed: int = 0
) -> tuple[float, float, float]:
    """Compare two classifiers on the same paragraphs, with the same samples of groups.

    :param first: the predictions of one.
    :param second: those of the other, for the same paragraphs in the same order.
    :param metric: the metric.
    :param draws: how many samples.
    :param seed: the seed.
    :return: the difference, first less second, and its 95% interval.
    """
    samples = group_draws(first.groups, draws, seed)
    values = [metric(first.take(places)) - metric(second.take(places)) for places in samples]
    return metric(first) - metric(second), float(np.percentile(values, 2.5)), float(np.percentile(values, 97.5))
