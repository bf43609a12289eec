"""The duty to respond to an inspection report within 56 days (section 55, Police Act 1996, as amended in 2017)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Duty:
    """When a report came out, when the response to it was due, and when it came.

    ``due_stated`` says that the document itself states the last day; otherwise it is counted from the publication.
    Any of the dates may be unknown.
    """

    published: datetime.date | None
    due: datetime.date | None
    due_stated: bool
    responded: datetime.date | None

    @property
    def days_late(self) -> int | None:
        """By how many days the response came after the last day; 0 if in time, ``None`` if either date is unknown."""
        return max(0, (self.responded - self.due).days) if self.responded and self.due else None
