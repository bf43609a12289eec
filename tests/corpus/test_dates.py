"""Dates as British documents write them, and what only looks like one."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.dates import parse_date, parse_dates

_TENTH = datetime.date(2024, 9, 10)
_MONTH_NAMES = ("January", "Feb", "march", "APRIL", "May", "Jun.", "July", "Aug", "Sept.", "October", "Nov", "December")


@pytest.mark.parametrize(
    "text",
    [
        "10 September 2024",
        "10th September 2024",
        "10 th September 2024",
        "10th of September, 2024",
        "the 10th day of September 2024",
        "Tuesday 10th September 2024",
        "Tues, 10 Sep 2024",
        "10 SEPT. 2024",
        "10-Sep-2024",
        "10 Sep '24",
        "September 10, 2024",
        "Sept. 10th 2024",
        "10/09/2024",
        "10/9/24",
        "10.9.24",
        "10-09-2024",
        "10 / 09 / 2024",
        "2024-09-10",
        "2024/09/10",
        "10September2024",
        "10/Sept/2024",
        "10 September\n2024",
        "10\u00a0September\u00a02024",
    ],
)
def test_reads_each_way_of_writing_a_day(text: str) -> None:
    assert parse_date(f"It was sent ({text}), we believe.") == _TENTH


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31 June 2024",
        "30/02/2024",
        "09/13/2024",
        "10 September 20245",
        "110/09/2024",
        "version 1.2.24.5",
        "10 September",
        "September 2024",
        "12 marches 2024",
        "1/2",
        "0 May 2024",
        "10 September 0024",
        "2024-13-45",
        "٣١ September 2024",
    ],
)
def test_leaves_out_what_is_no_day(text: str) -> None:
    assert parse_dates(text) == []


def test_figures_are_read_day_first() -> None:
    assert parse_date("03/04/2019") == datetime.date(2019, 4, 3)


def test_short_years_fall_in_the_century_that_is_meant() -> None:
    assert parse_date("1/2/69") == datetime.date(2069, 2, 1)
    assert parse_date("1/2/70") == datetime.date(1970, 2, 1)


def test_gives_every_date_with_its_place() -> None:
    text = "Issued Monday 4 March 2019; answer by 29/04/2019."
    assert [(text[start:end], day) for start, end, day in parse_dates(text)] == [
        ("Monday 4 March 2019", datetime.date(2019, 3, 4)),
        ("29/04/2019", datetime.date(2019, 4, 29)),
    ]


def test_a_range_gives_its_last_day() -> None:
    assert [day for _, _, day in parse_dates("3-4 March 2022")] == [datetime.date(2022, 3, 4)]


@given(st.text() | st.from_regex(r"[0-9]{1,3}[ ./-]([0-9]{1,2}|May|june|Sept\.)[ ./-]'?[0-9]{1,6}"))
def test_never_raises_and_places_lie_in_the_text(text: str) -> None:
    end_before = 0
    for start, end, _ in parse_dates(text):
        assert end_before <= start < end <= len(text)
        end_before = end


@given(st.dates(datetime.date(1970, 1, 1), datetime.date(2069, 12, 31)), st.integers(0, 4))
def test_reads_back_any_day(day: datetime.date, form: int) -> None:
    month = _MONTH_NAMES[day.month - 1]
    forms = (
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        day.isoformat(),
        f"{day.day:02}/{day.month:02}/{day.year}",
        f"{day.day}.{day.month}.{day.year % 100:02}",
    )
    assert parse_date(forms[form]) == day
