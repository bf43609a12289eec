"""Counts of stances with the range in which a reader's count would probably lie."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from classifier.records import Tag
from classifier.report.payload import year_of
from classifier.rollup import Rollup

#: The normal quantile of a 95% interval.
_QUANTILE = 1.96


@dataclass(frozen=True, slots=True)
class Count:
    """How many paragraphs were given a stance, and between how many (``low``, ``high``) it is likely to be true of."""

    found: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Group:
    """The response paragraphs of a year or of a force: how many, and the count of each stance in the scheme's order."""

    name: str
    total: int
    counts: tuple[Count, ...]


def count_stances(tags: Sequence[Tag], labels: Sequence[str]) -> tuple[Count, ...]:
    """Count the primary stances of paragraphs.

    The number of paragraphs that truly take a stance is a sum of independent events, each with the model's calibrated
    probability. Its mean is the sum of p, its variance the sum of p(1 - p) (Poisson binomial distribution); the range is
    the mean plus or minus 1.96 standard deviations, widened to whole numbers. ``likely`` in assets/counts.js does the same.

    :param tags: the tags.
    :param labels: the labels, in order.
    :return: a count for each label.
    """
    found = []
    for label in labels:
        probabilities = [tag.probabilities[label] for tag in tags]
        mean, spread = sum(probabilities), _QUANTILE * math.sqrt(sum(value * (1 - value) for value in probabilities))
        found.append(
            Count(
                sum(tag.stance == label for tag in tags),
                max(0, math.floor(mean - spread + 1e-6)),
                min(len(tags), math.ceil(mean + spread - 1e-6)),
            )
        )
    return tuple(found)


def by_year(rollup: Rollup, labels: Sequence[str]) -> list[Group]:
    """Count stances by the year of the report that is answered, or of the response where that is not known.

    :param rollup: the answers by force and inspection.
    :param labels: the labels, in order.
    :return: a group for each year that has responses, in order; documents without a date are left out.
    """
    tags: dict[int, list[Tag]] = defaultdict(list)
    for answer in rollup.inspections:
        for document in answer.documents:
            year = year_of(document)
            if year is not None:
                tags[year].extend(tagged.tag for tagged in document.responses if tagged.tag)
    return _groups(((str(year), tags[year]) for year in sorted(tags)), labels)


def by_force(rollup: Rollup, labels: Sequence[str]) -> list[Group]:
    """Count stances by force.

    :param rollup: the answers by force and inspection.
    :param labels: the labels, in order.
    :return: a group for each force that has responses, by name.
    """
    tags: dict[str, list[Tag]] = defaultdict(list)
    for answer in sorted(rollup.inspections, key=lambda answer: answer.force):
        tags[answer.force].extend(tagged.tag for document in answer.documents for tagged in document.responses if tagged.tag)
    return _groups(tags.items(), labels)


def _groups(named: Iterable[tuple[str, Sequence[Tag]]], labels: Sequence[str]) -> list[Group]:
    return [Group(name, len(tags), count_stances(tags, labels)) for name, tags in named if tags]
