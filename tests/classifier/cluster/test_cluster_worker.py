import shutil

import pytest

from classifier.cluster.messages import outcome_of_row
from classifier.cluster.worker import DocumentWorker
from corpus.errors import ModelFolderError
from corpus.guarded.limits import ReadingLimits


@pytest.fixture(scope="module")
def worker(tagger):
    return DocumentWorker(None, tagger.model.digest, ReadingLimits(), cached=False)


def outcomes(columns):
    return [outcome_of_row(dict(zip(columns, values, strict=True))) for values in zip(*columns.values(), strict=True)]


def test_files_are_tagged_as_on_one_machine(worker, tagger, reply, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.touch()
    found = outcomes(worker({"path": [str(reply), str(empty)]}))
    assert found[0].tagged == tagger.tag(reply)
    assert "the file is empty" in str(found[1].error)


def test_documents_without_files_are_tagged_by_name_and_bytes(worker, tagger, reply, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copy(reply, tmp_path)
    found = outcomes(worker({"name": [reply.name, reply.name], "bytes": [reply.read_bytes(), b""]}))
    assert found[0].tagged == tagger.tag(tmp_path / reply.name).__class__(found[0].tagged.document, tagger.tag(reply).paragraphs)
    assert found[0].tagged.document.source == reply.name
    assert str(found[1].error).startswith(f"{reply.name}: ")


@pytest.mark.parametrize(("name", "content"), [("../up.txt", b"We agree."), ("", b"We agree."), ("a/b.txt", b"We agree."), ("a.txt", None)])
def test_a_name_that_is_no_file_name_is_one_error(worker, name, content):
    (found,) = outcomes(worker({"name": [name], "bytes": [content]}))
    assert "is not the name of a file, or there are no bytes" in str(found.error)


def test_a_machine_with_another_model_is_refused():
    with pytest.raises(ModelFolderError, match="another model"):
        DocumentWorker(None, "0" * 64, ReadingLimits(), cached=False)
