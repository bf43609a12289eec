from __future__ import annotations

import os
import signal
import stat
from pathlib import Path

import pytest

from corpus.errors import StanceError
from corpus.writing import interrupts_held, whole_file


def test_a_file_takes_its_place_only_when_it_is_complete(tmp_path):
    path = tmp_path / "new" / "out.txt"
    with whole_file(path) as file:
        file.write("Grüße\n")
        assert not path.exists()
    assert path.read_bytes() == "Grüße\n".encode()
    assert [entry.name for entry in path.parent.iterdir()] == ["out.txt"]


def test_bytes_are_written_as_they_are(tmp_path):
    with whole_file(tmp_path / "out.bin", "wb") as file:
        file.write(b"\r\n\x00\xff")
    assert (tmp_path / "out.bin").read_bytes() == b"\r\n\x00\xff"


def test_line_ends_are_written_as_they_are(tmp_path):
    with whole_file(tmp_path / "out.txt") as file:
        file.write("a\r\nb\n")
    assert (tmp_path / "out.txt").read_bytes() == b"a\r\nb\n"


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_after_an_error_the_old_file_stands_and_nothing_is_left(tmp_path, error):
    path = tmp_path / "out.txt"
    path.write_text("old", "utf-8")

    def stopped_while_writing():
        with whole_file(path) as file:
            file.write("half of the n")
            raise error

    with pytest.raises(error):
        stopped_while_writing()
    assert path.read_text("utf-8") == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.txt"]


def test_an_interrupt_as_soon_as_the_file_is_made_leaves_nothing(tmp_path, monkeypatch):
    made = []
    opened = Path.open

    def open_and_interrupt(path, *arguments, **options):
        file = opened(path, *arguments, **options)
        made.extend(tmp_path.iterdir())
        file.close()
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "open", open_and_interrupt)
    with pytest.raises(KeyboardInterrupt):
        _write(tmp_path / "out.txt")
    assert len(made) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def key_presses():
    """Let the signal interrupt, also where the tests were started in the background, which has it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
def test_an_interrupt_waits_for_the_end_of_what_must_not_stop_half_way(key_presses):
    done = []

    def interrupted():
        with interrupts_held():
            os.kill(os.getpid(), signal.SIGINT)
            done.append("all of it")
        done.append("more")

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert done == ["all of it"]


def test_others_may_read_the_file_as_far_as_the_umask_says(tmp_path):
    before = os.umask(0o027)
    try:
        with whole_file(tmp_path / "out.txt") as file:
            file.write("x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "out.txt").stat().st_mode) == 0o640


def _write(path):
    with whole_file(path) as file:
        file.write("x")


def test_a_place_that_cannot_be_written_to_is_named_with_what_to_do(tmp_path):
    (tmp_path / "file").write_text("mine", "utf-8")
    with pytest.raises(StanceError, match=r"out\.txt: cannot be written .*choose a folder"):
        _write(tmp_path / "file" / "out.txt")
    assert (tmp_path / "file").read_text("utf-8") == "mine"


def test_a_folder_cannot_be_overwritten(tmp_path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(StanceError, match="folder: cannot be written"):
        _write(tmp_path / "folder")
    assert [entry.name for entry in tmp_path.iterdir()] == ["folder"]


def test_a_pipe_or_device_is_not_replaced_by_a_file(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(StanceError, match="pipe: cannot be written"):
        _write(tmp_path / "pipe")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
