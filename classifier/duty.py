"""The duty to publish a response to an inspection report within 56 days (section 55(6) of the Police Act 1996, as amended in 2017)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.metadata import LIMIT
from corpus.records import Metadata


@dataclass(frozen=True, slots=True)
class Duty:
    """When a report came out, when the response to it was due, and when it came.

    ``due_stated`` says that the response itself states the last day; otherwise it is counted from the publication, for
    reports since the limit became law on 31 January 2017. Any of the dates may be unknown.
    """

    published: datetime.date | None
    due: datetime.date | None
    due_stated: bool
    responded: datetime.date | None

    @property
    def counted_from(self) -> datetime.date | None:
        """The day that "within six months" in a recommendation counts from: the publication, or 56 days before the stated last day."""
        return self.published or (self.due - LIMIT if self.due else None)

    @property
    def days_late(self) -> int | None:
        """By how many days the response came after the last day; 0 if in time, ``None`` if either date is unknown."""
        return max(0, (self.responded - self.due).days) if self.responded and self.due else None


def duty_of(documents: Iterable[Metadata]) -> Duty:
    """Say how the duty was met by the documents of one response.

    :param documents: what each of them states.
    :return: the first dates that are stated, and the latest on which a part of the response came: only then was it whole.
    """
    listed = list(documents)
    responded = max((item.responded for item in listed if item.responded), default=None)
    published = next((item.published for item in listed if item.published), None)
    stated = next((item for item in listed if item.due and item.due_stated), None)
    counted = next((item for item in listed if item.due), None)
    due = stated or counted
    return Duty(published, due.due if due else None, stated is not None, responded)
