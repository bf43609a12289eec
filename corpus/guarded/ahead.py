"""Read many files ahead and in order; a file that this program has read before, under this name, is not read again."""

from __future__ import annotations

import hashlib
import os
import stat
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack
from pathlib import Path

from corpus.cache import Cache, key_of
from corpus.formats import MAXIMUM_BYTES
from corpus.guarded.limits import ReadingLimits
from corpus.guarded.reading import GuardedReader, Reading, available_cores
from corpus.interchange import ReadDocument, document_from_json
from corpus.program import program_digest


class ReadAhead:
    """Reads files ahead of who takes them, those that the cache knows from there.

    The first few are on their way as soon as this is made. The results come in the order of the files, and so many wait at
    most as are read ahead: memory stays flat.
    """

    def __init__(self, reader: GuardedReader, cache: Cache | None, paths: Iterable[Path], ahead: int = 0) -> None:
        """Begin to read.

        :param reader: reads what the cache does not know.
        :param cache: the cache, or ``None`` for none.
        :param paths: the files.
        :param ahead: how many files are read ahead at most; 0 for twice the number of reading processes.
        """
        self._reader = reader
        self._cache = cache
        self._paths = iter(paths)
        self._ahead = ahead or 2 * reader.processes
        self._waiting: deque[Reading | Future[Reading]] = deque()
        #: Whether any file so far had to be read.
        self.has_misses = False
        self._fill()

    def __iter__(self) -> Iterator[Reading]:
        """Give what became of each file; to be used once."""
        while self._waiting:
            found = self._waiting.popleft()
            reading = found if isinstance(found, Reading) else self._kept(found.result())
            self._fill()
            yield reading

    def _fill(self) -> None:
        while len(self._waiting) < self._ahead:
            path = next(self._paths, None)
            if path is None:
                return
            known = self._known(path)
            self.has_misses = self.has_misses or known is None
            self._waiting.append(known or self._reader.submit(path))

    def _known(self, path: Path) -> Reading | None:
        digest = file_digest(path) if self._cache is not None else None
        if self._cache is None or digest is None:
            return None
        kept = self._cache.get(_key(digest, path))
        if kept is None:
            return None
        try:
            return Reading(path, read=document_from_json(kept, path))
        except ValueError:
            return None

    def _kept(self, reading: Reading) -> Reading:
        if self._cache is not None and reading.read is not None:
            self._cache.put(_key(reading.read.document.sha256, reading.path), reading.plain)
        return reading


def read_guarded(paths: Iterable[Path], limits: ReadingLimits | None = None, processes: int = 0, cached: bool = True) -> Iterator[Reading]:
    """Read files, each in a process that can be killed.

    :param paths: the files.
    :param limits: what one file may take.
    :param processes: how many files are read at a time; 0 for one a processor core.
    :param cached: whether files that were read before are taken from the cache.
    :return: what became of each, in their order.
    """
    listed = list(paths)
    with ExitStack() as stack:
        cache = stack.enter_context(Cache()) if cached else None
        reader = stack.enter_context(GuardedReader(limits, min(processes or available_cores(), max(1, len(listed)))))
        yield from ReadAhead(reader, cache, listed)


def read_all(paths: Iterable[Path], limits: ReadingLimits | None = None, processes: int = 0, cached: bool = True) -> Iterator[ReadDocument]:
    """Read files as :func:`read_guarded` does, where each of them is needed.

    :param paths: the files.
    :param limits: what one file may take.
    :param processes: how many files are read at a time; 0 for one a processor core.
    :param cached: whether files that were read before are taken from the cache.
    :return: the documents, in the order of the files.
    :raises DocumentError: if one cannot be read.
    """
    for reading in read_guarded(paths, limits, processes, cached):
        if reading.error is not None:
            raise reading.error
        if reading.read is not None:
            yield reading.read


def file_digest(path: Path) -> str | None:
    """Hash a file.

    :param path: the file.
    :return: its SHA-256 in hexadecimal digits; ``None`` if it cannot be read, is no plain file, or is larger than a
        document may be.
    """
    try:
        # Opening a pipe must not wait for somebody to write to it.
        with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)), "rb") as file:
            state = os.fstat(file.fileno())
            if not stat.S_ISREG(state.st_mode) or not 0 < state.st_size <= MAXIMUM_BYTES:
                return None
            # Not a byte more than it has now: a growing file is for the reading process to deal with.
            return hashlib.sha256(file.read(state.st_size)).hexdigest()
    except (OSError, ValueError):
        return None


def _key(digest: str, path: Path) -> bytes:
    # The name counts: it tells Markdown from text, and the metadata are read from it too.
    return key_of("document", program_digest("corpus"), digest, path.name)
