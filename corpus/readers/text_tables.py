"""Tables in plain text: rows whose cells a tab or a vertical line sets apart, as a copy from Word or a sheet leaves them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.readers.bullets import is_numbered, split_sign
from corpus.readers.inline import clean, strip_emphasis
from corpus.records import Block, BlockKind, Emphasis

_BORDER = frozenset("|:+=- \t")
_FEWEST_ROWS = 2
_LONGEST_MARKER = 4


@dataclass(frozen=True, slots=True)
class TextTable:
    """The lines that a table takes up, from the first to the one after the last, and its cells row by row."""

    start: int
    end: int
    rows: tuple[tuple[str, ...], ...]

    def blocks(self, number: int, page: int | None) -> list[Block]:
        """Give the cells that hold something.

        :param number: the number of the table in its document.
        :param page: the page that it begins on, if known.
        :return: its cells as blocks, row by row.
        """
        found: list[Block] = []
        for row, cells in enumerate(self.rows):
            for column, cell in enumerate(cells):
                text, emphasis = strip_emphasis(cell.strip())
                if text := clean(text):
                    found.append(Block(text, BlockKind.TABLE_CELL, 0, page, Emphasis(emphasis), number, row, column))
        return found


def text_tables(texts: Sequence[str]) -> list[TextTable]:
    """Find the tables of a plain text.

    :param texts: its lines.
    :return: its tables in order: at least two rows without an empty line between, none with more cells than the first.
    """
    tables: list[TextTable] = []
    place = 0
    while place < len(texts):
        start, rows = place, list[tuple[str, ...]]()
        while place < len(texts) and (cells := _cells(texts[place], rows[0] if rows else ())) is not None:
            rows.extend([cells] if cells else [])
            place += 1
        if len(rows) >= _FEWEST_ROWS:
            tables.append(TextTable(start, place, tuple(rows)))
        place = max(place, start + 1)
    return tables


def _cells(text: str, head: tuple[str, ...]) -> tuple[str, ...] | None:
    """Cut a line into cells: nothing for a line that is drawn, ``None`` for one that is no row under this head."""
    stripped = text.strip()
    if head and "-" in stripped and _BORDER.issuperset(stripped):
        return ()
    lined = len(stripped) > 1 and stripped.startswith("|") and stripped.endswith("|")
    cells = tuple(re.split(r"(?<!\\)\|", stripped[1:-1]) if lined else text.strip(" ").split("\t"))
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(filled) < 2 or (not head and len(filled) < len(cells)) or (head and len(cells) > len(head)):
        return None
    return cells if lined or not _is_marked(stripped, filled) else None


def _is_marked(text: str, cells: list[str]) -> bool:
    """Tell an item with its number or bullet, or the label of a letter's head, from a row."""
    marked = is_numbered(text) or len(cells[0]) <= _LONGEST_MARKER
    return split_sign(text)[0] or any(cell.endswith(":") for cell in cells) or (len(cells) == 2 and marked)
