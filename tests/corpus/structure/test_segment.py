import pytest

from corpus.records import Role, Speaker

from .documents import find, read, responses

FORM = """Marchford Police and Crime Commissioner: response to inspections of Marchford Constabulary

Inspection title: Locked up: an inspection of custody

Date published: 4 May 2023

Key findings

The inspectors found that detainees were treated well, but that records of the use of force were often incomplete.

Recommendations

1. By 31 March, the constabulary should review how its custody sergeants record the use of force in cells.

2. Within six months, the constabulary should give every detainee a leaflet that sets out their rights.

Chief Constable response

Recommendation 1

By 31 March, the constabulary should review how custody sergeants record the use of force in cells.

We agree. Custody sergeants have had a day's training, and an inspector now reads twenty of their records in each month.

Recommendation 2

A leaflet has been printed in nine languages and is given out at the desk. We will review it with the independent visitors in May.

Commissioner's comments

I welcome this report. My office will follow the work on both recommendations, and I will ask the Chief Constable about it in public.

For office use only

Sent to the Home Office on 2 June 2023
"""


def test_a_form_with_sections_gives_every_paragraph_its_role() -> None:
    found = read(FORM)
    assert find(found, "The inspectors found").role is Role.FINDING
    assert find(found, "1. By 31 March").role is Role.RECOMMENDATION
    assert find(found, "By 31 March").role is Role.RECOMMENDATION
    assert find(found, "Date published").role is Role.FRONT_MATTER
    assert find(found, "Chief Constable response").role is Role.HEADING
    assert find(found, "Sent to the Home Office").role is Role.ADMINISTRATIVE
    assert [(paragraph.speaker, paragraph.recommendations) for paragraph in responses(found)] == [
        (Speaker.CHIEF_CONSTABLE, ("1",)),
        (Speaker.CHIEF_CONSTABLE, ("2",)),
        (Speaker.PCC, ()),
    ]


def test_an_answer_carries_the_recommendation_and_the_heading_it_stands_under() -> None:
    answer = find(read(FORM), "We agree. Custody")
    assert answer.context.startswith("By 31 March")
    assert answer.heading == "Recommendation 1"


def test_only_answers_have_a_speaker_and_all_paragraphs_are_numbered_in_order() -> None:
    found = read(FORM)
    assert [paragraph.index for paragraph in found] == list(range(len(found)))
    assert all(paragraph.speaker is None for paragraph in found if paragraph.role is not Role.RESPONSE)


def test_a_table_is_answered_row_by_row() -> None:
    page = """<html><body><h1>Response of Marchford Police to the inspection of custody</h1><table>
    <tr><th>Recommendation</th><th>Force response</th><th>Owner</th></tr>
    <tr><td>1. The force should train its custody sergeants.</td>
    <td><p>All of them were trained in May.</p><p>The course will be run again.</p></td><td>Head of Learning</td></tr>
    <tr><td>2. The force should buy new cameras.</td><td>We do not agree that more cameras are needed.</td><td>None</td></tr>
    </table></body></html>"""
    found = read(page, "response.html")
    assert [(paragraph.speaker, paragraph.recommendations) for paragraph in responses(found)] == [
        (Speaker.CHIEF_CONSTABLE, ("1",)),
        (Speaker.CHIEF_CONSTABLE, ("1",)),
        (Speaker.CHIEF_CONSTABLE, ("2",)),
    ]
    assert find(found, "Head of Learning").role is Role.ADMINISTRATIVE
    assert find(found, "None").role is Role.ADMINISTRATIVE


def test_a_letter_is_the_signatorys() -> None:
    letter = """Dear Home Secretary,

I am writing to give you my comments on the report about custody in Marchford, as the law asks of me.

1. I accept the first recommendation. The training that it calls for was finished in May, and I have seen the results.

2. I am not persuaded by the second. The sample was of eleven records, and it was taken in a week when the suite was closed.

I am grateful to the inspectors for their work.

Yours sincerely,

Ada Fenwick

Police and Crime Commissioner for Marchford

cc: Chief Constable of Marchford
"""
    found = read(letter)
    assert {paragraph.speaker for paragraph in responses(found)} == {Speaker.PCC}
    assert len(responses(found)) == 4
    assert find(found, "cc:").role is not Role.RESPONSE
    assert find(found, "Ada Fenwick").role is Role.FRONT_MATTER


def test_the_questions_of_a_form_keep_the_number_they_are_about() -> None:
    form = """Response of the Commissioner to the report on custody

Recommendation 5: The force should train its custody sergeants in the use of force.

B1. Is the recommendation already met? If so, how?

All of the sergeants have been given a day of training and are checked once a year.

B2. What further action will be taken?

We will train those who joined in the spring.

Recommendation 6: The force should give a leaflet to every detainee who comes into the suite.

B3. Is the recommendation already met? If so, how?

A leaflet has been handed out at the desk since 2019.

B4. What further action will be taken?

None is planned by the force.

B5. Is there anything else?

We thank the inspectors for the care they took over this report.
"""
    found = read(form)
    assert [paragraph.recommendations for paragraph in responses(found)] == [("5",), ("5",), ("6",), ("6",), ()]


def test_list_items_go_with_their_lead_in() -> None:
    text = """Chief Constable response

Since the inspection we have put these things right and will keep them so:

- new cells in the north;
- more nurses at night; and
- a desk for visitors.
"""
    assert [paragraph.role for paragraph in read(text)][1:] == [Role.RESPONSE] * 4


def test_names_stand_for_their_offices_in_a_press_statement() -> None:
    text = """Commissioner and Chief Constable respond to the report on custody

The Chief Constable, Tom Orrin, and the Police and Crime Commissioner, Ada Fenwick, have answered the report.

Our response

Mr Orrin said: "We have trained all of our sergeants and will do so again. I am proud of what they have done."

Ms Fenwick said: "I welcome the report. Residents deserve cells that are safe, and I shall ask for an account of this in May."
"""
    found = read(text)
    assert find(found, "Mr Orrin").speaker is Speaker.CHIEF_CONSTABLE
    assert find(found, "Ms Fenwick").speaker is Speaker.PCC


def test_every_block_of_a_document_is_a_paragraph_of_the_result() -> None:
    assert len(read("One line of text that stands alone.")) == 1


def test_what_stands_below_a_table_does_not_answer_its_last_row() -> None:
    rows = "".join(
        f"<tr><td>Recommendation {number}: Forces should review their {topic}.</td><td>We have reviewed it since May.</td></tr>"
        for number, topic in ((1, "vetting"), (2, "custody"))
    )
    table = f"<table><tr><th>Recommendation</th><th>Force response</th></tr>{rows}</table>"
    page = read(f"<h1>Our response to the inspection</h1>{table}<p>Recommendations 3 and 4 are addressed to others.</p>", "table.html")
    assert find(page, "Recommendations 3").recommendations == ("3", "4")


def test_a_paragraph_in_the_first_person_that_opens_a_page_is_a_response() -> None:
    page = read(
        "PCC's response to PEEL\n\nPosted on 3 September 2024\n\n"
        "My response to the latest PEEL report, published on 11 July 2024, is set out below.\n\n"
        "Area for improvement 1: The force should answer calls sooner.\n\nIt has taken on forty call handlers."
    )
    assert find(page, "My response").role is Role.RESPONSE


def test_figures_alone_are_no_response() -> None:
    page = read(
        "<h1>Our response to the inspection</h1><p>We accept the report as a whole and will act on it.</p><p>6-7</p><p>We thank staff.</p>",
        "p.html",
    )
    assert find(page, "6-7").role is not Role.RESPONSE


def test_recommendations_listed_before_prose_are_answered_by_their_place() -> None:
    items = "".join(
        f"<li>{text}</li>" for text in ("make sure that nurses advise the control room", "record all time that is spent on incidents")
    )
    texts = (
        "The report is a good one.",
        "As for the first recommendation, nurses work here.",
        "The second will have to wait for a system.",
    )
    answers = "".join(f"<p>{text}</p>" for text in texts)
    lead = "<p>The report makes the following recommendations to chief constables:</p>"
    page = read(f"<h1>Response of the Commissioner to the inspection</h1>{lead}<ol>{items}</ol><h2>My comments</h2>{answers}", "p.html")
    assert find(page, "record all").role is Role.RECOMMENDATION
    assert [paragraph.recommendations for paragraph in responses(page)] == [(), ("1",), ("2",)]


def test_references_alone_are_no_response() -> None:
    asked = "5. Which recommendations apply to the force?\n\nRecommendations 1, 3 and 4."
    page = read(f"Return\n\n{asked}\n\n6. What is the force doing?\n\nIt trains its staff.")
    assert find(page, "Recommendations 1").role is not Role.RESPONSE


@pytest.mark.parametrize(
    "answer",
    [
        "Accepted. The force leads on this for the region.",
        "Agreed and completed in June.",
        "Not accepted: the sample was nine records.",
        "We accept it.",
        "The force fully accepts this, and has begun to train its sergeants.",
        "This has already been done.",
    ],
)
def test_an_answer_right_below_a_bare_number_is_no_recommendation(answer: str) -> None:
    page = read(
        f"<h1>Response to the inspectorate</h1><h2>Recommendation 3</h2><p>{answer}</p><h2>Recommendation 4</h2><p>{answer}</p>", "r.html"
    )
    assert [(paragraph.text, paragraph.recommendations) for paragraph in responses(page)] == [(answer, ("3",)), (answer, ("4",))]


@pytest.mark.parametrize(
    "text",
    [
        "Copyright material was removed from the website, and the force will not use it again.",
        "We sent this message to all sergeants, and it was intended to remind them of the law.",
        "Officers read each statement aloud before printing it, and we will check that they do.",
        "I received it in error in March, and have asked the inspectorate for another copy.",
    ],
)
def test_answers_that_share_words_with_notices_are_kept(text: str) -> None:
    page = read(
        f"<h1>Response of the Police and Crime Commissioner</h1><h2>Response</h2><p>I accept the report.</p><p>{text}</p>", "r.html"
    )
    assert find(page, text).role is Role.RESPONSE


@pytest.mark.parametrize(
    "text",
    [
        "This email and any attachments are confidential and intended solely for the addressee.",
        "If you have received this message in error please delete it.",
        "Please consider the environment before printing this email.",
        "Copyright 2025 Elmhaven Council",
    ],
)
def test_notices_are_no_answers(text: str) -> None:
    page = read(
        f"<h1>Response of the Police and Crime Commissioner</h1><h2>Response</h2><p>I accept the report.</p><p>{text}</p>", "r.html"
    )
    assert find(page, text).role is not Role.RESPONSE


@pytest.mark.parametrize(
    "promise",
    [
        "Following the release of the national form, the Constabulary will redesign its own around it.",
        "The Force is awaiting a decision on a national store before it lets a new contract.",
        "The number of armed officers will be considered afresh when the threat has been assessed.",
    ],
)
def test_what_will_be_done_is_no_finding(promise: str) -> None:
    letter = read(
        "Dear Home Secretary\n\nI write with my comments on the report.\n\n"
        "What the inspectors found\n\nInspectors found that records were poor.\n\n"
        f"Leadership\n\nI thank every member of the team for the care that they take.\n\n{promise}\n\nYours sincerely\n"
    )
    assert find(letter, promise).role is Role.RESPONSE


def test_what_the_inspectorate_will_do_stays_its_own() -> None:
    page = read(
        "<h1>Response</h1><h2>Findings</h2><p>Inspectors found that records were poor.</p><h2>Custody</h2>"
        "<p>The inspectorate found gaps, and its report will be reviewed in two years.</p><h2>Response</h2><p>We accept it.</p>",
        "r.html",
    )
    assert find(page, "The inspectorate found").role is Role.FINDING


@pytest.mark.parametrize(("purpose", "role"), [(" This letter is written for that purpose.", Role.RESPONSE), ("", Role.FRONT_MATTER)])
def test_a_letter_that_cites_its_duty_speaks_where_it_says_what_it_is_for(purpose: str, role: Role) -> None:
    letter = read(
        "Dear Home Secretary\n\nInspection of custody in Elmhaven\n\n"
        "Under section 55 of the Police Act 1996, a local policing body is required "
        f"to publish its comments on a report within 56 days.{purpose}\n\nI accept the recommendation of the report.\n\nYours sincerely\n"
    )
    assert find(letter, "Under section").role is role
