"""The front of a document, line by line: each label beside its value, wherever the layout put it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.dates import parse_date, parse_dates
from corpus.records import Block, BlockKind
from corpus.structure.duties import FIRST_PERSON
from corpus.structure.headings import is_heading, is_numbered_reference
from corpus.structure.numbers import lists_recommendations
from corpus.structure.senses import Section, sense
from corpus.structure.speakers import is_salutation

#: A title, and what stands around it, is among the first blocks of a document.
TITLE_BLOCKS = 8
_FRONT_BLOCKS, _PAIR = 40, 2
_TITLE_WORDS, _LINE_WORDS, _SHORT_LINE_WORDS, _DATE_WORDS, _WORDS_BESIDE_DATE = 45, 32, 14, 7, 4
_HEADLINE = re.compile(
    r"\breport|\binspect|\bHMIC|\bPEEL\b|\bsection\s+55|\bPolice\s+Act|\b(?:responds?|replies|reacts?|welcomes?)\b", re.IGNORECASE
)
_LABEL = re.compile(r"^(?P<label>[A-Z][^:\t.?!]{1,70}?)\s*(?::|\t)\s*(?P<value>\S.*)$", re.DOTALL)
_BARE_LABEL = re.compile(r"^(?P<label>[A-Z][^:.?!]{1,70}):$")
# The label of a date that stands below it, without a colon.
_DATE_LABEL = re.compile(
    r"^(?P<label>(?=[\w\s]{4,45}$)(?:\w+\s+){0,4}(?:dated?|publi\w+|issued|released|due|deadline)(?:\s+(?:by|on|of|for|date|report|response|the|HMIC\w*|(?:HM\s+)?inspectorate)){0,3})$",
    re.I,
)
# "Police and Crime Commissioner for Exampleshire" below the title says whose response it is.
_OFFICE = re.compile(
    r"^(?:office\s+of\s+)?(?:the\s+)?police(?:,?\s*fire)?\s*(?:and|&)\s*crime\s+commissioner\s+for\s+(?-i:[A-Z])[\w’' &-]{2,40}$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"^(?:re|subject|our\s+response\s+to)\s*(?::|\t|\s[–-])\s*", re.IGNORECASE)
_STATED_RECOMMENDATION = re.compile(
    r"^\W*(?:recommendations?|areas?\s+for\s+improvement|AFI|causes?\s+of\s+concern|R)\s*#?\d", re.IGNORECASE
)
_ASKS = re.compile(
    r"\b(?:forces?|(?:chief\s+)?constables?|constabular(?:y|ies)|police|officers?|supervisors?)\b[^.]{0,600}\bshould\b", re.IGNORECASE
)
_DUTY_TO_RESPOND = re.compile(r"\brespond\b|\bcomments?\b|\breply\b|\bpublish\b[^.]{0,40}\bresponse", re.IGNORECASE)
_INSPECTION_LABEL = re.compile(
    r"^(?:title|(?:title|name)\s+of\s+(?:the\s+)?(?:\w+\s+)?(?:inspection|report)|(?:hmic\w*\s+)?(?:inspection|report)(?:\s+(?:title|name|report|under\s+\w+|considered|concerned))?|re|subject|"
    r"(?:hmic\w*\s+)?(?:thematic|national)\s+(?:inspection|report))$",
    re.IGNORECASE,
)
_KNOWN_LABEL = re.compile(
    r"^(?:types?(?:\s+of\s+\w+)?|category|publication\s+types?|(?:police\s+)?forces?(?:\s+\w+)?|inspectorate|inspecting\s+bod\w+|status|(?:report\s+)?author|"
    r"(?:form\s+)?(?:prepared|completed)(?:\s+by)?|contact(?:\s+\w+)?|(?:our\s+|your\s+)?ref(?:erence)?|to|from|cc|copies(?:\s+to)?|statutory\s+basis|link\b.*|version|"
    r"classification|tel\w*|e-?mail|(?:local\s+)?policing\s+body|name\s+of\s+.*body)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the front: a label with its value, or a line without a label; ``subject`` marks what a letter is about."""

    label: str
    text: str
    subject: bool = False

    @property
    def names_inspection(self) -> bool:
        """Whether its label announces the name of the inspection or report."""
        return _INSPECTION_LABEL.match(self.label) is not None

    @property
    def is_prose(self) -> bool:
        """Whether the line is a paragraph of running text."""
        # Each date is left out with the words that say what it is: a row of them is no prose, unless somebody speaks between.
        words = len(self.text.split())
        if FIRST_PERSON.search(self.text) is None or re.search(r"[.!?]\s+[A-Z]", self.text) is None:
            words -= _DATE_WORDS * len(parse_dates(self.text))
        sentences = re.search(r"[.!?]\s+[A-Z]|[.!?]$", self.text) is not None
        return not self.label and words > (_SHORT_LINE_WORDS if sentences else _LINE_WORDS)


def front_end(blocks: Sequence[Block]) -> int:
    """Find where the first section of findings, recommendations or response begins.

    :param blocks: the blocks of a document.
    :return: the index of the block that begins it; titles and headings such as "Introduction" begin none.
    """
    stated = False
    limit = min(len(blocks), _FRONT_BLOCKS)
    for index in range(1, limit):
        block = blocks[index]
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if _begins_section(block, following, titles=index < TITLE_BLOCKS and not stated):
            return index
        text = block.text
        stated = stated or _BARE_LABEL.match(text) is not None or (parse_date(text) is not None and not is_only_date(text))
    return limit


def _begins_section(block: Block, following: Block | None, titles: bool) -> bool:
    text = block.text.strip()
    if (
        lists_recommendations(text)
        or _STATED_RECOMMENDATION.match(text)
        or is_numbered_reference(text)
        or (_ASKS.search(text) and not _DUTY_TO_RESPOND.search(text))
    ):
        return True
    if parse_date(text) or (
        following is not None and is_only_date(following.text) and (block.kind is BlockKind.TABLE_CELL or _BARE_LABEL.match(text))
    ):
        return False
    table_head = block.kind is BlockKind.TABLE_CELL and block.row == 0 and len(text.split()) <= 6
    if not table_head and not is_heading(block, following):
        return False
    meaning = sense(text)
    if meaning.weak or _SUBJECT.match(text) or (titles and _OFFICE.match(text)):
        return False
    if meaning.section is Section.FINDINGS:
        return True
    if titles and (_HEADLINE.search(text) or (following is not None and len(following.text.split()) <= _SHORT_LINE_WORDS)):
        return False
    return meaning.section in {Section.RESPONSE, Section.RECOMMENDATIONS}


def front_lines(blocks: Sequence[Block]) -> Iterator[Line]:
    """Give the front line by line.

    :param blocks: the blocks of the front.
    :return: the lines, values beside their labels, whether on one line, on two or in a table.
    """
    label, after_salutation = "", False
    for table, group in itertools.groupby(blocks, key=lambda block: block.table if block.kind is BlockKind.TABLE_CELL else None):
        if table is not None:
            yield from _table_lines(list(group))
            continue
        texts = [text for block in group for text in re.split(r"\s*\n\s*|\s+\|\s+", block.text.strip())]
        for text, below in itertools.zip_longest(texts, texts[1:], fillvalue=""):
            bare = _BARE_LABEL.match(text) or (_DATE_LABEL.match(text) if is_only_date(below) and not labelled(below) else None)
            if bare and not label:
                label = bare["label"]
                continue
            yield _line(text, label, after_salutation)
            label, after_salutation = "", is_salutation(text)


def _table_lines(cells: Sequence[Block]) -> Iterator[Line]:
    """Read a table: labels beside values, in pairs of columns, or a row of labels above rows of values."""
    rows: dict[int | None, dict[int | None, str]] = {}
    for cell in cells:
        row = rows.setdefault(cell.row, {})
        row[cell.column] = f"{row.get(cell.column, '')} {cell.text.strip()}".strip()
    first, *others = rows.values()
    headed = len(first) > 1 and not any(parse_date(text) for text in first.values())
    headed = headed and (len(first) > _PAIR or any(parse_date(next(iter(row.values()))) for row in others))
    for row in others if headed else rows.values():
        texts = list(row.values())
        if headed:
            yield from (_line(text, first.get(column, "").rstrip(":"), False) for column, text in row.items())
        elif len(texts) % _PAIR:
            yield from (_line(text, "", False) for text in texts)
        else:
            yield from (Line(label.rstrip(":"), value) for label, value in zip(texts[::2], texts[1::2], strict=True))


def _line(text: str, label: str, after_salutation: bool) -> Line:
    if label:
        return Line(label, text)
    subject = _SUBJECT.match(text)
    if subject:
        return Line("", text[subject.end() :], subject=True)
    if after_salutation and len(text.split()) <= _TITLE_WORDS and not text.endswith("."):
        return Line("", text, subject=True)
    pair = labelled(text)
    return Line(*pair) if pair else Line("", text)


def labelled(text: str) -> tuple[str, str] | None:
    """Split a line at a label that forms use.

    :param text: a line such as "Published: 3 March 2022".
    :return: the label and its value; ``None`` where the words before a colon are no such label ("PEEL: Legitimacy").
    """
    match = _LABEL.match(text)
    if match is None or parse_date(match["label"]):
        return None
    known = _INSPECTION_LABEL.match(match["label"]) or _KNOWN_LABEL.match(match["label"]) or is_only_date(match["value"])
    return (match["label"], match["value"]) if known else None


def is_bare_label(text: str) -> bool:
    """Tell a label whose value stands below it or beside it.

    :param text: a line.
    :return: whether it is short and ends with a colon.
    """
    return _BARE_LABEL.match(text) is not None


def is_only_date(text: str) -> bool:
    """Tell a line that is a date and little else.

    :param text: a line.
    :return: whether at most four words stand beside its first date.
    """
    found = parse_dates(text)
    return bool(found) and len((text[: found[0][0]] + text[found[0][1] :]).split()) <= _WORDS_BESIDE_DATE
