"""Shared settings of all tests."""

import pytest
from command_line_support import LETTER, process


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory):
    """No test reads or writes the cache of the person who runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STANCE_CACHE", str(tmp_path_factory.mktemp("stance-cache")))
        yield


@pytest.fixture(autouse=True)
def _own_corpus(tmp_path, monkeypatch):
    """No test reads or writes the corpus of the person who runs it."""
    monkeypatch.setenv("STANCE_CORPUS", str(tmp_path / "stance-corpus"))


@pytest.fixture(scope="module")
def letters(tmp_path_factory):
    folder = tmp_path_factory.mktemp("letters")
    (folder / "wexmoor.txt").write_text(LETTER, "utf-8")
    return folder


@pytest.fixture(scope="module")
def letter(letters):
    return letters / "wexmoor.txt"


@pytest.fixture(scope="module")
def tagged(letter):
    """What standard output holds, piped, with no format asked for."""
    return process("tag", letter)


@pytest.fixture
def corpus(tmp_path):
    return tmp_path / "my corpus"
