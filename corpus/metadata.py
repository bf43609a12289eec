"""What a document states about itself: title, force, inspection and dates, read from its front and its signature."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from corpus.dates import DateKind, kind_in_label, kind_in_prose, parse_date, parse_dates
from corpus.forces import Force, find_force, force_of
from corpus.front import TITLE_BLOCKS, Line, front_end, front_lines, is_bare_label, is_only_date, labelled
from corpus.records import Block, BlockKind, Metadata
from corpus.structure.headings import is_statutory
from corpus.structure.senses import sense
from corpus.structure.signatures import signature_lines
from corpus.structure.speakers import is_salutation

_END_BLOCKS, _END_LINE_WORDS, _OPENING_PARAGRAPHS, _ENOUGH_WORDS, _LONG_LINE_WORDS = 12, 32, 6, 6, 20
_SIGNATURE_BLOCKS = 5
#: Bodies have 56 days to respond since the Policing and Crime Act 2017 amended section 55 of the Police Act 1996; it received
#: Royal Assent on this day, so a report published earlier has no date that follows from it.
_LIMIT_SINCE = datetime.date(2017, 1, 31)
LIMIT = datetime.timedelta(days=56)
#: A date said to be of publication this near the deadline is that of the response.
_SHORTEST = datetime.timedelta(days=28)


#: The strength of a date labelled as that of publication, of what is not said.
_UNNAMED = 2.5
_REPORT = re.compile(r"\breport|\binspect|\bHMIC", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!]\s+[A-Z]|\b(?:is|are|was|were|found|should|must|will)\b.*\.$")
_SET_OFF = re.compile(r"[,–—-]\s*$")
_BRACKET = re.compile(r"\((?:[^()]{0,60}[\s,])?$")

_OFFICE = re.compile(r"\bcommissioner\b|\bP(?:F)?CC\b|\bchief\s+(?:constable|executive)\b|\bmayor\b|\bsigned\b", re.IGNORECASE)
_BACKGROUND = re.compile(r"^\W*(?:background|distribution|circulation|copies|next|review)\b", re.IGNORECASE)
_NOTE = re.compile(
    r"^\W*(?:(?:for\s+)?(?:office|administrative|internal)\s+use(?:\s+only)?\W+)?(?:(?:the|this|our)\s+)?(?:dated?|signed|sent|published|approved|uploaded|logged|"
    r"last\s+updated|response|comments?|reply|form|document|version|page|placed|forwarded|copied|copies)\b",
    re.IGNORECASE,
)
_SIGNATURE_WORDS = frozenset(
    {"and", "of", "for", "the", "on", "behalf", "by", "to", "signed", "dated", "date", "approved", "agreed", "a", "as", "correct", "record"}
)
_DAY_AND_MONTH = re.compile(r"\b[0-9]{1,2}(?:\s?(?:st|nd|rd|th))?\s+[A-Z][a-z]{2,8}\b(?!,?\s+(?:19|20)[0-9]{2})")

#: "On Tuesday (30 April)".
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*\(?$|\($", re.IGNORECASE)

_COMMITTEE = re.compile(r"\b(?:panel|committee|board|agenda|item\s+(?:no\.?\s*)?\d)\b", re.IGNORECASE)
_ANNOUNCES = re.compile(r"\b(?:respon\w+|comments?|reply|replies|statement|inspect\w*|report|PEEL|section\s+55|HMIC\w*)\b", re.IGNORECASE)
_INSPECTION_CUE = re.compile(
    r"\binspection\s+(?:of|into|visit|20\d\d)\b|\bPEEL\b|\bthematic\b|\bsuper-?complaint|\bcrime\s+data\s+integrity|\breport\s+on\b|\bre-?inspection|\binspect\w+\b",
    re.IGNORECASE,
)
_NOT_A_TITLE = re.compile(
    r"^(?:\d{1,2}[.)]\s|(?:press|media|news)\s+(?:statement|release|notice)\b|agenda\b|item\b|page\b|home\s*[>»/]|dear\b|(?:yours|signed|from|to|cc)\b|report\s+(?:of|by|from)\b(?:\s*:|[^:–—]*$)|tel\b|https?:|www\.|"
    r"for\s+(?:noting|decision|information)|leave\s+a\s+(?:comment|reply)\b|forces?\s+inspected\b|all\s+(?:police\s+)?forces\b|(?:I|We)\s|inspect(?:ion|ing)\s+body\b|prepared|contact|status|version|official|type\b)|[>»].*[>»]|@|^\W*$|\bexempt\b|\b(?:panel|committee|board|conference)\W*$",
    re.IGNORECASE,
)
_PREAMBLE = re.compile(
    r"^(?P<lead>[^:–—]{0,70}?)\b(?:response|comments?|reply|replies|responds?|responding|statement)\b(?:\s+(?:by|of|from)\s+[^:–—]{0,160}?)?\s+(?:to|on)\s+(?:the\s+|an?\s+|its\s+)?(?=\S)"
    r"|^(?:(?:the|an?)\s+)?(?:HMIC\w*|inspectorate)(?:['’]s?)?(?:\s*[:–—]\s*|\s+(?=PEEL))|^(?:the\s+)?(?:HMIC\w*|inspect\w+)['’]s?\s+report\s+(?:on|into)\s+"
    r"|^(?:(?:the|an?)\s+)?(?:(?:HMIC\w*|inspectorate)(?:['’]s?)?\s+)?(?:thematic\s+|inspection\s+)?(?:report|inspection)\s*(?::|,|[–—]\s|(?=[‘“\"]))\s*",
    re.IGNORECASE,
)
_WHOSE_RESPONSE = re.compile(r"\b(?:polic\w+|forces?|agency|service|CPS|multi-agency|initial|partnership)\s*$", re.IGNORECASE)
_DATED_TAIL = re.compile(
    r"(?<![\s,–—-])[\s,–—-]*\((?!PEEL)(?:[^()]*\b(?:19|20)\d\d|[^()]*\b(?:HMIC\w*|published)\b[^()]*)\)\W*$|(?<![\s,–—])[\s,–—]+published\b.*$"
    r"|\s*[,–—]\s*(?:dated\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s*(?:to|and|[–-])\s*)?\d{1,2}(?:st|nd|rd|th)?\s+[a-z]{3,9}\s+20\d\d\W*$",
    re.IGNORECASE,
)
# "HMICFRS report published 11 August 2022: Not getting it right".
_PUBLISHED_BETWEEN = re.compile(
    r"\b(report|inspection)\s+(?:published|dated|of)\s+(?:on\s+)?\d{1,2}\s+\w+\s+20\d\d(?=\s*[:–—-])", re.IGNORECASE
)
# A page's protective marking stands beside what it is the header of.
_MARKING = re.compile(r"\s*\bOFFICIAL(?:\s*[-–:]\s*SENSITIVE)?\b")
_SEGMENT = re.compile(r"(\s+[–—-]\s+|:\s+)")
_OUR_SEGMENT = re.compile(
    r"\b(?:response|responses|comments?|reply|statement|section\s+55|police\s+act|return\s+to|report\s+(?:of|by)|O?PF?CC|commissioner)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"‘](?P<name>[A-Z][^”\"’]{8,220})[”\"’]")
_GENERIC_WORDS = """
a an the of to on in into by for from and or with under at our my its this that is as response responses comment comments reply replies
statement report reports inspection inspections inspectorate hmic hmicfrs his her majesty's majesty’s constabulary fire rescue services
service police policing crime commissioner commissioner's commissioner’s pcc opcc pfcc opfcc office section act published publication
form template schedule register entry formal statutory recommendations recommendation force local bodies body panel committee mayor
mayor's mayor’s deputy hm letter home secretary chief constable inspector title national thematic type version selected miscellaneous
collected findings finding obliged required requires duty made obligation how we are joint hmcpsi hmiprobation hmip ofsted cps crown
prosecution inspectors annual first public media press immediate use release issued agenda extract page about information annex combined
authority constables commissioners lead majesty
january february march april may june july august september october november december
"""
_GENERIC = frozenset(_GENERIC_WORDS.split())


def read_metadata(blocks: Sequence[Block], name: str, page_title: str = "") -> Metadata:
    """Read what a document states about itself.

    :param blocks: the blocks of the document, as a reader gave them.
    :param name: the name of the file, for a document without a title.
    :param page_title: the title of a web page, which may name the office where its text does not.
    :return: the metadata; ``None`` for what is neither stated nor follows.
    """
    end = front_end(blocks)
    lines = list(front_lines(blocks[:end]))
    dates = _dates(lines)
    published, due = dates.get(DateKind.PUBLISHED), dates.get(DateKind.DUE)
    responded = dates.get(DateKind.RESPONDED) or _signed_on(blocks, end)
    published = published or _without_year(lines, responded or next((day for line in lines if (day := parse_date(line.text))), None))
    if published and due and due - published < _SHORTEST:
        published, responded = None, responded or published
    if published and responded and responded < published:
        responded = None
    front = [f"{line.label}: {line.text}" if line.label else line.text for line in lines]
    force = force_of(_MARKING.sub("", "\n".join([*front, *_signed_by(blocks, end), page_title])), _text(blocks[end:]))
    force = force or find_force(re.sub(r"[\W_]+", " ", PurePath(name).stem).title())
    stated = due is not None
    if published and not due and published >= _LIMIT_SINCE:
        due = published + LIMIT
    return Metadata(
        title=_title(blocks[:end], lines) or PurePath(name).stem,
        force=force.name if force else None,
        policing_body=(force.body_on(responded or published) or None) if force else None,
        inspection=_inspection(lines, force),
        published=published,
        due=due,
        due_stated=stated,
        responded=responded,
    )


def _signed_by(blocks: Sequence[Block], front: int) -> list[str]:
    """Give the short lines of the signatures below the front: a letter without a letterhead names its office there alone."""
    places = {place for line in signature_lines(blocks) for place in range(max(front, line), line + _SIGNATURE_BLOCKS)}
    lines = [blocks[place].text for place in sorted(places) if place < len(blocks)]
    return [text for text in lines if len(text.split()) <= _LONG_LINE_WORDS]


def _text(blocks: Sequence[Block]) -> str:
    return "\n".join(block.text for block in blocks)


def _dates(lines: Sequence[Line]) -> dict[DateKind, datetime.date]:
    """Choose the date of each kind: labelled before bracketed before told in prose, the first of equals."""
    letter = any(is_salutation(line.text) for line in lines)
    committee = any(_COMMITTEE.search(line.text) for line in lines[:TITLE_BLOCKS] if not line.is_prose)
    best: dict[DateKind, tuple[float, datetime.date]] = {}
    told: datetime.date | None = None
    unnamed: datetime.date | None = None
    paragraphs = 0
    for line in lines:
        paragraphs += line.is_prose
        if paragraphs > _OPENING_PARAGRAPHS:
            break
        for kind, strength, day in _dates_of(line, letter, committee):
            if kind is DateKind.PUBLISHED and line.is_prose:
                told = told or day
            if kind is DateKind.PUBLISHED and strength == _UNNAMED:
                unnamed = unnamed or day
            if kind not in best or strength > best[kind][0]:
                best[kind] = strength, day
    labelled_day = best.get(DateKind.PUBLISHED)
    if labelled_day and told and labelled_day[0] == _UNNAMED and told < labelled_day[1]:
        # "Published: 22 May" on a page about a report that its text says to be older is the day of the page.
        best[DateKind.PUBLISHED] = 1, told
        best[DateKind.RESPONDED] = min(best.get(DateKind.RESPONDED, labelled_day), labelled_day, key=lambda dated: dated[1])
    elif labelled_day and unnamed and labelled_day[1] < unnamed:
        best.setdefault(DateKind.RESPONDED, (_UNNAMED, unnamed))  # the day of the page beside that of the report
    return {kind: day for kind, (_, day) in best.items()}


def _dates_of(line: Line, letter: bool, committee: bool) -> Iterator[tuple[DateKind, float, datetime.date]]:
    found = parse_dates(line.text)
    kind: DateKind | None = None
    for index, (start, end, day) in enumerate(found):
        before = line.text[found[index - 1][1] if index else 0 : start]
        after = line.text[end : found[index + 1][0] if index + 1 < len(found) else len(line.text)]
        if line.is_prose:
            kind = kind_in_prose(re.split(r"[.!?;]\s", line.text[:start])[-1], after)
            if kind is not None:
                yield kind, 1, day
            continue
        previous, kind = kind, kind_in_label(f"{line.label}: {before}" if line.label and not index else before, after)
        if (
            kind is DateKind.PUBLISHED
            and previous is DateKind.DUE
            and _OUR_SEGMENT.search(line.text[:start])
            and not _REPORT.search(before)
        ):
            kind = DateKind.RESPONDED
        if kind is not None:
            named = kind is not DateKind.PUBLISHED or _REPORT.search(f"{line.label} {before}")
            yield kind, 3 if named else _UNNAMED, day
        elif _BRACKET.search(before) and (line.subject or _ANNOUNCES.search(line.text)):
            yield DateKind.PUBLISHED, 2, day
        elif line.subject and _SET_OFF.search(before) and not after.strip(" .") and _REPORT.search(before):
            yield DateKind.PUBLISHED, 2, day  # "HMICFRS report on burglary, 11 August 2022" is what the letter is about
        elif line.text.endswith(".") and (told := kind_in_prose(re.split(r"[.!?;]\s", line.text[:start])[-1], after)) is not None:
            yield told, 1, day
        elif not line.label and is_only_date(line.text) and (letter or not committee):
            yield DateKind.RESPONDED, 2 if letter else 1, day


def _signed_on(blocks: Sequence[Block], front: int) -> datetime.date | None:
    """Give the date beside the signature, or of the note at the end that says when the response went out."""
    signed = signature_lines(blocks)
    noted: datetime.date | None = None
    for index in range(max(front, len(blocks) - _END_BLOCKS), len(blocks)):
        text = blocks[index].text
        found = parse_dates(text)
        if not found or len(text.split()) > _END_LINE_WORDS or _BACKGROUND.match(text):
            continue
        start, end, day = found[-1]
        beside = is_only_date(text) and not signed.isdisjoint({index - 2, index - 1, index + 1})
        if beside or (_is_signature(text[:start]) and not text[end:].strip(" .)")):
            return day
        if noted is None and _NOTE.match(text):
            before = text[: found[0][0]]
            kind = kind_in_label(before, "")
            if kind is DateKind.RESPONDED or (kind is DateKind.PUBLISHED and not _REPORT.search(before)):
                noted = found[0][2]
    return noted


def _is_signature(text: str) -> bool:
    """Tell the words of a signature: an office or "signed", and hardly a word without a capital."""
    return _OFFICE.search(text) is not None and _SIGNATURE_WORDS.issuperset(re.findall(r"(?<![\w’'])[a-z]+\b", text))


def _without_year(lines: Sequence[Line], written: datetime.date | None) -> datetime.date | None:
    """Read "your report of 30 January" in a dated letter or paper: the last such day before its date."""
    if written is None:
        return None
    for line in [line for line in lines if line.is_prose][:_OPENING_PARAGRAPHS]:
        for match in _DAY_AND_MONTH.finditer(line.text):
            before = _WEEKDAY.sub("", re.split(r"[.!?;]\s", line.text[: match.start()])[-1])
            if kind_in_prose(before, "") is DateKind.PUBLISHED:
                days = [parse_date(f"{match[0]} {year}") for year in (written.year, written.year - 1)]
                return next((day for day in days if day and day <= written), None)
    return None


def _title(blocks: Sequence[Block], lines: Sequence[Line]) -> str:
    """Give a letter's subject, or the first line that announces the document; else what is labelled so, a heading, a line."""
    subject = next((line.text for line in lines if line.subject), "")
    if subject:
        return _cleaned(subject)
    top = [block for block in blocks[:TITLE_BLOCKS] if _could_be_title(block)]
    wanted = [block.text for block in top if _ANNOUNCES.search(block.text)]
    wanted += [line.text for line in lines if line.label.lower() == "title"]
    wanted += [block.text for block in top if block.kind is BlockKind.HEADING]
    wanted += [block.text for block in top]
    return _cleaned(wanted[0]) if wanted else ""


def _is_duty(text: str) -> bool:
    return is_statutory(text) and re.search(r"\.$|\brequire[sd]?\b|\bmust\b|\bduty\b|\boblig", text, re.IGNORECASE) is not None


def _could_be_title(block: Block) -> bool:
    text = block.text.strip()
    return not (
        _NOT_A_TITLE.search(text) or _is_duty(text) or parse_date(text) or is_bare_label(text) or labelled(text) or Line("", text).is_prose
    )


def _cleaned(text: str) -> str:
    text = re.sub(r"[*_#`]+(?=\S)|(?<=\S)[*_`]+", "", re.sub(r"\s+", " ", text))
    text = re.sub(r"^(?:(?:re|fwd?)\s*:\s*)+", "", text.strip(), flags=re.IGNORECASE)
    return re.sub(r"^(?:\d{1,2}(?:\.\d+)*[.)]?\s+)(?=[A-Z])|[\s:;,–—-]+$", "", text.strip())


def _inspection(lines: Sequence[Line], force: Force | None) -> str | None:
    """Give the name of the inspection: stated under a label, a letter's subject, a line of its own or quoted in the opening."""
    best: tuple[float, str] = (0.0, "")
    place = frozenset(re.findall(r"[\w’'-]+", f"{force.name} {force.short_name}".lower())) if force else frozenset()
    for index, line in enumerate(lines):
        for score, text in _inspection_names(line, index, place):
            name = _report_name(text, place)
            content = _content(name, place)
            score += 0.1 * min(len(content), _ENOUGH_WORDS)
            if score > best[0] and (content or re.search(r"\bPEEL\b", name)):
                best = score, name
    return best[1] or None


def _quoted_names(text: str) -> Iterator[re.Match[str]]:
    """Give what stands in quotation marks, but for what the report says rather than is called."""
    return (match for match in _QUOTED.finditer(text) if _SENTENCE.search(match["name"]) is None)


def _inspection_names(line: Line, index: int, place: frozenset[str]) -> Iterator[tuple[float, str]]:
    if line.label:
        if line.names_inspection:
            yield 8.0, re.split(r"\s+(?=(?:date\s+(?:of\s+)?)?publi\w+\b[^:]{0,20}:)", line.text, flags=re.IGNORECASE)[0]
        return
    text = _PUBLISHED_BETWEEN.sub(r"\1", line.text)
    if index >= 2 * TITLE_BLOCKS or (_is_duty(text) and not line.subject):
        return
    for match in _quoted_names(text):
        if line.is_prose and _REPORT.search(text):
            yield 2.5, match["name"]
        elif _ANNOUNCES.search(text[: match.start()]):
            yield 4.5, match["name"]
    if (
        line.is_prose
        or sense(text).weak
        or re.search(r"[.:][”\"’]*$|\.\s+[A-Z]", text)
        or _NOT_A_TITLE.search(text)
        or parse_dates(_DATED_TAIL.sub("", text))
    ):
        return
    if len(text.split()) > _LONG_LINE_WORDS and not (line.subject or _INSPECTION_CUE.search(text)):
        return
    score = 4.0 * line.subject + 2.0 * bool(_INSPECTION_CUE.search(_report_name(text, place))) + 1.0 * bool(_preamble(text, place))
    score += 0.5 * (0 < index < TITLE_BLOCKS)
    if score:
        yield score, text


def _report_name(text: str, place: frozenset[str]) -> str:
    """Cut away what the responder put around the name of the report."""
    parts = _SEGMENT.split(_DATED_TAIL.sub("", _cleaned(text)))
    while len(parts) > 2 and _is_ours(parts[-1], place):
        parts = parts[:-2]
    while len(parts) > 2 and not _content(parts[0], place) and "PEEL" not in parts[0]:
        parts = parts[2:]
    text = "".join(parts)
    while match := _preamble(text, place):
        text = text[match.end() :]
    name = _cleaned(text)
    return (name.removesuffix("’") if name.startswith("‘") else name).strip('“”"‘')


def _is_ours(segment: str, place: frozenset[str]) -> bool:
    return _OUR_SEGMENT.search(segment) is not None and not _content(segment, place)


def _preamble(text: str, place: frozenset[str]) -> re.Match[str] | None:
    """Find the responder's words before the name of a report; "the police response to burglary" is part of a name."""
    match = _PREAMBLE.match(text)
    if match is None or match.end() == len(text):
        return None
    lead = match["lead"] or ""
    return None if _WHOSE_RESPONSE.search(lead) or len(_content(lead, place)) > 1 else match


def _content(text: str, place: frozenset[str]) -> set[str]:
    """Give the words of a title that are more than places, offices and what stands in any title."""
    return {re.sub(r"['’]s?$", "", word) for word in re.findall(r"[^\W\d][\w’'-]+", text.lower())} - _GENERIC - place
