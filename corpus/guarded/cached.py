"""Guarded reading that remembers: a file that was read before, by this program and under this name, is not read again."""

from __future__ import annotations

import hashlib
import os
import stat
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from pathlib import Path

from corpus.cache import Cache, key_of
from corpus.guarded.reading import GuardedReader, Reading
from corpus.interchange import document_from_json
from corpus.program import program_digest
from corpus.readers import MAXIMUM_BYTES


def read_cached(reader: GuardedReader, cache: Cache | None, paths: Iterable[Path], ahead: int = 0) -> Iterator[Reading]:
    """Read files, those that the cache knows from there.

    :param reader: reads the others.
    :param cache: the cache, or ``None`` for none.
    :param paths: the files.
    :param ahead: how many files are read ahead at most; 0 for twice the number of reading processes.
    :return: what became of each, in their order.
    """
    ahead = ahead or 2 * reader.processes
    waiting: deque[Reading | Future[Reading]] = deque()
    for path in paths:
        waiting.append(_known(cache, path) or reader.submit(path))
        if len(waiting) > ahead:
            yield _kept(cache, waiting.popleft())
    while waiting:
        yield _kept(cache, waiting.popleft())


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


def _known(cache: Cache | None, path: Path) -> Reading | None:
    digest = file_digest(path) if cache is not None else None
    if cache is None or digest is None:
        return None
    kept = cache.get(_key(digest, path))
    if kept is None:
        return None
    try:
        return Reading(path, read=document_from_json(kept, path))
    except ValueError:
        return None


def _kept(cache: Cache | None, found: Reading | Future[Reading]) -> Reading:
    if isinstance(found, Reading):
        return found
    reading = found.result()
    if cache is not None and reading.read is not None:
        cache.put(_key(reading.read.document.sha256, reading.path), reading.plain)
    return reading


def _key(digest: str, path: Path) -> bytes:
    # The name counts: it tells Markdown from text, and the metadata are read from it too.
    return key_of("document", program_digest("corpus"), digest, path.name)
