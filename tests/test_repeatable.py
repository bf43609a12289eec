"""The same input, model and version give the same bytes: on one core and on two, whatever order the files are named in."""

import os
import subprocess
import sys

import pytest
from command_line_support import ROOT
from torture.documents import MAKERS, letter


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    folder = tmp_path_factory.mktemp("documents")
    for number, (suffix, make) in enumerate(MAKERS.items()):
        (folder / f"{number}{suffix}").write_bytes(make(letter(30 + number)))
    return folder


def _tagged(output, *paths, cores, jobs, seed):
    prefix = ["taskset", "-c", cores] if cores else []
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed}
    command = [*prefix, sys.executable, "-m", "cli", "tag", *map(str, paths), "--format", "jsonl", "-o", str(output), "--jobs", jobs]
    subprocess.run([*command, "--no-cache"], env=variables, check=True)
    return output.read_bytes()


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="needs taskset")
def test_one_core_and_two_give_the_same_bytes(tmp_path, documents):
    cores = sorted(os.sched_getaffinity(0))
    one = _tagged(tmp_path / "one.jsonl", documents, cores=str(cores[0]), jobs="1", seed="1")
    all_of_them = _tagged(tmp_path / "all.jsonl", documents, cores=None, jobs="2", seed="2")
    assert one == all_of_them
    assert one.count(b"\n") == 3 * len(MAKERS)


def test_the_order_of_the_files_orders_the_rows_and_changes_none(tmp_path, documents):
    files = sorted(documents.iterdir())
    forwards = _tagged(tmp_path / "forwards.jsonl", *files, cores=None, jobs="2", seed="3").splitlines()
    backwards = _tagged(tmp_path / "backwards.jsonl", *reversed(files), cores=None, jobs="1", seed="4").splitlines()
    assert forwards != backwards
    assert sorted(forwards) == sorted(backwards)
