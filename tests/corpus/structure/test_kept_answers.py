"""Answers that were once taken for something else and so left untagged; every text here is invented."""

from collections.abc import Callable, Iterable

import pytest

from corpus.records import Role, Speaker

from .documents import find, read

CONTACT = """Response of Marchford Police to the inspection of contact management

Force response

The force accepts the report.

Contact with the public has got better: 999 calls are answered in eight seconds.

The public can now report crime by 101, online or in person.

Anyone who has to call 101 at night now waits for less than two minutes.
"""


def test_a_short_acceptance_under_the_heading_of_the_response_is_an_answer() -> None:
    assert find(read(CONTACT), "The force accepts").role is Role.RESPONSE


def test_what_a_force_says_of_its_telephones_is_no_advice_to_the_public() -> None:
    paragraphs = read(CONTACT)
    assert [paragraph.role for paragraph in paragraphs[3:]] == [Role.RESPONSE] * 3


def test_a_document_that_opens_with_a_recommendation_keeps_its_number() -> None:
    paragraphs = read(
        "Recommendation 4\n\nBy May, the force should review its cells.\n\nForce response\n\nAccepted. The cells were reviewed in March.\n"
    )
    assert find(paragraphs, "Accepted.").recommendations == ("4",)
    paragraphs = read("Response to recommendation 7\nThe force has bought forty new cameras and its sergeants wear them at all times.\n")
    assert find(paragraphs, "The force").recommendations == ("7",)


TERSE = """Response of Marchford Police to the inspection of custody

Recommendation 1

By May, the force should review its cells.

Force response

Complete

Recommendation 2

By May, the force should find a new doctor.

Force response

Subject to the outcome of the regional tender

Recommendation 3

By May, the force should fill its posts.

Force response

Forty posts have been advertised since the budget was passed in March

Another round opens in June

Commissioner's comments

I will look at this again in the autumn

Custody: 41 of 44 posts are filled.

Recommendation 4

By June, the force should clean its vans.

Partly accepted

Status

In progress

Owner

Head of Fleet
"""


def test_answers_without_a_full_stop_are_no_headings() -> None:
    paragraphs = read(TERSE)
    for start, numbers in (("Complete", ("1",)), ("Subject to", ("2",)), ("Forty", ("3",)), ("Another", ("3",)), ("Partly", ("4",))):
        found = find(paragraphs, start)
        assert (found.role, found.recommendations) == (Role.RESPONSE, numbers), start
    assert find(paragraphs, "I will look").role is Role.RESPONSE
    assert find(paragraphs, "Custody: 41").role is Role.RESPONSE
    assert find(paragraphs, "In progress").role is Role.HEADING


ROWS = (
    ("No.", "Recommendation", "Force response", "Due"),
    ("1", "The force should review its cells.", "Accepted. The cells were reviewed in March and the sergeants were told.", "Complete"),
    ("2", "The force should fill its posts.", "Not accepted. The posts were filled before the inspectors came.", "n/a"),
)


@pytest.mark.parametrize("row", ["\t".join, lambda cells: f"| {' | '.join(cells)} |"])
def test_rows_of_plain_text_with_cells_set_apart_are_a_table(row: Callable[[Iterable[str]], str]) -> None:
    table = "\n".join(row(cells) for cells in ROWS)
    paragraphs = read(f"Reply of Marchford Police to the inspection of custody\n\nThe answers follow.\n{table}\n\nYours sincerely\n")
    for start, numbers in (("Accepted.", ("1",)), ("Not accepted.", ("2",))):
        found = find(paragraphs, start)
        assert (found.role, found.recommendations) == (Role.RESPONSE, numbers)
    assert find(paragraphs, "The force should fill").role is Role.RECOMMENDATION


REPLIES = """Hi Sam,

The Commissioner's comments are below:

> Recommendation 1: By June the force should review its policy on missing persons
Done in April. The policy is on our website.

> Recommendation 2: By June the force should make sure that return interviews are held
> within three days of the return of the child and that they are recorded by the council
Accepted in part. The council commissions the interviews and we have asked it for
monthly figures.

Thanks
Leo
"""


def test_answers_below_the_quoted_lines_of_an_email_keep_their_numbers() -> None:
    paragraphs = read(REPLIES)
    for start, numbers in (("Done in April", ("1",)), ("Accepted in part", ("2",))):
        found = find(paragraphs, start)
        assert (found.role, found.recommendations) == (Role.RESPONSE, numbers)


FIGURES = """Response to the inspection of Marchford Police

**Recommendation 3**: The force should have enough detectives.

**Our response:** This will take two years, as the table below shows.

| Year | Detectives | Vacancies |
| --- | --- | --- |
| 2023/24 | 210 | 45 |
| 2024/25 | 240 | 15 |

A plan will go to the board in September.
"""


def test_an_answer_goes_on_below_a_table_of_figures() -> None:
    assert find(read(FIGURES, "reply.md"), "A plan will").recommendations == ("3",)


SIGNED = """Dear Home Secretary

I enclose my comments on the report on the custody services of Marchford Police.

Signed statements are now taken from each detainee who has been searched. I have read a sample of them.

From May the cells will be cleaned daily.

Copies of the custody record are now given to each detainee on request.

Distribution of the new leaflet began in June and will be finished by July.

Yours sincerely

Jo Example
Police and Crime Commissioner for Marchford
"""


def test_prose_that_begins_like_a_signature_or_a_list_of_copies_is_an_answer() -> None:
    paragraphs = read(SIGNED)
    for start in ("Signed statements", "From May", "Copies of", "Distribution of"):
        assert find(paragraphs, start).role is Role.RESPONSE, start
    assert find(paragraphs, "Jo Example").role is Role.FRONT_MATTER


@pytest.mark.parametrize(
    "status",
    [
        "Declined",
        "Delivered",
        "Met",
        "Achieved",
        "Not applicable",
        "No comment",
        "Actioned",
        "Refused",
        "On track",
        "Planned",
        "Business as usual",
        "Awaiting national guidance",
    ],
)
@pytest.mark.parametrize("heading", ["", "Force response\n\n"])
def test_a_status_below_a_recommendation_is_its_answer_also_where_the_document_ends(status: str, heading: str) -> None:
    asked = "By May, the force should review its cells."
    text = f"Response of Marchford Police to the inspection of custody\n\nRecommendation 1\n\n{asked}\n\n{heading}{status}\n"
    for document in (text, f"{text}\nRecommendation 2\n\nBy June, the force should find a doctor.\n\n{heading}We have found one.\n"):
        answer = find(read(document), status)
        assert (answer.role, answer.recommendations) == (Role.RESPONSE, ("1",))


def test_a_label_on_a_line_of_its_own_is_no_part_of_the_recommendation_above_it() -> None:
    paragraphs = read(
        "Response of Marchford Police to the inspection of custody\n\nRecommendation 1\nForces should train staff in first aid.\n"
        "Force response:\nComplete.\nPCC comment:\nNoted.\n"
    )
    assert find(paragraphs, "Forces should").text == "Forces should train staff in first aid."
    assert [find(paragraphs, text).speaker for text in ("Complete.", "PCC comment: Noted.")] == [Speaker.CHIEF_CONSTABLE, Speaker.PCC]
