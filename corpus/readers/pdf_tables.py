"""Ruled tables in PDF, found by pdfplumber, row by row."""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass
from typing import Any

import pdfplumber

from corpus.readers.inline import clean
from corpus.readers.lines import Line, join_lines
from corpus.records import Block, BlockKind


@dataclass(frozen=True, slots=True)
class Region:
    """A table on a page: its box in points from the top left, and its cells as blocks."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    blocks: tuple[Block, ...]

    def covers(self, line: Line) -> bool:
        """Tell whether a line lies inside the table.

        :param line: a line with its page and its distance from the top.
        :return: whether its middle is inside.
        """
        middle = (line.left + line.right) / 2
        return line.page == self.page and self.top - 2 <= line.top <= self.bottom + 2 and self.left - 2 <= middle <= self.right + 2


def table_regions(data: bytes, pages: list[int]) -> list[Region]:
    """Find the ruled tables on some pages.

    A row that goes on over a page break is joined to its first half, where the sentence shows it.

    :param data: the PDF's bytes.
    :param pages: page numbers, from 1, to look at.
    :return: the tables with at least two columns, in page order.
    """
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    regions: list[Region] = []
    with pdfplumber.open(io.BytesIO(data), pages=pages) as document:
        for page in document.pages:
            for table in page.find_tables():
                region = _region(page, table, len(regions))
                if region is not None:
                    regions.append(region)
    return regions


def _region(page: Any, table: Any, number: int) -> Region | None:  # pdfplumber is untyped
    rows = [row for row in table.rows if any(cell is not None for cell in row.cells)]
    if len({column for row in rows for column, cell in enumerate(row.cells) if cell is not None}) < 2:
        return None
    blocks: list[Block] = []
    for position, row in enumerate(rows):
        for column, box in enumerate(row.cells):
            if box is not None:
                blocks.extend(_cell_blocks(page, box, (number, position, column)))
    if not blocks:
        return None
    left, top, right, bottom = table.bbox
    return Region(page.page_number, left, top, right, bottom, tuple(blocks))


def _cell_blocks(page: Any, box: tuple[float, float, float, float], place: tuple[int, int, int]) -> list[Block]:
    found = page.crop(box, strict=False).extract_text_lines(return_chars=False)
    lines: list[Line] = []
    for line in found:
        height = line["bottom"] - line["top"]
        gap = (line["top"] - lines[-1].top) / max(height, 1.0) if lines else 0.0
        lines.append(
            Line(line["text"], line["x0"] - box[0], line["x1"] - box[0], page.page_number, max(0.0, gap - 0.35), 1.0, top=line["bottom"])
        )
    table, row, column = place
    joined = join_lines(lines)
    return [
        Block(
            clean(block.text),
            BlockKind.LIST_ITEM if block.kind is BlockKind.LIST_ITEM else BlockKind.TABLE_CELL,
            0,
            page.page_number,
            block.emphasis,
            table,
            row,
            column,
        )
        for block in joined
    ]
