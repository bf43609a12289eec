from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.cells import plain_cell, safe_cell

_STARTERS = tuple("=+-@\t\r＝＋－＠")


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+44 0",
        "-3 posts",
        "@force",
        "\tx",
        "\rx",
        " =1",
        "\n=1",
        "\u00a0@x",
        "\u200b=x",
        " \t=1",
        "＝1+1",
        "－x",
        "- a point",
        "﹦1",
        "⁺1",
        "“-”",
        '"=1',
        " \u2003@x",
        "\ufeff=1",
    ],
)
def test_a_cell_that_would_start_a_formula_gets_an_apostrophe(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "We agree.", "a=b", "12", "'=1", "(=1)", "“a-b”", "– a dash", "£2m"])
def test_other_cells_stay_as_they_are(text):
    assert safe_cell(text) == text


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("=+-@\t\r\n '\"“＝－﹢\u00a0\u200ba1"), max_size=8))
def test_no_cell_starts_a_formula_and_no_text_is_lost(text):
    found = safe_cell(text)
    assert not found.startswith(_STARTERS)
    assert not found.lstrip(" \n").startswith(_STARTERS)
    assert found.removeprefix("'") == text.removeprefix("'")
    assert safe_cell(found) == found
    if not text.startswith("'"):
        assert plain_cell(found) == text
