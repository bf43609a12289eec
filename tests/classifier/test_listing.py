from __future__ import annotations

import pytest

from classifier.listing import Listing
from corpus.records import Role


@pytest.fixture
def listed(make_tagged):
    """List the recommendations of paragraphs given as (role, text, fields)."""

    def build(*documents):
        listing = Listing()
        for number, rows in enumerate(documents):
            paragraphs = [make_tagged(text, role=role, index=place, **fields) for place, (role, text, fields) in enumerate(rows)]
            listing.read(number, paragraphs)
        return listing, listing.finish()

    return build


def _asks(text, heading="Areas for improvement", numbers=()):
    return Role.RECOMMENDATION, text, {"recommendations": numbers, "heading": heading}


def _answers(text="We agree.", numbers=(), context=""):
    return Role.RESPONSE, text, {"recommendations": numbers, "context": context}


_KEYS = "The force should count its keys at the end of each shift."
_COOKS = "The force needs to train the cooks of its canteens in hygiene."


def test_unnumbered_recommendations_are_told_apart_and_answered_by_what_they_quote(listed):
    _, items = listed([_asks(_KEYS), _asks(_COOKS), _answers(context=_COOKS)])
    assert [(item.text, item.answers) for item in items] == [(_KEYS, []), (_COOKS, [(0, 2)])]


def test_a_cause_of_concern_with_its_list_is_one(listed):
    heading = "Cause of concern"
    _, items = listed(
        [
            _asks("Too few people are there to look.", heading),
            _asks("With immediate effect, the force should:", heading),
            _asks("read each referral;", heading),
            _asks("clear the backlog.", heading),
        ]
    )
    (item,) = items
    assert item.text.endswith("the force should: read each referral; clear the backlog.")


def _heads(text, *numbers):
    return Role.HEADING, text, {"recommendations": numbers}


def test_a_heading_that_states_a_recommendation_is_its_text_unless_it_is_quoted(listed):
    heading = "Recommendation 1: By 31 October the force should count its keys"
    _, items = listed([_heads(heading, "1"), _answers(numbers=("1",))])
    assert [(item.number, item.text, item.answers) for item in items] == [("1", heading, [(0, 1)])]
    _, items = listed([_heads(heading, "1"), _asks(_KEYS, numbers=("1",))])
    assert [item.text for item in items] == [_KEYS]
    _, items = listed([_heads("Our answer to recommendation 1", "1"), _answers(numbers=("1",))])
    assert [item.text for item in items] == [""]


def test_a_list_under_its_verb_is_one_recommendation(listed):
    _, items = listed(
        [_asks("Within three months the force should:"), _asks("set out who decides; and"), _asks("keep a note."), _asks(_KEYS)]
    )
    assert [len(item.texts) for item in items] == [3, 1]


def test_a_lead_in_is_no_recommendation_but_lends_its_deadline(listed):
    _, items = listed([_asks("By 30 June 2031 these are wanted:"), _asks(_KEYS, numbers=("1",)), _asks(_COOKS, numbers=("2",))])
    assert (items[0].number, items[0].lead) == ("1", "By 30 June 2031 these are wanted:")
    assert len(items) == 2


def test_a_copy_in_other_words_is_the_same_recommendation(listed):
    retold = "Keys counted: the force should count its keys at the end of each shift, matters of misconduct included."
    _, items = listed([_asks(_KEYS), _asks(_COOKS), (Role.HEADING, "Answers", {"recommendations": ()}), _asks(retold)])
    assert [item.text for item in items] == [_KEYS, _COOKS]


def test_the_first_quotation_is_kept(listed):
    _, items = listed([_asks(f"By June 2031, {_KEYS}", numbers=("1",)), _answers(numbers=("1",)), _asks("Count keys.", numbers=("1",))])
    assert [item.text for item in items] == [f"By June 2031, {_KEYS}"]


def test_a_number_stated_in_the_text_is_read(listed):
    _, items = listed([_asks("The report asks (recommendation 4) that each force count its keys.")])
    assert [item.number for item in items] == ["4"]


def test_numbers_follow_from_the_place_in_the_list(listed):
    _, items = listed([_asks(_KEYS), _asks(_COOKS), _answers(numbers=("AFI 2",))])
    assert [(item.number, item.text, item.answers) for item in items] == [("AFI 1", _KEYS, []), ("AFI 2", _COOKS, [(0, 2)])]


def test_recommendation_3_is_afi_3_where_there_are_only_areas_for_improvement(listed):
    _, items = listed([_asks(_KEYS, numbers=("AFI 3",)), _answers(numbers=("3",))])
    assert [(item.number, item.answers) for item in items] == [("AFI 3", [(0, 1)])]


def test_a_recommendation_that_is_only_named_is_not_listed(listed):
    _, items = listed([_asks(_KEYS, numbers=("1",)), _answers(numbers=("7",))])
    assert [(item.number, item.listed) for item in items] == [("1", True), ("7", False)]


def test_documents_of_one_response_share_recommendations(listed):
    listing, items = listed([_asks(_KEYS), _answers(context=_KEYS)], [_asks(_KEYS), _answers(context=_KEYS), _answers("Thank you.")])
    (item,) = items
    assert item.answers == [(0, 1), (1, 1)]
    assert listing.untied == [(1, 2)]


def _heads(text, number):
    return Role.HEADING, text, {"recommendations": (number,), "heading": text}


_CELLS = "The force should look into its cells every hour."
_PHONES = "The force should pick up its phones at night."


def test_recommendations_that_each_cause_of_concern_counts_from_one_are_told_apart(listed):
    _, items = listed(
        [
            _heads("Cause of concern 1", "Cause of concern 1"),
            _asks(_KEYS, numbers=("1",)),
            _answers(numbers=("1",)),
            _heads("Cause of concern 2", "Cause of concern 2"),
            _asks(_CELLS, numbers=("1",)),
            _asks(_PHONES, numbers=("2",)),
            _answers(numbers=("1",)),
        ],
        [_heads("Cause of concern 1", "Cause of concern 1"), _heads("Recommendation 1", "1"), _answers(numbers=("1",))],
    )
    assert [(item.number, item.text, item.answers) for item in items if item.text] == [
        ("Cause of concern 1, 1", _KEYS, [(0, 2), (1, 2)]),
        ("Cause of concern 2, 1", _CELLS, [(0, 6)]),
        ("Cause of concern 2, 2", _PHONES, []),
    ]


def test_recommendations_that_go_on_counting_keep_their_numbers(listed):
    _, items = listed(
        [
            _heads("Cause of concern 1", "Cause of concern 1"),
            _asks(_KEYS, numbers=("1",)),
            _heads("Cause of concern 2", "Cause of concern 2"),
            _asks(_CELLS, numbers=("2",)),
            _heads("Recommendation 1", "1"),
            _answers(numbers=("1",)),
        ]
    )
    assert [(item.number, item.answers) for item in items if item.text] == [("1", [(0, 5)]), ("2", [])]
