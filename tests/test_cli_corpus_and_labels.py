"""The command line: models, the corpus and labels."""

import csv
import json
import os
import re
import shutil

import pytest
from command_line_support import WAITING, process, refused, stance
from threadpoolctl import threadpool_limits

from classifier.dataset import AUTHORED_LABELS
from labels.files import read_label_file
from labels.scheme import shipped_scheme
from models.folder import SHIPPED


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


def test_layers_of_an_encoder_that_is_not_tuned_further_cannot_be_dropped(tmp_path):
    for tune in ([], ["--tune", "small"]):
        result = stance("train", "--layers", "5", *tune, "--output", tmp_path / "mine")
        assert result.code == 2
        assert "add --tune further" in result.err
    assert not (tmp_path / "mine").exists()


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


@pytest.fixture
def damaged(tmp_path, letter, corpus):
    """A corpus of two letters, the record of the first broken: their ids, and the file of a third that is not there yet."""
    for place in ("Tarnwick", "Saltmere"):
        (tmp_path / f"{place}.txt").write_text(letter.read_text("utf-8").replace("Wexmoor", place), "utf-8")
    added = stance("corpus", "add", tmp_path / "Tarnwick.txt", letter, "--corpus", corpus).out.splitlines()
    broken, sound = (line.split()[1] for line in added)
    (corpus / broken / "record.json").write_text("broken", "utf-8")
    return broken, sound, tmp_path / "Saltmere.txt"


def test_a_damaged_record_is_told_and_the_other_documents_are_listed(corpus, damaged):
    broken, sound, _ = damaged
    result = stance("corpus", "list", "--corpus", corpus)
    assert result.code == 1
    assert sound in result.out
    (line,) = result.err.splitlines()
    assert f"{broken}: the record of this document is damaged; " in line
    assert stance("corpus", "remove", sound, "--corpus", corpus).out == f"removed {sound} wexmoor.txt\n"
    assert stance("corpus", "list", "--corpus", corpus).out == ""  # not that the corpus is empty


def test_a_document_that_cannot_be_added_does_not_keep_out_the_next(tmp_path, letter, corpus, damaged):
    broken, sound, new = damaged
    result = stance("corpus", "add", tmp_path / "Tarnwick.txt", letter, new, "--corpus", corpus)
    assert result.code == 1
    known, added = result.out.splitlines()
    assert known == f"known {sound} wexmoor.txt"
    assert added.startswith("added ")
    (line,) = result.err.splitlines()
    assert broken in line


def test_training_says_which_record_is_damaged(tmp_path, corpus, damaged, monkeypatch):
    monkeypatch.setenv("STANCE_CORPUS", str(corpus))
    refused(stance("train", "--output", tmp_path / "mine"), f"{damaged[0]}: the record of this document is damaged")


@pytest.mark.skipif(os.name != "posix", reason="no file may have such a name")
def test_a_name_cannot_write_to_the_terminal(tmp_path, letter, corpus):
    shutil.copy(letter, tmp_path / "red\x1b[31m.txt")
    for command, key in (("add", tmp_path / "red\x1b[31m.txt"), ("remove", "red\x1b[31m.txt")):
        result = stance("corpus", command, key, "--corpus", corpus)
        assert result.out.endswith(" red\\x1b[31m.txt\n")


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
    result = stance("labels", "check", tmp_path)
    assert result.code == 1
    assert result.out == "0 labels, 0 problems; 1 not read\n"
    (line,) = result.err.splitlines()
    assert "a.jsonl:2:" in line


@pytest.mark.parametrize("row", [{"stance": ["accepts"]}, {"stance": "accepts", "also": "accepts"}], ids=["stance", "also"])
def test_a_label_whose_field_is_of_another_kind_is_named(tmp_path, row):
    path = write_labels(tmp_path / "labels" / "a.jsonl", {"fingerprint": "0123456789abcdef", **row})
    checked = stance("labels", "check", path.parent)
    assert (checked.code, checked.out) == (1, "0 labels, 0 problems; 1 not read\n")
    assert "a.jsonl:1: not a label ('" in checked.err
    refused(stance("labels", "agreement", path, path), "a.jsonl:1: not a label ('")


def test_a_document_that_cannot_be_read_costs_a_line_and_not_the_others(tmp_path, letter, tagged):
    mark = tagged.rows[0]["fingerprint"]
    write_labels(tmp_path / "labels" / "wexmoor.jsonl", {"fingerprint": mark, "stance": "accepts"})
    (tmp_path / "bad.txt").touch()
    for command in (
        ("labels", "check", tmp_path / "labels", "--documents", tmp_path / "bad.txt", "--documents", letter),
        ("labels", "export", tmp_path / "bad.txt", letter, "--output", tmp_path / "out.csv"),
    ):
        result = stance(*command)
        assert result.code == 1
        (line,) = result.err.splitlines()
        assert "bad.txt: the file is empty; " in line
    assert result.out.startswith("3 response paragraphs in ")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 3


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

    mine = tmp_path / "mine [draft]"
    result = stance("labels", "import", table, "--output", mine)
    assert result.out == f"2 labels of 1 document in {mine}\n"
    found = read_label_file(mine / "wexmoor.jsonl")
    assert [(label.stance, label.also, label.awaiting) for label in found] == [
        ("accepts", ("already_compliant",), None),
        ("deferred_pending_guidance", (), "college_of_policing"),
    ]
    checked = stance("labels", "check", mine, "--documents", letter)
    assert (checked.code, checked.out) == (0, "2 labels, 0 problems\n")

    # What is known already goes out with the next export.
    stance("labels", "export", letter, "--labels", mine, "--output", table)
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


@pytest.mark.parametrize("asked_for", [["--format", "label-studio"], []], ids=["format", "suffix"])
def test_tasks_for_label_studio_come_back_too(tmp_path, letter, asked_for):
    tasks = tmp_path / "tasks.json"
    assert stance("labels", "export", letter, *asked_for, "--output", tasks).code == 0
    found = json.loads(tasks.read_text("utf-8"))
    assert len(found) == 3
    choice = {"from_name": "stance", "to_name": "text", "type": "choices", "value": {"choices": ["accepts"]}}
    found[0]["annotations"] = [{"result": [choice]}]
    tasks.write_text(json.dumps(found), "utf-8")
    assert stance("labels", "import", tasks, "--output", tmp_path / "mine").out.startswith("1 labels of 1 document")
    (label,) = read_label_file(tmp_path / "mine" / "wexmoor.jsonl")
    assert (label.stance, label.fingerprint) == ("accepts", found[0]["data"]["fingerprint"])


def test_labels_are_not_exported_under_the_suffix_of_something_else(tmp_path, letter):
    result = stance("labels", "export", letter, "--output", tmp_path / "to-label.xlsx")
    assert result.code == 2
    assert "csv" in result.err
    assert not (tmp_path / "to-label.xlsx").exists()


@pytest.mark.parametrize(("name", "text"), [("gone.csv", None), ("a.csv", "name,colour\nx,red\n"), ("a.json", "{"), ("b.json", "[1]")])
def test_what_cannot_be_imported_is_refused(tmp_path, name, text):
    if text is not None:
        (tmp_path / name).write_text(text, "utf-8")
    refused(stance("labels", "import", tmp_path / name, "--output", tmp_path / "mine"), name)
    assert not (tmp_path / "mine").exists()
