import json
from pathlib import Path

from eval.corpus_check import ReadDocument, check_corpus, labels_astray

ANSWER = "The inspectors found that two of our custody suites had no nurse at night, and we have since engaged one for each of them."
OTHER = "A panel of residents now reads twenty closed complaints in every quarter, and its notes are published on our website."


def document(folder: Path, name: str, *paragraphs: str, force: str = "Marchford") -> ReadDocument:
    path = folder / f"{name}.txt"
    head = f"{force} Police and Crime Commissioner\n\nResponse to the report on custody\n\nComments of the Chief Constable\n\n"
    path.write_text(head + "\n\n".join(paragraphs) + "\n", "utf-8")
    return ReadDocument.of(path)


def test_documents_with_words_of_their_own_have_no_faults(tmp_path):
    assert check_corpus([document(tmp_path, "one", ANSWER), document(tmp_path, "two", OTHER)], []) == []


def test_two_documents_that_share_a_paragraph_are_named(tmp_path):
    (fault,) = check_corpus([document(tmp_path, "one", ANSWER), document(tmp_path, "two", OTHER, ANSWER)], [])
    assert fault.startswith("one.txt and two.txt share")


def test_ten_words_of_a_real_document_are_found(tmp_path):
    real = tmp_path / "real.txt"
    real.write_text("It is true that two of our custody suites\nhad no nurse at night; that has changed.", "utf-8")
    (fault,) = check_corpus([document(tmp_path, "one", ANSWER)], [real])
    assert "that two of our custody suites had no nurse at" in fault


def test_a_real_force_may_not_be_the_author(tmp_path):
    (fault,) = check_corpus([document(tmp_path, "one", ANSWER, force="Norfolk")], [])
    assert "Norfolk" in fault


def test_a_real_commissioner_may_not_be_the_author(tmp_path):
    (fault,) = check_corpus([document(tmp_path, "one", ANSWER, "I am grateful for this report.\n\nKaty  Bourne\nCommissioner")], [])
    assert "Katy Bourne" in fault


def test_a_label_whose_paragraph_was_reworded_is_astray(tmp_path):
    read, labels = document(tmp_path, "one", ANSWER, OTHER), tmp_path / "labels"
    labels.mkdir()
    marks = [paragraph.fingerprint for paragraph in read.paragraphs if paragraph.text in {ANSWER, OTHER}]
    rows = [{"fingerprint": mark, "stance": "already_compliant"} for mark in marks]
    (labels / "one.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    assert labels_astray(labels, [read]) == []
    reworded = document(tmp_path, "one", ANSWER, OTHER.replace("twenty", "thirty"))
    assert labels_astray(labels, [reworded]) == [f"one: the label {marks[1]} finds no paragraph"]
