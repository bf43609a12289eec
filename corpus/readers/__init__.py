"""Readers: one per format, from a file to blocks."""

from corpus.readers.dispatch import MAXIMUM_BYTES, SUFFIXES, read_blocks

__all__ = ["MAXIMUM_BYTES", "SUFFIXES", "read_blocks"]
