import json

import pytest

from eval.corpus_counts import CountedDocument, counted_documents
from eval.reading_tables import coverage, reading_tables
from labels.files import ParagraphLabel


def document(name, *marks):
    facts = {"document": f"{name}.txt", "author": name, "kind": "document"}
    return CountedDocument(facts, tuple(ParagraphLabel(mark, stance="accepts") for mark in marks), held_out=False)


def test_coverage_is_that_of_the_documents_asked_for():
    read = [ParagraphLabel(mark, stance="accepts", document=name) for name, mark in (("a", "1"), ("a", "2"), ("b", "1"), ("c", "1"))]
    found = coverage([document("a", "1", "2"), document("b", "1", "2", "3", "4")], read)
    assert (found.paragraphs, found.read_twice, found.share, found.least) == (6, 3, 0.5, 0.25)


def test_a_second_reader_has_read_two_fifths_of_every_document_of_the_corpus():
    from eval.reading_tables import READERS
    from labels.files import read_label_file

    second = read_label_file(READERS / "authored-second.jsonl")
    for found in counted_documents():
        assert coverage([found], second).least >= 0.4, found.stem


def test_tables_show_where_readers_differ(tmp_path):
    def write(name, **stances):
        rows = [{"document": mark[0], "fingerprint": mark[1], "stance": stance} for mark, stance in stances.items()]
        (tmp_path / name).write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")

    write("authored-first.jsonl", a1="accepts", a2="no_stance", b1="accepts", b2="no_stance")
    write("authored-second.jsonl", a1="accepts", a2="no_stance", b1="accepts", b2="accepts")
    for name, kinds in (("hard-first.jsonl", ["will_continue", None]), ("hard-second.jsonl", ["explanation", None])):
        rows = [{"document": "a", "fingerprint": str(place), "hard": kind} for place, kind in enumerate(kinds)]
        (tmp_path / name).write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    tables = reading_tables([document("a", "1", "2"), document("b", "1", "2")], tmp_path)
    assert "| a | 2 | 100% | 100% | 1.000 | 1.000 | - | - | - | 1.000 |" in tables
    assert "| b | 2 | 100% | 100% | 0.000 |" in tables
    assert "both say so of 50% (κ 1.000)" in tables
    assert "| any | 1 | 1 |" in tables


def test_a_reader_who_is_not_there_is_said(tmp_path):
    from corpus.errors import LabelFileError

    with pytest.raises(LabelFileError):
        reading_tables([document("a", "1")], tmp_path)
