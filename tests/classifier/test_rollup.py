from __future__ import annotations

import datetime

import pytest

from classifier.rollup import Coverage, overall_stance, roll_up
from corpus.records import Role, Speaker
from labels.scheme import shipped_scheme

_TODAY = datetime.date(2031, 7, 10)
_ASKS = "The force should make sure that every key is counted at the end of a shift."


def _roll(*documents):
    return roll_up(documents, shipped_scheme(), _TODAY)


def _answers(make_tagged, make_document, *paragraphs):
    document = make_document(*(make_tagged(index=place, **fields) for place, fields in enumerate(paragraphs)))
    (inspection,) = _roll(document).inspections
    (item,) = inspection.recommendations
    return item


def test_the_most_cautious_stance_that_is_sure_is_the_overall_one_and_all_are_shown(make_tagged, make_document):
    item = _answers(
        make_tagged,
        make_document,
        {"stance": "already_compliant"},
        {"stance": "accepts", "speaker": Speaker.CHIEF_CONSTABLE},
        {"stance": "disputes_methodology", "confidence": 0.5, "abstained": True},
        {"stance": "no_stance"},
    )
    assert (item.stance, item.sure) == ("accepts", True)
    assert item.stances == ("disputes_methodology", "accepts", "already_compliant", "no_stance")
    assert item.unsure_stances == ("disputes_methodology",)


def test_a_stance_that_one_paragraph_takes_surely_is_not_unsure(make_tagged, make_document):
    unsure = {"stance": "accepts", "confidence": 0.5, "abstained": True, "also": ("already_compliant",)}
    item = _answers(make_tagged, make_document, {"stance": "no_stance", "also": ("accepts",)}, unsure)
    assert (item.stance, item.unsure_stances) == ("accepts", ("already_compliant",))


def test_a_stance_beside_the_main_one_counts(make_tagged, make_document):
    item = _answers(make_tagged, make_document, {"stance": "no_stance", "also": ("accepts",)})
    assert (item.stance, item.sure, item.stances) == ("accepts", True, ("accepts", "no_stance"))


def test_without_a_sure_stance_the_likeliest_stands_and_is_not_sure(make_tagged, make_document):
    item = _answers(
        make_tagged,
        make_document,
        {"stance": "no_stance", "confidence": 0.99},
        {"stance": "disputes_methodology", "confidence": 0.4, "abstained": True},
        {"stance": "accepts", "confidence": 0.6, "abstained": True},
    )
    assert (item.stance, item.sure) == ("accepts", False)


def test_answers_without_any_stance_have_the_neutral_one(make_tagged, make_document):
    item = _answers(make_tagged, make_document, {"stance": "no_stance"})
    assert (item.stance, item.sure, item.coverage) == ("no_stance", True, Coverage.ANSWERED)


def test_no_paragraph_has_no_stance():
    assert overall_stance([], shipped_scheme()) == (None, False)


def test_a_listed_recommendation_without_a_response_is_not_answered(make_tagged, make_document):
    document = make_document(
        make_tagged(f"By 30 June 2031, {_ASKS}", role=Role.RECOMMENDATION, recommendations=("1",)),
        make_tagged(f"{_ASKS} It should train cooks.", role=Role.RECOMMENDATION, recommendations=("2",), index=1),
        make_tagged(stance="accepts", recommendations=("2",), index=2),
    )
    one, two = _roll(document).recommendations
    assert (one.coverage, one.stance, one.answered) == (Coverage.NOT_ANSWERED, None, False)
    assert one.deadline.date == datetime.date(2031, 6, 30)
    assert (two.coverage, two.stance, two.answered) == (Coverage.ANSWERED, "accepts", True)


def test_a_paragraph_answers_each_of_its_recommendations(make_tagged, make_document):
    document = make_document(make_tagged(recommendations=("16", "17", "18", "9")))
    assert [item.number for item in _roll(document).recommendations] == ["9", "16", "17", "18"]


def test_remarks_tied_to_none_are_kept_apart(make_tagged, make_document):
    document = make_document(make_tagged(recommendations=("1",)), make_tagged("We thank the inspectors.", recommendations=(), index=1))
    (inspection,) = _roll(document).inspections
    assert [answer.paragraph.text for answer in inspection.remarks] == ["We thank the inspectors."]


def test_a_remark_on_all_recommendations_together_bears_on_those_without_an_answer(make_tagged, make_document):
    document = make_document(
        make_tagged(_ASKS, role=Role.RECOMMENDATION, recommendations=("1",)),
        make_tagged("I shall see to it that the force meets each of these recommendations.", recommendations=(), index=1),
    )
    (item,) = _roll(document).recommendations
    assert (item.coverage, item.stance, len(item.remarks)) == (Coverage.REMARKS, None, 1)


def test_the_documents_of_one_force_on_one_inspection_are_one_response(make_tagged, make_document):
    day = datetime.date(2031, 3, 4)
    chief = make_document(
        make_tagged(speaker=Speaker.CHIEF_CONSTABLE), force="Saltmere Police", inspection="Custody in Saltmere", published=day
    )
    body = make_document(make_tagged(stance="disputes_methodology"), name="b.md", force="Saltmere Police", inspection="CUSTODY IN SALTMERE")
    other = make_document(make_tagged(), name="c.md", force="Orlmere Police", inspection="Custody in Saltmere", published=day)
    orlmere, saltmere = _roll(chief, body, other).inspections
    assert [document.document.id for document in saltmere.documents] == ["saltmere-reply.md", "b.md"]
    (item,) = saltmere.recommendations
    assert (len(item.paragraphs), item.stance) == (2, "disputes_methodology")
    assert orlmere.force == "Orlmere Police"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"inspection": "PEEL 2021/22"}, {"inspection": "PEEL 2023/24"}),
        ({"published": datetime.date(2031, 3, 4)}, {"published": datetime.date(2031, 3, 5)}),
        ({"inspection": "Custody"}, {"inspection": "Roads policing"}),
        ({"force": None}, {"force": None}),
        ({"inspection": None}, {"inspection": None}),
    ],
)
def test_other_inspections_stay_apart(make_tagged, make_document, one, other):
    known = {"force": "Saltmere Police", "inspection": "Custody"}
    documents = make_document(make_tagged(), **(known | one)), make_document(make_tagged(), name="b.md", **(known | other))
    assert len(_roll(*documents).inspections) == 2


def test_real_tags_are_rolled_up(tagged):
    (inspection,) = _roll(tagged).inspections
    (item,) = inspection.recommendations
    assert (item.number, item.coverage, item.deadline.date) == ("1", Coverage.ANSWERED, datetime.date(2031, 6, 30))
    assert len(item.paragraphs) >= 3


def test_documents_of_one_name_are_called_by_so_much_of_their_paths_as_tells_them_apart(make_tagged, make_document):
    folders = "/home/user/2023/pcc", "/home/user/2024/pcc", "/home/user/2024/chief"
    alike = [make_document(make_tagged(), name="letter.txt", folder=folder) for folder in folders]
    found = _roll(*alike, make_document(make_tagged(), name="reply.txt")).inspections
    assert [inspection.force for inspection in found] == [
        "2023/pcc/letter.txt",
        "2024/chief/letter.txt",
        "2024/pcc/letter.txt",
        "reply.txt",
    ]
    assert [inspection.inspection for inspection in found] == [inspection.force for inspection in found]


def test_a_recommendation_knows_which_of_two_documents_of_one_name_states_it(make_tagged, make_document):
    known = {"force": "Saltmere Police", "inspection": "Custody", "name": "response.txt"}
    body = make_document(make_tagged("We agree.", recommendations=("1",)), folder="pcc", **known)
    chief = make_document(make_tagged(_ASKS, role=Role.RECOMMENDATION, recommendations=("1",)), folder="chief", **known)
    (inspection,) = _roll(body, chief).inspections
    (item,) = inspection.recommendations
    assert (item.document, inspection.documents[item.document_place].document.source) == ("chief/response.txt", "chief/response.txt")
    assert [answer.document.document.id for answer in item.paragraphs] == ["pcc/response.txt"]


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        ("Recommendation 1 (by 31 January 2031)", "Lead: Head of Custody"),
        ("Recommendation 1 – due 31/01/2031", "Lead: Head of Custody"),
        ("Recommendation 1", "Deadline: 31 January 2031"),
    ],
)
def test_the_heading_of_a_recommendation_or_a_line_below_it_may_set_the_deadline(make_tagged, make_document, heading, line):
    rows = [
        {"text": heading, "role": Role.HEADING},
        {"text": line, "role": Role.ADMINISTRATIVE},
        {"text": "The next inspection is due 12 May 2030.", "role": Role.FINDING},
        {"text": _ASKS, "role": Role.RECOMMENDATION},
        {"text": "We agree."},
        {"text": "Deadline: 1 March 2032", "role": Role.ADMINISTRATIVE},
    ]
    item = _answers(make_tagged, make_document, *rows)
    assert item.deadline.date == datetime.date(2031, 1, 31)


def test_a_date_below_the_answer_is_no_deadline_of_the_recommendation(make_tagged, make_document):
    rows = [
        {"text": _ASKS, "role": Role.RECOMMENDATION},
        {"text": "We agree."},
        {"text": "Deadline: 1 March 2032", "role": Role.ADMINISTRATIVE},
    ]
    assert _answers(make_tagged, make_document, *rows).deadline is None
