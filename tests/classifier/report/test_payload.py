from __future__ import annotations

import datetime
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.records import Evidence, Tag, TaggedParagraph
from classifier.report.page import embedded_json
from classifier.report.payload import payload_of
from corpus.records import Role
from labels.scheme import shipped_scheme

WAITS = "deferred_pending_guidance"


def payload(rollup):
    found = payload_of(rollup, shipped_scheme())
    assert json.loads(json.dumps(found)) == found
    return found


def test_every_place_leads_to_its_paragraph(roll, make_document, make_tagged):
    asked = make_tagged("By 1 June 2031 the force should repaint.", role=Role.RECOMMENDATION, recommendations=("3",), index=4)
    answered = make_tagged("We wait for the College.", WAITS, awaiting="college_of_policing", index=7)
    remark = make_tagged("It was raining.", "no_stance", index=9, recommendations=())
    dates = {"published": datetime.date(2031, 3, 4), "responded": datetime.date(2031, 7, 1), "due": datetime.date(2031, 4, 29)}
    found = payload(roll(make_document(asked, answered, remark, force="Saltmere Police", inspection="Custody", **dates)))
    (answer,) = found["answers"]
    (item,) = answer["recommendations"]
    text = lambda place: found["documents"][place[0]]["paragraphs"][place[1]]["text"]  # noqa: E731
    assert [text(place) for place in item["paragraphs"]] == ["We wait for the College."]
    assert text(item["at"]) == "By 1 June 2031 the force should repaint."
    assert [text(place) for place in answer["remarks"]] == ["It was raining."]
    assert (answer["late"], item["deadline"], item["overdue"]) == (63, "2031-06-01", 92)
    (deferral,) = found["deferrals"]
    assert text(deferral["at"]) == "We wait for the College."
    assert (deferral["overdue"], deferral["awaiting"], deferral["check"]) == (92, "college_of_policing", False)


def test_a_recommendation_that_only_a_heading_states_opens_at_it(roll, make_document, make_tagged):
    headed = make_tagged("Recommendation 4: By 1 June 2031 the force should repaint.", role=Role.HEADING, recommendations=("4",), index=1)
    found = payload(roll(make_document(make_tagged("Our answer", role=Role.HEADING, recommendations=()), headed)))
    (item,) = found["answers"][0]["recommendations"]
    assert (item["at"], item["deadline"]) == ([0, 1], "2031-06-01")


def test_documents_of_one_name_are_told_apart(roll, make_document, make_tagged):
    one, two = (make_document(make_tagged(text), folder=text, force=f"{text} Police", inspection="Custody") for text in ("First", "Second"))
    found = payload(roll(one, two))
    texts = {answer["force"]: found["documents"][answer["documents"][0]]["paragraphs"][0]["text"] for answer in found["answers"]}
    assert texts == {"First Police": "First", "Second Police": "Second"}
    assert [document["name"] for document in found["documents"]] == ["First/saltmere-reply.md", "Second/saltmere-reply.md"]


@pytest.mark.parametrize("folders", [("chief", "pcc"), ("table", "table")])  # a table may name two documents alike
def test_a_recommendation_opens_in_the_one_of_two_documents_of_a_name_that_states_it(roll, make_document, make_tagged, folders):
    known = {"force": "Saltmere Police", "inspection": "Custody", "name": "response.txt"}
    quoted = make_tagged("By 1 June 2031 the force should paint.", role=Role.RECOMMENDATION, recommendations=("1",))
    asked = make_tagged("By 1 June 2031 the force should count its keys.", role=Role.RECOMMENDATION, recommendations=("2",), index=1)
    waits = make_tagged("We wait for the College.", WAITS, awaiting="college_of_policing", recommendations=("2",), index=2)
    chief, body = make_document(quoted, folder=folders[0], **known), make_document(asked, waits, folder=folders[1], **known)
    found = payload(roll(chief, body))
    (answer,) = found["answers"]
    assert {item["number"]: item["at"] for item in answer["recommendations"]} == {"1": [0, 0], "2": [1, 0]}
    assert [deferral["at"] for deferral in found["deferrals"]] == [[1, 1]]


def test_documents_without_a_force_are_rows_of_their_own(roll, make_document, make_tagged):
    found = payload(roll(*(make_document(make_tagged(text), folder=text, name="letter.txt") for text in ("2023", "2024"))))
    assert [(answer["force"], answer["documents"]) for answer in found["answers"]] == [("2023/letter.txt", [0]), ("2024/letter.txt", [1])]


def test_marks_count_as_a_browser_does(roll, make_document, make_paragraph):
    text = "𝒜𝒜 rained. We agree 𝒜. End."
    tag = Tag("accepts", dict.fromkeys(shipped_scheme().ids, 0.2), False, Evidence("We agree 𝒜.", 11, 22), None)
    found = payload(roll(make_document(TaggedParagraph(make_paragraph(text), tag))))
    (paragraph,) = found["documents"][0]["paragraphs"]
    units = text.encode("utf-16-le")
    ((start, end),) = paragraph["marks"]
    assert units[2 * start : 2 * end].decode("utf-16-le") == "We agree 𝒜."
    assert paragraph["evidence"] == [start, end]


def test_unsure_paragraphs_and_secondary_words_are_kept(roll, make_document, make_tagged):
    found = payload(roll(make_document(make_tagged(abstained=True), make_tagged(index=1))))
    assert [paragraph.get("unsure", False) for paragraph in found["documents"][0]["paragraphs"]] == [True, False]


@given(
    st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))
)
def test_json_in_a_page_ends_no_script_and_says_the_same(value):
    text = embedded_json(value)
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == value


def test_half_a_surrogate_pair_does_not_stop_a_report():
    assert json.loads(embedded_json(["\ud835"])) == ["\ud835"]
