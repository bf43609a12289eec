"""What is run as ``python -m``: a mistake of the user is told in a line, and help starts nothing."""

import re
import runpy
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import eval

ROOT = Path(eval.__file__).parent.parent
#: Every module that is run so, but the tests' own.
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__main__")
    for room in ("corpus", "labels", "models", "classifier", "eval")
    for path in (ROOT / room).rglob("*.py")
    if 'if __name__ == "__main__"' in path.read_text("utf-8")
)


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run a module as ``python -m`` does, but in this process, in an empty folder; a traceback would fail the test."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")

    def run(module, *arguments):
        monkeypatch.setattr(sys, "argv", [module, *map(str, arguments)])
        monkeypatch.delitem(sys.modules, module, raising=False)
        code = 0
        try:
            runpy.run_module(module, run_name="__main__", alter_sys=False)
        except SystemExit as end:
            code = end.code or 0
        return Done(code, *capsys.readouterr())

    return run


@pytest.mark.parametrize("module", MODULES)
def test_help_says_what_it_is_and_an_unknown_option_is_wrong_usage(module, run, tmp_path):
    done = run(module, "--help")
    assert done.code == 0
    assert re.search("usage", done.out, re.I)
    assert run(module, "--no-such-option").code == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("module", ["eval.learning_curve", "eval.structure", "eval.rollup"])
def test_what_needs_arguments_says_so(run, module):
    assert run(module).code == 2


@pytest.mark.parametrize(
    ("module", "arguments", "word"),
    [
        ("eval.learning_curve", ["gone", "out"], "gone: no such file or folder"),
        ("eval.learning_curve", ["empty", "out"], "empty: no document there"),
        ("eval.comparison", ["--real", "gone"], "gone: no such file or folder"),
        ("eval.comparison", ["--neighbours", "gone"], "gone: no such file or folder"),
        ("eval.structure", ["gone", "empty"], "gone: no such file or folder"),
        ("eval.structure", ["empty", "empty"], "empty: no document there"),
        ("eval.rollup", ["gone"], "gone: none of the real documents is there"),
        ("eval.rollup", ["--layouts", "empty"], "empty: no document there"),
        ("labels.hub", ["file"], "file/data: Not a directory"),
    ],
)
def test_what_is_not_there_is_told_in_a_line(run, tmp_path, module, arguments, word):
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()
    done = run(module, *arguments)
    assert done.code == 1
    *_, line = done.err.splitlines()
    assert line.startswith(word)
    assert not (tmp_path / "out").exists()


def test_a_model_that_is_not_there_is_not_sought_elsewhere(run):
    done = run("eval.benchmarks", "--float-model", "gone")
    assert done.code == 2
    assert "gone: no such folder" in done.err
