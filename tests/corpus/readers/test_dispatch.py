import io
import zipfile
from pathlib import Path

import pytest

from corpus.errors import (
    DamagedDocumentError,
    DocumentError,
    EmptyDocumentError,
    EncryptedDocumentError,
    OversizedDocumentError,
    UnsupportedFormatError,
)
from corpus.readers import dispatch, read_blocks

ANSWER = "The policy was reissued in May and supervisors now check that it is followed."


def texts(name: str, data: bytes) -> list[str]:
    return [block.text for block in read_blocks(Path(name), data)[1]]


def archive(**files: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, content in files.items():
            made.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", b"plain words", "text"),
        ("a.md", b"# plain words", "markdown"),
        ("a.txt", b"<!DOCTYPE html><html><body><p>words</p></body></html>", "html"),
        ("a.html", b"<p>words in a fragment</p>", "html"),
        ("a.html", b"words without any tag", "text"),
        ("a.docx", b"<html><body><p>words</p></body></html>", "html"),
    ],
)
def test_the_bytes_decide_the_format_and_the_name_only_what_they_leave_open(name: str, data: bytes, expected: str) -> None:
    assert dispatch.sniff(Path(name), data) == expected


def test_a_web_page_with_the_wrong_extension_is_read_as_a_web_page() -> None:
    assert texts("response.txt", f"<html><body><p>{ANSWER}</p></body></html>".encode()) == [ANSWER]


@pytest.mark.parametrize("data", [b"", b"  \n\r\n\t", b"\xef\xbb\xbf", b"\0\0\0\0", b"<html><body><p> </p></body></html>"])
def test_a_file_without_text_is_named_empty(data: bytes) -> None:
    with pytest.raises(EmptyDocumentError, match=r"empty|no text"):
        read_blocks(Path("empty.html"), data)


def test_a_file_over_the_limit_is_refused_with_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatch, "MAXIMUM_BYTES", 1000)
    with pytest.raises(OversizedDocumentError, match=r"big\.txt"):
        read_blocks(Path("big.txt"), b"word " * 300)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatch, "MAXIMUM_UNPACKED_BYTES", 1000)
    with pytest.raises(OversizedDocumentError, match="zip bomb"):
        read_blocks(Path("bomb.docx"), archive(word__document_dot_xml="x" * 5000))


@pytest.mark.parametrize(
    ("data", "kind", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, UnsupportedFormatError, "Word 97-2003"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), EncryptedDocumentError, "password"),
        (b"{\\rtf1\\ansi words}", UnsupportedFormatError, "RTF"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, UnsupportedFormatError, "picture"),
        (archive(readme_dot_txt="hello"), UnsupportedFormatError, "zip archive"),
        (archive(word__document_dot_xml="<w/>")[:-30], DamagedDocumentError, "damaged"),
        (archive(word__document_dot_xml="not xml at all"), DamagedDocumentError, "DOCX"),
        (archive(content_dot_xml="not xml at all"), DamagedDocumentError, "ODT"),
        (bytes(range(1, 9)) * 200, UnsupportedFormatError, "not a text file"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(data: bytes, kind: type[DocumentError], words: str) -> None:
    with pytest.raises(kind, match=words) as caught:
        read_blocks(Path("folder/answer.doc"), data)
    assert "answer.doc" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_encrypted_opendocument_file_asks_for_a_copy_without_password() -> None:
    manifest = '<manifest:file-entry><manifest:encryption-data manifest:checksum="x"/></manifest:file-entry>'
    with pytest.raises(EncryptedDocumentError, match="password"):
        read_blocks(Path("a.odt"), archive(content_dot_xml="<x/>", **{"META-INF__manifest_dot_xml": manifest}))
