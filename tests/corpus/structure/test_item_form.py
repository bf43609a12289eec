"""Action trackers and lists: answers of a few words below headings, texts and topics."""

import pytest

from corpus.records import Role, Speaker

from .documents import find, read, responses

_ANSWERS = ("Done in May.", "Not agreed, the sample is too small.", "Waits for the College.", "Two more clerks start in July.")
_TOPICS = ("action plan", "lost keys", "call takers", "the night rota")
_DUTIES = (
    "The force should write an action plan.",
    "Supervisors should count the keys of each van every week.",
    "By June, all forces should train their call takers.",
    "The force must publish its night rota.",
)
_TITLE = "# Aldmoor Police and Crime Commissioner: custody inspection, where each recommendation stands"


def page(*lines: str) -> str:
    return "\n\n".join((_TITLE, *lines))


def test_a_heading_can_be_all_there_is_of_a_recommendation() -> None:
    items = [
        line for n, (topic, said) in enumerate(zip(_TOPICS, _ANSWERS, strict=True), 1) for line in (f"## Recommendation {n}: {topic}", said)
    ]
    found = read(page(*items), "tracker.md")
    assert [(paragraph.text, paragraph.recommendations) for paragraph in responses(found)] == [
        (said, (str(n),)) for n, said in enumerate(_ANSWERS, 1)
    ]
    assert responses(found)[1].context == "Recommendation 2: lost keys"


@pytest.mark.parametrize("heading", ["## Recommendation {}", "## AFI {}"])
def test_a_short_answer_below_the_text_of_its_recommendation_is_one(heading: str) -> None:
    items = [line for n, pair in enumerate(zip(_DUTIES, _ANSWERS, strict=True), 1) for line in (heading.format(n), *pair)]
    found = read(page(*items), "tracker.md")
    assert [paragraph.text for paragraph in responses(found)] == list(_ANSWERS)
    assert [paragraph.text for paragraph in found if paragraph.role is Role.RECOMMENDATION] == list(_DUTIES)
    assert [paragraph.context for paragraph in responses(found)] == list(_DUTIES)


def test_headings_with_bare_numbers_count_recommendations_where_short_answers_stand_below() -> None:
    items = [
        line for n, (topic, said) in enumerate(zip(_TOPICS, _ANSWERS, strict=True), 1) for line in (f"## {n}. {topic.capitalize()}", said)
    ]
    found = read(page(*items), "tracker.md")
    assert [paragraph.recommendations for paragraph in responses(found)] == [("1",), ("2",), ("3",), ("4",)]


def test_the_numbered_sections_of_a_paper_count_nothing() -> None:
    sections = ("Purpose", "Background", "Findings of the inspection", "Commissioner's response")
    items = [line for n, (name, said) in enumerate(zip(sections, _ANSWERS, strict=True), 1) for line in (f"## {n}. {name}", said)]
    assert not any(paragraph.recommendations for paragraph in read(page(*items), "paper.md"))


def test_short_answers_below_the_headings_of_topics_are_no_front_matter() -> None:
    topics = ("Violence", "Sexual offences", "Cancelled crimes", "Equality data", "Training")
    said = (*_ANSWERS, "Everyone has passed the course.")
    found = read(page(*(line for pair in zip((f"## {topic}" for topic in topics), said, strict=True) for line in pair)), "list.md")
    assert [paragraph.text for paragraph in responses(found)] == list(said)
    assert [paragraph.text for paragraph in found if paragraph.role is Role.HEADING] == list(topics)


def test_texts_of_recommendations_are_not_taken_for_short_answers() -> None:
    items = [line for n, duty in enumerate(_DUTIES, 1) for line in (f"## Recommendation {n}", duty)]
    found = read(page(*items, "## Response of the Commissioner", "I accept all four and will see that they are met by March."), "letter.md")
    assert [paragraph.text for paragraph in found if paragraph.role is Role.RECOMMENDATION] == list(_DUTIES)
    assert len(responses(found)) == 1


def test_nobody_named_the_force_speaks_in_a_list_of_short_entries() -> None:
    items = [
        line for n, (topic, said) in enumerate(zip(_TOPICS, _ANSWERS, strict=True), 1) for line in (f"## Recommendation {n}: {topic}", said)
    ]
    found = read(
        page(*items[:6], "I have put 40,000 pounds into this.", *items[6:], "Figures reach my board monthly (PCC)."),
        "tracker.md",
    )
    assert {paragraph.speaker for paragraph in responses(found) if paragraph.text in _ANSWERS} == {Speaker.CHIEF_CONSTABLE}
    assert find(found, "I have put").speaker is Speaker.PCC
    assert find(found, "Figures reach").speaker is Speaker.PCC


def test_entries_that_name_their_party_are_answers_and_no_headings() -> None:
    entries = ("Force: three posts advertised", "PCC: will look at this in the new year")
    items = [
        line for n, duty in enumerate(_DUTIES, 1) for line in (f"Recommendation {n}. {duty}", *(f"{entry} ({n})" for entry in entries))
    ]
    found = read(page(*items), "list.md")
    assert [paragraph.text for paragraph in responses(found)] == [f"{entry} ({n})" for n in range(1, 5) for entry in entries]
    assert [paragraph.speaker for paragraph in responses(found)] == [Speaker.CHIEF_CONSTABLE, Speaker.PCC] * 4
    assert responses(found)[4].recommendations == ("3",)


def test_a_heading_that_gives_a_party_the_floor_on_a_topic_is_still_one() -> None:
    found = read(
        page(
            "The chief constable sent me his answers on 3 March, and they are set out below in full.",
            "Chief Constable: culture and conduct",
            "We have written a new code and every officer has signed it since the inspectors left us in May.",
        ),
        "letter.md",
    )
    assert find(found, "Chief Constable: culture").role is Role.HEADING


RECORDS = "Police and Crime Commissioner for Calverlow\n\nResponse to the HMICFRS inspection of vetting\n\n" + "".join(
    f"Recommendation: {number}\nStatus: Complete\nRAG: Green\nOwner: Head of Professional Standards\nAddressed to: Chief constables\n"
    f"Force response: {answer}\nPCC comment: I am satisfied with this.\n\n"
    for number, answer in (("3", "All six completed the course."), ("4", "A policy is in force."), ("5", "We did so in May."))
)


def test_fields_of_records_are_no_answers_but_a_status_is() -> None:
    found = {(paragraph.text, paragraph.recommendations): paragraph.role for paragraph in read(RECORDS)}
    for number in "345":
        for text in ("RAG: Green", "Owner: Head of Professional Standards", "Addressed to: Chief constables"):
            assert next(role for (line, _), role in found.items() if line == text) is Role.ADMINISTRATIVE
        for text in ("Status: Complete", "PCC comment: I am satisfied with this."):
            assert found[(text, (number,))] is Role.RESPONSE
