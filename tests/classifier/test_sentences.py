from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.sentences import sentence_spans

_PIECES = st.sampled_from(
    [
        "We agree",
        "the rota",
        "No",
        "Mr",
        "Ash",
        "e.g",
        "4",
        "£2",
        "“",
        "”",
        "(",
        ")",
        ".",
        ". ",
        "! ",
        "?",
        "...",
        " ",
        "\n",
        "\t",
        "\u00a0",
        "é",
        "a) ",
    ]
)


def _sentences(text):
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We agree. The rota changes in May.", ["We agree.", "The rota changes in May."]),
        ("Is it so? It is! Good.", ["Is it so?", "It is!", "Good."]),
        ("  One.\n\nTwo.  ", ["One.", "Two."]),
        ("It cost £2. £3 more is due.", ["It cost £2.", "£3 more is due."]),
        ("They said “no more.” The matter rests.", ["They said “no more.”", "The matter rests."]),
        ("We paid (in full.) It is done.", ["We paid (in full.)", "It is done."]),
        ("One point. “Two” is another.", ["One point.", "“Two” is another."]),
        ("Costs rose by 2.5 per cent... then fell.", ["Costs rose by 2.5 per cent... then fell."]),
        ("No full stop", ["No full stop"]),
        ("", []),
        (" \n\t", []),
    ],
)
def test_a_paragraph_is_cut_at_the_ends_of_sentences(text, expected):
    assert _sentences(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "We met Mr. Ash and Dr. Birch in May.",
        "Cllr. Rowan asked, and Supt. Elm answered.",
        "Devices, e.g. Cameras, were bought.",
        "That is, i.e. None were left.",
        "See para. 4 and No. 7 of the plan.",
        "Signed by J. K. Larch on Monday.",
        "The gap is approx. 4 posts.",
        "Item 3 at p. 12 says so.",
        "1. The rota was redrawn.",
        "a) The rota was redrawn.",
        "(2.1) The rota was redrawn.",
    ],
)
def test_abbreviations_and_list_numbers_end_no_sentence(text):
    assert _sentences(text) == [text]


def test_a_question_to_a_single_letter_ends_a_sentence():
    assert _sentences("Is it plan B? We think so.") == ["Is it plan B?", "We think so."]


@settings(max_examples=100, deadline=None)
@given(st.lists(_PIECES, max_size=20).map("".join))
def test_sentences_are_in_order_apart_and_lose_no_word(text):
    spans = sentence_spans(text)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
    inside = {place for start, end in spans for place in range(start, end)}
    assert all(character.isspace() for place, character in enumerate(text) if place not in inside)
