"""The command line: help, usage, tag and deferrals."""

import csv
import io
import os
import re
import shutil
import subprocess
import sys

import pytest
from command_line_support import KEYS, NO_ANSWER, ROOT, WAITING, commands, process, refused, stance

from labels.scheme import shipped_scheme


def test_version_names_the_program():
    result = process("--version")
    assert result.code == 0
    assert re.match(r"stance\b", result.out)


def test_help_lists_the_commands():
    result = stance("--help")
    assert result.code == 0
    assert "Example: stance tag" in result.out
    for name in ("tag", "deferrals", "train", "evaluate", "corpus", "labels"):
        assert re.search(rf"\b{name}\b", result.out)


@pytest.mark.parametrize("path", list(commands()), ids=" ".join)
def test_help_of_every_command_has_an_example_that_it_understands(path):
    result = stance(*path, "--help")
    assert result.code == 0
    text = " ".join(result.out.split())
    found = re.search(rf"Example: (stance {' '.join(path)}\b[^╭│]*)", text)
    assert found
    for option in re.findall(r"(?<= )--?[a-z][a-z-]*", found[1]):
        assert option in text[found.end() :]


@pytest.mark.parametrize(
    "arguments",
    [
        ["tag"],
        ["tag", "a.txt", "--format", "xml"],
        ["tag", "a.txt", "--nonsense"],
        ["nonsense"],
        ["corpus", "show"],
        ["labels", "agreement", "one.jsonl"],
        ["labels", "export", "a.txt"],
        ["evaluate", "--folds", "many"],
        [],
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_with_2(arguments):
    result = stance(*arguments)
    assert result.code == 2
    assert "Usage" in result.err + result.out


# tag: files good and bad


def test_one_bad_file_costs_no_results_and_is_told_in_one_line(tmp_path, letter):
    shutil.copy(letter, tmp_path / "good.txt")
    (tmp_path / "bad.txt").touch()
    result = process("tag", tmp_path)
    assert result.code == 1
    assert {row["document"] for row in result.rows} == {"good.txt"}
    assert len(result.rows) == 3
    (line,) = result.err.splitlines()
    name, cause, remedy = re.fullmatch(r"(.*bad\.txt): (.+); (.+)", line).groups()
    assert name == str(tmp_path / "bad.txt")
    assert "empty" in cause
    assert remedy


def test_several_bad_files_are_told_in_a_line_each(tmp_path, letter):
    (tmp_path / "fake.pdf").write_bytes(b"%PDF-1.7\nno PDF at all")
    (tmp_path / "fake.docx").write_bytes(b"PK no archive")
    result = stance("tag", tmp_path, tmp_path / "gone.txt", letter)
    assert result.code == 1
    assert len(result.rows) == 3
    lines = result.err.splitlines()
    assert [next(name for name in ("fake.docx", "fake.pdf", "gone.txt") if name in line) for line in lines] == [
        "fake.docx",
        "fake.pdf",
        "gone.txt",
    ]
    assert all("; " in line for line in lines)


def test_a_folder_without_documents_is_refused(tmp_path):
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    refused(stance("tag", tmp_path), str(tmp_path), ".pdf")


def test_a_document_without_answers_is_no_error_but_said(tmp_path):
    (tmp_path / "cover.txt").write_text(NO_ANSWER, "utf-8")
    result = stance("tag", tmp_path)
    assert (result.code, result.out) == (0, "")
    assert "cover.txt: no response paragraph" in result.err


def test_a_reader_that_stops_reading_causes_no_noise(letter):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "cli", "tag", str(letter)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writing)
    assert done.stderr == b""


# tag: formats


def test_piped_output_is_json_lines_with_the_documented_keys(tagged):
    assert tagged.code == 0
    assert tagged.err == ""
    assert len(tagged.rows) == 3
    assert [list(row) for row in tagged.rows] == [KEYS] * 3


def test_every_row_says_where_it_is_from_and_what_it_answers(tagged):
    first, second, third = tagged.rows
    assert {row["document"] for row in tagged.rows} == {"wexmoor.txt"}
    assert {row["role"] for row in tagged.rows} == {"response"}
    assert {row["page"] for row in tagged.rows} == {None}
    assert [row["force"] for row in tagged.rows] == ["Wexmoor Police"] * 3
    assert (first["recommendations"], second["recommendations"]) == (["1"], ["2"])
    assert second["text"] == WAITING
    assert (first["speaker"], third["speaker"]) == ("chief_constable", "pcc")
    assert first["index"] < second["index"] < third["index"]
    assert all(re.fullmatch("[0-9a-f]{16}", row["fingerprint"]) for row in tagged.rows)


def test_the_figures_of_a_row_agree_with_each_other(tagged):
    for row in tagged.rows:
        assert list(row["probabilities"]) == list(shipped_scheme().ids)
        assert sum(row["probabilities"].values()) == pytest.approx(1, abs=0.001)
        assert row["confidence"] == max(row["probabilities"].values()) == row["probabilities"][row["stance"]]
        assert isinstance(row["abstained"], bool)
        evidence = row["evidence"]
        assert evidence["text"] == row["text"][evidence["start"] : evidence["end"]]
        assert (row["awaiting"] is not None) == (row["stance"] == "deferred_pending_guidance")


def test_blatant_stances_are_seen(tagged):
    first, second, _ = tagged.rows
    assert first["stance"] == "accepts"
    assert (second["stance"], second["awaiting"]) == ("deferred_pending_guidance", "college_of_policing")


def test_all_roles_lists_the_rest_without_a_stance(letter, tagged):
    rows = stance("tag", letter, "--all-roles").rows
    assert [row["index"] for row in rows] == list(range(len(rows)))
    assert {"heading", "recommendation", "response"} <= {row["role"] for row in rows}
    assert [row for row in rows if row["role"] == "response"] == tagged.rows
    for row in rows:
        assert list(row) == KEYS
        if row["role"] != "response":
            assert {row[key] for key in KEYS[KEYS.index("stance") :]} == {None}


def test_output_goes_to_the_file_whole_and_as_json_lines(tmp_path, letter, tagged):
    (tmp_path / "bad.txt").touch()
    (tmp_path / "out.jsonl").write_text("of yesterday", "utf-8")
    result = stance("tag", letter, tmp_path / "bad.txt", "--output", tmp_path / "out.jsonl")
    assert (result.code, result.out) == (1, "")
    assert (tmp_path / "out.jsonl").read_text("utf-8") == tagged.out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.txt", "out.jsonl"]


def test_a_run_that_fails_leaves_the_old_output_alone(tmp_path, letter):
    (tmp_path / "out.jsonl").write_text("of yesterday", "utf-8")
    assert stance("tag", letter, "--model", tmp_path, "--output", tmp_path / "out.jsonl").code == 1
    assert (tmp_path / "out.jsonl").read_text("utf-8") == "of yesterday"
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


def test_output_into_a_folder_that_is_missing_makes_it(tmp_path, letter):
    assert stance("tag", letter, "--output", tmp_path / "new" / "out.jsonl").code == 0
    assert (tmp_path / "new" / "out.jsonl").exists()


def test_output_that_is_a_folder_is_refused(tmp_path, letter):
    result = stance("tag", letter, "--output", tmp_path)
    refused(result, str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_csv_holds_the_same_rows_flat(letter, tagged):
    result = stance("tag", letter, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.out, newline="")))
    for row, expected in zip(rows, tagged.rows, strict=True):
        for key in ("document", "source", "force", "role", "heading", "text", "fingerprint", "stance"):
            assert row[key] == expected[key]
        assert row["recommendations"] == "; ".join(expected["recommendations"])
        assert row["evidence"] == expected["evidence"]["text"]
        assert (int(row["evidence_start"]), int(row["evidence_end"])) == (expected["evidence"]["start"], expected["evidence"]["end"])
        assert {key: float(row[f"probability_{key}"]) for key in expected["probabilities"]} == expected["probabilities"]


def test_csv_cells_never_start_a_formula(tmp_path, letter):
    shutil.copy(letter, tmp_path / "=cmd.txt")
    rows = list(csv.DictReader(io.StringIO(stance("tag", tmp_path, "--format", "csv").out, newline="")))
    assert {row["document"] for row in rows} == {"'=cmd.txt"}


def test_csv_without_any_row_still_has_its_columns(tmp_path, letter):
    (tmp_path / "cover.txt").write_text(NO_ANSWER, "utf-8")
    columns = stance("tag", letter, "--format", "csv").out.splitlines()[0]
    assert stance("tag", tmp_path, "--format", "csv").out.splitlines() == [columns]


def test_parquet_holds_the_same_rows(tmp_path, letter, tagged):
    parquet = pytest.importorskip("pyarrow.parquet")
    assert stance("tag", letter, "--all-roles", "--format", "parquet", "-o", tmp_path / "out.parquet").code == 0
    rows = parquet.read_table(tmp_path / "out.parquet").to_pylist()
    assert [row for row in rows if row["role"] == "response"] == tagged.rows
    assert {row["stance"] for row in rows if row["role"] != "response"} == {None}


@pytest.mark.parametrize(
    ("command", "name", "first_bytes"),
    [
        ("tag", "out.csv", b"document,source,force"),
        ("tag", "out.jsonl", b'{"document"'),
        ("tag", "OUT.CSV", b"document,source,force"),
        ("tag", "out.xlsx", b"PK"),
        ("tag", "out.parquet", b"PAR1"),
        ("tag", "out.sqlite", b"SQLite format 3"),
        ("tag", "out.db", b"SQLite format 3"),
        ("tag", "out.unknown", b'{"document"'),
        ("tag", "out", b'{"document"'),
        ("deferrals", "out.csv", b"force,inspection"),
        ("deferrals", "out.jsonl", b'{"force"'),
        ("recommendations", "out.json", b'{"force"'),
        ("recommendations", "out.xlsx", b"PK"),
    ],
)
def test_the_suffix_of_the_output_chooses_the_format(tmp_path, letter, command, name, first_bytes):
    assert stance(command, letter, "-o", tmp_path / name).code == 0
    assert (tmp_path / name).read_bytes().startswith(first_bytes)


def test_the_format_that_is_asked_for_wins_over_the_suffix(tmp_path, letter, tagged):
    for name in ("out.csv", "out.html"):
        assert stance("tag", letter, "--format", "jsonl", "-o", tmp_path / name).code == 0
        assert (tmp_path / name).read_text("utf-8") == tagged.out


@pytest.mark.parametrize(
    ("command", "name", "advice"),
    [("deferrals", "out.db", "stance tag"), ("tag", "out.html", "stance report"), ("recommendations", "out.htm", "stance report")],
)
def test_a_suffix_of_a_format_that_the_command_lacks_is_refused(tmp_path, letter, command, name, advice):
    result = stance(command, letter, "-o", tmp_path / name)
    assert result.code == 2
    assert advice in result.err
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("name", ["parquet", "xlsx", "sqlite"])
def test_formats_that_are_files_ask_for_one(name, letter):
    result = stance("tag", letter, "--format", name)
    assert result.code != 0
    assert "--output" in result.err
    assert result.out == ""


def test_the_table_counts_and_warns(letter, tagged):
    result = process("tag", letter, "--format", "table", COLUMNS="160")
    assert result.code == 0
    assert "wexmoor.txt – Wexmoor Police" in result.out
    assert "3 response paragraphs in 1 document" in result.out
    assert "The labels are a model's" in result.out
    for row in tagged.rows:
        assert f"{row['confidence']:.0%}" in result.out
        assert row["evidence"]["text"][:40] in result.out


def test_the_table_can_go_to_a_file(tmp_path, letter):
    result = stance("tag", letter, "--format", "table", "--output", tmp_path / "out.txt")
    assert result.out == ""
    assert "3 response paragraphs" in (tmp_path / "out.txt").read_text("utf-8")


def test_output_is_utf_8_whatever_the_console_speaks(letter, tagged):
    assert process("tag", letter, PYTHONIOENCODING="cp1252").out == tagged.out


# deferrals


def test_deferrals_say_who_waits_for_whom(letter):
    result = stance("deferrals", letter)
    assert result.code == 0
    text = re.sub(r"[\s│]+", " ", result.out)
    assert all(word in text for word in ("Wexmoor", "College", "Policing", "decide", "Model"))


def test_deferrals_are_those_that_tag_finds(letters, tagged):
    expected = [row for row in tagged.rows if row["stance"] == "deferred_pending_guidance"]
    found = [row for row in stance("deferrals", letters, "--format", "jsonl").rows if row["stance"] == "deferred_pending_guidance"]
    assert [(row["document"], row["index"]) for row in found] == [(row["document"], row["index"]) for row in expected]
    assert all(row["awaiting"] == "college_of_policing" and "will not decide" in row["evidence"] for row in found)


def test_deferrals_are_counted_to_the_day_that_is_asked_for(tmp_path):
    text = "Response of the Chief Constable\n\nReport published: 4 March 2031\n\nRecommendation 1\n\n"
    text += "By 30 June 2031, the force should act.\n\n"
    text += f"Chief Constable's response\n\n{WAITING}\n"
    (tmp_path / "late.txt").write_text(text, "utf-8")
    (row,) = stance("deferrals", tmp_path, "--as-of", "2031-07-10", "--format", "jsonl").rows
    assert (row["recommendation"], row["deadline"], row["days_overdue"]) == ("1", "2031-06-30", 10)


@pytest.mark.parametrize("command", ["deferrals", "recommendations"])
@pytest.mark.parametrize("day", ["soon", "2025-13-01", "01/06/2025"])
def test_a_day_that_is_none_is_refused_with_one_that_is(letter, command, day):
    result = stance(command, letter, "--as-of", day)
    assert result.code == 2
    assert f"'--as-of': '{day}' is no day; write it as 2025-06-01" in result.err


def test_deferrals_of_an_unknown_body_are_refused(letter):
    refused(stance("deferrals", letter, "--awaiting", "parliament"), "parliament", "college_of_policing")


def test_recommendations_are_listed_with_their_answers(letter):
    rows = stance("recommendations", letter, "--format", "jsonl").rows
    assert [(row["recommendation"], row["coverage"]) for row in rows] == [("1", "answered"), ("2", "answered")]
    assert rows[1]["stance"] == "deferred_pending_guidance"


def test_no_deferral_is_said_and_a_bad_file_still_told(tmp_path):
    (tmp_path / "a.txt").write_text("Chief Constable's response\n\nWe accept this recommendation in full.\n", "utf-8")
    (tmp_path / "b.txt").touch()
    result = stance("deferrals", tmp_path)
    assert result.code == 1
    assert "No deferral was found;" in result.out
    assert "b.txt: the file is empty" in result.err


# models


def test_a_cluster_writes_to_a_file(letter):
    refused_usage = process("tag", letter, "--engine", "ray")
    assert refused_usage.code == 2
    assert "--output" in refused_usage.err


def test_a_cluster_without_ray_says_what_to_install(letter, tmp_path):
    (tmp_path / "ray").mkdir()
    (tmp_path / "ray" / "__init__.py").write_text("raise ImportError(\"No module named 'ray'\", name='ray')\n", "utf-8")
    result = process("tag", letter, "--engine", "ray", "--output", tmp_path / "out.jsonl", PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}")
    refused(result, "ray", "pip install '.[ray]'")
    assert not (tmp_path / "out.jsonl").exists()
