"""Which stances a tag takes: the one place that joins primary and secondary ones."""

from __future__ import annotations

from classifier.records import Tag


def stances_of(tag: Tag) -> tuple[str, ...]:
    """Give all stances that a paragraph takes.

    :param tag: its tag.
    :return: the primary stance, then the secondary ones.
    """
    return (tag.stance, *(stance for stance in tag.also if stance != tag.stance))
