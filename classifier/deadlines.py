"""Deadlines that recommendations set: a day, something else that must happen first, or neither.

A period counts to its last day ("by March 2021" is 31 March, "by autumn 2024" 30 November), or, after "before", to the day
before its first. What a force must always do in time ("within 24 hours of a report") is no deadline of the recommendation.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateutil.relativedelta import relativedelta

from classifier.awaiting import awaited_body
from classifier.periods import period_at
from corpus.dates import parse_dates


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a recommendation wants to be met.

    ``date`` is the last day, where the words and the report's publication settle one. ``dependency`` is what has to
    happen first, in the words of the recommendation ("the College of Policing updating its guidance"); ``awaiting`` is
    the body of the scheme that it names. ``text`` is the phrase that was read; where both are ``None`` it settles nothing.
    """

    text: str
    date: datetime.date | None = None
    dependency: str | None = None
    awaiting: str | None = None

    def days_overdue(self, as_of: datetime.date) -> int | None:
        """Count the days since the deadline.

        :param as_of: the day to count to.
        :return: the days by which the deadline has passed, negative while it lies ahead; ``None`` without a date.
        """
        return (as_of - self.date).days if self.date else None


_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "twenty", "twenty-one", "twenty-four", "twenty-eight", "thirty", "sixty", "ninety",
)  # fmt: skip
_COUNTS = dict(zip(_WORDS, (*range(1, 19), 20, 21, 24, 28, 30, 60, 90), strict=True)) | {"a": 1, "an": 1}
_COUNT = rf"(?P<count>[0-9]{{1,3}}|{'|'.join(sorted(_COUNTS, key=len, reverse=True))})"
#: A day or period that a label gives: "Target date: September 2024".
_LABEL = (
    r"(?:(?:deadline|time\s?scales?|target(?:\s+date)?|due(?:\s+date)?|(?:completion|end)\s+date|to\s+be\s+completed(?:\s+by)?)\s*:"
    r"|(?:deadline|(?:target|due|completion)\s+date|(?:(?<=\()|(?<=[–—-]\s))due)(?=\s+[0-9]))"
)
_AHEAD = r"before|ahead\s+of|in\s+advance\s+of|prior\s+to"
_LATEST = rf"by|between\s+now\s+and|{_AHEAD}|no\s+later\s+than|not\s+later\s+than|on\s+or\s+before"
_BY = re.compile(
    rf"\b(?P<word>{_LATEST}|from|with\s+effect\s+from|{_LABEL})\s+"
    r"(?:(?:midnight|noon|close\s+of\s+(?:business|play)|[0-9]{1,2}(?:[.:][0-9]{2})?\s?[ap]m)\s+(?:on\s+)?|(?:the\s+)?week\s+(?:commencing|beginning|ending)\s+"
    r"|(?:at\s+)?(?:the\s+)?(?P<edge>end|close|start|beginning|middle)(?:\s+of\s+|[\s-]+)|(?P<middle>mid)[\s-]+)?",
    re.I,
)
_DAY_OF_MONTH = re.compile(r"(?:the\s+)?(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?=[A-Z][a-z]+)")
_WITHIN = re.compile(
    rf"\b(?:within|inside|in|over|during|no\s+(?:more|later)\s+than|not\s+later\s+than|(?:deadline|time\s?scales?)\s*:)\s+(?:the\s+)?(?:next\s+|coming\s+|following\s+)?"
    rf"(?:[\w-]+\s+(?:to|or)\s+|[0-9]{{1,3}}\s?[-–]\s?(?=[0-9]))?{_COUNT}(?:\s*\([0-9]{{1,3}}\))?[\s-]+"
    r"(?P<working>working\s+)?(?P<unit>day|week|month|quarter|year)s?\b['’]?(?:\s+time\b)?"
    r"(?:\s+(?:of|from|after|following|starting\s+(?:from|on))\s+(?P<event>[^,.;:]*))?",
    re.I,
)
_IMMEDIATELY = re.compile(
    r"\bwith\s+immediate\s+effect\b|\bimmediately\b(?!\s+(?:after|before|when|upon|following|prior))|\bforthwith\b|"
    r"\bwithout\s+(?:further\s+|any\s+)?delay\b|\bstraight\s?away\b",
    re.I,
)
_VAGUE = re.compile(r"\bas\s+soon\s+as\s+(?:\w+\s+)?(?:possible|practicable)\b|\bas\s+a\s+matter\s+of\s+urgency\b|\burgently\b", re.I)
_CONDITION = re.compile(r"\b(?:once|when|after|following|upon|on|as\s+soon\s+as|until)\s+(?P<event>[^,.;:]*)", re.I)
_EXCEPTION = re.compile(r"\b(?:unless|or\s+(?:once|when|after))\s+(?P<event>[^,.;:]*)", re.I)
_REPORT = r"(?:this|the|our)\s+(?:inspection\s+)?(?:report|inspection)"
#: The report itself coming out: then the period counts from its publication.
_REPORT_PUBLISHED = re.compile(
    rf"(?:the\s+date\s+of\s+)?(?:the\s+|its\s+)?(?:publication|publishing|issue|release|receipt|receiving)(?:\s+date)?(?:\s+of)?(?:\s+{_REPORT})?"
    rf"|(?:the\s+date\s+of\s+)?{_REPORT}(?:['’]s)?(?:\s+publication|\s+(?:being|is|was)\s+(?:published|issued|received))?",
    re.I,
)
#: Somebody producing something: what a recommendation can be made to wait for.
_PRODUCES = re.compile(
    r"\b(?:publi|issu|updat|releas|produc|complet|agree|approv|conclu|introduc|develop|review|revis|commenc|enact|implement|amend|decid|settl|adopt|"
    r"establish|launch|circulat)\w*|\b(?:decision|outcome|available|in(?:to)?\s+force)\b",
    re.I,
)
_NATIONAL = re.compile(r"\bnational|\bguidance\b|\bstandards?\b|\bcode\b|\blegislation\b", re.I)
#: Who is asked to do it, with the verb: "all forces should".
_ASKED = re.compile(r"\s+(?:(?:the|all|each|every|any)\s+)?(?:[^\W\d][\w’'-]*\s+){0,2}(?:should|must|shall|needs?\s+to)\b.*$", re.I)
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z])")
_SUBJECT = re.compile(r"(?:^|,\s+|\band\s+)(?P<subject>[^,.;:]{2,90}?)\s+(?:should|must|shall|needs?\s+to)\b")
_RESPONDERS = re.compile(
    r"\b(?:forces?|constabular(?:y|ies)|chief\s+(?:constables?|officers?)|commissioners?|PCCs?|police\s+services?)\b", re.I
)
#: Said after what another body is to publish, this is its publication.
_PUBLISHED = re.compile(r"\b(?:of|from|after|following)\s+(?:its\s+|their\s+|that\s+|the\s+)?(?:publication|issue|release)$", re.I)
_VERB_BEFORE = re.compile(r"\b(?:should|must|shall|needs?\s+to|(?:is|are)\s+to)(?:\s+also)?\W*$", re.I)
_OPENS = re.compile(r"(?:^|[.;:,(–—]|\d\)|\band|\bthat)\s*$")
_CLOSES = re.compile(r"^\s*(?:[.;)]|and\b|$)")
#: What opens a clause, asks or ends a sentence stands no farther from a deadline.
_BESIDE = 40
_DAY = datetime.timedelta(days=1)

_Found = Iterator[tuple[int, Deadline]]


def parse_deadline(text: str, published: datetime.date | None = None) -> Deadline | None:
    """Read the deadline of a recommendation; of several, the first that is set to forces or their commissioners, if any is.

    :param text: the recommendation.
    :param published: when the report was published, from which "within six months" and "with immediate effect" count.
    :return: the deadline, or ``None`` where it sets none.
    """
    own, others = _parted(text)
    found = _first(own, published)
    if found is None:
        return _first(text, published) if others else None
    if others and _PUBLISHED.search(found.text):
        return replace(found, date=None, dependency=others, awaiting=_body(others))
    return found


def _first(text: str, published: datetime.date | None) -> Deadline | None:
    for readings in ((_days, _spans, _immediate, _events), (_vague,)):
        found = [item for reading in readings for item in reading(text, published)]
        if found:
            return _with_exception(min(found, key=lambda item: item[0])[1], text)
    return None


def _parted(text: str) -> tuple[str, str]:
    """Part what forces and their commissioners are asked to do from what the same recommendation asks of a national body.

    :param text: the recommendation.
    :return: the sentences without those asked of a national body, and the first of these from its subject on; all of the text, and
        nothing, where only one of the two is asked.
    """
    own: list[str] = []
    others: list[str] = []
    asked = False
    for sentence in _SENTENCE.split(text):
        subjects = [match for match in _SUBJECT.finditer(sentence) if _body(match["subject"])]
        responders = any(_RESPONDERS.search(match["subject"]) for match in _SUBJECT.finditer(sentence))
        asked |= responders
        if subjects and not responders:
            others.append(sentence[subjects[0].start("subject") :].strip(" .;"))
        else:
            own.append(sentence)
    return (" ".join(own), others[0]) if asked and others else (text, "")


def _with_exception(deadline: Deadline, text: str) -> Deadline:
    """Add "unless the NPCC has by then…": a day and, beside it, something to wait for."""
    exception = _EXCEPTION.search(text)
    if exception is None or deadline.dependency is not None or not _waits(exception["event"]):
        return deadline
    event = exception["event"].strip()
    return replace(deadline, dependency=event, awaiting=_body(event))


def _days(text: str, published: datetime.date | None) -> _Found:
    """Read "by 31 March 2025", "before the end of June", "from autumn 2024"."""
    for match in _BY.finditer(text):
        named = _named(text, match.end(), published)
        if named is None:
            continue
        end, first, last = named
        word = match["word"].lower()
        opens = _placed(text, match.start(), end, anywhere=False)
        if "from" in word and not opens:
            continue
        phrase = text[match.start() : end].strip()
        if first is None or last is None:
            if opens:
                yield match.start(), Deadline(phrase)
            continue
        day = _edge(word, "middle" if match["middle"] else (match["edge"] or "").lower(), first, last)
        if published and day < published and not any(sign.isdigit() for sign in phrase):
            day += relativedelta(years=1)  # "before the autumn", said in autumn
        if published is None or day >= published:
            yield match.start(), Deadline(phrase, day)


def _named(text: str, start: int, published: datetime.date | None) -> tuple[int, datetime.date | None, datetime.date | None] | None:
    """Read the day or the period named at a place: its end, first and last day; no days where they hang on an unknown date."""
    stated = parse_dates(text[start : start + 40])
    if stated and stated[0][0] <= len("the "):
        return start + stated[0][1], stated[0][2], stated[0][2]
    day = _DAY_OF_MONTH.match(text, start)
    period = period_at(text, day.end() if day else start, published)
    if period is None:
        return None
    end, days = period
    if days is None:
        return end, None, None
    if day is None:
        return end, days.first, days.last
    number = int(day["day"])
    if days.first.month != days.last.month or not 0 < number <= days.last.day:
        return None
    exact = days.first.replace(day=number)
    if published and exact < published and not any(sign.isdigit() for sign in days.text):
        exact += relativedelta(years=1)
    return end, exact, exact


def _edge(word: str, edge: str, first: datetime.date, last: datetime.date) -> datetime.date:
    if edge in {"end", "close"}:
        return last
    if edge == "middle":
        return first + (last - first) / 2
    if re.fullmatch(_AHEAD, word):
        return first - _DAY
    return first if edge or "from" in word else last


def _spans(text: str, published: datetime.date | None) -> _Found:
    """Read "within six months", "within 28 days of publication", "within six months of the College updating its guidance"."""
    for match in _WITHIN.finditer(text):
        event = _ASKED.sub("", match["event"] or "").strip()
        end = match.start("event") + len(event) if event else match.end("unit") + len("s")
        of_report = _REPORT_PUBLISHED.fullmatch(event) is not None
        long = match["unit"].lower() in {"month", "quarter", "year"}
        if not of_report and not _placed(text, match.start(), end, anywhere=long):
            continue
        phrase = text[match.start() : end].strip()
        stated = parse_dates(event)
        if not event or of_report:
            yield match.start(), Deadline(phrase, _later(published, match))
        elif stated:
            yield match.start(), Deadline(phrase, _later(stated[0][2], match))
        elif _waits(event) or (_body(event) and _placed(text, match.start(), end, anywhere=False)):
            yield match.start(), Deadline(phrase, dependency=event, awaiting=_body(event))


def _later(day: datetime.date | None, match: re.Match[str]) -> datetime.date | None:
    if day is None:
        return None
    word = match["count"].lower()
    count, unit = _COUNTS.get(word) or int(word), match["unit"].lower()
    if match["working"]:
        return day + datetime.timedelta(days=count + 2 * (count // 5))  # public holidays are not known here
    months = {"month": 1, "quarter": 3, "year": 12}.get(unit)
    if months is not None:
        return day + relativedelta(months=months * count)
    return day + datetime.timedelta(days=count * (7 if unit == "week" else 1))


def _immediate(text: str, published: datetime.date | None) -> _Found:
    for match in _IMMEDIATELY.finditer(text):
        if "effect" in match[0].lower() or _placed(text, match.start(), match.end(), anywhere=False):
            yield match.start(), Deadline(match[0], published)


def _events(text: str, _: datetime.date | None) -> _Found:
    """Read "once the College of Policing has published its guidance"."""
    for match in _CONDITION.finditer(text):
        event = _ASKED.sub("", match["event"]).strip()
        if _waits(event) and _placed(text, match.start(), match.start("event") + len(event), anywhere=True):
            yield match.start(), Deadline(f"{text[match.start() : match.start('event')]}{event}", dependency=event, awaiting=_body(event))


def _vague(text: str, _: datetime.date | None) -> _Found:
    for match in _VAGUE.finditer(text):
        yield match.start(), Deadline(match[0])


def _waits(event: str) -> bool:
    return _PRODUCES.search(event) is not None and (_body(event) is not None or _NATIONAL.search(event) is not None)


def _body(event: str) -> str | None:
    return awaited_body(event, 0, len(event), "") or None


def _placed(text: str, start: int, end: int, anywhere: bool) -> bool:
    """Tell a deadline of what is asked from a time that belongs to something else in the sentence.

    A deadline opens its clause or follows the asking verb; ``anywhere`` lets it close the sentence too.
    """
    if any(pattern.search(text, max(0, start - _BESIDE), start) for pattern in (_OPENS, _VERB_BEFORE)):
        return True
    return anywhere and _CLOSES.match(text[end : end + _BESIDE]) is not None
