"""What is an answer, and what only stands where answers do."""

import pytest

from corpus.records import Role, Speaker

from .documents import find, read, responses


@pytest.mark.parametrize(
    "answer",
    [
        "On hold pending new APP.",
        "Paused pending the judgment of the Court of Appeal.",
        "The Constabulary will do this once the Police Remuneration Review Body has reported.",
        "Superseded. The unit was closed in 2022 and the recommendation should not have been made.",
        "Our decision must wait for the Crown Prosecution Service to publish its charging review.",
    ],
)
def test_an_answer_that_names_its_recommendation_below_the_heading_of_a_response_is_one(answer: str) -> None:
    page = f"# Aldmoor response to the custody inspection\n\n## Chief Constable response\n\nRecommendation 4: {answer}\n"
    assert [(paragraph.recommendations, paragraph.text) for paragraph in responses(read(page, "reply.md"))] == [
        (("4",), f"Recommendation 4: {answer}")
    ]


def test_the_last_answer_of_one_party_is_not_taken_for_what_the_next_one_answers() -> None:
    page = """# Aldmoor Police and Crime Commissioner: response to the custody inspection

## Response of the Chief Constable

### Recommendations 3-5

Capacity will increase by three posts from April, subject to budget.

## Response of the PCC

I note the content of the report.
"""
    assert [(paragraph.recommendations, paragraph.speaker) for paragraph in responses(read(page, "reply.md"))] == [
        (("3", "4", "5"), Speaker.CHIEF_CONSTABLE),
        ((), Speaker.PCC),
    ]


def test_what_stands_below_a_heading_that_is_the_whole_recommendation_answers_it() -> None:
    page = """# Response of the Police and Crime Commissioner for Aldmoor

## Area for improvement 1: The force should improve its plans.

I will ask my panel to read fifty of them before Christmas.

## Area for improvement 3: The force should reduce its use of bail extensions.

The finding is out of date. It rests on data from before the 2022 Act, and the force had no such backlog.

## Conclusion

Overall I have confidence in the Chief Constable and her team.
"""
    assert [paragraph.recommendations for paragraph in responses(read(page, "reply.md"))] == [("AFI 1",), ("AFI 3",), ()]


@pytest.mark.parametrize("opening", ["I welcome this report.", "We thank the inspectors.", "I read this report with concern."])
def test_a_short_opening_sentence_of_the_speaker_is_part_of_the_response(opening: str) -> None:
    page = f"# PCC response to HMICFRS: vans\n\n{opening}\n\n## Recommendation 9\n\nI have agreed the money for this post.\n"
    assert responses(read(page, "reply.md"))[0].text == opening


def test_a_sentence_that_leads_on_to_a_list_is_no_heading() -> None:
    page = "# PCC response to HMICFRS: vans\n\n"
    page += "I have read the report.\n\nI have asked the Chief Constable to:\n\n- report in June;\n- count the vans.\n"
    assert len(responses(read(page, "reply.md"))) == 4


def test_areas_for_improvement_that_a_report_is_said_to_list_are_no_findings() -> None:
    page = """# Response of the Police and Crime Commissioner for Aldmoor

The report on Aldmoor Police identified the following areas for improvement:

- The force should reduce the time it takes to attend.
- The force should read its files more often.

I welcome the report and will hold the Chief Constable to account for both.
"""
    assert [paragraph.role for paragraph in read(page, "reply.md")][2:] == [Role.RECOMMENDATION, Role.RECOMMENDATION, Role.RESPONSE]


@pytest.mark.parametrize("label", ["Update", "Update (January 2025)", "Position at 4 March 2025", "Actions taken"])
def test_a_dated_update_is_an_answer(label: str) -> None:
    page = "# PCC response to HMICFRS: vans\n\n## Recommendation 9\n\nThe force should count its vans.\n\n"
    page += f"{label}: 70% of the vans are counted; the others by 31 March 2025.\n"
    assert [paragraph.recommendations for paragraph in responses(read(page, "reply.md"))] == [("9",)]


def test_the_letterhead_of_the_sender_gives_nobody_the_floor() -> None:
    page = """Helena Example
Police and Crime Commissioner for Aldmoor

Tannery House, Kiln Lane, Leckby

14 March 2024

Dear Home Secretary

I am writing under section 55 of the Police Act 1996 to set out my comments on the report on empty yards. I welcome it.

Yours sincerely

Helena Example
"""
    assert [paragraph.text.split()[:3] for paragraph in responses(read(page, "letter.txt"))] == [["I", "am", "writing"]]


@pytest.mark.parametrize(
    "notice",
    [
        "This e-mail is confidential and intended solely for the addressee. We do not accept liability for any views expressed.",
        "DISCLAIMER: This email may hold personal information and is for the addressee only. We monitor e-mails to keep our systems safe.",
        "Click or tap here to enter text.",
    ],
)
def test_what_a_mail_program_or_a_template_adds_is_no_answer(notice: str) -> None:
    page = f"Response of the Commissioner for Aldmoor\n\nRecommendation 2\n\nI agree, and have asked for figures in May.\n\n{notice}\n"
    assert len(responses(read(page, "letter.txt"))) == 1


@pytest.mark.parametrize("heading", ["Related", "Sign up to our newsletter", "Attachments", "Is there anything wrong with this page?"])
def test_what_stands_below_the_headings_of_a_site_is_no_answer(heading: str) -> None:
    page = f"# PCC response to HMICFRS: vans\n\n## Recommendation 2\n\nI agree and will ask.\n\n## {heading}\n\nWe will put it right.\n"
    assert len(responses(read(page, "page.md"))) == 1


@pytest.mark.parametrize(
    "lead",
    ["Chief Constable Lucy Marchetti said", "The Chief Constable, Lucy Marchetti, said", "Of the report, the Chief Constable said"],
)
def test_a_quotation_at_the_end_is_what_its_speaker_says(lead: str) -> None:
    page = f'# Aldmoor PCC response\n\n## PCC response\n\nI asked the Chief Constable for a plan.\n\n{lead}: "We accept the findings."\n'
    assert [paragraph.speaker for paragraph in responses(read(page, "page.md"))] == [Speaker.PCC, Speaker.CHIEF_CONSTABLE]


def test_what_the_inspectorate_recommends_in_its_own_words_is_no_answer() -> None:
    asked = "We recommend that, within three months, Aldmoor Police reviews how it counts its vans."
    page = f"# Response of Aldmoor Police\n\n## Our response\n\nRecommendation 1. {asked}\n\nIt began in July.\n"
    found = read(page, "page.md")
    assert find(found, "Recommendation 1").role is Role.RECOMMENDATION
    assert [paragraph.recommendations for paragraph in responses(found)] == [("1",)]


def test_the_key_to_the_colours_of_a_tracker_is_no_answer() -> None:
    page = "# Response of Aldmoor Police\n\nWe publish it.\n\nKey: Blue = complete and signed off; Green = on track; Red = late.\n"
    assert find(read(page, "page.md"), "Key").role is not Role.RESPONSE


LETTER = "Police and Crime Commissioner for Marchford\n\nResponse to the HMICFRS inspection of custody\n\n"
ASKED = "Recommendation {}\n\nForces should train all response officers to recognise neglect.\n\n"
ACCEPTED = "We accept this recommendation and will begin at once.\n\n"
SECOND = "Recommendation 2\n\nForces should publish an analysis.\n\nWe accept this recommendation. An analysis will be published in May.\n"


@pytest.mark.parametrize("heading", ["Governance", "Outcome", "Milestones", "Progress to date", "The force will:", "Timescales"])
def test_the_parts_of_an_answer_are_about_its_recommendation(heading):
    paragraphs = read(f"{LETTER}{ASKED.format(1)}{ACCEPTED}{heading}\n\nA sergeant will be appointed in May.\n")
    part = find(paragraphs, "A sergeant")
    assert (part.role, part.recommendations) == (Role.RESPONSE, ("1",))


def test_a_subject_between_two_numbered_recommendations_belongs_to_the_first():
    paragraphs = read(f"{LETTER}{ASKED.format(1)}{ACCEPTED}Training\n\nA sergeant will be appointed in May.\n\n{SECOND}")
    assert find(paragraphs, "A sergeant").recommendations == ("1",)
    assert find(paragraphs, "We accept this recommendation. An").recommendations == ("2",)


@pytest.mark.parametrize("heading", ["Other points in the report", "General", "My priorities", "Wider context", "Looking ahead"])
def test_a_heading_about_something_else_leaves_the_recommendation(heading):
    paragraphs = read(f"{LETTER}{ASKED.format(1)}{ACCEPTED}{heading}\n\nWe have eleven officers for this and need more.\n\n{SECOND}")
    assert find(paragraphs, "We have eleven").recommendations == ()


def test_another_party_answers_the_recommendation_for_which_the_first_was_given_the_floor():
    answers = "Force response\n\nThe spring training will include this.\n\nPCC response\n\nI will seek assurance on this in June.\n\n"
    paragraphs = read(f"{LETTER}{ASKED.format(1)}{answers}{ASKED.format(2)}Force response\n\nThe summer training will include this.\n")
    found = find(paragraphs, "I will seek")
    assert (found.speaker, found.recommendations) == (Speaker.PCC, ("1",))


def test_after_the_part_of_the_chief_constable_the_commissioner_speaks_of_the_whole():
    parts = f"Response of the Chief Constable\n\n{ASKED.format(1)}{ACCEPTED}Comments of the Police and Crime Commissioner\n\n"
    paragraphs = read(f"{LETTER}{parts}I was pleased to read this report.\n\n{ASKED.format(2)}I shall publish my own survey.\n")
    assert find(paragraphs, "I was pleased").recommendations == ()


def test_a_force_named_below_a_recommendation_has_the_floor():
    paragraphs = read(
        f"{LETTER}{ASKED.format(1)}Marchford Police\n\nThe spring training cycle will include a half-day on this.\n\n{SECOND}"
    )
    found = find(paragraphs, "The spring")
    assert (found.role, found.speaker, found.recommendations) == (Role.RESPONSE, Speaker.CHIEF_CONSTABLE, ("1",))


@pytest.mark.parametrize("following", ["What we will do", "Next steps", "Force response"])
def test_a_short_first_acceptance_is_an_answer_whatever_heading_follows(following):
    paragraphs = read(f"{LETTER}{ASKED.format(1)}We accept this recommendation.\n\n{following}\n\nA sergeant will be appointed in May.\n")
    found = find(paragraphs, "We accept")
    assert (found.role, found.recommendations) == (Role.RESPONSE, ("1",))


@pytest.mark.parametrize("named", ["R{}", "Recommendation {}"])
def test_recommendations_put_together_and_stated_one_by_one_are_answered_together(named):
    asked = {2: "Forces should train their officers to recognise neglect.", 3: "Supervisors should review every notice within a day."}
    stated = "".join(f"{named.format(number)}: {text}\n\n" for number, text in asked.items())
    for answer in (
        "Force response\n\nThe training will include both.\n",
        "The Chief Constable: Accepted. The training will include both.\n",
    ):
        paragraphs = read(f"{LETTER}Recommendations 2 and 3\n\n{stated}{answer}")
        assert find(paragraphs, answer.rpartition("\n\n")[2].strip()[:20]).recommendations == ("2", "3")


@pytest.mark.parametrize(
    "line",
    [
        "Minutes of the meeting held on Thursday 9 March 2023 at 10.30 am",
        "Present: Councillors Amory (Chair), Blount and Dace",
        "The minutes of 12 January were agreed as a correct record.",
        "43.5 Councillor Blount asked whether the cost had been provided for.",
        "RESOLVED: That the response be noted.",
        "The meeting closed at 12.05 pm.",
    ],
)
def test_what_minutes_hold_beside_the_answers_is_none(line):
    said = "43.2 The Commissioner said that he accepted all four recommendations and would report again in June."
    head = "Eastwick Police and Crime Panel\n\nItem 43: response to the inspection of vetting\n\n"
    paragraphs = read(f"{head}{said}\n\n{line}\n\n43.9 I will report in May.\n")
    assert find(paragraphs, line).role is not Role.RESPONSE
    assert find(paragraphs, said).role is Role.RESPONSE


@pytest.mark.parametrize(
    "answer",
    [
        "The meeting closed the recommendation as complete.",
        "Apologies: we accept that victims should have received one sooner.",
        "The minutes of my performance board confirmed that the action is closed.",
        "Councillor Smith asked about this in June. I told the panel that the force will publish the figures.",
        "Status: we disagree with this finding.",
    ],
)
def test_an_answer_that_speaks_of_a_meeting_is_one(answer):
    paragraphs = read(f"{LETTER}{ASKED.format(1)}Force response\n\n{ACCEPTED}{answer}\n\nWe will report again.\n")
    assert find(paragraphs, answer).role is Role.RESPONSE
