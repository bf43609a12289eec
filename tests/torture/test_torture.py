"""The torture tests themselves: they see what they are there to see, and the program withstands a few of the inputs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from torture import sandbox as sandboxes
from torture.batches import all_cases, chosen, good_files, rows_of, run_batch
from torture.cases import Expected, of_bytes
from torture.kills import left_over
from torture.sandbox import Sandbox


@pytest.fixture
def sandbox(tmp_path):
    made = Sandbox(tmp_path / "sandbox")
    yield made
    made.remove()


@pytest.fixture
def program(sandbox, monkeypatch, tmp_path):
    """Put a script of the test's own in the place of the program."""

    def write(code):
        (tmp_path / "program").mkdir()
        (tmp_path / "program" / "cli.py").write_text(code, "utf-8")
        monkeypatch.setattr(sandboxes, "ROOT", tmp_path / "program")

    return write


def test_there_are_three_hundred_bad_inputs_and_they_are_the_same_each_time():
    first, second = all_cases("/secret"), all_cases("/secret")
    assert len(first) >= 300
    assert [(case.name, case.kind, case.expected) for case in first] == [(case.name, case.kind, case.expected) for case in second]


def test_the_short_run_has_some_of_every_kind_of_light_input():
    cases = all_cases("/secret")
    short = chosen(cases, 200)
    assert 180 <= len(short) <= 240
    assert {case.kind for case in short} == {case.kind for case in cases if not case.heavy}


@pytest.mark.parametrize(
    ("code", "offence"),
    [
        ("import socket; socket.socket().connect(('127.0.0.1', 9))", "network: socket.connect"),
        ("import socket; socket.getaddrinfo('localhost', 80)", "network: socket.getaddrinfo"),
        ("import pathlib; pathlib.Path('/tmp/torture-offence').write_text('x')", "written: '/tmp/torture-offence'"),
        ("import pathlib; pathlib.Path.home().joinpath('.trace').write_text('x')", "home/.trace"),
        ("import os; os.system('true')", "started: os.system"),
        ("import subprocess, sys; subprocess.run([sys.executable, '-c', 'import os; os.system(\"true\")'])", "started: os.system"),
    ],
)
def test_a_program_that_does_what_it_must_not_is_seen(sandbox, program, code, offence):
    program(code)
    try:
        assert any(offence in line for line in sandbox.run([], 60).offences)
    finally:
        Path("/tmp/torture-offence").unlink(missing_ok=True)


def test_a_program_that_hangs_is_ended_with_its_children(sandbox, program):
    program("import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(99)']); time.sleep(99)")
    assert sandbox.run([], 1.5).code is None
    assert left_over(sandbox) == []


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("raise ValueError('x')", "traceback"),
        ("import os; os.abort()", "crash"),
        ("import sys; print('something', file=sys.stderr)", "of no input"),
        ("", "not refused"),
        ("", "lost"),
        ("import sys; [print(f'{sys.argv[-1]}/bad.pdf: no good', file=sys.stderr) for _ in range(2)]", "a second one"),
        ("import sys; print(f'{sys.argv[-1]}/bad.pdf: no good', file=sys.stderr)", "unclear"),
    ],
)
def test_a_program_that_fails_a_batch_is_found_out(sandbox, program, code, fault):
    program(code)
    case = of_bytes("bad.pdf", "a kind", b"%PDF-1.7", Expected.REFUSED)
    verdict = run_batch(sandbox, [case], [{"document": "good.txt"}])
    assert any(fault in line for line in verdict.faults)


def test_the_program_withstands_a_few_of_each_room(sandbox):
    names = ("flipped-0.docx", "entity-laughs.docx", "external-file.odt", "active-javascript.pdf", "nul-every.txt", "loop-a.txt")
    cases = [case for case in all_cases(str(sandbox.secret)) if case.name in names]
    good_files(sandbox.given)
    output = sandbox.made / "rows.jsonl"
    assert sandbox.run(["tag", sandbox.given, "--format", "jsonl", "--output", output, "--no-cache"], 300).offences == ()
    alone = rows_of(output)
    assert len({row["document"] for row in alone}) == 6
    verdict = run_batch(sandbox, cases, alone)
    assert verdict.faults == []
    assert sum(verdict.outcomes.values()) == len(names)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are found in /proc")
def test_a_process_that_outlives_its_run_is_found(sandbox, program):
    program("import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(99)'], start_new_session=True)")
    sandbox.run([], 60)
    assert len(left_over(sandbox)) == 1
