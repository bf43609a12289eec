from __future__ import annotations

import pytest

from classifier.batch import Batch
from corpus.errors import DamagedDocumentError, DocumentError


@pytest.fixture
def files(reply, tmp_path):
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 this is no archive")
    (tmp_path / "empty.txt").write_bytes(b"")
    other = tmp_path / "other.md"
    other.write_bytes(reply.read_bytes())
    return [tmp_path / "broken.docx", reply, tmp_path / "empty.txt", tmp_path / "missing.pdf", other]


def test_bad_files_do_not_cost_the_others_their_results(tagger, files, tagged):
    batch = Batch(tagger, files)
    documents, failures = list(batch.documents()), batch.failures
    assert [document.document.id for document in documents] == ["saltmere-reply.md", "other.md"]
    assert documents[0] == tagged
    assert [failure.path.name for failure in failures] == ["broken.docx", "empty.txt", "missing.pdf"]
    assert isinstance(failures[0], DamagedDocumentError)
    assert all(isinstance(failure, DocumentError) and "\n" not in str(failure) for failure in failures)


def test_every_file_counts_as_progress(tagger, files):
    steps = []
    batch = Batch(tagger, files, advance=lambda: steps.append(1))
    list(batch.documents())
    assert len(steps) == len(files)


def test_documents_come_one_by_one(tagger, files):
    batch = Batch(tagger, files)
    first = next(batch.documents())
    assert first.document.id == "saltmere-reply.md"
    assert [failure.path.name for failure in batch.failures] == ["broken.docx"]


def test_a_document_in_which_nothing_answers_is_named(tagger, tmp_path):
    path = tmp_path / "agenda.md"
    path.write_text("# Agenda\n\nRoom 4\n", "utf-8")
    batch = Batch(tagger, [path])
    (found,) = batch.documents()
    assert batch.silent == ([] if found.responses else ["agenda.md"])
    assert batch.failures == []


def test_no_files_give_nothing(tagger):
    batch = Batch(tagger, [])
    assert list(batch.documents()) == []
    assert batch.failures == []
