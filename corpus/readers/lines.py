"""Join the lines of a page into blocks: what was one paragraph becomes one again.

Plain text and PDF meet here. Both give lines with a position; whether two lines belong together is decided
by the same evidence in both: would the next word have fitted on the line (then the break was meant), does the
sentence go on, is there a gap, does the type change, does a list item begin.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import pairwise

from corpus.readers.bullets import is_numbered, split_sign
from corpus.readers.choices import is_option_line
from corpus.readers.hyphenation import join_all
from corpus.records import Block, BlockKind, Emphasis


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page.

    ``left`` and ``right`` are its edges and ``gap`` the white space above it beyond the usual leading, in lines; all
    horizontal measures share one unit (characters in text, points in PDF). ``size`` is the type size, 0 if unknown.
    ``top`` is the distance from the top of the page. ``quoted`` says that a message quotes the line (">").
    """

    text: str
    left: float
    right: float
    page: int | None = None
    gap: float = 0.0
    size: float = 0.0
    emphasis: Emphasis = Emphasis.NONE
    level: int = 0
    top: float = 0.0
    quoted: bool = False


_TERMINAL = re.compile(r"[.!?:;][\"'”’)\]*_]*$")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]*_]*$")
_HANGING = re.compile(
    r"(?:\b(?:a|an|the|and|or|of|to|in|on|at|by|for|with|from|that|which|who|is|are|was|were|be|been|has|have|had|will|would|"
    r"as|its|our|their|his|her|this|these|those|not|but|into|than|between|should|must|may|can|we|I)|,|[-‐–])$"
)
#: Words that no line of a heading or an address ends in, even above a capital or a figure.
_WAITS = re.compile(r"\b(?:an?|the|and|or|of|to|by|with|from|that|which|is|are|was|were|has|have|had|will|would|our|their|his|her)$")
_NAMED = re.compile(r"^(?:recommendations?|areas?\s+for\s+improvement|causes?\s+of\s+concern|AFIs?)\b[^.]{0,60}$", re.I)
_LABEL = re.compile(r"^[A-Z][\w ’'/-]{2,40}:(?:\s|$)")
_SHORT_LABEL = re.compile(r"^[A-Z][a-z’']+(?:\s[\w’']+)?:\s")
_BARE_LABEL = re.compile(r"^[A-Z][\w ’'/-]{2,40}:$")
_ITEM = re.compile(r"^(?:recommendations?|areas?(?:\s+for\s+improvement)?|causes?\s+of\s+concern|AFIs?|theme|question)\s+\d", re.I)
# "Recommendation 4: the force should …": a name with a mark after it opens an item, even where the line before has no full stop.
_OPENS_ITEM = re.compile(r"^(?:Recommendation|Area\s+for\s+[Ii]mprovement|Cause\s+of\s+[Cc]oncern|AFI)\s+\d{1,3}[a-z]?(?::|\s[-–—]|$)")
_LEADS_ON = re.compile(r"(?:\b(?:under|see|per|also|both|answer|response|reply|meet|meets|met|about|against)|[,(])$", re.I)
_MAIL_HEADER = re.compile(r"^[>\s]*(?:From|Sent|To|Cc|Bcc|Subject|Date|Attachments?|Importance):(?:\s|$)")
_LONGEST_HEADING = 12
_COPIES = re.compile(r"^(?:cc|c\.c\.|encl?)\b", re.I)
_NEIGHBOURS = 3
_FEWEST_BREAKS = 3
_LEFT_WHOLE, _FEWEST_CUT = 2, 2
#: Text is seldom wrapped at more characters than the first, and never at more than the second.
_WIDE, _WIDEST = 120.0, 200.0


@dataclass(frozen=True, slots=True)
class Setting:
    """How lines are set: their right margin, whether white space sets paragraphs apart, and whether each is a paragraph."""

    margin: float
    spaced: bool = False
    one_a_line: bool = False


def join_lines(lines: list[Line]) -> list[Block]:
    """Join lines into blocks.

    :param lines: all lines of a document in reading order, page furniture already dropped.
    :return: its blocks, in order.
    """
    if not lines:
        return []
    margin = _margin(lines)
    vocabulary = {word.casefold() for line in lines for word in re.findall(r"[\w-]+", line.text)}
    setting = Setting(margin, _is_spaced(lines, margin), _is_one_a_line(lines, margin))
    groups: list[list[Line]] = [[lines[0]]]
    for index in range(1, len(lines)):
        if continues(lines, index, setting):
            groups[-1].append(lines[index])
        else:
            groups.append([lines[index]])
    return [_block(group, vocabulary) for group in groups]


def _margin(lines: list[Line]) -> float:
    """Give the right margin: what nearly all lines keep to. In a wrapped text a line or two may have been left whole."""
    widths = sorted(line.right for line in lines)
    margin = widths[math.ceil(0.97 * (len(widths) - 1))]
    wrapped = max((width for width in widths if width <= _WIDE), default=0.0)
    if margin <= _WIDEST or any(line.size for line in lines) or sum(width > _WIDE for width in widths) > _LEFT_WHOLE:
        return margin
    pairs = [(before, line) for before, line in pairwise(lines) if line.gap < 0.5 and before.right >= 0.75 * wrapped]
    cut = sum(before.right <= wrapped and not _TERMINAL.search(before.text) for before, _ in pairs)
    return wrapped if cut >= _FEWEST_CUT else margin


def _is_spaced(lines: list[Line], margin: float) -> bool:
    """Tell text whose paragraphs are set apart by white space: there a short line is no sign of a new paragraph."""
    gaps = sum(line.gap >= 0.5 for line in lines)
    meant = 0
    for index in range(1, len(lines)):
        before, line = lines[index - 1], lines[index]
        if line.gap < 0.5 and before.page == line.page and before.right < 0.8 * margin:
            meant += bool(_SENTENCE_END.search(before.text)) and line.text[:1].isupper() and len(line.text.split()) > 4
    return gaps > 0.12 * len(lines) and meant <= max(1.0, 0.15 * gaps)


def _is_one_a_line(lines: list[Line], margin: float) -> bool:
    """Tell text with a paragraph on each line from wrapped text, whose lines are broken where the next word has no room."""
    if any(line.size for line in lines):
        return False
    breaks = [index for index in range(1, len(lines)) if lines[index].gap < 0.5]
    forced = [index for index in breaks if not next_word_fits(lines, index, margin)]
    if margin > _WIDE:
        return margin > _WIDEST or len(forced) < 0.5 * len(breaks)
    # Narrow text is wrapped, unless none of its many lines is cut in mid sentence.
    whole = all(_SENTENCE_END.search(lines[index - 1].text) for index in forced)
    return len(breaks) >= _FEWEST_BREAKS and whole and not any(lines[index].text[:1].islower() for index in breaks)


def continues(lines: list[Line], index: int, setting: Setting) -> bool:
    """Tell whether a line continues the paragraph of the line before.

    :param lines: the lines of the document.
    :param index: the line in question, at least 1.
    :param setting: how the document is set.
    :return: whether the two are one paragraph.
    """
    before, line, margin = lines[index - 1], lines[index], setting.margin
    if (
        before.quoted is not line.quoted
        or split_sign(line.text)[0]
        or is_option_line(line.text)
        or _differs(before, line)
        or (_MAIL_HEADER.match(before.text) and _MAIL_HEADER.match(line.text))
        or (_LABEL.match(line.text) and _LABEL.match(before.text))
        or ((_SHORT_LABEL.match(line.text) or _BARE_LABEL.match(line.text)) and _SENTENCE_END.search(before.text))
    ):
        return False
    if line.level or before.level:
        # Only a PDF shows a heading over several lines; in text each is one of its own.
        return line.level == before.level and line.size > 0 and line.gap < 0.5 and not is_numbered(line.text)
    goes_on = sentence_goes_on(before.text, line.text)
    if line.gap >= 0.5 or before.page != line.page:
        if _NAMED.match(before.text):
            return False
        return goes_on or (before.page != line.page and _runs_over_page(lines, index, margin))
    if (_ITEM.match(line.text) and _TERMINAL.search(before.text)) or _opens_item(before, line) or _stands_alone(lines, index, margin):
        return False
    if is_numbered(line.text) and (_TERMINAL.search(before.text) or next_word_fits(lines, index, margin)):
        return False
    if setting.one_a_line:
        # Only a sentence cut in the middle is joined.
        return goes_on and len(before.text) > 40 and (line.text[:1].islower() or _WAITS.search(before.text) is not None)
    if next_word_fits(lines, index, margin):
        if setting.spaced and _is_prose(before, line, margin):
            return True
        broken = line.text[:1].islower() or _WAITS.search(before.text) is not None
        return goes_on and broken and not _NAMED.match(before.text) and len(before.text) > 25
    return True


def _opens_item(before: Line, line: Line) -> bool:
    cut = _HANGING.search(before.text) or _LEADS_ON.search(before.text)
    return _OPENS_ITEM.match(line.text) is not None and cut is None


def sentence_goes_on(before: str, after: str) -> bool:
    """Tell from the words alone whether a sentence runs over a break.

    :param before: the text up to the break.
    :param after: the text after it.
    :return: true if it was cut in mid sentence.
    """
    before, after = before.rstrip(), after.lstrip()
    if not before or not after or is_numbered(after) or _COPIES.match(after) or _TERMINAL.search(before):
        return False
    if after[0].islower():
        return len(before) > 25 or _HANGING.search(before) is not None
    return _HANGING.search(before) is not None and len(before) > 40


def next_word_fits(lines: list[Line], index: int, margin: float) -> bool:
    """Tell whether the first word of a line would have fitted on the line before: then the break was meant.

    :param lines: the lines of the document.
    :param index: the line in question, at least 1.
    :param margin: the right margin of the document; a narrower one is used where the lines around are narrower.
    :return: whether there was room.
    """
    before, line = lines[index - 1], lines[index]
    around = lines[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS]
    local = max(other.right for other in around if other is before or _same_column(before, other))
    if local < 0.8 * margin and len(lines) > 2 * _NEIGHBOURS:
        margin = local
    words = line.text.split()
    length = max(len(line.text), 1)
    character = (line.right - line.left) / length
    needed = character * (len(words[0]) + 1) if words else 0.0
    slack = 0.03 * margin if line.size else 1.0
    return before.right + needed + slack < margin


def _same_column(one: Line, other: Line) -> bool:
    return one.left < other.right and other.left < one.right


def _stands_alone(lines: list[Line], index: int, margin: float) -> bool:
    """Tell a heading without white space around it: a short line that ends no sentence, between two that are whole."""
    before, line = lines[index - 1], lines[index]
    if index + 1 == len(lines) or not _SENTENCE_END.search(before.text) or _TERMINAL.search(line.text):
        return False
    after = lines[index + 1]
    whole = line.text[:1].isupper() and after.text[:1].isupper() and len(line.text.split()) <= _LONGEST_HEADING
    return whole and line.right < 0.6 * margin and next_word_fits(lines, index + 1, margin)


def _is_prose(before: Line, line: Line, margin: float) -> bool:
    """Tell a line of prose that was merely wrapped early from a short line that stands alone."""
    long_enough = before.right > 0.68 * margin and len(before.text.split()) > 4
    return long_enough and not _LABEL.match(line.text) and not _LABEL.match(before.text) and not _NAMED.match(before.text)


def _runs_over_page(lines: list[Line], index: int, margin: float) -> bool:
    """Tell a full last line of a page, without an end to its sentence, from a finished paragraph."""
    before, line = lines[index - 1], lines[index]
    full = before.right > 0.8 * margin and not next_word_fits(lines, index, margin)
    return full and not _TERMINAL.search(before.text) and not is_numbered(line.text)


def _differs(before: Line, line: Line) -> bool:
    if before.size and line.size and abs(before.size - line.size) > 0.8:
        return True
    if before.emphasis == line.emphasis:
        return False
    # A bold or italic line is another block, unless the type changes within a sentence.
    return not (line.text[:1].islower() and not _SENTENCE_END.search(before.text))


def _block(group: list[Line], vocabulary: set[str]) -> Block:
    first = group[0]
    has_sign, text = split_sign(first.text)
    if is_option_line(first.text):
        text = first.text  # its box is needed to tell whether it is one of several to choose from
    text = join_all([text, *(line.text for line in group[1:])], vocabulary)
    listed = has_sign or is_numbered(text)
    kind = BlockKind.HEADING if first.level else BlockKind.LIST_ITEM if listed else BlockKind.PARAGRAPH
    same = all(line.emphasis == first.emphasis for line in group)
    emphasis = first.emphasis if same else Emphasis.NONE
    return Block(text=text, kind=kind, level=first.level, page=first.page, emphasis=emphasis)
