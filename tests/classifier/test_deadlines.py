import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.deadlines import parse_deadline

PUBLISHED = datetime.date(2024, 9, 10)
DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("By 31 March 2025, chief constables should audit their policies.", "2025-03-31"),
        ("With immediate effect, the force should stop.", "2024-09-10"),
        ("The force should immediately review its practice.", "2024-09-10"),
        ("By the end of 2024/25 forces should have a plan.", "2025-03-31"),
        ("By the end of the financial year, forces should have a plan.", "2025-03-31"),
        ("By the start of the financial year 2025-26, forces should have a plan.", "2025-04-01"),
        ("By autumn 2024, forces should have a plan.", "2024-11-30"),
        ("Before the spring of 2025, forces should have a plan.", "2025-02-28"),
        ("Before the autumn, forces should have a plan.", "2025-08-31"),
        ("By winter 2024, forces should have a plan.", "2025-02-28"),
        ("Within three months of publication, the force should act.", "2024-12-10"),
        ("Within three months of this report being published the force should act.", "2024-12-10"),
        ("Within six months the force should reduce the number of children detained.", "2025-03-10"),
        ("The force should put this right within three months and keep a note.", "2024-12-10"),
        ("Within a quarter, the force should act.", "2024-12-10"),
        ("Within 10 working days of publication, the force should act.", "2024-09-24"),
        ("Within 12 months of 1 April 2025 forces should act.", "2026-04-01"),
        ("By September 2025 the force should act.", "2025-09-30"),
        ("Before October 2025, forces should know.", "2025-09-30"),
        ("The force should, by the end of September, handle this.", "2024-09-30"),
        ("By the end of the year, the force should act.", "2024-12-31"),
        ("By 30 June, the force should act.", "2025-06-30"),
        ("By the end of Q3 2024/25, the force should act.", "2024-12-31"),
        ("Before Christmas 2024 the force should act.", "2024-12-24"),
        ("By Easter, the force should act.", "2025-04-20"),
        ("From 1 April 2025 all forces should flag rural offences.", "2025-04-01"),
        ("By end of March 2025, the force should act.", "2025-03-31"),
        ("By end March 2025, the force should act.", "2025-03-31"),
        ("By Sept 2025, the force should act.", "2025-09-30"),
        ("The force should act by April 25.", "2025-04-30"),
        ("By July next year, the force should act.", "2025-07-31"),
        ("By mid-April 2025, the force should act.", "2025-04-15"),
        ("By 5pm on 31 March 2025, the force should act.", "2025-03-31"),
        ("By the week commencing 4 November 2024, the force should act.", "2024-11-04"),
        ("Ahead of 1 April 2025, the force should act.", "2025-03-31"),
        ("By the end of the second quarter of 2025/26, the force should act.", "2025-09-30"),
        ("By the end of Q1 of the next financial year, the force should act.", "2025-06-30"),
        ("By FY 2025/26, the force should act.", "2026-03-31"),
        ("By year end 2024/25, the force should act.", "2025-03-31"),
        ("Within six (6) months, the force should act.", "2025-03-10"),
        ("Within three to six months, the force should act.", "2025-03-10"),
        ("Within twenty-four months, the force should act.", "2026-09-10"),
        ("Within thirty days of publication, the force should act.", "2024-10-10"),
        ("The force should act. Target date: December 2024", "2024-12-31"),
        ("The force should act. Deadline 30 November 2024.", "2024-11-30"),
        ("The force should act. To be completed by: 30 November 2024", "2024-11-30"),
        ("The force should act. Timescale: 6 months", "2025-03-10"),
        ("Between now and 31 March 2025, the force should act.", "2025-03-31"),
        ("By June 2025 the NPCC should set out how. By December 2025, forces should do so.", "2025-12-31"),
        ("Crimes recorded by March 2020 should be checked by June 2025.", "2025-06-30"),
    ],
)
def test_a_deadline_is_a_day(text: str, date: str) -> None:
    deadline = parse_deadline(text, PUBLISHED)
    assert deadline is not None
    assert deadline.date == datetime.date.fromisoformat(date)
    assert deadline.dependency is None


@pytest.mark.parametrize(
    ("text", "dependency", "awaiting"),
    [
        (
            "Within six months of the College of Policing revising its guidance, forces should update their policies.",
            "the College of Policing revising its guidance",
            "college_of_policing",
        ),
        ("Once the NPCC has published its strategy, forces should adopt it.", "the NPCC has published its strategy", "npcc"),
        ("After the national standard is issued, each force should apply it.", "the national standard is issued", "other_national"),
        ("As soon as the NPCC lead has circulated the form, forces should use it.", "the NPCC lead has circulated the form", "npcc"),
        (
            "By June 2025, the College of Policing should publish a model. Within three months of its publication, forces should adopt it.",
            "the College of Policing should publish a model",
            "college_of_policing",
        ),
    ],
)
def test_a_deadline_hangs_on_something_else(text: str, dependency: str, awaiting: str) -> None:
    deadline = parse_deadline(text, PUBLISHED)
    assert deadline is not None
    assert (deadline.date, deadline.dependency, deadline.awaiting) == (None, dependency, awaiting)


def test_a_day_may_have_an_exception() -> None:
    deadline = parse_deadline("By 30 September, unless the NPCC lead has by then concluded the review, forces should decide.", PUBLISHED)
    assert deadline is not None
    assert deadline.date == datetime.date(2024, 9, 30)
    assert deadline.awaiting == "npcc"


@pytest.mark.parametrize(
    "text",
    [
        "The force should attend incidents within its published times.",
        "Officers should see each victim within 28 days of a complaint being made.",
        "Every referral should be read by a trained member of staff within 24 hours.",
        "Forces should answer 90 per cent of emergency calls within ten seconds.",
        "Offenders should be visited within three months of their release from prison.",
        "The constabulary should improve its attendance where the caller is in immediate danger.",
        "Chief constables should publish a statement each year.",
        "Detainees should be seen when they may be at risk.",
    ],
)
def test_a_standard_of_service_is_no_deadline(text: str) -> None:
    assert parse_deadline(text, PUBLISHED) is None


def test_what_counts_from_the_report_needs_its_date() -> None:
    deadline = parse_deadline("Within three months, the force should act.")
    assert deadline is not None
    assert (deadline.date, deadline.text) == (None, "Within three months")


def test_a_vague_deadline_settles_nothing() -> None:
    deadline = parse_deadline("The force should act as soon as practicable.", PUBLISHED)
    assert deadline is not None
    assert (deadline.date, deadline.dependency) == (None, None)


def test_a_quarter_of_no_year_settles_nothing() -> None:
    deadline = parse_deadline("By the end of Q2, the force should act.", PUBLISHED)
    assert deadline is not None
    assert (deadline.text, deadline.date) == ("By the end of Q2", None)


def test_days_overdue() -> None:
    deadline = parse_deadline("By 31 March 2025, forces should act.")
    assert deadline is not None
    assert deadline.days_overdue(datetime.date(2025, 4, 30)) == 30
    assert deadline.days_overdue(datetime.date(2025, 3, 30)) == -1


@given(DAYS, st.sampled_from(["%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%B %d, %Y", "%dth %B %Y"]), st.sampled_from(["By", "No later than"]))
def test_any_day_is_read_in_any_form(day: datetime.date, form: str, word: str) -> None:
    deadline = parse_deadline(f"{word} {day.strftime(form)}, forces should act.", datetime.date(2000, 1, 1))
    assert deadline is not None
    assert deadline.date == day


@given(DAYS, st.integers(1, 36), st.sampled_from(["days", "weeks", "months"]))
def test_a_span_counts_from_the_report(day: datetime.date, count: int, unit: str) -> None:
    deadline = parse_deadline(f"Within {count} {unit} of publication, forces should act.", day)
    assert deadline is not None
    assert deadline.date is not None
    shortest = {"days": 1, "weeks": 7, "months": 28}[unit] * count
    longest = {"days": 1, "weeks": 7, "months": 31}[unit] * count
    assert shortest <= (deadline.date - day).days <= longest


@given(DAYS, st.integers(1, 12))
def test_the_end_of_a_month_is_its_last_day(published: datetime.date, month: int) -> None:
    name = datetime.date(2001, month, 1).strftime("%B")
    deadline = parse_deadline(f"By the end of {name} {published.year + 1}, forces should act.", published)
    assert deadline is not None
    assert deadline.date is not None
    following = deadline.date + datetime.timedelta(days=1)
    assert (deadline.date.month, deadline.date.year, following.day) == (month, published.year + 1, 1)


@pytest.mark.parametrize("phrase", ["within 5 days ", "by May ", "immediately "])
def test_a_text_of_many_deadlines_is_read_in_time(phrase: str) -> None:
    began = time.process_time()
    parse_deadline(phrase * (24_000 // len(phrase)), PUBLISHED)
    # The square of its length takes more than a second of the processor.
    assert time.process_time() - began < 0.5


@given(st.text(max_size=200) | st.from_regex(r"(by|within|before|once|from) [\w /,.]{0,60}", fullmatch=True), DAYS | st.none())
def test_any_text_is_read_and_no_deadline_precedes_the_report(text: str, published: datetime.date | None) -> None:
    deadline = parse_deadline(text, published)
    if deadline is not None:
        assert deadline.text in text
        assert deadline.date is None or published is None or deadline.date >= published or deadline.text.lower().startswith("within")
