import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import cli

ROOT = Path(cli.__file__).parent
ROOMS = ("corpus", "labels", "models", "classifier", "eval", "cli")
HEAVY = {"torch", "transformers", "sklearn", "scipy", "datasets", "pandas", "matplotlib", "sentence_transformers"}
LETTER = "Wexmoor Police\n\nChief Constable's response\n\nWe accept this recommendation in full and will change our training by June.\n"

_RUN = """
import contextlib, io, json, sys
import cli
codes = []
for arguments in json.loads(sys.argv[1]):
    sys.argv = ["stance", *arguments]
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            cli.main()
            codes.append(0)
        except SystemExit as end:
            codes.append(end.code or 0)
print(json.dumps([codes, sorted({name.partition(".")[0] for name in sys.modules})]))
"""


def modules_after(*runs):
    """The exit status of runs of the command in one fresh process, and the packages that are loaded at its end."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, json.dumps([list(map(str, run)) for run in runs])],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    codes, names = json.loads(done.stdout)
    return codes, set(names)


@pytest.fixture
def letter(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text(LETTER, "utf-8")
    return path


def test_tagging_a_text_file_loads_no_training_library(letter):
    codes, names = modules_after(["tag", letter, "--no-cache"])
    assert codes == [0]
    assert "onnxruntime" in names
    assert not names & HEAVY


def test_what_the_small_install_offers_loads_no_training_library(letter, tmp_path):
    labels = tmp_path / "labels"
    labels.mkdir()
    (labels / "letter.jsonl").write_text('{"fingerprint": "0123456789abcdef", "stance": "accepts"}\n', "utf-8")
    codes, names = modules_after(
        ["tag", letter, "--format", "csv"],
        ["tag", letter, "--format", "table"],
        ["tag", letter, "--output", tmp_path / "out.jsonl"],
        ["tag", letter, "--output", tmp_path / "out.jsonl", "--resume", "--no-cache"],
        ["deferrals", letter],
        ["corpus", "add", letter, "--corpus", tmp_path / "corpus"],
        ["corpus", "list", "--corpus", tmp_path / "corpus"],
        ["labels", "check", labels],
        ["labels", "agreement", labels, labels],
        ["labels", "export", letter, "--output", tmp_path / "out.csv"],
    )
    assert codes == [0] * 10
    assert not names & HEAVY


def test_reading_processes_load_no_training_library():
    code = (
        "import importlib, json, pkgutil, sys\n"
        "import corpus.guarded.worker, corpus.metadata, corpus.readers, corpus.structure.segment\n"
        "for found in pkgutil.iter_modules(corpus.readers.__path__): importlib.import_module(f'corpus.readers.{found.name}')\n"
        "print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    )
    done = subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=True)
    names = set(json.loads(done.stdout))
    assert "pdfplumber" in names
    assert not names & (HEAVY | {"onnxruntime", "tokenizers"})


def test_what_is_known_is_tagged_without_the_encoder(letter, tmp_path):
    modules_after(["tag", letter])
    codes, names = modules_after(["tag", letter])
    assert codes == [0]
    assert "onnxruntime" not in names


def test_help_loads_next_to_nothing():
    commands = ([], ["tag"], ["train"], ["evaluate"], ["deferrals"], ["corpus"], ["corpus", "add"], ["labels"], ["labels", "check"])
    codes, names = modules_after(*([*command, "--help"] for command in commands))
    assert codes == [0] * len(commands)
    assert not names & (HEAVY | {"numpy", "onnxruntime", "tokenizers", "pdfplumber"})


def modules():
    yield ROOT / "cli.py"
    for room in ROOMS[:-1]:
        yield from sorted((ROOT / room).rglob("*.py"))


def imported(tree):
    """The rooms that a module imports from anywhere in it, functions included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.partition(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.lineno, (node.module or "").partition(".")[0]


def test_no_room_imports_one_to_its_right():
    wrong, seen = [], set()
    for path in modules():
        name = path.relative_to(ROOT).parts[0].removesuffix(".py")
        for line, room in imported(ast.parse(path.read_text("utf-8"))):
            if room in ROOMS:
                seen.add((name, room))
                if ROOMS.index(room) > ROOMS.index(name):
                    wrong.append(f"{path.relative_to(ROOT)}:{line} imports {room}")
    assert wrong == []
    assert {("labels", "corpus"), ("models", "labels"), ("classifier", "models"), ("eval", "classifier"), ("cli", "eval")} <= seen
