"""PDF: lines with their place and type from pdfium, ruled tables from pdfplumber, then the line joiner."""

from __future__ import annotations

import ctypes
import re
from dataclasses import replace
from pathlib import Path
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.errors import DamagedDocumentError, EncryptedDocumentError, ScannedDocumentError
from corpus.readers.furniture import furniture_lines
from corpus.readers.inline import clean
from corpus.readers.lines import Line, join_lines
from corpus.readers.pdf_tables import Region, table_regions
from corpus.records import Block, Emphasis

_BOLD_WEIGHT = 600
_BOLD_NAME = re.compile(r"bold|black|heavy|semibold|demi", re.I)
_ITALIC_NAME = re.compile(r"italic|oblique", re.I)
#: Pages with at least this many drawn paths may hold a ruled table.
_RULED_PATHS = 4


def read(data: bytes, path: Path) -> list[Block]:
    """Read a PDF.

    :param data: the file's bytes.
    :param path: its name, for messages.
    :return: the blocks, with page numbers.
    :raises EncryptedDocumentError: if it needs a password.
    :raises DamagedDocumentError: if pdfium cannot open it.
    :raises ScannedDocumentError: if its pages hold pictures and no text.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedDocumentError(path, "is protected by a password", "save a copy without the password") from error
        raise DamagedDocumentError(path, "is a damaged PDF", "download it again, or open it and print it to a new PDF") from error
    try:
        lines, regions = _document_lines(document, data)
    finally:
        document.close()
    if sum(len(line.text) for line in lines) + sum(len(block.text) for region in regions for block in region.blocks) < 20:
        raise ScannedDocumentError(path, "has no text, only pictures of pages", "run it through OCR first (ocrmypdf, for one)")
    return _assemble(lines, regions)


def _document_lines(document: pypdfium2.PdfDocument, data: bytes) -> tuple[list[Line], list[Region]]:
    lines: list[Line] = []
    ruled: list[int] = []
    for number in range(len(document)):
        page = document[number]
        lines.extend(_page_lines(page, number + 1))
        paths = sum(1 for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=2))
        if paths >= _RULED_PATHS:
            ruled.append(number + 1)
        page.close()
    return lines, table_regions(data, ruled) if ruled else []


def _page_lines(page: pypdfium2.PdfPage, number: int) -> list[Line]:
    textpage = page.get_textpage()
    text = textpage.get_text_range()
    height = page.get_height()
    placed: list[tuple[Line, float]] = []
    start = 0
    for raw in text.split("\r\n"):
        if raw.strip():
            placed.append(_placed_line(textpage, raw, start, number, height))
        start += len(raw) + 2
    textpage.close()
    return _with_gaps(placed)


def _placed_line(textpage: pypdfium2.PdfTextPage, raw: str, start: int, page: int, height: float) -> tuple[Line, float]:
    """Measure one line; the second value is the distance of its baseline from the top of the page, in points."""
    first = start + len(raw) - len(raw.lstrip())
    last = start + len(raw.rstrip()) - 1
    boxes = [textpage.get_charbox(index, loose=True) for index in (first, last)]
    inside = [index for index in range(first, last + 1) if raw[index - start].isalnum()] or [first]
    middle = inside[len(inside) // 2]
    size = pdfium.FPDFText_GetFontSize(textpage.raw, middle)
    fonts = [_font(textpage, index) for index in (inside[0], middle, inside[-1])]
    emphasis = Emphasis.NONE
    if all(bold for bold, _ in fonts):
        emphasis = Emphasis.BOLD
    elif all(italic for _, italic in fonts):
        emphasis = Emphasis.ITALIC
    left, right = boxes[0][0], boxes[1][2]
    # pdfium marks a hyphen at a line end with U+FFFE or U+0002.
    text = raw.replace("\ufffe", "-").replace("\x02", "-").strip()
    return Line(text, left, right, page, 0.0, float(size), emphasis), height - _baseline(textpage, middle)


def _baseline(textpage: pypdfium2.PdfTextPage, index: int) -> float:
    """Give the height of the baseline: unlike a box it does not move with the letter that happens to stand there."""
    left, bottom = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(textpage.raw, index, left, bottom)
    return bottom.value


def _font(textpage: pypdfium2.PdfTextPage, index: int) -> tuple[bool, bool]:
    buffer = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(textpage.raw, index, buffer, 128, ctypes.c_int())
    name = buffer.value.decode("utf-8", "ignore")
    weight = pdfium.FPDFText_GetFontWeight(textpage.raw, index)
    return weight >= _BOLD_WEIGHT or _BOLD_NAME.search(name) is not None, _ITALIC_NAME.search(name) is not None


def _with_gaps(placed: list[tuple[Line, float]]) -> list[Line]:
    steps = [
        below - above
        for (first, above), (second, below) in zip(placed, placed[1:], strict=False)
        if 0 < below - above < 4 * max(first.size, second.size, 6.0)
    ]
    usual = _leading(steps)
    lines: list[Line] = []
    for position, (line, bottom) in enumerate(placed):
        gap = 0.0
        if position and usual:
            step = bottom - placed[position - 1][1]
            gap = max(0.0, step / usual - 1.0) * 1.6 if step > 0 else 1.0
        lines.append(replace(line, gap=gap, top=bottom))
    return lines


def _leading(steps: list[float]) -> float:
    """Give the usual distance of two lines of a paragraph, in points: the low end of what the page shows."""
    if not steps:
        return 0.0
    ordered = sorted(steps)
    return median(ordered[: max(1, (2 * len(ordered)) // 3)])


def _assemble(lines: list[Line], regions: list[Region]) -> list[Block]:
    """Put the text outside tables and the tables into reading order."""
    kept = [line for line in lines if not any(region.covers(line) for region in regions)]
    starts = {index for index in range(1, len(kept)) if kept[index].page != kept[index - 1].page}
    dropped = furniture_lines([line.text for line in kept], starts)
    body = [line for index, line in enumerate(kept) if index not in dropped]
    blocks: list[Block] = []
    pending: list[Line] = []
    waiting = sorted(regions, key=lambda region: (region.page, region.top))
    for line in body:
        while waiting and (waiting[0].page, waiting[0].top) < (line.page or 0, line.top):
            blocks.extend(_body_blocks(pending))
            pending = []
            blocks.extend(waiting.pop(0).blocks)
        pending.append(line)
    blocks.extend(_body_blocks(pending))
    for region in waiting:
        blocks.extend(region.blocks)
    return blocks


def _body_blocks(lines: list[Line]) -> list[Block]:
    if not lines:
        return []
    usual = median(line.size for line in lines)
    levelled = [_levelled(line, usual) for line in lines]
    return [replace(block, text=clean(block.text)) for block in join_lines(levelled)]


def _levelled(line: Line, usual: float) -> Line:
    """Mark a line in larger type than the body as a heading."""
    if line.size < usual + 1.5 or len(line.text) > 160:
        return line
    return replace(line, level=1 if line.size > usual + 6 else 2)
