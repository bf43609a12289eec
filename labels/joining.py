"""Join stand-off labels to the paragraphs of the documents at hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.records import Paragraph
from labels.files import ParagraphLabel


@dataclass(frozen=True, slots=True)
class LabelledParagraph:
    """A paragraph with its label, and the force that its document belongs to."""

    paragraph: Paragraph
    label: ParagraphLabel
    force: str


@dataclass(frozen=True, slots=True)
class Joined:
    """The outcome of a join: what was joined, and the labels for which no paragraph was found."""

    labelled: tuple[LabelledParagraph, ...]
    unmatched: tuple[tuple[str, ParagraphLabel], ...]


def join(documents: Mapping[str, tuple[str, Sequence[Paragraph]]], labels: Mapping[str, Sequence[ParagraphLabel]]) -> Joined:
    """Join labels to paragraphs by fingerprint.

    :param documents: by document stem, its force and its paragraphs.
    :param labels: labels by document stem; only those with a stance count.
    :return: the labelled paragraphs, in document order, and the labels left over.
    """
    labelled: list[LabelledParagraph] = []
    unmatched: list[tuple[str, ParagraphLabel]] = []
    for stem, rows in labels.items():
        wanted = {row.fingerprint: row for row in rows if row.stance is not None}
        if stem not in documents:
            unmatched.extend((stem, row) for row in wanted.values())
            continue
        force, paragraphs = documents[stem]
        found = set()
        for paragraph in paragraphs:
            row = wanted.get(paragraph.fingerprint)
            if row is not None and paragraph.fingerprint not in found:
                labelled.append(LabelledParagraph(paragraph, row, force))
                found.add(paragraph.fingerprint)
        unmatched.extend((stem, row) for mark, row in wanted.items() if mark not in found)
    return Joined(tuple(labelled), tuple(unmatched))
