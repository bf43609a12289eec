"""Choose the reader by what the file holds; its name only settles what the bytes leave open."""

from __future__ import annotations

import importlib
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from corpus.errors import (
    DamagedDocumentError,
    DocumentError,
    EmptyDocumentError,
    EncryptedDocumentError,
    OversizedDocumentError,
    UnsupportedFormatError,
)
from corpus.formats import MAXIMUM_BYTES
from corpus.readers.repair import repair
from corpus.records import Block

#: A Word or OpenDocument file that unpacks to more than this is refused as a zip bomb.
MAXIMUM_UNPACKED_BYTES = 400_000_000

#: Nobody writes a longer paragraph (some 15,000 words), or a longer response (1,500 pages); the time that tagging takes grows with both.
MAXIMUM_PARAGRAPH_CHARACTERS = 100_000
MAXIMUM_CHARACTERS = 5_000_000
#: As much of an OpenDocument manifest as is looked at: that of a document with a thousand pictures holds a tenth of it.
_LONGEST_MANIFEST = 2_000_000

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_HTML_START = re.compile(rb"^\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype html|html|head|body|main|article|div|section)\b", re.I | re.S)


def read_blocks(path: Path, data: bytes) -> tuple[str, list[Block]]:
    """Read the bytes of a file into blocks.

    :param path: where the bytes came from; its suffix tells Markdown and bare HTML fragments from text.
    :param data: the bytes.
    :return: the name of the format, and the blocks in reading order.
    :raises DocumentError: of the kind that fits, if the file cannot be read.
    """
    if len(data) > MAXIMUM_BYTES:
        raise OversizedDocumentError(
            path,
            f"holds {len(data) / 1e6:.0f} MB, over the limit of {MAXIMUM_BYTES / 1e6:.0f} MB for one document",
            "split it into its separate responses",
        )
    if not data.strip(b"\0 \t\r\n\f\xef\xbb\xbf"):
        raise EmptyDocumentError(path, "the file is empty", "check that it was saved or downloaded whole")
    name = sniff(path, data)
    reader = _reader(name)
    try:
        blocks = reader(data, path)
    except DocumentError:
        raise
    except (MemoryError, KeyboardInterrupt):
        raise
    except RecursionError as error:
        cause = f"nests its parts too deeply to be read as {name.upper()}"
        raise DamagedDocumentError(path, cause, "open it in its own program and save it again") from error
    except Exception as error:  # the libraries raise whatever they like on a damaged file
        cause = f"cannot be read as {name.upper()} ({type(error).__name__})"
        raise DamagedDocumentError(path, cause, "open it in its own program and save it again") from error
    _refuse_endless(path, blocks)
    if not any(block.text.strip() for block in blocks):
        raise EmptyDocumentError(path, "holds no text", "check that it was saved or downloaded whole")
    return name, repair(blocks)


def _refuse_endless(path: Path, blocks: list[Block]) -> None:
    longest = max((len(block.text) for block in blocks), default=0)
    if longest > MAXIMUM_PARAGRAPH_CHARACTERS:
        cause = f"holds a paragraph of {longest:,} characters, over the limit of {MAXIMUM_PARAGRAPH_CHARACTERS:,}"
        raise OversizedDocumentError(path, cause, "check that it has not lost its line ends")
    whole = sum(len(block.text) for block in blocks)
    if whole > MAXIMUM_CHARACTERS:
        cause = f"holds {whole:,} characters of text, over the limit of {MAXIMUM_CHARACTERS:,} for one document"
        raise OversizedDocumentError(path, cause, "split it into its separate responses")


def sniff(path: Path, data: bytes) -> str:
    """Tell the format of a file from its first bytes.

    :param path: the file's name, for messages and for what the bytes leave open.
    :param data: its bytes.
    :return: ``pdf``, ``docx``, ``odt``, ``html``, ``markdown`` or ``text``.
    :raises DocumentError: if the format is known and not read.
    """
    head = data[:4096]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK"):
        return _sniff_zip(path, data)
    _refuse_known_binaries(path, data)
    if _HTML_START.match(head.lstrip(b"\xef\xbb\xbf")):
        return "html"
    suffix = path.suffix.lower()
    if suffix in {".html", ".htm"} and re.search(rb"<[a-zA-Z][^>]*>", head):
        return "html"
    return "markdown" if suffix in {".md", ".markdown"} else "text"


def _refuse_known_binaries(path: Path, data: bytes) -> None:
    if data.startswith(_OLE_MAGIC):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise EncryptedDocumentError(path, "is protected by a password", "save a copy without the password")
        raise UnsupportedFormatError(path, "is a Word 97-2003 document", "save it as .docx")
    if data.startswith(b"{\\rtf"):
        raise UnsupportedFormatError(path, "is rich text (RTF)", "save it as .docx")
    if data.startswith(_PICTURES):
        raise UnsupportedFormatError(path, "is a picture", "run it through OCR first")


def _sniff_zip(path: Path, data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            unpacked = sum(entry.file_size for entry in entries)
            manifest = _start_of(archive, "META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
    except Exception as error:  # zipfile, zlib and the other decompressors each have their own
        cause = "is a damaged Word or OpenDocument file"
        raise DamagedDocumentError(path, cause, "download it again, or open it in its program and save it") from error
    if unpacked > MAXIMUM_UNPACKED_BYTES:
        cause = f"unpacks to {unpacked / 1e6:.0f} MB, over the limit of {MAXIMUM_UNPACKED_BYTES / 1e6:.0f} MB"
        raise OversizedDocumentError(path, cause, "check where it comes from; it may be a zip bomb")
    if b"manifest:encryption-data" in manifest:
        raise EncryptedDocumentError(path, "is protected by a password", "save a copy without the password")
    if "word/document.xml" in names:
        return "docx"
    if "content.xml" in names:
        return "odt"
    cause = "is a zip archive, not a document"
    raise UnsupportedFormatError(path, cause, "unpack it, or save the document as .docx, .odt or .pdf")


def _start_of(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as member:
        return member.read(_LONGEST_MANIFEST)


def _reader(name: str) -> Callable[[bytes, Path], list[Block]]:
    # Imported on demand: a run over text files should not wait for the PDF and Word libraries.
    reader: Callable[[bytes, Path], list[Block]] = importlib.import_module(f"corpus.readers.{name}").read
    return reader
