"""Guarded reading: files that nobody trusts are read in processes that can be killed."""

from corpus.guarded.ahead import ReadAhead, file_digest, read_all, read_guarded
from corpus.guarded.limits import ReadingLimits
from corpus.guarded.reading import GuardedReader, Reading, available_cores

__all__ = ["GuardedReader", "ReadAhead", "Reading", "ReadingLimits", "available_cores", "file_digest", "read_all", "read_guarded"]
