from __future__ import annotations

import contextlib
import dataclasses
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import paragraphs_of, read_document
from corpus.errors import DocumentError, EncryptedDocumentError
from corpus.finding import find_documents
from corpus.interchange import ReadDocument, document_from_json, document_to_json, error_from_json, error_to_json
from corpus.records import Block, Document, Metadata, Paragraph, Role

LAYOUTS = Path(__file__).parent.parent / "layouts"


@pytest.mark.parametrize("path", find_documents([LAYOUTS / "development"])[::5], ids=lambda path: path.name)
def test_a_document_comes_back_equal(path):
    document = read_document(path)
    read = ReadDocument(document, paragraphs_of(document))
    assert document_from_json(document_to_json(read)) == read


def test_a_file_that_was_moved_has_its_new_place():
    document = read_document(find_documents([LAYOUTS / "development"])[0])
    moved = document_from_json(document_to_json(ReadDocument(document, paragraphs_of(document))), Path("elsewhere/letter.txt"))
    assert moved.document == dataclasses.replace(document, source=str(Path("elsewhere/letter.txt")))


@given(st.text(st.characters(exclude_categories=[])))
def test_any_text_comes_back_even_lone_surrogates(text):
    document = Document("a", "a", "text", "0" * 64, Metadata(title=text), (Block(text),))
    paragraph = Paragraph("a", 0, Role.RESPONSE, None, (text,), text, text, text, None, "0" * 16)
    read = ReadDocument(document, (paragraph,))
    assert document_from_json(document_to_json(read)) == read


def test_an_error_comes_back_equal():
    error = EncryptedDocumentError(Path("a.pdf"), "is protected", "save a copy")
    again = error_from_json(error_to_json(error), Path("a.pdf"))
    assert (type(again), str(again), again.path) == (EncryptedDocumentError, str(error), error.path)


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b'{"error": "Path", "cause": "a"}', b'{"error": "StanceError"}', b"\xff", b"[" * 200_000]
)
def test_anything_else_is_refused(data):
    with pytest.raises(ValueError):  # noqa: PT011  # whatever the sender made of it
        document_from_json(data)
    with pytest.raises(ValueError):  # noqa: PT011
        error_from_json(data, Path("a"))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("id",), 5),
        (("sha256",), None),
        (("metadata", "title"), ["a"]),
        (("metadata", "due_stated"), 1),
        (("blocks", "text"), [5]),
        (("blocks", "page"), ["1"]),
        (("blocks", "level"), [True]),
        (("blocks", "row"), [1.5]),
        (("paragraphs", "recommendations"), [[1]]),
        (("paragraphs", "fingerprint"), [{}]),
    ],
)
def test_a_value_of_another_kind_is_refused(place, value):
    document = Document("a", "a", "text", "0" * 64, Metadata(), (Block("a"),))
    paragraph = Paragraph("a", 0, Role.RESPONSE, None, ("1",), "", "", "a", None, "0" * 16)
    plain = json.loads(document_to_json(ReadDocument(document, (paragraph,))))
    inner = plain
    for name in place[:-1]:
        inner = inner[name]
    inner[place[-1]] = value
    with pytest.raises(ValueError, match="not a"):
        document_from_json(json.dumps(plain).encode())


@given(st.binary(max_size=40))
def test_no_bytes_make_another_error_than_a_refusal(data):
    for read in (document_from_json, lambda given: error_from_json(given, Path("a"))):
        with contextlib.suppress(ValueError):
            assert isinstance(read(data), (ReadDocument, DocumentError))
