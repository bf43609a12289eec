import json
import sys

import pytest

from corpus.errors import StanceError
from eval.benchmarks.candidates import Candidate
from eval.benchmarks.processes import measure
from eval.benchmarks.speed import again, cold_start, spread, throughput

pytest.importorskip("psutil", reason="psutil is not installed; pip install '.[bench]'")

_COPY = "import sys, pathlib; pathlib.Path(sys.argv[2]).write_text('{}\\n' * len(list(pathlib.Path(sys.argv[1]).iterdir())))"
LETTER = "Wexmoor Police\n\n## Chief Constable's response\n\nWe accept this recommendation in full and will change our training by June.\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "documents").mkdir()
    for name in ("a.md", "b.md"):
        (tmp_path / "documents" / name).write_text(LETTER, "utf-8")
    return tmp_path / "documents"


def copier(name):
    return Candidate(name, lambda source, output: [sys.executable, "-c", _COPY, str(source), str(output)])


def test_a_command_that_fails_stops_the_benchmark_with_its_words():
    with pytest.raises(StanceError, match="status 3: alas"):
        measure([sys.executable, "-c", "import sys; print('alas', file=sys.stderr); sys.exit(3)"])


def test_the_memory_of_children_counts():
    child = "import time; held = bytearray(80_000_000); time.sleep(1)"
    command = [sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"]
    found = measure(command, memory=True)
    assert found.seconds > 1
    assert found.peak_bytes > 80_000_000


def test_everybody_takes_part_in_every_round(folder, tmp_path):
    told = []
    found = throughput([copier("one"), copier("two")], folder, tmp_path, 2, told.append)
    assert [line.rpartition(": ")[2] for line in told] == ["one", "two", "one", "two"]
    for row in found.values():
        assert row["paragraphs"] == 2
        assert row["seconds"]["runs"] == 2
        assert row["paragraphs_per_second"]["least"] == pytest.approx(2 / row["seconds"]["most"])


def test_the_first_round_of_a_cold_start_does_not_count(folder, tmp_path):
    found = cold_start([copier("one")], folder, tmp_path, 2, lambda line: None)
    assert set(found) == {"one", "stance --help"}
    assert found["one"]["runs"] == 2


def test_an_unchanged_folder_gives_the_same_bytes_from_a_cache_of_its_own(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("STANCE_CACHE", str(tmp_path / "cache of the user"))
    found = again([], folder, tmp_path)
    assert found["paragraphs"] == 2
    assert found["same_bytes"]
    assert found["cache_bytes"] > 0
    assert not (tmp_path / "cache of the user").exists()
    assert [json.loads(line)["document"] for line in (tmp_path / "first.jsonl").read_text("utf-8").splitlines()] == ["a.md", "b.md"]


def test_the_spread_has_the_middle_and_the_ends():
    assert spread([3.0, 1.0, 2.0]) == {"median": 2.0, "least": 1.0, "most": 3.0, "runs": 3}
