"""How a run over documents goes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.guarded.limits import ReadingLimits


class Engine(StrEnum):
    """Where documents are tagged: on this machine, or by Ray on a cluster."""

    LOCAL = "local"
    RAY = "ray"


@dataclass(frozen=True, slots=True)
class RunSettings:
    """How a run goes, none of which changes the results of a file that is read.

    ``jobs`` is how many files are read, and how many paragraphs tagged, at a time; 0 for one a processor core.
    ``time_limit`` and ``memory_limit`` are the seconds and mebibytes that reading one file may take. ``cached`` says whether
    what is known from earlier runs is used, and what is found kept. ``engine`` is where it is done.
    """

    jobs: int = 0
    time_limit: float = 60.0
    memory_limit: int = 2048
    cached: bool = True
    engine: Engine = Engine.LOCAL

    @property
    def limits(self) -> ReadingLimits:
        """The limits of reading."""
        from corpus.guarded.limits import ReadingLimits

        return ReadingLimits(self.time_limit, self.memory_limit)
