"""What the reading of one file may take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """The limits for one file: ``seconds`` of time, ``mebibytes`` of memory.

    The memory limit holds where the system can set one for a process (Linux); elsewhere only the time limit does.
    """

    seconds: float = 60.0
    mebibytes: int = 2048
