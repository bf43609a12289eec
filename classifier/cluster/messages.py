"""What travels between the machines of a cluster: a document to tag, and what became of it, as rows of plain columns."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from classifier.batch import Outcome
from classifier.records import Tag, TaggedDocument, TaggedParagraph
from corpus.interchange import ReadDocument, document_from_json, document_to_json, error_from_json, error_to_json
from corpus.plain import from_plain, to_plain

Row = dict[str, Any]
#: The columns of a Parquet file of documents: the file name of each, and what the file holds.
NAME, BYTES = "name", "bytes"
#: The column of a document that lies in a folder which all machines see.
PATH = "path"
_KEPT, _TAGS, _FAILED = "document", "tags", "error"


def row_of_outcome(name: str, outcome: Outcome) -> Row:
    """Write what became of a document.

    :param name: what its row called it.
    :param outcome: what became of it.
    :return: a row of strings and bytes.
    """
    row: Row = {PATH: name, _KEPT: b"", _TAGS: b"", _FAILED: b""}
    if outcome.tagged is None:
        return row if outcome.error is None else {**row, _FAILED: error_to_json(outcome.error)}
    paragraphs = tuple(tagged.paragraph for tagged in outcome.tagged.paragraphs)
    tags = [to_plain(tagged.tag) for tagged in outcome.tagged.paragraphs]
    return {**row, _KEPT: document_to_json(ReadDocument(outcome.tagged.document, paragraphs)), _TAGS: json.dumps(tags).encode("ascii")}


def outcome_of_row(row: Row) -> Outcome:
    """Make an outcome again.

    :param row: what :func:`row_of_outcome` gave.
    :return: an equal outcome; the document is named as the row names it.
    :raises ValueError: if it is something else.
    """
    path = Path(row[PATH])
    if row[_FAILED]:
        return Outcome(path, error=error_from_json(row[_FAILED], path))
    read = document_from_json(row[_KEPT], path)
    tags = [from_plain(Tag, tag) if tag is not None else None for tag in json.loads(row[_TAGS])]
    tagged = tuple(TaggedParagraph(paragraph, tag) for paragraph, tag in zip(read.paragraphs, tags, strict=True))
    return Outcome(path, TaggedDocument(read.document, tagged))
