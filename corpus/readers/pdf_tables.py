"""Ruled tables in PDF, found by pdfplumber, row by row; a table that runs over pages is one table again."""

from __future__ import annotations

import io
import logging
import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pdfplumber

from corpus.readers.inline import clean
from corpus.readers.lines import Line, join_lines, sentence_goes_on
from corpus.records import Block, BlockKind

_SAME_EDGE = 4.0
# The share of rows in which some column of a table begins, and how high a row of one line is, in sizes of its type.
_SHARED = 0.6
_LINE_HEIGHT = 1.8
# Narrow columns break the word wherever it is full.
_BROKEN = re.compile(r"\b(rec\w*)\s(\w+)\b", re.IGNORECASE)
_WHOLE = frozenset({"recommendation", "recommendations"})


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


@dataclass(slots=True)
class _Grid:
    """A table on one page: the lines of each cell by column, row by row; ``first_row`` counts over all pages of the table.

    ``sparse`` says that none of its rows has two cells with text.
    """

    page: int
    box: tuple[float, float, float, float]
    edges: list[float]
    rows: list[dict[int, list[Line]]]
    number: int = 0
    first_row: int = 0
    head: list[str] = field(default_factory=list)
    sparse: bool = False


def table_regions(data: bytes, pages: list[int]) -> list[Region]:
    """Find the ruled tables on some pages.

    :param data: the PDF's bytes.
    :param pages: page numbers, from 1, to look at.
    :return: the tables with at least two columns, in page order. A row that is cut by a page break is whole
        again in the first of its pages, and the copy of the head on the later page is left out.
    """
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    grids: list[_Grid] = []
    with pdfplumber.open(io.BytesIO(data), pages=pages) as document:
        for page in document.pages:
            found = [grid for table in page.find_tables() if (grid := _grid(page, table)) is not None]
            for grid in sorted(found, key=lambda grid: grid.box[1]):
                # A box around text, or its rules, has no row with two cells to say anything in; nor has the end of a row on a new page.
                if not grid.sparse or (grids and _goes_on(grids[-1], grid)):
                    _append(grids, grid)
    return [_region(grid) for grid in grids]


def _grid(page: Any, table: Any) -> _Grid | None:  # pdfplumber is untyped
    rows = [row for row in table.rows if any(cell is not None for cell in row.cells)]
    columns = {column for row in rows for column, cell in enumerate(row.cells) if cell is not None}
    if len(columns) < 2:
        return None
    edges = sorted({round(cell[0], 1) for row in rows for cell in row.cells if cell is not None})
    inside = page.filter(lambda thing: _is_inside(thing, table.bbox))
    if _backs_lines(rows, edges, [char["size"] for char in inside.chars]):
        return None
    filled = [{column: _cell_lines(inside, box) for column, box in enumerate(row.cells) if box is not None} for row in rows]
    sparse = not any(sum(bool(lines) for lines in row.values()) > 1 for row in filled)
    return _Grid(page.page_number, tuple(table.bbox), edges, filled, head=_texts(filled[0]), sparse=sparse)


def _backs_lines(rows: Sequence[Any], edges: Sequence[float], sizes: Sequence[float]) -> bool:
    """Tell the boxes that lie behind the lines of prose, one a line and each as wide as its line, from a table: they share no column."""
    starts = Counter(edge for row in rows for edge in {round(cell[0], 1) for cell in row.cells if cell is not None})
    shared = max((starts[edge] for edge in edges[1:]), default=0)
    highest = max(row.bbox[3] - row.bbox[1] for row in rows)
    return bool(sizes) and shared < _SHARED * len(rows) and highest <= _LINE_HEIGHT * statistics.median(sizes)


def _is_inside(thing: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    """Tell whether the middle of a character lies in a box: in tight rows its top reaches over the rule above."""
    across, down = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])


def _cell_lines(page: Any, box: tuple[float, float, float, float]) -> list[Line]:
    lines: list[Line] = []
    for line in page.filter(lambda thing: _is_inside(thing, box)).extract_text_lines(return_chars=False):
        height = line["bottom"] - line["top"]
        gap = (line["top"] - lines[-1].top) / max(height, 1.0) if lines else 0.0
        place = (line["x0"] - box[0], line["x1"] - box[0], page.page_number)
        lines.append(Line(line["text"], *place, max(0.0, gap - 0.35), 1.0, top=line["bottom"]))
    return lines


def _texts(row: dict[int, list[Line]]) -> list[str]:
    return [" ".join(line.text for line in row[column]) for column in sorted(row)]


def _append(grids: list[_Grid], grid: _Grid) -> None:
    """Add a table; where it goes on from the page before, give back to that page what belongs to its last row."""
    before = grids[-1] if grids else None
    grid.number = before.number + 1 if before else 0
    grids.append(grid)
    if before is None or not _goes_on(before, grid):
        return
    grid.number, grid.first_row = before.number, before.first_row + len(before.rows)
    if grid.head == before.head:
        grid.rows = grid.rows[1:]
    grid.head = before.head
    if grid.rows and before.rows and _is_cut(before.rows[-1], grid.rows[0]):
        for column, lines in grid.rows.pop(0).items():
            above = before.rows[-1].setdefault(column, [])
            above.extend(replace(line, page=above[0].page) if above else line for line in lines)


def _goes_on(before: _Grid, grid: _Grid) -> bool:
    """Tell a table that begins a page where the one before, with the same columns, ended."""
    return (
        grid.page == before.page + 1
        and len(grid.edges) == len(before.edges)
        and all(abs(one - other) <= _SAME_EDGE for one, other in zip(before.edges, grid.edges, strict=True))
    )


def _is_cut(above: dict[int, list[Line]], below: dict[int, list[Line]]) -> bool:
    """Tell whether two rows are the halves of one: a cell is empty below that was filled above, or a sentence goes on."""
    for column, lines in below.items():
        if not lines and above.get(column):
            return True
        if lines and above.get(column) and sentence_goes_on(" ".join(line.text for line in above[column]), lines[0].text):
            return True
    return False


def _region(grid: _Grid) -> Region:
    blocks = [
        block
        for position, row in enumerate(grid.rows)
        for column, lines in sorted(row.items())
        for block in _cell_blocks(lines, (grid.number, grid.first_row + position, column))
    ]
    left, top, right, bottom = grid.box
    return Region(grid.page, left, top, right, bottom, tuple(blocks))


def _cell_blocks(lines: list[Line], place: tuple[int, int, int]) -> list[Block]:
    table, row, column = place
    blocks: list[Block] = []
    for block in join_lines(lines):
        kind = BlockKind.LIST_ITEM if block.kind is BlockKind.LIST_ITEM else BlockKind.TABLE_CELL
        blocks.append(Block(_BROKEN.sub(_whole, clean(block.text)), kind, 0, block.page, block.emphasis, table, row, column))
    return blocks


def _whole(broken: re.Match[str]) -> str:
    word = broken[1] + broken[2]
    return word if word.casefold() in _WHOLE else broken[0]
