"""Documents and their paragraphs as JSON: what a reading process sends, and what the cache keeps.

Plain JSON, because the sender has just read a file that nobody trusts: nothing in it can run.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus import errors
from corpus.plain import field_makers, from_plain, maker, to_plain
from corpus.records import Block, Document, Metadata, Paragraph


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document with its paragraphs."""

    document: Document
    paragraphs: tuple[Paragraph, ...]


# What follows from the block of a paragraph or from its place is not said twice.
_IMPLIED = {"document", "index", "text", "page"}
#: What JSON of another shape, or without an end to its brackets, leads to.
_OTHER_SHAPE = (KeyError, TypeError, AttributeError, RecursionError)
_string = maker(str)


def document_to_json(read: ReadDocument) -> bytes:
    """Write a document with its paragraphs.

    :param read: the document; its paragraphs are its blocks, one for one.
    :return: JSON in UTF-8.
    """
    document = read.document
    plain = {
        "id": document.id,
        "source": document.source,
        "format": document.format,
        "sha256": document.sha256,
        "metadata": to_plain(document.metadata),
        "blocks": _columns(Block, document.blocks, set()),
        "paragraphs": _columns(Paragraph, read.paragraphs, _IMPLIED),
    }
    # Lone surrogates, which no file may hold in UTF-8, are escaped like everything outside ASCII.
    return json.dumps(plain, separators=(",", ":")).encode("ascii")


def document_from_json(data: bytes, path: Path | None = None) -> ReadDocument:
    """Make a document again.

    :param data: what :func:`document_to_json` gave.
    :param path: where the file lies now; where it lay if ``None``.
    :return: an equal document.
    :raises ValueError: if it is something else.
    """
    try:
        plain = json.loads(data)
        blocks = tuple(Block(**row) for row in _rows(Block, plain["blocks"]))
        document = Document(
            id=_string(plain["id"]),
            source=_string(plain["source"]) if path is None else shown_path(path),
            format=_string(plain["format"]),
            sha256=_string(plain["sha256"]),
            metadata=from_plain(Metadata, plain["metadata"]),
            blocks=blocks,
        )
        rows = list(_rows(Paragraph, plain["paragraphs"]))
        paragraphs = tuple(
            Paragraph(document=document.id, index=index, text=block.text, page=block.page, **row)
            for index, (block, row) in enumerate(zip(blocks, rows, strict=True))
        )
    except _OTHER_SHAPE as error:
        raise ValueError(f"not a document as JSON ({type(error).__name__})") from error
    return ReadDocument(document, paragraphs)


def shown_path(path: Path) -> str:
    """Give a path as text that can be written to a file: a name that is no Unicode holds lone surrogates.

    :param path: a path.
    :return: it, with question marks for what is no character.
    """
    return str(path).encode("utf-8", "replace").decode("utf-8")


def error_to_json(error: errors.DocumentError) -> bytes:
    """Write an error of a document.

    :param error: the error.
    :return: JSON.
    """
    return json.dumps({"error": type(error).__name__, "cause": error.cause, "remedy": error.remedy}).encode("ascii")


def error_from_json(data: bytes, path: Path) -> errors.DocumentError:
    """Make an error of a document again.

    :param data: what :func:`error_to_json` gave.
    :param path: the file that it is about.
    :return: the error.
    :raises ValueError: if it is something else.
    """
    try:
        plain = json.loads(data)
        kind = getattr(errors, plain["error"])
        if not issubclass(kind, errors.DocumentError):
            raise ValueError("not an error of a document")
        made: errors.DocumentError = kind(path, _string(plain["cause"]), _string(plain["remedy"]))
    except _OTHER_SHAPE as error:
        raise ValueError("not an error of a document") from error
    return made


def _columns(record: type, rows: Sequence[Any], without: set[str]) -> dict[str, list[Any]]:
    names = [field.name for field in dataclasses.fields(record) if field.name not in without]
    return {name: [getattr(row, name) for row in rows] for name in names}


def _rows(record: type, columns: Mapping[str, list[Any]]) -> list[dict[str, Any]]:
    makers = field_makers(record)
    made = [map(makers[name], values) for name, values in columns.items()]
    return [dict(zip(columns, values, strict=True)) for values in zip(*made, strict=True)]
