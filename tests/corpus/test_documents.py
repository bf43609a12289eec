from __future__ import annotations

import hashlib
import os

import pytest

from corpus.documents import paragraphs_of, read_document
from corpus.errors import DocumentError, EmptyDocumentError, NoDocumentsError, OversizedDocumentError, UnsupportedFormatError
from corpus.finding import find_documents
from corpus.fingerprint import fingerprint
from corpus.formats import MAXIMUM_BYTES
from corpus.records import Role

_TEXT = (
    "# Saltmere PCC: response to the inspection of custody\n\n## Response of the commissioner\n\n"
    "I accept this recommendation in full and the cells will be repainted by June.\n"
)


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "saltmere-reply.md"
    path.write_text(_TEXT, "utf-8")
    return path


def test_a_document_knows_its_file(document):
    found = read_document(document)
    assert (found.id, found.source, found.format) == ("saltmere-reply.md", str(document), "markdown")
    assert found.sha256 == hashlib.sha256(document.read_bytes()).hexdigest()


def test_a_document_is_cut_into_paragraphs_that_name_it(document):
    paragraphs = paragraphs_of(read_document(document))
    assert [paragraph.index for paragraph in paragraphs] == list(range(len(paragraphs)))
    assert {paragraph.document for paragraph in paragraphs} == {"saltmere-reply.md"}
    assert all(paragraph.fingerprint == fingerprint(paragraph.text) for paragraph in paragraphs)
    assert ["repainted" in paragraph.text for paragraph in paragraphs if paragraph.role is Role.RESPONSE] == [True]


def test_reading_twice_gives_the_same(document):
    assert read_document(document) == read_document(document)
    assert paragraphs_of(read_document(document)) == paragraphs_of(read_document(document))


@pytest.mark.parametrize(
    "text", ["Agenda\n\nRoom 4.\n", "# Saltmere PCC\n", "Saltmere PCC: response to an inspection\n\nWe accept it.\n", "x"]
)
def test_a_document_with_little_or_no_response_is_read_too(tmp_path, text):
    path = tmp_path / "short.md"
    path.write_text(text, "utf-8")
    document = read_document(path)
    assert "".join(paragraph.text for paragraph in paragraphs_of(document)).strip() != ""


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(DocumentError, match=r"none\.txt: there is no such file; check the name"):
        read_document(tmp_path / "none.txt")


def test_a_folder_is_no_document(tmp_path):
    with pytest.raises(UnsupportedFormatError, match="is not a plain file"):
        read_document(tmp_path)


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(UnsupportedFormatError, match="is not a plain file"):
        read_document(tmp_path / "pipe.txt")


def test_an_empty_file_is_refused(tmp_path):
    (tmp_path / "empty.txt").write_bytes(b" \n")
    with pytest.raises(EmptyDocumentError, match=r"empty\.txt: the file is empty"):
        read_document(tmp_path / "empty.txt")


def test_a_file_over_the_limit_is_refused_unread(tmp_path):
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(MAXIMUM_BYTES + 1)
    with pytest.raises(OversizedDocumentError, match="over the limit of 50 MB"):
        read_document(tmp_path / "huge.txt")


def test_a_name_with_line_ends_stays_in_one_line_of_a_message(tmp_path):
    with pytest.raises(DocumentError) as caught:
        read_document(tmp_path / "a\nb\x1b[31m.txt")
    assert "\n" not in str(caught.value)
    assert "\x1b" not in str(caught.value)


def test_a_name_that_is_no_unicode_can_be_written_out(tmp_path):
    path = tmp_path / os.fsdecode(b"r\xe9ponse.md")
    path.write_text(_TEXT, "utf-8")
    document = read_document(path)
    assert document.id.encode("utf-8").endswith(b"ponse.md")
    assert paragraphs_of(document)[0].document == document.id


def test_documents_are_found_below_folders_in_order_and_once(tmp_path):
    for name in ("b.txt", "a.md", "sub/c.PDF", "sub/deep/d.docx", "notes.csv", ".hidden.txt", ".git/e.txt", "sub/.f.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", "utf-8")
    found = find_documents([tmp_path, tmp_path / "b.txt"])
    assert [file.relative_to(tmp_path).as_posix() for file in found] == ["a.md", "b.txt", "sub/c.PDF", "sub/deep/d.docx"]


def test_a_folder_may_lie_in_a_hidden_one(tmp_path):
    (tmp_path / ".private").mkdir()
    (tmp_path / ".private" / "a.txt").write_text("x", "utf-8")
    assert [file.name for file in find_documents([tmp_path / ".private"])] == ["a.txt"]


def test_a_file_that_is_named_is_taken_whatever_its_suffix(tmp_path):
    assert find_documents([tmp_path / "reply.dat"]) == [tmp_path / "reply.dat"]


def test_a_link_to_its_own_folder_does_not_lead_in_circles(tmp_path):
    (tmp_path / "a.txt").write_text("x", "utf-8")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert [file.name for file in find_documents([tmp_path])] == ["a.txt"]


def test_a_folder_without_documents_is_refused_with_the_kinds_that_are_read(tmp_path):
    (tmp_path / "notes.csv").write_text("x", "utf-8")
    with pytest.raises(NoDocumentsError, match=r"no document there; documents end in .*\.docx.*\.pdf"):
        find_documents([tmp_path])


def test_broken_links_and_pipes_in_a_folder_are_told_and_not_left_out(tmp_path):
    (tmp_path / "a.txt").symlink_to("nowhere.txt")
    os.mkfifo(tmp_path / "b.pdf")
    (tmp_path / "c.md").symlink_to("c.md")
    (tmp_path / "notes.csv").symlink_to("nowhere.csv")
    assert [file.name for file in find_documents([tmp_path])] == ["a.txt", "b.pdf", "c.md"]
    for name, cause in (("a.txt", "there is no such file"), ("b.pdf", "is not a plain file"), ("c.md", "is a link that leads in a circle")):
        with pytest.raises(DocumentError, match=cause):
            read_document(tmp_path / name)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything; make torture takes that power away")
def test_a_folder_that_may_not_be_listed_is_told(tmp_path):
    (tmp_path / "a.txt").write_text("x", "utf-8")
    (tmp_path / "closed").mkdir(0)
    found = find_documents([tmp_path])
    assert [file.name for file in found] == ["a.txt", "closed"]
    with pytest.raises(DocumentError, match="permission denied"):
        read_document(found[1])


def test_a_file_that_grows_while_it_is_read_is_read_up_to_the_limit(tmp_path, monkeypatch):
    path = tmp_path / "growing.txt"
    path.write_bytes(b"x")
    opened = os.open

    def grow(name, *arguments, **more):
        with path.open("wb") as file:
            file.truncate(MAXIMUM_BYTES + 5_000_000)
        return opened(name, *arguments, **more)

    monkeypatch.setattr(os, "open", grow)
    with pytest.raises(OversizedDocumentError, match="over the limit of 50 MB"):
        read_document(path)


def test_a_name_with_a_nul_is_no_file(tmp_path):
    with pytest.raises(DocumentError, match="there is no such file"):
        read_document(tmp_path / "a\0b.txt")
