"""Reading in processes that can be killed: with real files, real limits and real kills."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import corpus
from corpus.documents import paragraphs_of, read_document
from corpus.errors import DamagedDocumentError, EmptyDocumentError, OversizedDocumentError
from corpus.guarded.ahead import ReadAhead, read_guarded
from corpus.guarded.limits import ReadingLimits
from corpus.guarded.process import ReadingProcess
from corpus.guarded.reading import GuardedReader
from corpus.interchange import ReadDocument

ROOT = Path(corpus.__file__).parent.parent
LETTER = "Chief Constable's response\n\nWe accept this recommendation in full and will change our training by June.\n"
posix = pytest.mark.skipif(os.name != "posix", reason="needs signals")


@pytest.fixture
def letters(tmp_path):
    paths = [tmp_path / f"letter-{number:02}.txt" for number in range(8)]
    for number, path in enumerate(paths):
        path.write_text(f"{LETTER}\nThe answer to paragraph {number} is given above.\n", "utf-8")
    return paths


@pytest.fixture
def slow(tmp_path):
    """A file that takes the readers some seconds."""
    path = tmp_path / "slow.txt"
    path.write_text("\n\n".join(f"We accept recommendation {number} and will do so by June." for number in range(60_000)), "utf-8")
    return path


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def pids(reader):
    return [process._process.pid for process in reader._all if process._process is not None]


def test_the_result_is_that_of_reading_directly_whatever_the_number_of_processes(letters):
    expected = []
    for path in letters:
        document = read_document(path)
        expected.append(ReadDocument(document, paragraphs_of(document)))
    for processes in (1, 3):
        found = list(read_guarded(letters, processes=processes))
        assert [reading.path for reading in found] == letters
        assert [reading.read for reading in found] == expected


def test_a_bad_file_is_the_same_error_as_when_it_is_read_directly(tmp_path, letters):
    empty = tmp_path / "empty.txt"
    empty.touch()
    first, second, third = read_guarded([letters[0], empty, letters[1]])
    assert first.read
    assert third.read
    assert isinstance(second.error, EmptyDocumentError)
    with pytest.raises(EmptyDocumentError) as direct:
        read_document(empty)
    assert str(second.error) == str(direct.value)


def test_a_file_that_takes_too_long_costs_one_line_and_no_other_result(slow, letters):
    with GuardedReader(ReadingLimits(seconds=0.5), processes=1) as reader:
        before, late, after = ReadAhead(reader, None, [letters[0], slow, letters[1]])
        (pid,) = pids(reader)
    assert before.read
    assert after.read
    assert isinstance(late.error, OversizedDocumentError)
    assert "slow.txt: takes longer than 0.5 seconds to read; " in str(late.error)
    assert "--time-limit" in str(late.error)
    assert not alive(pid)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
def test_a_file_that_takes_too_much_memory_costs_one_line_and_no_other_result(tmp_path, letters):
    path = tmp_path / "large.txt"
    path.write_bytes(b"We accept. " * 4_000_000)
    before, large, after = read_guarded([letters[0], path, letters[1]], ReadingLimits(mebibytes=64), processes=1)
    assert before.read
    assert after.read
    assert "large.txt: takes more memory" in str(large.error)
    assert "--memory-limit" in str(large.error)


@posix
def test_a_reader_that_crashes_costs_one_line_and_no_other_result(slow, letters):
    with GuardedReader(processes=1) as reader:
        future, after = reader.submit(slow), reader.submit(letters[0])
        while not reader._all[0]._ready:
            time.sleep(0.01)
        (pid,) = pids(reader)
        time.sleep(0.2)
        os.kill(pid, signal.SIGSEGV)
        crashed = future.result()
        assert isinstance(crashed.error, DamagedDocumentError)
        assert "made its reader end (signal 11); " in str(crashed.error)
        assert after.result().read
        (replaced,) = pids(reader)
        assert replaced != pid
    assert not alive(replaced)


@pytest.mark.parametrize("answer", [b"[" * 200_000, b"{}", b"\xff"])
def test_a_reader_that_a_file_has_taken_over_costs_one_line_and_no_other_result(letters, monkeypatch, answer):
    reading = ReadingProcess.read
    monkeypatch.setattr(ReadingProcess, "read", lambda process, path: answer if path == letters[0] else reading(process, path))
    taken, after = read_guarded(letters[:2], processes=1, cached=False)
    assert f"{letters[0].name}: made its reader answer nonsense; " in str(taken.error)
    assert after.read


def test_closing_ends_a_process_at_work(slow):
    reader = GuardedReader(processes=2)
    future = reader.submit(slow)
    while not pids(reader):
        time.sleep(0.01)
    found = pids(reader)
    started = time.monotonic()
    reader.close()
    assert time.monotonic() - started < 5
    assert future.done()
    assert not any(map(alive, found))


@posix
def test_a_process_that_is_killed_while_it_starts_is_started_again(letters):
    process = ReadingProcess(ReadingLimits())
    try:
        process.start()
        process._process.kill()
        assert process.read(letters[0])
    finally:
        process.close()


@posix
def test_an_interrupt_of_the_group_is_not_for_the_process(letters):
    process = ReadingProcess(ReadingLimits())
    try:
        process.read(letters[0])
        assert os.getpgid(process._process.pid) != os.getpgid(0)
    finally:
        process.close()


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_process_may_neither_write_nor_dump_nor_grow(letters):
    process = ReadingProcess(ReadingLimits(mebibytes=700))
    try:
        process.read(letters[0])
        with Path(f"/proc/{process._process.pid}/limits").open() as file:
            limits = {line[:26].strip(): line[26:].split()[0] for line in file}
    finally:
        process.close()
    assert limits["Max file size"] == "0"
    assert limits["Max core file size"] == "0"
    assert limits["Max data size"] == str(700 << 20)


def test_one_reader_serves_several_threads(letters):
    with GuardedReader(processes=2) as reader:
        found = {}

        def ask(path):
            found[path] = reader.submit(path).result().read.document.id

        threads = [threading.Thread(target=ask, args=(path,)) for path in letters]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == {path: path.name for path in letters}


def test_few_files_are_read_ahead(letters):
    taken = []

    def paths():
        for path in letters:
            taken.append(path)
            yield path

    with GuardedReader(processes=1) as reader:
        first = next(iter(ReadAhead(reader, None, paths())))
    assert first.path == letters[0]
    assert len(taken) < len(letters)


_ATTEMPTS = """
import os, socket, subprocess, sys
from pathlib import Path
from corpus.guarded.worker import _restrict
_restrict(700)
def attempt(name, act):
    try:
        act()
    except OSError as error:
        print(name, type(error).__name__)
attempt("connect", lambda: socket.create_connection(("127.0.0.1", 9)))
attempt("look up", lambda: socket.getaddrinfo("localhost", 80))
attempt("run", lambda: subprocess.run(["true"]))
attempt("shell", lambda: os.system("true"))
attempt("write", lambda: Path(sys.argv[1]).write_text("text"))
"""


@posix
def test_what_a_reader_could_be_talked_into_is_refused(tmp_path):
    """A library that follows a link in a document, or a file that takes it over through Python, gets nowhere."""
    arguments = [sys.executable, "-c", _ATTEMPTS, str(tmp_path / "file")]
    done = subprocess.run(arguments, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False)
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["connect", "look", "run", "shell", "write"], done.stderr
    assert not (tmp_path / "file").exists() or (tmp_path / "file").read_bytes() == b""
