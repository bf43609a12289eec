"""Documents: from a path to a document, and from a document to its paragraphs."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from pathlib import Path
from typing import IO

from corpus.errors import DocumentError, OversizedDocumentError, UnsupportedFormatError
from corpus.formats import MAXIMUM_BYTES
from corpus.readers import read_blocks
from corpus.records import Document, Paragraph

_PIECE = 1 << 20


def read_document(path: Path) -> Document:
    """Read a file.

    :param path: the file.
    :return: the document, with its metadata.
    :raises DocumentError: of the kind that fits, if it cannot be read.
    """
    from corpus.metadata import read_metadata  # here, because who has files read in other processes does not need it

    data = _bytes(path)
    name, blocks = read_blocks(path, data)
    page_title = ""
    if name == "html":
        from corpus.readers.html import page_title as title_of

        page_title = title_of(data, path)
    # A name that is no Unicode holds lone surrogates, which no file could be written with.
    identity, source = (text.encode("utf-8", "replace").decode("utf-8") for text in (path.name, str(path)))
    return Document(
        id=identity,
        source=source,
        format=name,
        sha256=hashlib.sha256(data).hexdigest(),
        metadata=read_metadata(blocks, identity, page_title),
        blocks=tuple(blocks),
    )


def _bytes(path: Path) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            os.scandir(path).close()  # a folder that may not be listed is told as such
        if not stat.S_ISREG(status.st_mode):
            raise UnsupportedFormatError(path, "is not a plain file", "name a document or a folder of documents")
        _refuse_large(path, status.st_size)
        # What the name stands for may have become a pipe since: opening one must not wait for a writer.
        with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)), "rb") as file:
            data = _start_of(file)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    _refuse_large(path, len(data))
    return data


def _start_of(file: IO[bytes]) -> bytes:
    """Read no more than can be used: a file may grow as fast as it is read."""
    parts: list[bytes] = []
    while len(parts) * _PIECE <= MAXIMUM_BYTES and (part := file.read(_PIECE)):
        parts.append(part)
    return b"".join(parts)


def _refuse_large(path: Path, size: int) -> None:
    if size > MAXIMUM_BYTES:
        held = f"holds {size / 1e6:.0f} MB, over the limit of {MAXIMUM_BYTES / 1e6:.0f} MB for one document"
        raise OversizedDocumentError(path, held, "split it into its separate responses")


def _unreadable(path: Path, error: OSError | ValueError) -> DocumentError:
    number = error.errno if isinstance(error, OSError) else errno.ENOENT  # a name with a NUL is a ValueError
    if number in {errno.ENOENT, errno.ENOTDIR}:
        return DocumentError(path, "there is no such file", "check the name")
    if number == errno.ELOOP:
        return DocumentError(path, "is a link that leads in a circle", "name the document that was meant")
    if number in {errno.EACCES, errno.EPERM}:
        return DocumentError(path, "cannot be opened (permission denied)", "check its permissions")
    return DocumentError(path, f"cannot be read ({os.strerror(number or errno.EIO)})", "copy it to another place and try again")


def paragraphs_of(document: Document) -> tuple[Paragraph, ...]:
    """Cut a document into paragraphs with roles.

    :param document: as read.
    :return: its paragraphs, in order.
    """
    from corpus.structure.segment import segment

    return segment(document)
