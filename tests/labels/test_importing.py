from __future__ import annotations

import json
from dataclasses import replace

import pytest

from corpus.errors import LabelFileError, StanceError
from labels.exchange import export_csv
from labels.files import ParagraphLabel, read_label_file, write_label_file
from labels.importing import import_labels

_OLD, _NEW = "a" * 16, "b" * 16


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "labels"


def _sheet(path, *rows):
    path.write_text("document,fingerprint,stance,awaiting\n" + "".join(",".join(row) + "\n" for row in rows), "utf-8")
    return path


def test_labels_are_written_to_a_file_for_each_document(tmp_path, folder):
    sheet = _sheet(
        tmp_path / "in.csv", ("one.md", _OLD, "accepts", ""), ("two.pdf", _NEW, "no_stance", ""), ("two.pdf", _OLD, "accepts", "")
    )
    assert import_labels(sheet, folder) == {"one": 1, "two": 2}
    assert [label.stance for label in read_label_file(folder / "two.jsonl")] == ["no_stance", "accepts"]


def test_a_new_label_replaces_the_old_one_in_its_place_and_the_rest_stays(tmp_path, folder):
    rows = [ParagraphLabel(mark * 16, stance=stance) for mark, stance in (("0", "accepts"), ("a", "accepts"), ("1", "no_stance"))]
    rows.insert(2, ParagraphLabel("2" * 16, role="finding"))
    write_label_file(folder / "one.jsonl", rows)
    import_labels(_sheet(tmp_path / "in.csv", ("one.md", _NEW, "accepts", ""), ("one.md", _OLD, "disputes_methodology", "")), folder)
    rows[1] = ParagraphLabel(_OLD, stance="disputes_methodology")
    assert read_label_file(folder / "one.jsonl") == [*rows, ParagraphLabel(_NEW, stance="accepts")]


def test_what_was_said_before_is_kept_with_who_and_when(tmp_path, folder):
    write_label_file(folder / "one.jsonl", [ParagraphLabel(_OLD, stance="accepts", also=("already_compliant",))])
    for stance in ("disputes_methodology", "disputes_methodology", "no_stance"):
        import_labels(_sheet(tmp_path / "in.csv", ("one.md", _OLD, stance, "")), folder)
    history = [json.loads(line) for line in (folder / "one.history").read_text("utf-8").splitlines()]
    assert [(entry["fingerprint"], entry["stance"], entry.get("also", [])) for entry in history] == [
        (_OLD, "accepts", ["already_compliant"]),
        (_OLD, "disputes_methodology", []),
    ]
    assert all(entry["who"] and entry["when"] for entry in history)


def test_a_first_import_has_no_history(tmp_path, folder):
    import_labels(_sheet(tmp_path / "in.csv", ("one.md", _OLD, "accepts", "")), folder)
    assert [file.name for file in folder.iterdir()] == ["one.jsonl"]


def test_who_was_awaited_is_kept_in_the_history_too(tmp_path, folder):
    write_label_file(folder / "one.jsonl", [ParagraphLabel(_OLD, stance="deferred_pending_guidance", awaiting="npcc")])
    import_labels(_sheet(tmp_path / "in.csv", ("one.md", _OLD, "deferred_pending_guidance", "home_office")), folder)
    assert read_label_file(folder / "one.jsonl")[0].awaiting == "home_office"
    assert '"npcc"' in (folder / "one.history").read_text("utf-8")


def test_what_a_spreadsheet_cannot_carry_survives_the_way_through_one(tmp_path, folder, make_paragraph):
    paragraph = make_paragraph("The rota was redrawn. We agree.")
    label = ParagraphLabel(
        paragraph.fingerprint,
        speaker="pcc",
        recommendations=("3",),
        stance="accepts",
        sentences=(("c" * 16, "no_stance"), ("d" * 16, "accepts")),
        pair="rota-1",
    )
    write_label_file(folder / "saltmere-reply.jsonl", [label])
    export_csv(tmp_path / "out.csv", [paragraph], {label.fingerprint: label})
    import_labels(tmp_path / "out.csv", folder)
    assert read_label_file(folder / "saltmere-reply.jsonl") == [label]
    assert not (folder / "saltmere-reply.history").exists()


def test_a_readers_word_on_the_speaker_survives_the_way_through_a_spreadsheet(tmp_path, folder, make_paragraph):
    paragraph = make_paragraph()
    label = ParagraphLabel(paragraph.fingerprint, speaker="chief_constable", recommendations=("7",), stance="accepts")
    write_label_file(folder / "saltmere-reply.jsonl", [label])
    export_csv(tmp_path / "out.csv", [paragraph], {label.fingerprint: label})
    import_labels(tmp_path / "out.csv", folder)
    assert read_label_file(folder / "saltmere-reply.jsonl") == [label]


def test_a_label_studio_export_is_known_by_its_suffix(tmp_path, folder):
    data = {"document": "one.md", "fingerprint": _OLD}
    choice = {"from_name": "stance", "value": {"choices": ["accepts"]}}
    (tmp_path / "in.JSON").write_text(json.dumps([{"data": data, "annotations": [{"result": [choice]}]}]), "utf-8")
    assert import_labels(tmp_path / "in.JSON", folder) == {"one": 1}
    assert read_label_file(folder / "one.jsonl") == [ParagraphLabel(_OLD, stance="accepts")]


def test_a_malformed_label_file_stops_the_import_and_stays_as_it_is(tmp_path, folder):
    write_label_file(folder / "one.jsonl", [replace(ParagraphLabel(_OLD), stance="accepts")])
    (folder / "one.jsonl").write_text("{broken\n", "utf-8")
    with pytest.raises(LabelFileError, match=r"one\.jsonl:1"):
        import_labels(_sheet(tmp_path / "in.csv", ("one.md", _OLD, "accepts", "")), folder)
    assert (folder / "one.jsonl").read_text("utf-8") == "{broken\n"


def test_a_label_outside_the_scheme_is_refused_and_nothing_is_written(tmp_path):
    source = tmp_path / "labelled.csv"
    source.write_text("document,fingerprint,stance\nletter.txt,0123456789abcdef,accepted\n", "utf-8")
    with pytest.raises(LabelFileError, match="unknown stance 'accepted'"):
        import_labels(source, tmp_path / "labels")
    assert not (tmp_path / "labels").exists()


def test_who_is_known_by_a_number_where_the_system_has_no_name(tmp_path, folder, monkeypatch):
    def nameless():
        raise KeyError("uid not found")

    monkeypatch.setattr("getpass.getuser", nameless)
    write_label_file(folder / "one.jsonl", [ParagraphLabel(_OLD, stance="accepts")])
    import_labels(_sheet(tmp_path / "in.csv", ("one.md", _OLD, "no_stance", "")), folder)
    (entry,) = [json.loads(line) for line in (folder / "one.history").read_text("utf-8").splitlines()]
    assert entry["who"].startswith(("user ", "unknown"))


def test_a_history_that_cannot_be_written_leaves_the_label_as_it_is(tmp_path, folder, monkeypatch):
    write_label_file(folder / "one.jsonl", [ParagraphLabel(_OLD, stance="accepts")])
    (folder / "one.history").mkdir()
    with pytest.raises((OSError, StanceError)):
        import_labels(_sheet(tmp_path / "in.csv", ("one.md", _OLD, "no_stance", "")), folder)
    assert [label.stance for label in read_label_file(folder / "one.jsonl")] == ["accepts"]


def test_a_malformed_label_file_of_one_document_leaves_those_of_all_as_they_are(tmp_path, folder):
    folder.mkdir()
    (folder / "two.jsonl").write_text("{broken\n", "utf-8")
    with pytest.raises(LabelFileError, match=r"two\.jsonl:1"):
        import_labels(_sheet(tmp_path / "in.csv", ("one.md", _OLD, "accepts", ""), ("two.md", _OLD, "accepts", "")), folder)
    assert [file.name for file in folder.iterdir()] == ["two.jsonl"]


def test_an_export_that_nobody_has_filled_in_is_no_import(tmp_path, folder):
    with pytest.raises(LabelFileError, match="no paragraph has a stance there"):
        import_labels(_sheet(tmp_path / "in.csv", ("one.md", _OLD, "", "")), folder)
    assert not folder.exists()
