"""What the reading of one file may take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """The limits for one file: ``seconds`` of the processor's time, ``mebibytes`` of memory.

    The processor's time, because a file must not fail for being read on a busy machine; by the clock it is :attr:`patience`.
    The memory limit holds where the system can set one for a process (Linux); elsewhere only the time limit does.
    """

    seconds: float = 60.0
    mebibytes: int = 2048

    @property
    def patience(self) -> float:
        """The seconds by the clock after which a process is ended whatever it does."""
        return 5 * self.seconds + 5
