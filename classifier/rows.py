"""The row that every output format writes for a paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from classifier.records import TaggedDocument, TaggedParagraph
from classifier.stances import stances_of
from classifier.writers.columns import Column, Kind, Table
from labels.scheme import Scheme


def paragraph_columns(scheme: Scheme) -> tuple[Column, ...]:
    """Give the columns of the table of paragraphs.

    :param scheme: its labels get a probability each.
    :return: the columns, in order.
    """
    return (
        Column("document"),
        Column("source"),
        Column("force"),
        Column("index", Kind.WHOLE),
        Column("page", Kind.WHOLE),
        Column("role"),
        Column("speaker"),
        Column("recommendations", Kind.TEXTS),
        Column("heading"),
        Column("text"),
        Column("fingerprint"),
        Column("stance"),
        Column("also", Kind.TEXTS),
        Column("confidence", Kind.REAL),
        Column("probabilities", Kind.SHARES, scheme.ids),
        Column("abstained", Kind.FLAG),
        Column("evidence", Kind.SPAN),
        Column("awaiting"),
        Column("labelled_by"),
    )


def row_of(document: TaggedDocument, tagged: TaggedParagraph, labelled_by: str) -> dict[str, Any]:
    """Give the row of a paragraph.

    :param document: its document.
    :param tagged: the paragraph.
    :param labelled_by: which model labels, and how it was measured.
    :return: a cell for each of :func:`paragraph_columns`; those of the tag are null where there is none.
    """
    paragraph, tag = tagged.paragraph, tagged.tag
    evidence = {"text": tag.evidence.text, "start": tag.evidence.start, "end": tag.evidence.end} if tag else None
    return {
        "document": document.document.id,
        "source": document.document.source,
        "force": document.document.metadata.force,
        "index": paragraph.index,
        "page": paragraph.page,
        "role": paragraph.role.value,
        "speaker": paragraph.speaker.value if paragraph.speaker else None,
        "recommendations": list(paragraph.recommendations),
        "heading": paragraph.heading,
        "text": paragraph.text,
        "fingerprint": paragraph.fingerprint,
        "stance": tag.stance if tag else None,
        "also": list(stances_of(tag)[1:]) if tag else None,
        # Four decimals: more would pretend to a precision that the calibration does not have.
        "confidence": round(tag.confidence, 4) if tag else None,
        "probabilities": {label: round(value, 4) for label, value in tag.probabilities.items()} if tag else None,
        "abstained": tag.abstained if tag else None,
        "evidence": evidence,
        "awaiting": tag.awaiting if tag else None,
        "labelled_by": labelled_by if tag else None,
    }


def rows_of(documents: Iterable[TaggedDocument], labelled_by: str, all_roles: bool = False) -> Iterator[dict[str, Any]]:
    """Give the rows of documents.

    :param documents: tagged documents.
    :param labelled_by: which model labels, and how it was measured.
    :param all_roles: whether to give paragraphs that are no responses too.
    :return: the rows, in order.
    """
    for document in documents:
        for tagged in document.paragraphs:
            if all_roles or tagged.tag is not None:
                yield row_of(document, tagged, labelled_by)


def paragraph_table(documents: Iterable[TaggedDocument], scheme: Scheme, labelled_by: str, all_roles: bool = False) -> Table:
    """Give the table of the paragraphs of documents.

    :param documents: tagged documents, taken one by one.
    :param scheme: the scheme of the labels.
    :param labelled_by: which model labels, and how it was measured.
    :param all_roles: whether to give paragraphs that are no responses too.
    :return: the table.
    """
    return Table("paragraphs", paragraph_columns(scheme), rows_of(documents, labelled_by, all_roles), labelled_by)
