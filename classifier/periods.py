"""Stretches of time as they are named in reports: months, seasons, quarters, calendar and financial years."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

_DAY = datetime.timedelta(days=1)
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
#: The meteorological seasons, by their first month; winter runs into the next year.
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
#: The financial year of public bodies in the United Kingdom begins on 1 April.
_FINANCIAL_MONTH = 4
_YEAR = r"(?:of\s+)?(?P<year>2[01][0-9]{2})\b(?![/–-][0-9])"
# "Sept 24", "April ’25": the last two figures of a year.
_SHORT_YEAR = r"(?P<short>['’]?[2-4][0-9])(?![/–-][0-9])(?=\s*[,.;:)]|\s*$)"
_SPAN = r"(?P<from>2[01][0-9]{2})\s?[/–-]\s?(?:2[01])?(?P<to>[0-9]{2})\b"
_LATER = frozenset({"next", "new", "coming", "following"})
_WHICH = r"(?:the\s+)?(?P<which>current|this|present|next|new|coming|following)?\s*"
_THAT_YEAR = r"\s+(?:of\s+)?(?P<which>this|next)\s+year\b"
_NUMBERED = (("1", "one", "first"), ("2", "two", "second"), ("3", "three", "third"), ("4", "four", "fourth"))
_QUARTERS = {word: place for place, words in enumerate(_NUMBERED) for word in words}
_ABBREVIATED = "|".join(name[:length].capitalize() for name in _MONTHS for length in (4, 3) if length == 3 or name == "september")


_Named = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time, with both of its ends in it; ``text`` is how it was named."""

    text: str
    first: datetime.date
    last: datetime.date


def _months(year: int, month: int, count: int) -> tuple[datetime.date, datetime.date]:
    first = datetime.date(year, month, 1)
    return first, first + relativedelta(months=count) - _DAY


def _quarter(names: _Named, reference: datetime.date | None) -> tuple[datetime.date, datetime.date] | None:
    """Give a quarter of a calendar or financial year; whose quarter "Q2" alone is cannot be known."""
    before = 3 * _QUARTERS[(names["quarter"] or names["ordinal"] or "1").lower()]
    if names["year"]:
        return _months(int(names["year"]), before + 1, 3)
    year = _financial_year(names, reference) if names["from"] or names["financial"] else None
    first = year[0] + relativedelta(months=before) if year else None
    return _months(first.year, first.month, 3) if first else None


def _financial_year(names: _Named, reference: datetime.date | None) -> tuple[datetime.date, datetime.date] | None:
    if names["from"]:
        consecutive = (int(names["from"]) + 1) % 100 == int(names["to"] or -1)
        return _months(int(names["from"]), _FINANCIAL_MONTH, 12) if consecutive else None
    if reference is None:
        return None
    return _months(reference.year - (reference.month < _FINANCIAL_MONTH) + ((names["which"] or "").lower() in _LATER), _FINANCIAL_MONTH, 12)


def _month(names: _Named, reference: datetime.date | None) -> tuple[datetime.date, datetime.date] | None:
    name = (names["month"] or "").lower()[:3]
    month = next(place for place, full in enumerate(_MONTHS, start=1) if full.startswith(name))
    return _next_named(month, 1, _year_of(names, reference), reference)


def _year_of(names: _Named, reference: datetime.date | None) -> str | None:
    """Give the year that a month or season is said to be of, also as "25" or "next year"."""
    short = names.get("short")
    if short:
        return "20" + short.lstrip("'’")
    which = names.get("which")
    if which and reference is not None:
        return str(reference.year + (which.lower() in _LATER))
    return names["year"]


def _season(names: _Named, reference: datetime.date | None) -> tuple[datetime.date, datetime.date] | None:
    return _next_named(_SEASONS[(names["season"] or "").lower()], 3, _year_of(names, reference) or names["from"], reference)


def _next_named(month: int, count: int, year: str | None, reference: datetime.date | None) -> tuple[datetime.date, datetime.date] | None:
    """Give the months in a year; without a year, those that end next after the reference."""
    if year is not None:
        return _months(int(year), month, count)
    if reference is None:
        return None
    years = (reference.year - 1, reference.year, reference.year + 1)
    return next(months for months in (_months(year, month, count) for year in years) if months[1] >= reference)


def _feast(names: _Named, reference: datetime.date | None) -> tuple[datetime.date, datetime.date] | None:
    feast = (names["feast"] or "").lower()

    def day(year: int) -> datetime.date:
        return easter(year) if feast == "easter" else datetime.date(year, 12, 25) if feast == "christmas" else datetime.date(year, 1, 1)

    if names["year"]:
        return day(int(names["year"])), day(int(names["year"]))
    if reference is None:
        return None
    following = day(reference.year + (day(reference.year) < reference))
    return following, following


def _year(names: _Named, reference: datetime.date | None) -> tuple[datetime.date, datetime.date] | None:
    if names["year"]:
        return _months(int(names["year"]), 1, 12)
    return _months(reference.year + ((names["which"] or "").lower() in _LATER), 1, 12) if reference else None


_Reading = Callable[[_Named, datetime.date | None], tuple[datetime.date, datetime.date] | None]
_KINDS: tuple[tuple[re.Pattern[str], _Reading], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), reading)
    for pattern, reading in (
        (
            r"(?:the\s+)?(?:(?:Q|(?:quarter|qtr)\s)(?P<quarter>[1-4]|one|two|three|four)\b|(?P<ordinal>first|second|third|fourth)\s+quarter\b)"
            rf"(?:,?\s+(?:(?:of\s+)?(?:the\s+)?{_SPAN}(?:\s+(?:financial|fiscal)\s+year)?|{_YEAR}|(?:of\s+)?{_WHICH}(?P<financial>financial|fiscal)\s+year))?",
            _quarter,
        ),
        (rf"{_WHICH}(?:financial|fiscal)\s+year\b(?:[\s-]end)?(?:\s*[(,]?\s*{_SPAN})?", _financial_year),
        (rf"{_WHICH}(?:(?:FY|year[\s-]end)\s*)?(?=2[01]){_SPAN}(?:\s+(?:financial|fiscal)\s+year)?", _financial_year),
        (rf"(?-i:(?P<month>{'|'.join(name.capitalize() for name in _MONTHS)}))\b(?:,?\s+{_YEAR}|\s+{_SHORT_YEAR}|{_THAT_YEAR})?", _month),
        (rf"(?-i:(?P<month>{_ABBREVIATED}))\b\.?[\s-]+(?:{_YEAR}|{_SHORT_YEAR})", _month),
        (rf"(?:the\s+|early\s+|late\s+)?(?P<season>{'|'.join(_SEASONS)})\b(?:\s+(?:(?:of\s+)?{_SPAN}|{_YEAR})|{_THAT_YEAR})?", _season),
        (rf"(?P<feast>Christmas|Easter|(?:the\s+)?new\s+year)\b(?:\s+{_YEAR})?", _feast),
        (rf"{_WHICH}(?:calendar\s+)?(?:(?=2[01])|year\b\s*){_YEAR}", _year),
        (rf"{_WHICH}(?:calendar\s+)?year\b(?P<year>)", _year),
    )
)


def period_at(text: str, start: int, reference: datetime.date | None) -> tuple[int, Period | None] | None:
    """Read the period that is named at a place.

    :param text: any text.
    :param start: where the name begins.
    :param reference: the day that a name without a year counts from, if known.
    :return: where the name ends, and the period; the period is ``None`` where it hangs on an unknown reference.
        ``None`` if no period is named there.
    """
    for pattern, reading in _KINDS:
        found = pattern.match(text, start)
        if found is not None:
            days = reading(found.groupdict(), reference)
            return found.end(), Period(found[0], *days) if days else None
    return None
