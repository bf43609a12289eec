"""Guarded reading: files that nobody trusts are read in processes that can be killed."""

from corpus.guarded.limits import ReadingLimits
from corpus.guarded.reading import GuardedReader, Reading, read_guarded

__all__ = ["GuardedReader", "Reading", "ReadingLimits", "read_guarded"]
