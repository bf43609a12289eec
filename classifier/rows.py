"""The row that every output format writes for a paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from classifier.records import TaggedDocument, TaggedParagraph

#: The fields of a row, in order.
ROW_KEYS = (
    "document", "force", "index", "page", "role", "speaker", "recommendations", "heading", "text", "fingerprint",
    "stance", "confidence", "probabilities", "abstained", "evidence", "awaiting",
)  # fmt: skip


def row_of(document: TaggedDocument, tagged: TaggedParagraph) -> dict[str, Any]:
    """Give the row of a paragraph.

    :param document: its document.
    :param tagged: the paragraph.
    :return: the fields of the JSON lines output, in their order; those of the tag are null where there is none.
    """
    paragraph, tag = tagged.paragraph, tagged.tag
    evidence = {"text": tag.evidence.text, "start": tag.evidence.start, "end": tag.evidence.end} if tag else None
    return {
        "document": document.document.id,
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
        # Four decimals: more would pretend to a precision that the calibration does not have.
        "confidence": round(tag.confidence, 4) if tag else None,
        "probabilities": {label: round(value, 4) for label, value in tag.probabilities.items()} if tag else None,
        "abstained": tag.abstained if tag else None,
        "evidence": evidence,
        "awaiting": tag.awaiting if tag else None,
    }


def rows_of(documents: Iterable[TaggedDocument], all_roles: bool = False) -> Iterator[dict[str, Any]]:
    """Give the rows of documents.

    :param documents: tagged documents.
    :param all_roles: whether to give paragraphs that are no responses too.
    :return: the rows, in order.
    """
    for document in documents:
        for tagged in document.paragraphs:
            if all_roles or tagged.tag is not None:
                yield row_of(document, tagged)


def flat(row: dict[str, Any], labels: Iterable[str]) -> dict[str, Any]:
    """Flatten a row for tables.

    :param row: a row.
    :param labels: the labels of the scheme, in order: each gets a column.
    :return: plain values only.
    """
    evidence, probabilities = row["evidence"] or {}, row["probabilities"] or {}
    result = {key: value for key, value in row.items() if key not in {"recommendations", "probabilities", "evidence"}}
    result["recommendations"] = "; ".join(row["recommendations"])
    result["evidence"] = evidence.get("text")
    result["evidence_start"], result["evidence_end"] = evidence.get("start"), evidence.get("end")
    for label in labels:
        result[f"probability_{label}"] = probabilities.get(label)
    return result


def flat_columns(labels: Iterable[str]) -> list[str]:
    """Name the columns of a flat row.

    :param labels: the labels of the scheme, in order.
    :return: the names, in order.
    """
    empty: dict[str, Any] = dict.fromkeys(ROW_KEYS)
    return list(flat({**empty, "recommendations": []}, labels))
