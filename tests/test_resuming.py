"""Runs that are really killed, really interrupted and really run out of room, and continue."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from command_line_support import LETTER, NO_ANSWER, ROOT, process, stance

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs signals")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Documents that take a second or two to tag, one that cannot be read, and one without an answer."""
    folder = tmp_path_factory.mktemp("responses")
    for number in range(12):
        body = "\n\n".join(f"In area {number}.{part} we accept the finding and will train every officer by June." for part in range(8))
        (folder / f"{number:02}.txt").write_text(f"{LETTER}\n{body}\n", "utf-8")
    (folder / "03-empty.txt").touch()
    (folder / "05-cover.txt").write_text(NO_ANSWER, "utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(folder, tmp_path_factory):
    """What an uninterrupted run gives."""
    output = tmp_path_factory.mktemp("whole") / "out.jsonl"
    result = process("tag", folder, "-o", output, "--no-cache")
    assert result.code == 1
    return output.read_bytes(), result.err


def begin(folder, output, *options, limit=None, **environment):
    """Start a run; ``limit`` is the largest file that it may write, in bytes."""

    def restrict():
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.Popen(
        [sys.executable, "-m", "cli", "tag", str(folder), "-o", str(output), "--no-cache", *options],
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200", **environment},
        stderr=subprocess.PIPE,
        preexec_fn=restrict if limit else None,
        start_new_session=True,
    )


def documents_done(output):
    journal = output.with_name(f".{output.name}.journal")
    return len(journal.read_bytes().splitlines()) - 1 if journal.exists() else 0


def wait_for(output, running, count):
    while documents_done(output) < count and running.poll() is None:
        time.sleep(0.002)


def workers(group):
    found = subprocess.run(["ps", "-eo", "pid,ppid,command"], capture_output=True, text=True, check=True).stdout
    return [line for line in found.splitlines() if "corpus.guarded.worker" in line and line.split()[1] == str(group)]


def leftovers(output):
    return [path.name for path in output.parent.iterdir() if path.name.startswith(".")]


def test_a_run_that_is_killed_again_and_again_ends_with_the_bytes_of_a_whole_one(folder, whole, tmp_path):
    output = tmp_path / "out.jsonl"
    for count in (1, 4, 9, 13):
        running = begin(folder, output, "--resume")
        wait_for(output, running, count)
        running.kill()
        running.communicate()
        assert not output.exists()
    done = documents_done(output)
    result = process("tag", folder, "-o", output, "--no-cache", "--resume")
    assert done >= 9
    assert (output.read_bytes(), result.err, result.code) == (*whole, 1)
    assert leftovers(output) == []


def test_an_interrupt_is_one_line_and_leaves_no_process(folder, whole, tmp_path):
    output = tmp_path / "out.jsonl"
    running = begin(folder, output)
    wait_for(output, running, 2)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate()
    assert running.returncode == 130
    (line,) = told.decode().splitlines()
    assert line.startswith("stopped; the same command with --resume goes on after ")
    assert workers(running.pid) == []
    assert not output.exists()
    assert process("tag", folder, "-o", output, "--no-cache", "--resume").err == whole[1]
    assert output.read_bytes() == whole[0]


@pytest.mark.parametrize("output_format", ["csv", "parquet"])
def test_an_interrupt_before_anything_is_done_leaves_nothing(folder, tmp_path, output_format):
    output = tmp_path / "out"
    running = begin(folder, output, "--format", output_format)
    while not leftovers(output) and running.poll() is None:
        time.sleep(0.002)
    running.send_signal(signal.SIGINT)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate()
    assert running.returncode == 130
    assert len(told.splitlines()) == 1
    assert documents_done(output) or leftovers(output) == []


def test_a_full_disk_is_one_line_and_the_run_goes_on_when_there_is_room(folder, whole, tmp_path):
    output = tmp_path / "out.jsonl"
    running = begin(folder, output, limit=len(whole[0]) // 2)
    _, told = running.communicate()
    assert running.returncode == 1
    (line,) = told.decode().splitlines()
    assert line.startswith(f"{output}: cannot be written on (")
    assert "--resume" in line
    assert not output.exists()
    assert 0 < documents_done(output) < 13
    assert process("tag", folder, "-o", output, "--no-cache", "--resume").err == whole[1]
    assert output.read_bytes() == whole[0]


def test_a_full_disk_is_one_line_in_formats_that_cannot_be_continued(folder, tmp_path):
    output = tmp_path / "out.parquet"
    running = begin(folder, output, "--format", "parquet", limit=2000)
    _, told = running.communicate()
    assert running.returncode == 1
    assert told.decode().splitlines()[0].startswith(f"{output}: cannot be written whole (")
    assert len(told.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def interrupted(folder, tmp_path):
    """A copy of the documents, and an output that was killed in the middle."""
    copies = tmp_path / "copies"
    copies.mkdir()
    for path in folder.iterdir():
        (copies / path.name).write_bytes(path.read_bytes())
    output = tmp_path / "out" / "out.jsonl"
    running = begin(copies, output)
    wait_for(output, running, 8)
    running.kill()
    running.communicate()
    return copies, output


def whole_of(copies, folder, whole):
    """What an uninterrupted run gives of the copies: rows repeat the path as it was given."""
    return whole[0].replace(str(folder).encode(), str(copies).encode())


def rows(output):
    return [json.loads(line) for line in output.read_text("utf-8").splitlines()]


def test_a_file_that_was_changed_meanwhile_is_tagged_anew(interrupted, whole):
    copies, output = interrupted
    (copies / "02.txt").write_text(LETTER, "utf-8")
    (copies / "03-empty.txt").write_text(LETTER, "utf-8")
    result = stance("tag", copies, "-o", output, "--no-cache", "--resume")
    assert result.code == 0
    assert [row["document"] for row in rows(output)].count("02.txt") == 3
    assert [row["document"] for row in rows(output)].count("03-empty.txt") == 3
    again = output.with_name("again.jsonl")
    stance("tag", copies, "-o", again, "--no-cache")
    assert again.read_bytes() == output.read_bytes()


def test_files_that_were_added_or_removed_meanwhile_are_no_trouble(interrupted):
    copies, output = interrupted
    (copies / "01.txt").unlink()
    (copies / "02-new.txt").write_text(LETTER, "utf-8")
    stance("tag", copies, "-o", output, "--no-cache", "--resume")
    again = output.with_name("again.jsonl")
    stance("tag", copies, "-o", again, "--no-cache")
    assert again.read_bytes() == output.read_bytes()


def test_files_that_are_named_otherwise_are_tagged_anew(interrupted):
    copies, output = interrupted
    otherwise = copies / ".." / copies.name
    stance("tag", otherwise, "-o", output, "--no-cache", "--resume")
    assert {row["source"].rpartition("/")[0] for row in rows(output)} == {str(otherwise)}


def test_a_part_that_lost_its_end_or_was_altered_is_made_again(interrupted, folder, whole):
    copies, output = interrupted
    part = output.with_name(f".{output.name}.part")
    data = bytearray(part.read_bytes())
    data[len(data) // 2] ^= 1
    part.write_bytes(data[:-10])
    stance("tag", copies, "-o", output, "--no-cache", "--resume")
    assert output.read_bytes() == whole_of(copies, folder, whole)


def test_other_options_are_refused(interrupted):
    copies, output = interrupted
    result = stance("tag", copies, "-o", output, "--resume", "--all-roles")
    assert result.code == 1
    assert "run the command without --resume" in result.err
    assert not output.exists()


def test_without_resume_a_run_begins_anew(interrupted, folder, whole):
    copies, output = interrupted
    stance("tag", copies, "-o", output, "--no-cache")
    assert output.read_bytes() == whole_of(copies, folder, whole)
    assert leftovers(output) == []


def test_resuming_a_run_that_was_never_begun_is_an_ordinary_run(folder, whole, tmp_path):
    output = tmp_path / "out.jsonl"
    stance("tag", folder, "-o", output, "--no-cache", "--resume")
    assert output.read_bytes() == whole[0]


def test_two_runs_do_not_write_one_file(folder, tmp_path):
    output = tmp_path / "out.jsonl"
    running = begin(folder, output)
    wait_for(output, running, 1)
    second = stance("tag", folder, "-o", output)
    running.kill()
    running.communicate()
    assert second.code == 1
    assert f"{output}: another run is writing it" in second.err


@pytest.mark.parametrize("arguments", [["--resume"], ["--resume", "--format", "parquet", "-o", "out.parquet"]])
def test_what_cannot_be_continued_says_so(arguments, letter):
    result = stance("tag", letter, *arguments)
    assert result.code == 2
    assert "jsonl" in result.err


def test_the_result_depends_neither_on_the_jobs_nor_on_the_order_of_the_files(folder, whole):
    files = sorted(folder.glob("*.txt"))
    expected = whole[0].decode().splitlines()
    for jobs, given in (("1", files), ("3", files[::-1])):
        result = process("tag", *given, "--jobs", jobs, "--no-cache")
        assert sorted(result.out.splitlines()) == sorted(expected)
        names = [row["document"] for row in result.rows]
        assert list(dict.fromkeys(names)) == [file.name for file in given if file.name in names]


def test_what_comes_from_the_cache_is_the_same(folder, whole, tmp_path):
    for turn in ("first", "again"):
        result = process("tag", folder, "-o", tmp_path / turn, STANCE_CACHE=str(tmp_path / "cache"))
        assert (result.code, result.err) == (1, whole[1])
        assert (tmp_path / turn).read_bytes() == whole[0]


def test_without_the_cache_nothing_is_kept(letter, tmp_path):
    process("tag", letter, "--no-cache", STANCE_CACHE=str(tmp_path / "cache"))
    assert not (tmp_path / "cache").exists()
