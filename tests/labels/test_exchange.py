from __future__ import annotations

import csv
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import LabelFileError
from corpus.records import Paragraph, Role, Speaker
from labels.exchange import export_csv, export_label_studio, export_paragraphs, import_csv, import_label_studio
from labels.files import ParagraphLabel, write_label_file


def _rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_only_responses_are_written_for_labelling(tmp_path, make_paragraph):
    paragraphs = [make_paragraph("We agree."), *(make_paragraph("x", role=role) for role in Role if role is not Role.RESPONSE)]
    assert export_csv(tmp_path / "out.csv", paragraphs, {}) == 1
    (row,) = _rows(tmp_path / "out.csv")
    assert (row["document"], row["text"], row["speaker"], row["recommendations"]) == ("saltmere-reply.md", "We agree.", "pcc", "3")
    assert (row["stance"], row["also"], row["awaiting"]) == ("", "", "")


def test_the_spreadsheet_opens_as_unicode_in_excel(tmp_path, make_paragraph):
    export_csv(tmp_path / "out.csv", [make_paragraph("£2m – “saved”")], {})
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert _rows(tmp_path / "out.csv")[0]["text"] == "£2m – “saved”"


def test_labels_come_back_from_the_spreadsheet(tmp_path, make_paragraph):
    paragraph = make_paragraph("We wait, and agree.", speaker=Speaker.JOINT, recommendations=("3", "AFI 2"))
    label = ParagraphLabel(
        paragraph.fingerprint,
        speaker="joint",
        recommendations=("3", "AFI 2"),
        stance="deferred_pending_guidance",
        also=("accepts", "disputes_methodology"),
        awaiting="npcc",
    )
    export_csv(tmp_path / "out.csv", [paragraph, make_paragraph("Not labelled.")], {label.fingerprint: label})
    assert import_csv(tmp_path / "out.csv") == {"saltmere-reply": [label]}


@settings(max_examples=40, deadline=None)
@given(
    st.text(st.sampled_from("=+-@\t\r\n ';,\"a＝＠\u00a0|1"), min_size=1, max_size=12),
    st.text(st.sampled_from("=+-@\t\r\n ';,\"a＝＠\u00a0|1"), max_size=12),
)
def test_no_cell_of_the_spreadsheet_can_start_a_formula(tmp_path_factory, text, heading):
    path = tmp_path_factory.mktemp("csv") / "out.csv"
    paragraph = Paragraph("reply.md", 0, Role.RESPONSE, None, ("-1", "=2"), heading, "", text, None, "a" * 16)
    export_csv(path, [paragraph], {})
    (row,) = _rows(path)
    assert not any(value.strip(" \n\u00a0").startswith(tuple("=+-@\t\r＝＋－＠")) for value in row.values())
    assert row["text"] in (text, f"'{text}")


@pytest.mark.parametrize("name", ["-draft-reply.md", "=reply.txt", "@reply.md", "+reply.html"])
def test_a_document_whose_name_looks_like_a_formula_keeps_its_labels(tmp_path, make_paragraph, name):
    paragraph = make_paragraph(document=name)
    label = ParagraphLabel(paragraph.fingerprint, stance="accepts")
    export_csv(tmp_path / "out.csv", [paragraph], {label.fingerprint: label})
    assert list(import_csv(tmp_path / "out.csv")) == [name.rpartition(".")[0]]


@pytest.mark.parametrize("mark", ["1234567890123456", "0000567890123456", "123456e890123456", "12345678901234e5"])
def test_a_fingerprint_that_looks_like_a_number_goes_out_as_text_and_comes_back(tmp_path, make_paragraph, mark):
    label = ParagraphLabel(mark, speaker="pcc", recommendations=("3",), stance="accepts")
    export_csv(tmp_path / "out.csv", [make_paragraph(fingerprint=mark)], {mark: label})
    with pytest.raises(ValueError, match="could not convert string to float"):
        float(_rows(tmp_path / "out.csv")[0]["fingerprint"])
    assert import_csv(tmp_path / "out.csv") == {"saltmere-reply": [label]}
    export_label_studio(tmp_path / "out.json", [make_paragraph(fingerprint=mark)], {})
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))[0]["data"]["fingerprint"] == mark


def test_a_fingerprint_without_the_mark_of_a_text_is_read_too(tmp_path):
    marks = ["1234567890123456", "123456e890123456", "abcdefabcdefabcd"]
    (tmp_path / "in.csv").write_text("stance,document,fingerprint\n" + "".join(f"accepts,reply.md,{mark}\n" for mark in marks), "utf-8")
    assert [label.fingerprint for label in import_csv(tmp_path / "in.csv")["reply"]] == marks


@pytest.mark.parametrize("number", ["1.23457E+15", "1,23457E+15", "1.234567890123E+15", "567890123456", "1E+99"])
def test_a_fingerprint_that_a_spreadsheet_has_made_a_number_of_is_told_with_its_line(tmp_path, number):
    rows = f'accepts,reply.md,{"a" * 16}\naccepts,reply.md,"{number}"\nno_stance,reply.md,1.1E+10\n,reply.md,2.2E+10\n'
    (tmp_path / "in.csv").write_text("stance,document,fingerprint\n" + rows, "utf-8")
    with pytest.raises(LabelFileError) as caught:
        import_csv(tmp_path / "in.csv")
    told = str(caught.value)
    assert f"in.csv:3: a spreadsheet program has turned the fingerprint into the number {number}; " in told
    assert "stance labels export" in told
    assert "2 such rows in all; nothing was imported" in told


@pytest.mark.parametrize("missing", ["document", "fingerprint", "stance"])
def test_a_spreadsheet_without_a_needed_column_is_refused(tmp_path, missing):
    columns = [name for name in ("document", "fingerprint", "stance") if name != missing]
    (tmp_path / "in.csv").write_text(",".join(columns) + "\n", "utf-8")
    with pytest.raises(LabelFileError, match=f"the column '{missing}' is missing"):
        import_csv(tmp_path / "in.csv")


def test_a_spreadsheet_with_only_the_needed_columns_is_read(tmp_path):
    (tmp_path / "in.csv").write_text(f"stance,document,fingerprint\n accepts ,a/reply.md, {'b' * 16}\n,reply.md,{'c' * 16}\n", "utf-8")
    assert import_csv(tmp_path / "in.csv") == {"reply": [ParagraphLabel("b" * 16, stance="accepts")]}


@pytest.mark.parametrize("content", [None, b"document,fingerprint,stance\n\xff\xfe,\xff,a\n"])
def test_a_spreadsheet_that_cannot_be_read_is_refused(tmp_path, content):
    if content is not None:
        (tmp_path / "in.csv").write_bytes(content)
    with pytest.raises(LabelFileError, match=r"in\.csv: "):
        import_csv(tmp_path / "in.csv")


def test_a_stance_without_a_document_is_refused(tmp_path):
    (tmp_path / "in.csv").write_text("stance,document,fingerprint\naccepts\n", "utf-8")
    with pytest.raises(LabelFileError, match="without document or fingerprint"):
        import_csv(tmp_path / "in.csv")


def _annotated(path, **choices):
    tasks = json.loads(path.read_text("utf-8"))
    for task in tasks:
        result = [
            {"from_name": name, "to_name": "text", "type": "choices", "value": {"choices": chosen}} for name, chosen in choices.items()
        ]
        task["annotations"] = [{"result": result}]
    path.write_text(json.dumps(tasks), "utf-8")


def test_labels_come_back_from_label_studio(tmp_path, make_paragraph):
    path = tmp_path / "tasks.json"
    paragraph = make_paragraph("=We wait for the college.")
    assert export_label_studio(path, [paragraph, make_paragraph("x", role=Role.HEADING)], {}) == 1
    assert json.loads(path.read_text("utf-8"))[0]["data"]["text"] == "=We wait for the college."
    _annotated(path, stance=["deferred_pending_guidance"], also=["accepts", "disputes_methodology"], awaiting=["npcc"])
    expected = ParagraphLabel(
        paragraph.fingerprint,
        speaker="pcc",
        recommendations=("3",),
        stance="deferred_pending_guidance",
        also=("accepts", "disputes_methodology"),
        awaiting="npcc",
    )
    assert import_label_studio(path) == {"saltmere-reply": [expected]}


def test_known_labels_are_offered_in_label_studio_and_do_not_count_until_confirmed(tmp_path, make_paragraph):
    path = tmp_path / "tasks.json"
    paragraph = make_paragraph()
    export_label_studio(path, [paragraph], {paragraph.fingerprint: ParagraphLabel(paragraph.fingerprint, stance="accepts")})
    (task,) = json.loads(path.read_text("utf-8"))
    assert task["predictions"][0]["result"][0]["value"] == {"choices": ["accepts"]}
    assert "stance" not in task["data"]
    assert import_label_studio(path) == {}


@pytest.mark.parametrize(
    "text", ["{", '{"a": 1}', "[3]", '[{"annotations": [{"result": [{"value": {}}]}]}]', '[{"annotations": [{"result": 3}]}]']
)
def test_a_file_that_is_no_label_studio_export_is_refused(tmp_path, text):
    (tmp_path / "tasks.json").write_text(text, "utf-8")
    with pytest.raises(LabelFileError, match="not a Label Studio export"):
        import_label_studio(tmp_path / "tasks.json")


def test_documents_are_exported_with_the_labels_known_already(tmp_path, make_paragraph):
    document = tmp_path / "saltmere-reply.md"
    text = "I accept this recommendation in full and the cells will be repainted by June."
    document.write_text(f"# Saltmere PCC: response to the inspection of custody\n\n## Response of the commissioner\n\n{text}\n", "utf-8")
    write_label_file(tmp_path / "labels" / "saltmere-reply.jsonl", [ParagraphLabel(make_paragraph(text).fingerprint, stance="accepts")])
    export_paragraphs([document], tmp_path / "out.csv", tmp_path / "labels", label_studio=False)
    assert {row["text"]: row["stance"] for row in _rows(tmp_path / "out.csv")}[text] == "accepts"
    assert export_paragraphs([document], tmp_path / "out.json", None, label_studio=True) == (len(_rows(tmp_path / "out.csv")), [])
