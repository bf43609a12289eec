from __future__ import annotations

import datetime

import pytest

from classifier.deferrals import open_deferrals
from classifier.rollup import roll_up
from corpus.records import Role, Speaker
from labels.scheme import shipped_scheme

_WAITS = "deferred_pending_guidance"
_TODAY = datetime.date(2031, 7, 10)


def _found(*documents, awaiting=()):
    scheme = shipped_scheme()
    return open_deferrals(roll_up(documents, scheme, _TODAY), scheme, awaiting)


@pytest.fixture
def make_asked(make_tagged):
    """Make a recommendation with a deadline, as quoted in a document."""

    def make(number, deadline, index):
        return make_tagged(f"By {deadline}, the force should act.", role=Role.RECOMMENDATION, recommendations=(number,), index=index)

    return make


def test_only_deferrals_are_listed(make_tagged, make_document):
    paragraphs = [make_tagged(stance=stance, index=place) for place, stance in enumerate(shipped_scheme().ids)]
    found = _found(make_document(*paragraphs, make_tagged(role=Role.HEADING)))
    assert [deferral.answer.tag.stance for deferral in found] == [_WAITS]


def test_the_longest_overdue_comes_first_then_what_lies_ahead_then_what_has_no_date(make_tagged, make_document, make_asked):
    document = make_document(
        make_asked("1", "30 June 2031", 0),
        make_asked("2", "31 December 2031", 1),
        make_asked("3", "31 March 2031", 2),
        make_tagged(stance=_WAITS, recommendations=("1",), index=3),
        make_tagged(stance=_WAITS, recommendations=("2",), index=4),
        make_tagged(stance=_WAITS, recommendations=("3",), index=5),
        make_tagged(stance=_WAITS, recommendations=(), confidence=0.99, index=6),
    )
    assert [deferral.days_overdue for deferral in _found(document)] == [101, 10, -174, None]


def test_a_paragraph_that_answers_several_recommendations_defers_each(make_tagged, make_document, make_asked):
    document = make_document(
        make_asked("1", "30 June 2031", 0),
        make_asked("2", "9 July 2031", 1),
        make_tagged(stance=_WAITS, recommendations=("1", "2"), index=2),
    )
    assert [(deferral.recommendation.number, deferral.days_overdue) for deferral in _found(document)] == [("1", 10), ("2", 1)]


def test_those_to_check_come_last_however_late_they_are(make_tagged, make_document, make_asked):
    document = make_document(
        make_asked("1", "30 June 2021", 0),
        make_tagged(stance=_WAITS, confidence=0.6, abstained=True, recommendations=("1",), index=1),
        make_tagged(stance=_WAITS, confidence=0.9, recommendations=("2",), index=2),
    )
    assert [(deferral.recommendation.number, deferral.to_check) for deferral in _found(document)] == [("2", False), ("1", True)]


def test_a_paragraph_that_may_defer_is_to_be_checked(make_tagged, make_document):
    perhaps = make_tagged(stance="accepts", confidence=0.2, index=0)  # and so 20% for each other label
    hardly = make_tagged(stance="accepts", confidence=0.9, index=1)
    (found,) = _found(make_document(perhaps, hardly))
    assert (found.answer.paragraph.index, found.primary, found.to_check) == (0, False, True)


def test_only_those_that_wait_for_a_body_where_wanted(make_tagged, make_document):
    document = make_document(
        make_tagged(stance=_WAITS, awaiting="npcc", index=0), make_tagged(stance=_WAITS, awaiting="college_of_policing", index=1)
    )
    assert [deferral.awaiting for deferral in _found(document, awaiting=["npcc"])] == ["npcc"]


def test_a_deferral_says_who_waits_for_whom_and_in_which_words(make_tagged, make_document):
    paragraph = make_tagged("We wait.", stance=_WAITS, awaiting="npcc", speaker=Speaker.JOINT, recommendations=("AFI 2",), page=4, index=9)
    (found,) = _found(make_document(paragraph, force="Saltmere Police", inspection="Custody"))
    assert (found.force, found.inspection, found.answer.paragraph.page) == ("Saltmere Police", "Custody", 4)
    assert (found.recommendation.number, found.awaiting, found.evidence) == ("AFI 2", "npcc", "We wait.")
    assert (found.confidence, found.primary, found.to_check) == (0.8, True, False)


def test_no_documents_have_no_deferrals():
    assert _found() == []
