"""Documents: from a path to a document, and from a document to its paragraphs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.errors import DocumentError, NoDocumentsError, OversizedDocumentError, UnsupportedFormatError
from corpus.readers import MAXIMUM_BYTES, SUFFIXES, read_blocks
from corpus.records import Document, Paragraph


def read_document(path: Path) -> Document:
    """Read a file.

    :param path: the file.
    :return: the document, with its metadata.
    :raises DocumentError: of the kind that fits, if it cannot be read.
    """
    from corpus.metadata import read_metadata  # here, because who has files read in other processes does not need it

    data = _bytes(path)
    name, blocks = read_blocks(path, data)
    # A name that is no Unicode holds lone surrogates, which no file could be written with.
    identity, source = (text.encode("utf-8", "replace").decode("utf-8") for text in (path.name, str(path)))
    return Document(
        id=identity,
        source=source,
        format=name,
        sha256=hashlib.sha256(data).hexdigest(),
        metadata=read_metadata(blocks, identity),
        blocks=tuple(blocks),
    )


def _bytes(path: Path) -> bytes:
    try:
        if not path.exists():
            raise DocumentError(path, "there is no such file", "check the name")
        if not path.is_file():
            raise UnsupportedFormatError(path, "is not a plain file", "name a document or a folder of documents")
        size = path.stat().st_size
        if size > MAXIMUM_BYTES:
            limit = f"over the limit of {MAXIMUM_BYTES / 1e6:.0f} MB for one document"
            raise OversizedDocumentError(path, f"holds {size / 1e6:.0f} MB, {limit}", "split it into its separate responses")
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(path, f"cannot be opened ({error.strerror})", "check its permissions") from error


def paragraphs_of(document: Document) -> tuple[Paragraph, ...]:
    """Cut a document into paragraphs with roles.

    :param document: as read.
    :return: its paragraphs, in order.
    """
    from corpus.structure.segment import segment

    return segment(document)


def find_documents(paths: Iterable[Path]) -> list[Path]:
    """List the documents that paths name: files as they are, folders with all documents below them.

    :param paths: files and folders.
    :return: the files, each once, folders' files in order of name.
    :raises NoDocumentsError: if there is none.
    """
    paths = list(paths)
    found = list(dict.fromkeys(file for path in paths for file in _files(path)))
    if not found:
        named = ", ".join(str(path) for path in paths)
        kinds = ", ".join(sorted(SUFFIXES))
        raise NoDocumentsError(f"{named}: no document there; documents end in {kinds}")
    return found


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    # A link to a folder could lead in circles: rglob does not follow them.
    for file in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        if file.suffix.lower() in SUFFIXES and file.is_file() and not hidden:
            yield file
