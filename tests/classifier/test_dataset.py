from __future__ import annotations

import json

import pytest

from classifier.dataset import AUTHORED_DOCUMENTS, AUTHORED_LABELS, known_forces, load_dataset
from corpus.documents import paragraphs_of, read_document
from corpus.errors import LabelFileError, TrainingError
from corpus.fingerprint import fingerprint
from corpus.records import Role
from labels.files import ParagraphLabel, read_label_folder, write_label_file
from labels.scheme import shipped_scheme

_FEW = 6


@pytest.fixture(scope="module")
def authored():
    return load_dataset([AUTHORED_LABELS], sorted(AUTHORED_DOCUMENTS.glob("*.md"))[:_FEW])


@pytest.fixture
def mine(reply, tmp_path):
    """Label the responses of the reply: all accept, the last with a label of its second sentence."""
    responses = [paragraph for paragraph in paragraphs_of(read_document(reply)) if paragraph.role is Role.RESPONSE]
    labels = [ParagraphLabel(paragraph.fingerprint, stance="accepts", speaker="joint") for paragraph in responses]
    last = responses[-1].text.partition(". ")[2]
    labels[-1] = ParagraphLabel(responses[-1].fingerprint, stance="disputes_methodology", sentences=((fingerprint(last), "no_stance"),))
    write_label_file(tmp_path / "labels" / "saltmere-reply.jsonl", labels)
    return tmp_path / "labels"


def test_the_authored_documents_join_their_labels(authored):
    documents = set(authored.documents)
    assert len(documents) == _FEW
    stems = {name.rpartition(".")[0] for name in documents}
    rows = {stem: found for stem, found in read_label_folder(AUTHORED_LABELS).items()}
    stances = sum(len({row.fingerprint for row in rows[stem] if row.stance}) for stem in stems)
    others = sum(len({row.fingerprint for row in found if row.stance}) for stem, found in rows.items() if stem not in stems)
    assert len(authored) + authored.unmatched == stances + others
    assert len(authored) > 0.9 * stances
    assert set(authored.stances) <= set(shipped_scheme().ids)


def test_its_parts_run_in_parallel(authored):
    parts = authored.inputs, authored.stances, authored.sentence_stances, authored.forces, authored.documents, authored.labels
    assert {len(part) for part in parts} == {len(authored)}
    for item, stances, label in zip(authored.inputs, authored.sentence_stances, authored.labels, strict=True):
        assert len(stances) == len(item.spans)
        assert fingerprint(item.text) == label.fingerprint
    known = sum(stance is not None for row in authored.sentence_stances for stance in row)
    assert known > 0.9 * sum(len(label.sentences) for label in authored.labels)


def test_the_manifest_says_which_force_a_document_belongs_to(authored):
    forces = known_forces([AUTHORED_DOCUMENTS / name for name in authored.documents])
    assert [forces[name] for name in authored.documents] == list(authored.forces)


def test_a_subset_keeps_the_parts_together(authored):
    found = authored.subset([4, 0])
    assert len(found) == 2
    assert (found.inputs[0], found.stances[0], found.labels[0]) == (authored.inputs[4], authored.stances[4], authored.labels[4])
    assert (found.forces[1], found.documents[1], found.sentence_stances[1]) == (
        authored.forces[0],
        authored.documents[0],
        authored.sentence_stances[0],
    )


def test_labels_without_a_paragraph_are_counted(reply, mine):
    rows = read_label_folder(mine)["saltmere-reply"]
    write_label_file(mine / "saltmere-reply.jsonl", [*rows, ParagraphLabel("f" * 16, stance="accepts")])
    write_label_file(mine / "absent.jsonl", [ParagraphLabel("e" * 16, stance="accepts"), ParagraphLabel("d" * 16, role="finding")])
    found = load_dataset([mine], [reply])
    assert found.unmatched == 2
    assert len(found) == 3


def test_sentences_have_the_stances_that_are_known(reply, mine):
    found = load_dataset([mine], [reply])
    assert found.sentence_stances[-1] == (None, "no_stance")
    assert set(found.sentence_stances[0]) == {None}


def test_the_readers_word_on_the_speaker_stands(reply, mine):
    found = load_dataset([mine], [reply])
    assert found.inputs[0].context.startswith("joint")
    assert found.inputs[-1].context.startswith("responder")


def test_documents_without_labels_are_not_read(reply, mine, tmp_path):
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 no archive")
    assert len(load_dataset([mine], [tmp_path / "broken.docx", reply])) == 3


def test_of_two_formats_of_one_document_one_is_read(reply, mine, tmp_path):
    copy = tmp_path / "saltmere-reply.txt"
    copy.write_bytes(reply.read_bytes())
    assert set(load_dataset([mine], [reply, copy]).documents) == {"saltmere-reply.md"}


@pytest.fixture
def letters(reply, tmp_path):
    """Two letters of one name in two folders, all of whose responses are labelled in one file."""
    files = [tmp_path / folder / "documents" / "letter.txt" for folder in ("2023", "2024")]
    for file, swapped in zip(files, ("cells", "gates"), strict=True):
        file.parent.mkdir(parents=True)
        file.write_text(reply.read_text("utf-8").replace("cell", swapped[:-1]), "utf-8")
    marks = {paragraph.fingerprint for file in files for paragraph in paragraphs_of(read_document(file)) if paragraph.role is Role.RESPONSE}
    write_label_file(tmp_path / "labels" / "letter.jsonl", [ParagraphLabel(mark, stance="accepts") for mark in sorted(marks)])
    return files


def test_labels_are_looked_for_in_every_document_of_their_name(letters, tmp_path):
    found = load_dataset([tmp_path / "labels"], [tmp_path])
    assert found.unmatched == 0
    assert {item.text.count("gates") + item.text.count("cells") for item in found.inputs} >= {1}
    assert len(found) == 5  # what both say word for word counts once
    assert [item.text for item in load_dataset([tmp_path / "labels"], letters[::-1]).inputs] != [item.text for item in found.inputs]


def test_each_document_of_a_name_has_the_force_that_its_own_manifest_states(letters, tmp_path):
    for file, force in zip(letters, ("Saltmere Police", "Orlmere Police"), strict=True):
        row = {"document": "letter.txt", "force": force}
        (file.parent.parent / "manifest.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    assert sorted(set(load_dataset([tmp_path / "labels"], [tmp_path]).forces)) == ["Orlmere", "Saltmere"]


def test_a_document_that_no_label_is_left_for_is_not_read(reply, mine, tmp_path):
    (tmp_path / "saltmere-reply.docx").write_bytes(b"PK\x03\x04 no archive")
    assert len(load_dataset([mine], [reply, tmp_path / "saltmere-reply.docx"])) == 3


def test_labels_that_find_nothing_cannot_train(reply, mine):
    write_label_file(mine / "saltmere-reply.jsonl", [ParagraphLabel("f" * 16, stance="accepts")])
    with pytest.raises(TrainingError, match="no labelled paragraph was found in the documents"):
        load_dataset([mine], [reply])


def test_a_folder_without_labels_is_refused(reply, tmp_path):
    with pytest.raises(LabelFileError, match="no label files there"):
        load_dataset([tmp_path / "none"], [reply])


def test_labels_of_one_document_in_two_folders_are_all_used(reply, mine, tmp_path):
    rows = read_label_folder(mine)["saltmere-reply"]
    write_label_file(mine / "saltmere-reply.jsonl", rows[:2])
    write_label_file(tmp_path / "more" / "saltmere-reply.jsonl", rows[3:])
    assert len(load_dataset([mine, tmp_path / "more"], [reply])) == 3


@pytest.mark.parametrize("manifest", ["{", json.dumps({"name": "a web app"}), "[]"])
def test_a_file_of_that_name_that_is_no_manifest_is_passed_over(tmp_path, manifest):
    (tmp_path / "docs").mkdir()
    (tmp_path / "manifest.jsonl").write_text(manifest + "\n", "utf-8")
    assert known_forces([tmp_path / "docs" / "a.txt"]) == {}
