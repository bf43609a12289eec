"""Deadlines that recommendations set: a day, something else that must happen first, or neither."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a recommendation wants to be met.

    ``date`` is the last day, where the words and the report's publication settle one. ``dependency`` is what has to
    happen first, in the words of the recommendation ("the College of Policing updating its guidance"); ``awaiting`` is
    the body of the scheme that it names. ``text`` is the phrase that was read.
    """

    text: str
    date: datetime.date | None = None
    dependency: str | None = None
    awaiting: str | None = None

    def days_overdue(self, as_of: datetime.date) -> int | None:
        """Count the days since the deadline.

        :param as_of: the day to count to.
        :return: the days by which the deadline has passed, negative while it lies ahead; ``None`` without a date.
        """
        return (as_of - self.date).days if self.date else None


def parse_deadline(text: str, published: datetime.date | None = None) -> Deadline | None:
    """Read the deadline of a recommendation.

    :param text: the recommendation.
    :param published: when the report was published, from which "within six months" and "with immediate effect" count.
    :return: the deadline, or ``None`` where it sets none.
    """
    del text, published
    return None
