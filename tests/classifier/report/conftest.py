from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from classifier.report import write_report
from classifier.rollup import roll_up
from labels.scheme import shipped_scheme
from models.folder import ModelFolder

AS_OF = datetime.date(2031, 9, 1)


@pytest.fixture
def model():
    """A model folder of which only the records are read."""
    training = {
        "base": "a small encoder",
        "paragraphs": 4000,
        "forces": 80,
        "held_out": {"accuracy": 0.84, "macro_f1": 0.83, "paragraphs": 2000},
    }
    return ModelFolder(Path("nowhere"), shipped_scheme(), {}, {"abstain_below": 0.7}, training, "0123456789abcdef" * 4)


@pytest.fixture
def roll():
    return lambda *documents: roll_up(documents, shipped_scheme(), AS_OF)


@pytest.fixture
def written(tmp_path, model, roll):
    def written(*documents, **options):
        write_report(roll(*documents), model, tmp_path / "report.html", **options)
        return (tmp_path / "report.html").read_text("utf-8")

    return written
