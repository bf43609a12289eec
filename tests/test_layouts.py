"""The structure of two dozen awkward layouts: those that the rules were made on must stay right."""

from pathlib import Path

import pytest

from corpus.documents import find_documents
from eval.structure import structure_figures

LAYOUTS = Path(__file__).parent / "layouts"


@pytest.fixture(scope="module", params=["development", "held_out"])
def figures(request):
    folder = LAYOUTS / request.param
    documents = [path for path in find_documents([folder]) if (folder / f"{path.stem}.jsonl").is_file()]
    return structure_figures(documents, folder)


def test_every_layout_is_compared(figures):
    assert figures.documents == 12


def test_response_paragraphs_are_found(figures):
    assert figures.scores("response")[2] >= 0.93


def test_speakers_and_numbers_are_mostly_right(figures):
    assert sum(figures.speakers) / len(figures.speakers) >= 0.85
    assert sum(figures.numbers) / len(figures.numbers) >= 0.85
