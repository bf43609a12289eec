import shutil

import pytest

from classifier.dataset import AUTHORED, AUTHORED_LABELS
from classifier.held_out import held_out_forces
from corpus.errors import LabelFileError
from eval.corpus_counts import counted_documents, paragraphs_by
from eval.corpus_tables import BEGIN, END, corpus_tables, with_counts, write_corpus_tables


@pytest.fixture(scope="module")
def documents():
    return counted_documents()


def test_every_document_of_the_manifest_is_counted_with_its_responses(documents):
    assert len(documents) == len((AUTHORED / "manifest.jsonl").read_text("utf-8").splitlines())
    total = sum(len(document.responses) for document in documents)
    for name in ("author", "layout", "year", "theme", "force"):
        assert sum(paragraphs_by(documents, name).values()) == total


def test_held_out_forces_are_told_apart(documents):
    inside = {document.facts["force"] for document in documents if document.held_out}
    assert len(inside) >= len(held_out_forces())
    assert all(any(force.startswith(name) for name in held_out_forces()) for force in inside)


def test_tables_hold_the_counts(documents):
    tables = corpus_tables(documents)
    assert f"{len(documents)} documents" in tables
    for name in ("stance", "author", "layout", "year"):
        assert f"| {name} |" in tables
    accepts = sum(label.stance == "accepts" for document in documents for label in document.responses)
    assert f"| accepts | {accepts} |" in tables


def test_the_datasheet_of_the_corpus_is_up_to_date(documents):
    datasheet = (AUTHORED / "README.md").read_text("utf-8")
    assert with_counts(datasheet, corpus_tables(documents)) == datasheet, "run: make corpus-tables"


def test_counts_take_the_place_of_older_ones_and_nothing_else_changes():
    before = f"# Corpus\n\n{BEGIN}\nold\n{END}\n\nThe end.\n"
    after = with_counts(before, "new")
    assert after == f"# Corpus\n\n{BEGIN}\nnew\n{END}\n\nThe end.\n"
    assert with_counts(after, "new") == after


def test_a_datasheet_without_a_place_for_counts_is_refused():
    with pytest.raises(LabelFileError, match="lacks the lines"):
        with_counts("# Corpus\n", "new")


def test_counts_and_plots_are_written(tmp_path):
    shutil.copy(AUTHORED / "manifest.jsonl", tmp_path)
    (tmp_path / "README.md").write_text(f"{BEGIN}\n{END}\n", "utf-8")
    written = write_corpus_tables(tmp_path, AUTHORED_LABELS)
    assert len(written) == 7
    assert all(path.stat().st_size > 500 for path in written)
    assert (tmp_path / "counts" / "theme.svg").read_text("utf-8").startswith("<svg")


def test_a_document_without_labels_is_named(tmp_path):
    shutil.copy(AUTHORED / "manifest.jsonl", tmp_path)
    (tmp_path / "labels").mkdir()
    shutil.copy(AUTHORED_LABELS / "first-a-haldon-wray-crime-data.jsonl", tmp_path / "labels")
    with pytest.raises(LabelFileError, match="add its labels"):
        counted_documents(tmp_path, tmp_path / "labels")
