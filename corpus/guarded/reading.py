"""Read many files in processes that can be killed; the results come in the order of the files."""

from __future__ import annotations

import os
import queue
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus.errors import DocumentError
from corpus.guarded.limits import ReadingLimits
from corpus.guarded.process import ReadingProcess
from corpus.interchange import ReadDocument, document_from_json


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of a file: either ``read`` or ``error`` is there; ``plain`` is what was read as JSON."""

    path: Path
    read: ReadDocument | None = None
    error: DocumentError | None = None
    plain: bytes = field(default=b"", repr=False, compare=False)


class GuardedReader:
    """Reads files in processes of their own.

    A file that makes its process hang, grow or crash costs one error; the process is replaced, and the other files are
    read all the same. Use it as a context manager: at the end no process is left.
    """

    def __init__(self, limits: ReadingLimits | None = None, processes: int = 0) -> None:
        """Prepare the reader; a process is started when it is first needed.

        :param limits: what one file may take.
        :param processes: how many files are read at a time; 0 for one a processor core.
        """
        self.processes = processes or available_cores()
        self._limits = limits or ReadingLimits()
        self._all = [ReadingProcess(self._limits) for _ in range(self.processes)]
        self._idle: queue.LifoQueue[ReadingProcess] = queue.LifoQueue()
        for process in reversed(self._all):
            self._idle.put(process)
        self._threads = ThreadPoolExecutor(self.processes, thread_name_prefix="reading")

    def __enter__(self) -> Self:
        """Give the reader itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End the processes, whatever they are doing."""
        self.close()

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self._all:
            process.close()
        self._threads.shutdown()

    def submit(self, path: Path) -> Future[Reading]:
        """Have a file read.

        :param path: the file.
        :return: what will become of it.
        """
        return self._threads.submit(self._read, path)

    def _read(self, path: Path) -> Reading:
        process = self._idle.get()
        try:
            plain = process.read(path)
            return Reading(path, read=document_from_json(plain, path), plain=plain)
        except DocumentError as error:
            return Reading(path, error=error)
        except ValueError:  # the file has taken the process over, or the disk is failing
            process.stop()
            return Reading(path, error=DocumentError(path, "made its reader answer nonsense", "do not trust it; ask for another copy"))
        finally:
            self._idle.put(process)


def available_cores() -> int:
    """Count the processor cores that this process may use.

    :return: their number, at least 1.
    """
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1
