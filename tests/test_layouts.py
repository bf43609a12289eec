"""The structure of awkward layouts: what was right once must stay right."""

from pathlib import Path

import pytest

from corpus.finding import find_documents
from eval.structure import structure_figures

LAYOUTS = Path(__file__).parent / "layouts"


def _figures(name):
    folder = LAYOUTS / name
    documents = [path for path in find_documents([folder]) if path.name != "README.md"]
    assert documents
    figures = structure_figures(documents, folder)
    assert figures.documents == len(documents), "each document has its truth beside it"
    return figures


@pytest.fixture(scope="module")
def development():
    return _figures("development")


def test_response_paragraphs_are_found(development):
    assert development.scores("response")[2] >= 0.97


def test_speakers_and_numbers_are_right(development):
    assert sum(development.speakers) / len(development.speakers) >= 0.95
    assert sum(development.numbers) / len(development.numbers) >= 0.94


def test_layouts_that_nobody_looked_at_do_not_fall_behind():
    assert _figures("held_out").scores("response")[2] >= 0.9


@pytest.fixture(scope="module")
def shapes():
    return _figures("shapes")


def test_documents_of_other_shapes_are_read(shapes):
    assert shapes.scores("response")[2] >= 0.96
    assert sum(shapes.speakers) / len(shapes.speakers) >= 0.95
    assert sum(shapes.numbers) / len(shapes.numbers) >= 0.98


def test_shapes_that_nobody_looked_at_do_not_fall_behind():
    assert _figures("shapes_held_out").scores("response")[2] >= 0.85


def test_update_sheets_are_read():
    found = _figures("trackers")
    assert found.scores("response")[2] >= 0.9
    assert sum(found.numbers) / len(found.numbers) >= 0.97


def test_the_eight_shapes_of_one_more_author_are_read():
    found = _figures("offices")
    assert found.scores("response")[2] >= 0.95
    assert sum(found.numbers) / len(found.numbers) >= 0.94
