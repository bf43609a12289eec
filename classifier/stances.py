"""Which stances a tag takes, and whether one of them is a deferral: the one place that joins primary and secondary ones."""

from __future__ import annotations

from classifier.records import Tag
from labels.scheme import Scheme


def stances_of(tag: Tag) -> tuple[str, ...]:
    """Give all stances that a paragraph takes.

    :param tag: its tag.
    :return: the primary stance, then the secondary ones.
    """
    return (tag.stance, *(stance for stance in tag.also if stance != tag.stance))


def defers(tag: Tag, scheme: Scheme) -> bool:
    """Say whether a paragraph puts something off, as its main point or beside it.

    :param tag: its tag.
    :param scheme: says which label is the deferral.
    :return: whether it does.
    """
    return tag.defers or tag.stance == scheme.deferral
