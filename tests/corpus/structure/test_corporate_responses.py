"""Habits of corporate responses, in invented documents: questions with a number, answers headed apart, floors given by topic."""

import pytest

from corpus.records import Block, Role, Speaker
from corpus.structure.numbers import answered_numbers
from corpus.structure.parties import Parties
from corpus.structure.senses import Section, gives_floor, sense
from corpus.structure.signatures import signatory
from corpus.structure.speakers import conveyed_speaker, names_other

from .documents import find, read

ANSWERS = """Office of the Police and Crime Commissioner for Marchford

Response to the inspection of custody

Answers to the recommendations

By 30 June 2021, chief constables should make sure that every cell is looked at by an officer once in each hour.

Answer to recommendation 3 (Chief Constable)

We look at every cell each half hour, and the sergeant signs the sheet at the end of the shift.

The College of Policing should write a course for custody sergeants, and forces should make sure that it is completed.

Answer to recommendation 4 (Chief Constable)

We will send our sergeants on the course when the College has written it.
"""

QUESTIONS = """Marchford Police and Crime Commissioner

Custody: questions and answers

Inspectors say that forces keep no count of searches. Do you? (Recommendation 5)

Yes, we do. We count every search in our cells, and our figures are on our website.

Is there enough money for it?

The Commissioner has set aside a sum for two more sergeants, who will begin in May.
"""

TOPICS = """Marchford Police and Crime Commissioner

Response to the inspection of custody

Recommendation 9

By 30 June 2021, chief constables should make sure that every cell is looked at by an officer once in each hour.

We look at every cell each half hour, and the sergeant signs the sheet at the end of the shift.

Chief Constable: morale and conduct

I have read the chapter on morale with ten of my officers, and they told me which of its sentences they knew.
"""


def test_a_recommendation_right_above_the_heading_of_its_answer_is_none() -> None:
    found = read(ANSWERS)
    assert find(found, "The College of Policing should").role is Role.RECOMMENDATION
    assert find(found, "We look at").recommendations == ("3",)
    answer = find(found, "We will send")
    assert (answer.role, answer.recommendations, answer.speaker) == (Role.RESPONSE, ("4",), Speaker.CHIEF_CONSTABLE)
    assert answer.context.startswith("The College of Policing should")


def test_a_question_lends_its_number_to_its_own_answer_only() -> None:
    found = read(QUESTIONS)
    assert find(found, "Inspectors say").role is Role.HEADING
    counted = find(found, "Yes, we do")
    assert (counted.role, counted.recommendations) == (Role.RESPONSE, ("5",))
    assert find(found, "The Commissioner has set").recommendations == ()


def test_a_party_with_a_topic_is_a_heading_that_ends_the_answer_before() -> None:
    found = read(TOPICS)
    assert find(found, "Chief Constable: morale").role is Role.HEADING
    narrative = find(found, "I have read")
    assert (narrative.recommendations, narrative.speaker) == ((), Speaker.CHIEF_CONSTABLE)


@pytest.mark.parametrize("text", ["Chief Constable: culture and conduct", "Firearms licensing: the Commissioner"])
def test_a_heading_gives_the_floor_on_a_topic(text: str) -> None:
    assert gives_floor(text)


@pytest.mark.parametrize("text", ["Chief Constable: Jo Example", "Chief Constable: agreed", "Force: Marchford Police"])
def test_a_label_with_a_value_gives_no_floor(text: str) -> None:
    assert not gives_floor(text)


@pytest.mark.parametrize(
    ("heading", "speaker"),
    [
        ("Observations of the Chief Constable", Speaker.CHIEF_CONSTABLE),
        ("The Chief Constable's narrative", Speaker.CHIEF_CONSTABLE),
        ("Governance: the Commissioner", Speaker.PCC),
        ("Chief Constable, are officers trained?", Speaker.CHIEF_CONSTABLE),
    ],
)
def test_a_partys_account_is_a_response(heading: str, speaker: Speaker) -> None:
    assert (sense(heading).section, sense(heading).speaker) == (Section.RESPONSE, speaker)


def test_a_recommendation_of_the_report_is_named_and_a_count_is_not() -> None:
    assert answered_numbers("Recommendation 4 of the report asks for a board, and we have one.") == ("4",)
    assert answered_numbers("We have closed recommendations: 4 of the 9 are left.") == ()


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Chief Constable has asked me to give his view in these words. We failed her.", Speaker.CHIEF_CONSTABLE),
        ("On this, the Commissioner comments as follows. The sum is small.", Speaker.PCC),
        ("The Chief Constable answers this point. I do not agree with it.", Speaker.CHIEF_CONSTABLE),
        ("The Chief Constable has asked for a plan. We wait for it.", None),
    ],
)
def test_announced_words_are_those_of_the_party_named(text: str, speaker: Speaker | None) -> None:
    assert conveyed_speaker(text) is speaker


def test_who_says_i_beside_one_party_is_the_other() -> None:
    assert names_other("I have some sympathy with the Chief Constable.") is Speaker.CHIEF_CONSTABLE
    assert names_other("I must put a plan to the Commissioner.") is Speaker.PCC
    assert names_other("I met the Commissioner and the Chief Constable.") is None


def test_prose_and_what_is_inspected_are_no_title() -> None:
    lines = ["Dear Home Secretary", "Inspection of Marchford Constabulary", "Inspectors said that the force does well."]
    assert Parties.of([Block(line) for line in lines]).titled_by is None


def test_a_title_may_give_each_party_a_contribution() -> None:
    assert Parties.of([Block("Chief Constable's response and PCC comments")]).titled_by is Speaker.JOINT


def test_one_line_may_sign_for_both() -> None:
    line = "Signed on behalf of the Commissioner and the Chief Constable, 2 May 2021"
    assert signatory([Block("We accept the report and will act on it."), Block(line)]) is Speaker.JOINT
