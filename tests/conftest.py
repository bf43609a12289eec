"""Shared settings of all tests."""

import pytest


@pytest.fixture(autouse=True)
def _own_corpus(tmp_path, monkeypatch):
    """No test reads or writes the corpus of the person who runs it."""
    monkeypatch.setenv("STANCE_CORPUS", str(tmp_path / "stance-corpus"))
