"""No command opens a network connection: each is run with every such call refused and noted."""

import shutil

import pytest
from torture.documents import letter, text
from torture.sandbox import ROOT, Sandbox


@pytest.fixture
def sandbox(tmp_path):
    made = Sandbox(tmp_path / "sandbox")
    (made.given / "letter.txt").write_bytes(text(letter()))
    yield made
    made.remove()


def _quiet(sandbox, *arguments):
    run = sandbox.run(arguments, 600)
    assert run.code == 0, run.err
    # The library of the plots keeps a list of the user's fonts in its own cache folder.
    assert [line for line in run.offences if "/matplotlib" not in line and not line.endswith(".config'")] == []


def test_reading_tagging_and_keeping_documents(sandbox):
    _quiet(sandbox, "tag", sandbox.given, "--format", "csv", "-o", sandbox.made / "out.csv")
    _quiet(sandbox, "deferrals", sandbox.given)
    _quiet(sandbox, "recommendations", sandbox.given)
    _quiet(sandbox, "report", sandbox.given, "-o", sandbox.made / "report.html")
    _quiet(sandbox, "corpus", "add", sandbox.given)
    _quiet(sandbox, "corpus", "list")
    _quiet(sandbox, "corpus", "show", "letter.txt")
    _quiet(sandbox, "corpus", "remove", "letter.txt")


def test_labels(sandbox):
    sheet = sandbox.made / "sheet.csv"
    _quiet(sandbox, "labels", "export", sandbox.given, "-o", sheet)
    rows = sheet.read_text("utf-8-sig").splitlines()
    place = rows[0].split(",").index("stance")
    cells = rows[1].split(",")
    assert cells[place] == ""
    sheet.write_text("document,fingerprint,stance\n" + ",".join([cells[0], cells[1], "accepts"]) + "\n", "utf-8")
    _quiet(sandbox, "labels", "import", sheet, "-o", sandbox.made / "labels")
    _quiet(sandbox, "labels", "check", sandbox.made / "labels")
    _quiet(sandbox, "labels", "agreement", sandbox.made / "labels", sandbox.made / "labels")


def test_training(sandbox):
    pytest.importorskip("sklearn")
    labels = sandbox.made / "labels"
    labels.mkdir()
    for file in sorted((ROOT / "labels" / "authored").glob("*.jsonl"))[:12]:
        shutil.copy(file, labels)
    _quiet(sandbox, "train", "--labels", labels, "-o", sandbox.made / "model")
    _quiet(sandbox, "tag", sandbox.given, "--model", sandbox.made / "model", "-o", sandbox.made / "out.jsonl")
