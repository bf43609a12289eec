"""Read and segment invented documents for the tests of structure."""

from __future__ import annotations

from pathlib import Path

from corpus.readers import read_blocks
from corpus.records import Document, Metadata, Paragraph, Role
from corpus.structure.segment import segment


def read(text: str, name: str = "response.txt") -> tuple[Paragraph, ...]:
    """Segment a document given as text."""
    form, blocks = read_blocks(Path(name), text.encode())
    return segment(Document(name, name, form, "0" * 64, Metadata(), tuple(blocks)))


def find(paragraphs: tuple[Paragraph, ...], start: str) -> Paragraph:
    """Give the paragraph that starts with some words."""
    found = [paragraph for paragraph in paragraphs if paragraph.text.startswith(start)]
    assert found, f"no paragraph starts with {start!r}: {[paragraph.text[:40] for paragraph in paragraphs]}"
    return found[-1]


def responses(paragraphs: tuple[Paragraph, ...]) -> list[Paragraph]:
    """Give the response paragraphs."""
    return [paragraph for paragraph in paragraphs if paragraph.role is Role.RESPONSE]
