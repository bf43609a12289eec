import pytest

from corpus.readers.bullets import split_sign
from corpus.records import Role, Speaker
from corpus.structure.forms import is_field, label_column, value_numbers

from .documents import find, read

ROWS = (
    ("Text of recommendation", "By 31 March 2025, chief constables should make sure that every call is graded twice."),
    ("Status", "☒ Accepted ☐ Not accepted"),
    ("Response", "The force grades every call twice since May. A sergeant looks at ten of them each day."),
    ("Lead", "Head of Contact"),
    ("Due", "To be confirmed"),
)


def form(*rows: tuple[str, str]) -> str:
    return "<table>" + "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in rows) + "</table>"


def test_labels_of_a_form_say_what_stands_beside_them() -> None:
    page = read(
        f"<h1>Return to the inspectorate</h1><h2>Recommendation 4</h2>{form(*ROWS)}<h2>Recommendation 5</h2>{form(*ROWS)}", "form.html"
    )
    answer = find(page, "The force grades")
    assert (answer.role, answer.speaker, answer.recommendations) == (Role.RESPONSE, Speaker.CHIEF_CONSTABLE, ("5",))
    asked = find(page, "By 31 March")
    assert (asked.role, asked.recommendations) == (Role.RECOMMENDATION, ("5",))
    for start in ("Text of", "Status", "☒ Accepted", "Response", "Lead", "Head of", "Due", "To be"):
        assert find(page, start).role is not Role.RESPONSE, start


def test_a_form_may_name_its_recommendation_in_a_row_of_its_own() -> None:
    page = read(form(("Recommendation number", "7"), *ROWS), "form.html")
    assert find(page, "The force grades").recommendations == ("7",)


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Force response", Role.RESPONSE),
        ("Recommendation text", Role.RECOMMENDATION),
        ("Target date", Role.ADMINISTRATIVE),
        ("Accepted / not accepted", Role.ADMINISTRATIVE),
        ("Title of report", Role.FRONT_MATTER),
    ],
)
def test_known_labels(label: str, role: Role) -> None:
    asked = label_column(label)
    assert asked is not None
    assert asked.role is role


@pytest.mark.parametrize("label", ["Recommendation 4", "Vetting", "Harbourside"])
def test_labels_that_ask_for_nothing(label: str) -> None:
    assert label_column(label) is None


def test_a_table_of_topics_is_no_form() -> None:
    rows = (
        ("Support for victims", "We accept the recommendation and have begun to call every victim within two days."),
        ("Priority crime", "The force has recruited thirty detectives and will recruit twenty more by March."),
        ("Number of supervisors", "I do not agree that supervisors are too few; the sample was nine records."),
    )
    page = read(f"<h1>Response of the Police and Crime Commissioner</h1>{form(*rows)}", "topics.html")
    assert [find(page, value[:12]).role for _, value in rows] == [Role.RESPONSE] * 3


def test_an_answer_beside_a_label_for_something_else_is_kept() -> None:
    answer = "We accept this in full, and the force will have trained every sergeant by June."
    rows = (*ROWS[:1], ("Response", "The force grades every call twice."), ("Status", answer), ("Lead", "Head of Contact"))
    page = read(f"<h1>Return to the inspectorate</h1><h2>Recommendation 4</h2>{form(*rows)}", "form.html")
    assert find(page, "We accept this").role is Role.RESPONSE
    assert find(page, "Head of Contact").role is Role.ADMINISTRATIVE


def test_numbers_beside_labels() -> None:
    assert value_numbers("Recommendation no.", "4") == ("4",)
    assert value_numbers("Area for improvement", "AFI 2") == ("AFI 2",)
    assert value_numbers("Date of publication", "4") == ()


def test_boxes_to_choose_from_are_no_bullets() -> None:
    assert split_sign("☐ Accepted ☒ Not accepted") == (False, "☐ Accepted ☒ Not accepted")
    assert split_sign("☐ Sent to the panel") == (True, "Sent to the panel")


def test_two_paragraphs_in_one_cell_are_by_one_speaker() -> None:
    second = "It would be helpful if the inspectorate had said how many orders it would expect."
    answer = f"<p>The force obtained six orders last year and its officers are content with them.</p><p>{second}</p>"
    rows = "".join(f"<h2>Recommendation {number}</h2>{form(('Response', answer), ('Lead', 'Force Solicitor'))}" for number in (1, 2))
    assert find(read(f"<h1>Return of the force</h1>{rows}", "form.html"), "It would").speaker is Speaker.CHIEF_CONSTABLE


def test_a_label_beside_an_empty_cell_does_not_end_the_recommendation() -> None:
    rows = "<tr><td>Recommendation</td><td>{}</td></tr><tr><td>Due date</td><td>{}</td></tr><tr><td>Force response</td><td>{}</td></tr>"
    first, second = (3, "30/04/2023", "A policy is being written."), (5, "", "We have done this every year since 2015.")
    page = "".join(f"<table>{rows.format(*values)}</table>" for values in (first, second))
    paragraphs = read(f"<h1>PCC Calverlow: response to the inspection of vetting</h1>{page}", "response.html")
    assert [find(paragraphs, values[2]).recommendations for values in (first, second)] == [("3",), ("5",)]


@pytest.mark.parametrize(
    "text", ["Owner: Head of Custody", "RAG: Green", "Due date: 30/04/2031", "Addressed to: Chief constables", "Priority: High"]
)
def test_what_a_form_asks_beside_answers_is_a_field(text: str) -> None:
    assert is_field(text)


@pytest.mark.parametrize(
    "text",
    [
        "Status: we disagree with this finding.",
        "Decision: I disagree with the sample used.",
        "Acceptance: we accept this.",
        "Status: the NPCC has yet to decide.",
        "Status: Closed",
        "Due date: dependent on the NPCC review.",
        "Timescale: all officers will be trained by March.",
        "The date: it was wrong.",
        "Force response: Done in May",
    ],
)
def test_an_answer_behind_a_label_is_no_field(text: str) -> None:
    assert not is_field(text)
