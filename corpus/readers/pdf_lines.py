"""The lines of a PDF page with their place and type, in reading order."""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import replace
from itertools import pairwise
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.readers.lines import Line
from corpus.records import Emphasis

_BOLD_WEIGHT = 600
_BOLD_NAME = re.compile(r"bold|black|heavy|semibold|demi", re.I)
_ITALIC_NAME = re.compile(r"italic|oblique", re.I)
_NOTE_MARK = re.compile(r"(?<=[A-Za-z.,;:”’)\]])\d{1,2}(?=$|[\s.,;:])")
_NOTE_START = re.compile(r"^(?:\d{1,3}|[*†‡])\s*\S")
#: Lines are on one line of text if their baselines differ by less than this share of the type size.
_SAME_BASELINE = 0.35
#: A larger share of lines side by side means columns, whose order only the file knows.
_COLUMNS = 0.1
#: Lines in two columns whose baselines differ by less than this share of the type size stand side by side.
_SAME_HEIGHT = 0.9
#: A header or footer has at most so many lines, and so many type sizes of white space between it and the text.
_FRAME_LINES = 3
_FRAME_GAP = 2.5
_RAISED = 0.15
#: Shares of the usual type size: footnotes are set smaller than the first, headings at least as large as the second.
_NOTE_SIZE, _HEADING_SIZE = 0.88, 1.12
#: A page holds no more lines of footnotes than so many for each line of its text.
_MOST_NOTES = 3


def page_lines(page: pypdfium2.PdfPage, number: int) -> list[Line]:
    """Read the lines of a page.

    :param page: the page.
    :param number: its number, from 1.
    :return: its lines with the white space above each; marks of footnotes are left out.
    """
    textpage = page.get_textpage()
    text = textpage.get_text_range()
    height = page.get_height()
    lines: list[Line] = []
    start = 0
    for raw in text.split("\r\n"):
        if raw.strip():
            lines.append(_placed_line(textpage, raw, start, number, height))
        start += len(raw) + 2
    textpage.close()
    return _with_gaps(_ordered(_mended(lines)))


def without_notes(lines: list[Line], usual: float) -> list[Line]:
    """Leave out the footnotes of a page: they would stand in the middle of sentences that run over the page.

    :param lines: the lines of a page, in reading order.
    :param usual: the usual type size of the document.
    :return: the lines above the footnotes.
    """
    end = len(lines)
    while end and lines[end - 1].text.strip().isdigit():
        end -= 1  # the number of the page stands below its footnotes
    first = end
    while first and lines[first - 1].size < _NOTE_SIZE * usual:
        first -= 1
    # Small print that no number opens is no footnote, nor is what fills a page that has hardly any body text: an annex is set so.
    body = sum(_NOTE_SIZE * usual <= line.size < _HEADING_SIZE * usual for line in lines[:first])
    if first == end or end - first > _MOST_NOTES * body or not _NOTE_START.match(lines[first].text):
        return lines
    return lines[:first] + lines[end:]


def _placed_line(textpage: pypdfium2.PdfTextPage, raw: str, start: int, page: int, height: float) -> Line:
    first = start + len(raw) - len(raw.lstrip())
    last = start + len(raw.rstrip()) - 1
    left, right = (textpage.get_charbox(index, loose=True)[edge] for index, edge in ((first, 0), (last, 2)))
    inside = [index for index in range(first, last + 1) if raw[index - start].isalnum()] or [first]
    middle = inside[len(inside) // 2]
    size, baseline = _size(textpage, middle), _baseline(textpage, middle)
    fonts = [_font(textpage, index) for index in (inside[0], middle, inside[-1])]
    emphasis = Emphasis.NONE
    if all(bold for bold, _ in fonts):
        emphasis = Emphasis.BOLD
    elif all(italic for _, italic in fonts):
        emphasis = Emphasis.ITALIC
    raised = baseline + _RAISED * size
    unmarked = _NOTE_MARK.sub(lambda mark: "" if _baseline(textpage, start + mark.start()) > raised else mark[0], raw)
    # pdfium marks a hyphen at a line end with U+FFFE or U+0002.
    text = unmarked.replace("\ufffe", "-").replace("\x02", "-").strip()
    return Line(text or raw.strip(), left, right, page, 0.0, size, emphasis, top=height - baseline)


def _baseline(textpage: pypdfium2.PdfTextPage, index: int) -> float:
    """Give the height of the baseline: unlike a box it does not move with the letter that happens to stand there."""
    left, bottom = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(textpage.raw, index, left, bottom)
    return bottom.value


def _size(textpage: pypdfium2.PdfTextPage, index: int) -> float:
    """Give the type size as it shows on the page: some programs write size 1 and scale it."""
    matrix = pdfium.FS_MATRIX()
    size = float(pdfium.FPDFText_GetFontSize(textpage.raw, index))
    if not pdfium.FPDFText_GetMatrix(textpage.raw, index, matrix):
        return size
    return size * (math.hypot(matrix.b, matrix.d) or 1.0)


def _font(textpage: pypdfium2.PdfTextPage, index: int) -> tuple[bool, bool]:
    buffer = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(textpage.raw, index, buffer, 128, ctypes.c_int())
    name = buffer.value.decode("utf-8", "ignore")
    weight = pdfium.FPDFText_GetFontWeight(textpage.raw, index)
    return weight >= _BOLD_WEIGHT or _BOLD_NAME.search(name) is not None, _ITALIC_NAME.search(name) is not None


def _level(one: Line, other: Line) -> bool:
    return abs(one.top - other.top) < _SAME_BASELINE * max(one.size, other.size, 6.0)


def _beside(one: Line, other: Line) -> bool:
    """Tell lines of two columns, which seldom share a baseline, from lines below each other."""
    apart = one.right < other.left or other.right < one.left
    return apart and abs(one.top - other.top) < _SAME_HEIGHT * max(one.size, other.size, 6.0)


def _mended(lines: list[Line]) -> list[Line]:
    """Join the pieces of a line that a raised footnote mark or a change of type has cut."""
    mended: list[Line] = []
    for line in lines:
        before = mended[-1] if mended else None
        distance = line.left - before.right if before else -1.0
        if before is None or not _level(before, line) or not -1.0 <= distance < 1.2 * max(line.size, 6.0):
            mended.append(line)
            continue
        space = " " if distance > 0.2 * line.size else ""
        emphasis = before.emphasis if before.emphasis is line.emphasis else Emphasis.NONE
        mended[-1] = replace(before, text=before.text + space + line.text, right=line.right, emphasis=emphasis)
    return mended


def _ordered(lines: list[Line]) -> list[Line]:
    """Put the lines of a page with one column in order from the top: some files hold them in another."""
    ranked = sorted(lines, key=lambda line: line.top)
    beside = sum(_level(one, other) or _beside(one, other) for one, other in pairwise(ranked))
    return _framed(lines, ranked) if beside > _COLUMNS * len(lines) else ranked


def _framed(lines: list[Line], ranked: list[Line]) -> list[Line]:
    """Put the header and the footer of a page with columns first and last: layout programs write them before the text."""
    steps = [below.top - above.top for above, below in pairwise(ranked)]
    wide = [step > _FRAME_GAP * max(line.size, 6.0) for step, line in zip(steps, ranked, strict=False)]
    header = next((place + 1 for place in range(min(_FRAME_LINES, len(wide))) if wide[place]), 0)
    footer = next((place for place in range(1, min(_FRAME_LINES, len(wide)) + 1) if wide[-place]), 0)
    first, last = ranked[:header], ranked[len(ranked) - footer :]
    return [*first, *(line for line in lines if line not in first and line not in last), *last]


def _with_gaps(lines: list[Line]) -> list[Line]:
    steps = [below.top - above.top for above, below in pairwise(lines) if 0 < below.top - above.top < 4 * max(above.size, below.size, 6.0)]
    usual = _leading(steps)
    spaced: list[Line] = []
    for position, line in enumerate(lines):
        gap = 0.0
        if position and usual:
            step = line.top - lines[position - 1].top
            gap = max(0.0, step / usual - 1.0) * 1.6 if step > 0 else 1.0
        spaced.append(replace(line, gap=gap))
    return spaced


def _leading(steps: list[float]) -> float:
    """Give the usual distance of two lines of a paragraph, in points: the low end of what the page shows."""
    if not steps:
        return 0.0
    ordered = sorted(steps)
    return median(ordered[: max(1, (2 * len(ordered)) // 3)])
