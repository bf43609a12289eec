"""Readers: one per format, from a file to blocks."""

from corpus.readers.dispatch import read_blocks

__all__ = ["read_blocks"]
