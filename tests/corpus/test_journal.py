from __future__ import annotations

import os
import signal

import pytest

import corpus.journal
from corpus.errors import StanceError, StoppedError
from corpus.journal import JournaledFile

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs signals")
MADE_BY = {"model": "one"}


def opened(path, resume=False, made_by=MADE_BY):
    with JournaledFile(path, made_by, resume) as file:
        return [piece.source for piece in file.pieces]


def begun(path):
    """Leave a run that stopped after one piece."""

    def stopped():
        with JournaledFile(path, MADE_BY, False) as file:
            file.append(b"one\n", "one.txt", None, {})
            raise KeyboardInterrupt

    with pytest.raises(StoppedError):
        stopped()


@pytest.fixture
def key_presses():
    """Let the signal interrupt, also where the tests were started in the background, which has it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def interrupted_as_it_opens(key_presses, monkeypatch):
    """The user presses the key when the first file has been made."""
    opening = corpus.journal._opened

    def open_and_interrupt(path):
        file = opening(path)
        os.kill(os.getpid(), signal.SIGINT)
        return file

    monkeypatch.setattr(corpus.journal, "_opened", open_and_interrupt)


def test_an_interrupt_while_the_files_are_made_leaves_nothing(tmp_path, interrupted_as_it_opens):
    with pytest.raises(KeyboardInterrupt):
        opened(tmp_path / "out.csv")
    assert list(tmp_path.iterdir()) == []


def test_an_interrupt_while_an_earlier_run_is_read_loses_nothing_of_it(tmp_path, request):
    path = tmp_path / "out.csv"
    begun(path)
    request.getfixturevalue("interrupted_as_it_opens")
    with pytest.raises(StoppedError, match="after 1 file"):
        opened(path, resume=True)
    request.getfixturevalue("monkeypatch").undo()
    assert opened(path, resume=True) == ["one.txt"]


def test_an_interrupt_of_a_run_that_is_refused_stops_it_and_loses_nothing_of_the_earlier_run(tmp_path, request):
    path = tmp_path / "out.csv"
    begun(path)
    request.getfixturevalue("interrupted_as_it_opens")
    with pytest.raises(KeyboardInterrupt):
        opened(path, resume=True, made_by={"model": "two"})
    request.getfixturevalue("monkeypatch").undo()
    assert opened(path, resume=True) == ["one.txt"]


def test_an_interrupt_of_a_run_that_has_no_place_to_write_to_stops_it(tmp_path, key_presses, monkeypatch):
    def fail(path):
        os.kill(os.getpid(), signal.SIGINT)
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(corpus.journal, "_opened", fail)
    with pytest.raises(KeyboardInterrupt) as stopped:
        opened(tmp_path / "out.csv")
    assert "choose a folder that you may write to" in str(stopped.value.__context__)


def test_a_refusal_loses_nothing_of_the_earlier_run(tmp_path):
    path = tmp_path / "out.csv"
    begun(path)
    with pytest.raises(StanceError, match="another model"):
        opened(path, resume=True, made_by={"model": "two"})
    assert opened(path, resume=True) == ["one.txt"]


def test_two_runs_cannot_write_one_file_and_the_first_goes_on(tmp_path):
    path = tmp_path / "out.csv"
    with JournaledFile(path, MADE_BY, False) as file:
        with pytest.raises(StanceError, match="another run is writing it"):
            opened(path)
        file.append(b"one\n", "one.txt", None, {})
        file.finish()
    assert path.read_bytes() == b"one\n"
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.csv"]
