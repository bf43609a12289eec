"""PDF: lines with their place and type from pdfium, ruled tables from pdfplumber, then the line joiner."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.errors import DamagedDocumentError, EncryptedDocumentError, ScannedDocumentError
from corpus.readers.furniture import furniture_lines
from corpus.readers.inline import clean
from corpus.readers.lines import Line, join_lines
from corpus.readers.pdf_lines import page_lines, without_notes
from corpus.readers.pdf_tables import Region, table_regions
from corpus.records import Block

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
    pages: list[list[Line]] = []
    ruled: list[int] = []
    for number in range(len(document)):
        page = document[number]
        pages.append(page_lines(page, number + 1))
        paths = sum(1 for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=2))
        if paths >= _RULED_PATHS:
            ruled.append(number + 1)
        page.close()
    regions = table_regions(data, ruled) if ruled else []
    sizes = [line.size for lines in pages for line in lines]
    usual = median(sizes) if sizes else 0.0
    return [line for lines in pages for line in without_notes(lines, usual)], regions


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
