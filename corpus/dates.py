"""Dates as they are written in British documents, and what a date in the front of a response is the date of."""

from __future__ import annotations

import datetime
import re
from enum import Enum

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})(?![a-z])\.?"
_WEEKDAY = r"(?:\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?\s+(?:the\s+)?)?"
_ORDINAL = r"(?P<day>[0-9]{1,2})\s*(?:st|nd|rd|th)?(?![0-9])"
_YEAR = r"(?P<year>[0-9]{4}|['’]?[0-9]{2})"
# A number that runs on is no date: "20245", "1.2.24.5", "10/09/2024/7".
_BEFORE, _AFTER = r"(?<![0-9])(?<![0-9][./-])", r"(?![0-9])(?![./-][0-9])"
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_WEEKDAY}(?<![0-9]){_ORDINAL}(?:\s+(?:day\s+)?of)?[\s,/-]*{_MONTH}[\s,/-]*{_YEAR}{_AFTER}",
        rf"{_WEEKDAY}\b{_MONTH}\s*{_ORDINAL},?\s+(?P<year>[0-9]{{4}}){_AFTER}",
        rf"{_BEFORE}(?P<year>[0-9]{{4}})(?P<mark>[/-])(?P<month>[0-9]{{2}})(?P=mark)(?P<day>[0-9]{{2}}){_AFTER}",
        rf"{_WEEKDAY}{_BEFORE}(?P<day>[0-9]{{1,2}})\s?(?P<mark>[./-])\s?(?P<month>[0-9]{{1,2}})\s?(?P=mark)\s?(?P<year>[0-9]{{4}}|[0-9]{{2}}){_AFTER}",
    )
)
_DIGIT = re.compile("[0-9]")
_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2199
_LAST_SHORT_YEAR = 69


def parse_dates(text: str) -> list[tuple[int, int, datetime.date]]:
    """Find the dates in a text; figures are read with the day first.

    :param text: any text.
    :return: for each date its first and last offset (as in a slice) and the day it names, in reading order; what only
        looks like a date (31 June, a month 13) is left out, and so is a day without a year.
    """
    found: list[tuple[int, int, datetime.date]] = []
    if _DIGIT.search(text) is None:
        return found
    for form in _FORMS:
        for match in form.finditer(text):
            day = _day(match)
            if day is not None and all(match.end() <= start or end <= match.start() for start, end, _ in found):
                found.append((match.start(), match.end(), day))
    return sorted(found)


def parse_date(text: str) -> datetime.date | None:
    """Give the first date in a text.

    :param text: any text.
    :return: the date, or ``None`` if there is none.
    """
    return next((day for _, _, day in parse_dates(text)), None)


def _day(match: re.Match[str]) -> datetime.date | None:
    digits = match["year"].lstrip("'’")
    year = int(digits)
    if len(digits) == 2:
        year += 2000 if year <= _LAST_SHORT_YEAR else 1900
    month = _MONTHS.get(match["month"].lower()) or (int(match["month"]) if match["month"].isdecimal() else 0)
    if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        return None
    try:
        return datetime.date(year, month, int(match["day"]))
    except ValueError:
        return None


class DateKind(Enum):
    """What a date is the date of: the report, the last day for a response to it, or the response."""

    PUBLISHED = 1
    DUE = 2
    RESPONDED = 3


_ANSWER = r"(?:response|comments?|reply|return|letter|form|document|version|page|statement|schedule|submission|entry|paper)"
_OTHER_DATE = re.compile(
    r"\bmeeting\b|\b(?:panel|committee|board)\W*$|\bfield\s*work|\bnext\b|\breview\s+date|\bbackground\s+papers|"
    r"\bdates?\s+of\s+(?:the\s+)?(?:inspection(?!\s+report)|visit)|\bvisit(?:ed)?\W*(?:on\W*)?$",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"\bdue\b(?!\s+to\b)|\bdeadline|\bnot?\s+later\s+than|\b(?:last|latest|final|closing|target|statutory|section\s+55|s\.?\s?55)\s+(?:\w+\s+)?(?:date|day|limit)\b|"
    r"\brequired\b|\bby\W*$|\bbefore\W*$|\bto\s+be\s+(?:published|issued|returned|submitted|sent|made|received|provided)|\bmust\b|\bha(?:ve|s)\s+to\b|\bexpir|"
    r"\bperiod\b.*\bends?\b|\bby\s+(?:when|which)\b|\b56\s+days\b",
    re.IGNORECASE,
)
_RESPONDED = re.compile(
    rf"\b{_ANSWER}\b[^.;]{{0,400}}\b(?:publi\w+|sent|submitted|dated?|completed|approved|signed|issued|made|agreed|given)\b|\b{_ANSWER}\W*$|"
    rf"\bdate\s+(?:of\s+)?(?:th(?:is|e)\s+|our\s+)?{_ANSWER}|\bsigned\b|\bcompleted\b|\bapproved\b|^\W*agreed\b|\bsubmitted\b|^\W*posted\b|\b(?:last\s+)?updated\b|\bresponded\b|"
    r"\buploaded\b|\b(?:sent|forwarded|placed)\b|\bpublished\s+on\s+(?:the\s+|our\s+)?web\w*|\bimmediate\s+(?:release|use)|\b(?:press|media)\s+(?:statement|release)|^\W*dated?\W*$",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\bpubli(?:sh\w*|cation)|\bissued?\b|\breleased\b|\breport(?:['’]s)?\s+(?:date|dated|of)\b|\bdate\s+of\s+(?:the\s+)?(?:HMIC\w*\s+)?(?:inspection\s+)?report",
    re.IGNORECASE,
)
# "… response to the above report, which was published on": the report was.
_REPORT_PUBLISHED = re.compile(
    r"\b(?:report|inspection),?\s+(?:(?:which|that)\s+)?(?:was\s+)?(?:published|issued|released)\s+(?:\w+\s+){0,4}?(?:on\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
# "Response to the report “Night watch”, published 4 March", "… the report on patrols (published 4 March)", "The report “Night
# watch” of 4 March", "Report published: 4 March": each is said of the report, though a response is named before it.
_TITLE_PUBLISHED = re.compile(
    r"\b(?:report|inspection)\b(?:(?!\b(?:response|reply|comments?)\b)[^.;]){3,200}?(?:[”\"’],?\s+|\()(?:which\s+was\s+)?(?:published|issued|released)\s+(?:on\s+)?(?:the\s+)?$"
    r"|\breport,?\s+[“\"‘][^”\"]{3,160}[”\"’],?\s+(?:of|dated)\s+(?:the\s+)?$|(?-i:\bReport)\s+(?:published|issued|released)\s*:\s*$",
    re.IGNORECASE,
)
# "Our response to the assessment of …, published on 4 March, is set out below."
_ANSWERED_PUBLISHED = re.compile(
    rf"\b{_ANSWER}\s+to\s+[^.;]{{3,160}},\s+(?:which\s+was\s+)?(?:published|issued|released)\s+(?:\w+\s+){{0,4}}?(?:on\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\b[0-9]{1,2}(?:\s?(?:st|nd|rd|th))?(?:\s+[A-Z][a-z]{2,8})?\s*(?:to|and|-|–|—)\s*$")
_UNDER_THE_ACT = re.compile(
    r"^[^.;]{0,20}\b(?:under|in\s+accordance\s+with|pursuant\s+to|as\s+required\s+by)\s+(?:s\.|section|the\s+police\s+act)", re.IGNORECASE
)
_REPORT = re.compile(r"\breport|\binspect|\bHMIC", re.IGNORECASE)
_PUBLISHED_IN_PROSE = re.compile(
    r"(?:\bpublish\w*|\bpublication|\bissued|\breleased|\bcame\s+out|\bappeared|\breport(?:\s+dated|,)?)"
    r"(?:\s+(?:by|in|it|its|the|their|a|this)\b[^.;]{0,160})?\s+(?:on|of)?\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_PUBLISHED_AFTER = re.compile(r"^[^.;]{0,80}\b(?:publish|issu|releas)ed\b", re.IGNORECASE)
_DUE_IN_PROSE = re.compile(
    r"\b(?:respon\w+|comments?|reply)\b[^.;]{0,400}(?:\bby|\bbefore|\bdeadline\s+\w+|\bdue(?:\s+\w+)?|later\s+than|\bperiod\b.{0,200}\bends?(?:\s+on)?)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_NOT_THE_REPORT = re.compile(
    r"\b(?:plan|strategy|guidance|figures|statistics|data|code|previous|earlier|last|annual|will\s+be)\b", re.IGNORECASE
)
_PROSE_REACH = 60


def kind_in_label(before: str, after: str) -> DateKind | None:
    """Tell what a date in a label or a short line is the date of.

    :param before: the words before it, such as "Response due by:".
    :param after: the words after it; what stands in brackets there counts where nothing before it does.
    :return: the kind, or ``None`` if the words do not say, or name a meeting or a visit.
    """
    if _RANGE.search(before):
        return None  # the last day of a visit that took several
    if _TITLE_PUBLISHED.search(before) and not _UNDER_THE_ACT.match(after):
        return DateKind.PUBLISHED
    if _ANSWERED_PUBLISHED.search(before) and after.strip(" ."):
        return DateKind.PUBLISHED
    bracketed = re.match(r"\s*\(([^()]*)\)", after)
    for context in (before, bracketed[1] if bracketed else ""):
        if _OTHER_DATE.search(context):
            return None
        if _DUE.search(context):
            return DateKind.DUE
        if _REPORT_PUBLISHED.search(context):
            return DateKind.PUBLISHED
        if _RESPONDED.search(context):
            return DateKind.RESPONDED
        if _PUBLISHED.search(context):
            return DateKind.RESPONDED if _UNDER_THE_ACT.match(after) else DateKind.PUBLISHED
    return None


def kind_in_prose(before: str, after: str) -> DateKind | None:
    """Tell what a date in running text is the date of; only what is said of the report itself counts.

    :param before: what stands before it in its sentence.
    :param after: what follows it.
    :return: the kind, or ``None``; never the date of the response.
    """
    if _DUE_IN_PROSE.search(before):
        return DateKind.DUE
    sentence = before + re.split(r"[.;]\s", after)[0]
    if not _REPORT.search(sentence) or _NOT_THE_REPORT.search(before[-_PROSE_REACH:]):
        return None
    if (
        _PUBLISHED_IN_PROSE.search(before)
        or _TITLE_PUBLISHED.search(before)
        or (re.fullmatch(r"\W*on\W*", before, re.IGNORECASE) and _PUBLISHED_AFTER.match(after))
    ):
        return DateKind.PUBLISHED
    return None
