import pytest

from corpus.records import Speaker
from corpus.structure.offices import speaker_of
from corpus.structure.senses import Section, sense


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Key findings", Section.FINDINGS),
        ("What the inspectors found", Section.FINDINGS),
        ("Q1. What is the report about?", Section.FINDINGS),
        ("What the report tells us", Section.FINDINGS),
        ("Areas for improvement", Section.RECOMMENDATIONS),
        ("Chief Constable's response", Section.RESPONSE),
        ("B3. Is the recommendation already met? If so, how?", Section.RESPONSE),
        ("What further action will be taken?", Section.RESPONSE),
        ("Overview from the Commissioner", Section.RESPONSE),
        ("How the Commissioner will hold the force to account", Section.RESPONSE),
        ("For office use only", Section.ADMINISTRATIVE),
        ("Background papers", Section.ADMINISTRATIVE),
        ("Distribution", Section.ADMINISTRATIVE),
        ("Contact", Section.ADMINISTRATIVE),
        ("Media contacts", Section.ADMINISTRATIVE),
        ("Contact details", Section.ADMINISTRATIVE),
        ("Contact by telephone", None),
        ("Contact management", None),
        ("Public contact and demand", None),
        ("Date published:", Section.FRONT),
        ("Neighbourhood policing", None),
        ("Abuse of position for a sexual purpose", None),
        ("Public contact", None),
        ("Background checks", None),
        ("Call grading", None),
        ("Response times", None),
        ("Meeting the needs of victims", None),
        ("Responding to the public", None),
        ("Responding to the report", Section.RESPONSE),
        ("Meeting of 4 May", Section.FRONT),
        ("Responding force", Section.FRONT),
        ("Changes since the inspection", None),
        ("Progress since the inspection", Section.RESPONSE),
        ("Summary of progress", Section.RESPONSE),
        ("Summary of the inspection", Section.FINDINGS),
    ],
)
def test_headings_announce_what_stands_below_them(heading: str, section: Section | None) -> None:
    assert sense(heading).section is section


def test_a_number_in_brackets_belongs_to_the_heading() -> None:
    assert sense("Investigations (1 and 2)").recommendations == ("1", "2")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Chief Constable response", Speaker.CHIEF_CONSTABLE),
        ("Force position", Speaker.CHIEF_CONSTABLE),
        ("Comments by the Police and Crime Commissioner", Speaker.PCC),
        ("OPFCC response", Speaker.PCC),
        ("Response of the Deputy Mayor", Speaker.PCC),
        ("Joint response", Speaker.JOINT),
        ("Response of the Commissioner and the Chief Constable", Speaker.JOINT),
        ("Comments by the Commissioner on the force's plan", Speaker.PCC),
        ("Next steps", None),
    ],
)
def test_headings_name_who_has_the_floor(text: str, speaker: Speaker | None) -> None:
    assert speaker_of(text) is speaker


@pytest.mark.parametrize(
    ("title", "speaker"),
    [
        ("Response to the joint thematic inspection", None),
        ("Commissioner's response to the joint report", Speaker.PCC),
        ("Joint response to the inspection", Speaker.JOINT),
    ],
)
def test_a_joint_inspection_makes_no_joint_response(title: str, speaker: Speaker | None) -> None:
    assert speaker_of(title) is speaker


@pytest.mark.parametrize("heading", ["Chief Constable's letter to the Commissioner", "Appendix B: Letter from the Chief Constable"])
def test_an_appended_letter_of_a_party_is_its_response(heading: str) -> None:
    found = sense(heading)
    assert (found.section, found.speaker) == (Section.RESPONSE, Speaker.CHIEF_CONSTABLE)


def test_an_appended_letter_of_the_inspectorate_is_none() -> None:
    assert sense("Appendix B: Letter from HMICFRS").section is Section.ADMINISTRATIVE


@pytest.mark.parametrize(
    "question", ["3. Does the PCC accept the findings of the report?", "7. Are there any findings that the PCC disputes?"]
)
def test_a_question_whether_findings_are_accepted_asks_for_a_response(question: str) -> None:
    assert sense(question).section is Section.RESPONSE
