import contextlib
import csv
import functools
import io
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import typer.main
from selectolax.lexbor import LexborHTMLParser
from threadpoolctl import threadpool_limits

import cli
from classifier.dataset import AUTHORED_LABELS
from classifier.tagger import Tagger
from labels.files import read_label_file
from labels.scheme import shipped_scheme
from models.folder import SHIPPED

ROOT = Path(cli.__file__).parent
KEYS = [
    "document",
    "force",
    "index",
    "page",
    "role",
    "speaker",
    "recommendations",
    "heading",
    "text",
    "fingerprint",
    "stance",
    "confidence",
    "probabilities",
    "abstained",
    "evidence",
    "awaiting",
]
WAITING = "We will not decide on our own policy until the College of Policing has published its national guidance, which we await."
LETTER = f"""Police and Crime Commissioner for Wexmoor

PEEL: an inspection of Wexmoor Police

Published by HMICFRS on 4 March 2024

Recommendation 1: By 31 October the force should review how it records stops.

Chief Constable's response

We accept this recommendation in full and will change our training by June.

Recommendation 2: The force should publish a new policy on the storage of property.

Chief Constable's response

{WAITING}

Commissioner's comments

I do not agree with this finding – “the sample” of twelve cases was too small, and ≥ 40 were needed.
"""
NO_ANSWER = "Wexmoor Police\n\nPublished by HMICFRS on 4 March 2024\n"


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def rows(self):
        return [json.loads(line) for line in self.out.splitlines()]


def finished(code, out, err):
    """No run may end in a traceback, whatever went wrong."""
    assert "Traceback" not in err, err
    return Result(code, out, err)


load = Tagger.load
shipped = functools.cache(load)


def stance(*arguments):
    """Run the command in this process; standard output is no terminal. The shipped model is loaded once for all runs."""
    out, err = io.StringIO(), io.StringIO()
    code = 0
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        patch.setattr(sys, "argv", ["stance", *map(str, arguments)])
        patch.setenv("COLUMNS", "200")
        patch.setattr(Tagger, "load", lambda path=None: load(path) if path else shipped())
        try:
            cli.main()
        except SystemExit as end:
            code = end.code or 0
    return finished(code, out.getvalue(), err.getvalue())


def process(*arguments, **environment):
    """Run the command as a user does."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "COLUMNS": "200", **environment}
    done = subprocess.run([sys.executable, "-m", "cli", *map(str, arguments)], env=variables, capture_output=True, check=False)
    return finished(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def refused(result, *parts, code=1):
    """One line on standard error, with all that it must say, and nothing on standard output."""
    assert result.code == code
    assert result.out == ""
    (line,) = result.err.splitlines()
    for part in parts:
        assert part in line


@pytest.fixture(scope="module")
def letters(tmp_path_factory):
    folder = tmp_path_factory.mktemp("letters")
    (folder / "wexmoor.txt").write_text(LETTER, "utf-8")
    return folder


@pytest.fixture(scope="module")
def letter(letters):
    return letters / "wexmoor.txt"


@pytest.fixture(scope="module")
def tagged(letter):
    """What standard output holds, piped, with no format asked for."""
    return process("tag", letter)


@pytest.fixture
def corpus(tmp_path):
    return tmp_path / "my corpus"


def commands(command=None, path=()):
    command = command or typer.main.get_command(cli.application)
    for name, child in getattr(command, "commands", {}).items():
        yield from commands(child, (*path, name))
    if path and not hasattr(command, "commands"):
        yield path


# Help and usage


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
        for key in ("document", "force", "role", "heading", "text", "fingerprint", "stance"):
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


@pytest.mark.parametrize("name", ["parquet", "html"])
def test_formats_that_are_files_ask_for_one(name, letter):
    result = stance("tag", letter, "--format", name)
    assert result.code != 0
    assert "--output" in result.err
    assert result.out == ""


def test_the_page_marks_the_evidence_and_loads_nothing(tmp_path, letter, tagged):
    shutil.copy(letter, tmp_path / "<b>one.txt")
    with (tmp_path / "<b>one.txt").open("a", encoding="utf-8") as file:
        file.write("\nWe accept that <script>alert(1)</script> was in our letter, and will take it out.\n")
    assert stance("tag", tmp_path, "--format", "html", "--output", tmp_path / "out.html").code == 0
    page = (tmp_path / "out.html").read_text("utf-8")
    tree = LexborHTMLParser(page)
    marked = [mark.text() for mark in tree.css("mark")]
    assert len(marked) == 4
    assert {row["evidence"]["text"] for row in tagged.rows} <= set(marked)
    assert "&lt;script&gt;" in page
    assert not tree.css("script, link, iframe, img, object, embed, base, form, main b")
    assert "default-src 'none'" in tree.css_first("meta[http-equiv='Content-Security-Policy']").attributes["content"]
    for node in tree.css("[href], [src]"):
        assert node.attributes["href"].startswith("#")
    targets = {node.attributes["id"] for node in tree.css("[id]")}
    assert all(f"{node.attributes['href'].removeprefix('#')}" in targets for node in tree.css("td a"))


def test_the_table_counts_and_warns(letter, tagged):
    result = stance("tag", letter, "--format", "table")
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
    assert "Wexmoor Police" in text
    assert "college of policing" in text
    assert "We will not decide on our own policy" in text


def test_deferrals_are_those_that_tag_finds(letters, tagged):
    count = sum(row["stance"] == "deferred_pending_guidance" for row in tagged.rows)
    assert stance("deferrals", letters).out.count("Wexmoor Police") == count


def test_no_deferral_is_said_and_a_bad_file_still_told(tmp_path):
    (tmp_path / "a.txt").write_text("Chief Constable's response\n\nWe accept this recommendation in full.\n", "utf-8")
    (tmp_path / "b.txt").touch()
    result = stance("deferrals", tmp_path)
    assert result.code == 1
    assert "No deferral was found." in result.out
    assert "b.txt: the file is empty" in result.err


# models


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    folder = tmp_path_factory.mktemp("model") / "copy"
    shutil.copytree(SHIPPED, folder)
    return folder


def test_a_copy_of_the_model_gives_the_same_tags(letter, model, tagged):
    assert stance("tag", letter, "--model", model).out == tagged.out


@pytest.mark.parametrize("name", ["card.md", "head.safetensors", "tokenizer.json", "encoder.onnx"])
def test_a_tampered_model_is_refused_in_one_line(letter, model, name):
    with (model / name).open("r+b") as file:
        first = file.read(1)
        file.seek(0)
        file.write(bytes([first[0] ^ 1]))
    try:
        refused(stance("tag", letter, "--model", model), name, "SHA-256", "fetch the model again")
    finally:
        with (model / name).open("r+b") as file:
            file.write(first)


def test_a_model_with_a_file_too_many_is_refused(letter, model):
    (model / "extra.py").touch()
    try:
        refused(stance("tag", letter, "--model", model), "extra.py")
    finally:
        (model / "extra.py").unlink()


def test_a_folder_that_is_no_model_is_refused(letter, tmp_path):
    refused(process("tag", letter, "--model", tmp_path), str(tmp_path), "no model there")


def test_a_model_trained_on_labels_of_ones_own_can_tag(tmp_path, letter, monkeypatch):
    monkeypatch.setenv("STANCE_CORPUS", str(tmp_path / "none"))
    (tmp_path / "labels").mkdir()
    for stem in ("first-a-quenby-serious-youth-violence", "first-a-haldon-wray-crime-data"):
        shutil.copy(AUTHORED_LABELS / f"{stem}.jsonl", tmp_path / "labels")
    with threadpool_limits(1):  # the matrices are so small that threads only wait for each other
        assert stance("train", "--labels", tmp_path / "labels", "--output", tmp_path / "mine").code == 0
    result = stance("tag", letter, "--model", tmp_path / "mine")
    assert result.code == 0
    assert [list(row["probabilities"]) for row in result.rows] == [list(shipped_scheme().ids)] * 3


# corpus


def test_a_document_is_added_listed_shown_and_removed(letter, corpus):
    added = stance("corpus", "add", letter, "--corpus", corpus)
    assert added.code == 0
    word, identity, name = added.out.split()
    assert (word, name) == ("added", "wexmoor.txt")
    assert stance("corpus", "add", letter, "--corpus", corpus).out == f"known {identity} wexmoor.txt\n"
    listed = stance("corpus", "list", "--corpus", corpus).out
    assert identity in listed
    assert "Wexmoor Police" in listed
    for key in (identity, identity[:4], "wexmoor.txt"):
        shown = stance("corpus", "show", key, "--corpus", corpus)
        assert shown.code == 0
        assert re.search(r"published\s+2024-03-04", shown.out)
    assert stance("corpus", "remove", identity[:6], "--corpus", corpus).out == f"removed {identity} wexmoor.txt\n"
    assert "empty" in stance("corpus", "list", "--corpus", corpus).out
    assert list(corpus.iterdir()) == []
    assert letter.exists()


def test_a_bad_file_is_not_added_and_the_rest_is(tmp_path, letter, corpus):
    (tmp_path / "bad.txt").touch()
    result = stance("corpus", "add", tmp_path / "bad.txt", letter, "--corpus", corpus)
    assert result.code == 1
    assert result.out.startswith("added")
    (line,) = result.err.splitlines()
    assert "bad.txt: the file is empty; " in line


def test_the_corpus_of_the_environment_is_used(letter, corpus, monkeypatch):
    monkeypatch.setenv("STANCE_CORPUS", str(corpus))
    assert stance("corpus", "add", letter).code == 0
    assert "wexmoor.txt" in stance("corpus", "list").out
    assert len(list(corpus.iterdir())) == 1


@pytest.mark.parametrize("command", ["show", "remove"])
def test_an_unknown_document_is_refused(command, corpus):
    refused(stance("corpus", command, "nobody.txt", "--corpus", corpus), "nobody.txt", "stance corpus list")


def test_a_file_in_the_place_of_the_corpus_is_refused(letter, tmp_path):
    (tmp_path / "file").touch()
    refused(stance("corpus", "add", letter, "--corpus", tmp_path / "file"), str(tmp_path / "file"))


# labels


def write_labels(path, *rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_the_shipped_labels_have_no_problem():
    result = stance("labels", "check")
    assert result.code == 0
    assert re.fullmatch(r"\d{4,} labels, 0 problems\n", result.out)


def test_a_problem_is_a_line_with_document_and_remedy(tmp_path, letter, tagged):
    good, other, _ = (row["fingerprint"] for row in tagged.rows)
    write_labels(
        tmp_path / "labels" / "wexmoor.jsonl",
        {"fingerprint": good, "stance": "accepts"},
        {"fingerprint": other, "stance": "acepts"},
        {"fingerprint": "0123456789abcdef", "stance": "no_stance"},
    )
    assert stance("labels", "check", tmp_path / "labels").out == "3 labels, 1 problem\n"
    result = stance("labels", "check", tmp_path / "labels", "--documents", letter)
    assert result.code == 1
    assert result.out == "3 labels, 2 problems\n"
    unknown, lost = result.err.splitlines()
    assert all(part in unknown for part in ("wexmoor", other, "'acepts'", "accepts"))
    assert all(part in lost for part in ("wexmoor", "0123456789abcdef", "no paragraph of the document"))


def test_a_line_that_is_no_label_is_named(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"fingerprint": "0123456789abcdef", "stance": "accepts"}\nnot json\n', "utf-8")
    refused(stance("labels", "check", tmp_path), "a.jsonl:2:")


def test_agreement_counts_what_both_labelled(tmp_path):
    marks = [f"{place:016x}" for place in range(4)]
    first = [
        {"fingerprint": mark, "stance": said} for mark, said in zip(marks, ["accepts", "accepts", "no_stance", "no_stance"], strict=True)
    ]
    second = [{**row} for row in first]
    second[3]["stance"] = "accepts"
    one = write_labels(tmp_path / "one" / "a.jsonl", *first, {"fingerprint": "f" * 16, "stance": "accepts"})
    two = write_labels(tmp_path / "two" / "a.jsonl", *second)
    result = stance("labels", "agreement", one, two)
    assert result.code == 0
    # Observed 3/4; expected 1/2 * 3/4 + 1/2 * 1/4.
    assert "4 paragraphs labelled by both: Cohen's kappa 0.500" in result.out
    assert f"a {marks[3]}: no_stance / accepts" in result.out
    assert "kappa 1.000" in stance("labels", "agreement", one.parent, one.parent).out


def test_agreement_of_strangers_is_refused(tmp_path):
    one = write_labels(tmp_path / "one.jsonl", {"fingerprint": "0" * 16, "stance": "accepts"})
    two = write_labels(tmp_path / "two.jsonl", {"fingerprint": "1" * 16, "stance": "accepts"})
    refused(stance("labels", "agreement", one, two), "in common")
    refused(stance("labels", "agreement", one, tmp_path / "gone"), str(tmp_path / "gone"))


def test_labels_go_out_to_a_spreadsheet_and_come_back(tmp_path, letter):
    table = tmp_path / "to label.csv"
    assert "3 response paragraphs" in stance("labels", "export", letter, "--output", table).out
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert WAITING in [row["text"] for row in rows]
    assert {row["stance"] for row in rows} == {""}
    rows[0]["stance"], rows[0]["also"] = "accepts", "already_compliant"
    rows[1]["stance"], rows[1]["awaiting"] = "deferred_pending_guidance", "college_of_policing"
    write_table(table, rows)

    result = stance("labels", "import", table, "--output", tmp_path / "mine")
    assert result.out == f"2 labels of 1 document in {tmp_path / 'mine'}\n"
    found = read_label_file(tmp_path / "mine" / "wexmoor.jsonl")
    assert [(label.stance, label.also, label.awaiting) for label in found] == [
        ("accepts", ("already_compliant",), None),
        ("deferred_pending_guidance", (), "college_of_policing"),
    ]
    checked = stance("labels", "check", tmp_path / "mine", "--documents", letter)
    assert (checked.code, checked.out) == (0, "2 labels, 0 problems\n")

    # What is known already goes out with the next export.
    stance("labels", "export", letter, "--labels", tmp_path / "mine", "--output", table)
    with table.open(encoding="utf-8-sig", newline="") as file:
        assert [row["stance"] for row in csv.DictReader(file)] == ["accepts", "deferred_pending_guidance", ""]


def write_table(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_a_label_that_is_replaced_is_kept_in_the_history(tmp_path):
    row = {"document": "wexmoor.txt", "fingerprint": "0123456789abcdef", "stance": "accepts"}
    for said in ("accepts", "no_stance"):
        write_table(tmp_path / "in.csv", [{**row, "stance": said}])
        assert stance("labels", "import", tmp_path / "in.csv", "--output", tmp_path / "mine").code == 0
    assert [label.stance for label in read_label_file(tmp_path / "mine" / "wexmoor.jsonl")] == ["no_stance"]
    (before,) = map(json.loads, (tmp_path / "mine" / "wexmoor.history").read_text("utf-8").splitlines())
    assert (before["fingerprint"], before["stance"]) == ("0123456789abcdef", "accepts")


def test_tasks_for_label_studio_come_back_too(tmp_path, letter):
    tasks = tmp_path / "tasks.json"
    assert stance("labels", "export", letter, "--format", "label-studio", "--output", tasks).code == 0
    found = json.loads(tasks.read_text("utf-8"))
    assert len(found) == 3
    choice = {"from_name": "stance", "to_name": "text", "type": "choices", "value": {"choices": ["accepts"]}}
    found[0]["annotations"] = [{"result": [choice]}]
    tasks.write_text(json.dumps(found), "utf-8")
    assert stance("labels", "import", tasks, "--output", tmp_path / "mine").out.startswith("1 labels of 1 document")
    (label,) = read_label_file(tmp_path / "mine" / "wexmoor.jsonl")
    assert (label.stance, label.fingerprint) == ("accepts", found[0]["data"]["fingerprint"])


@pytest.mark.parametrize(("name", "text"), [("gone.csv", None), ("a.csv", "name,colour\nx,red\n"), ("a.json", "{"), ("b.json", "[1]")])
def test_what_cannot_be_imported_is_refused(tmp_path, name, text):
    if text is not None:
        (tmp_path / name).write_text(text, "utf-8")
    refused(stance("labels", "import", tmp_path / name, "--output", tmp_path / "mine"), name)
    assert not (tmp_path / "mine").exists()


@pytest.mark.parametrize("output_format", ["html", "parquet"])
def test_a_format_that_needs_a_file_is_wrong_usage_without_one(letter, output_format):
    result = stance("tag", letter, "--format", output_format)
    assert result.code == 2
    assert "--output" in result.err
