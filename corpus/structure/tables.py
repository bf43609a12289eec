"""Tables: what each column holds, from its head."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.records import Block, Role, Speaker
from corpus.structure.senses import Section, sense

_OWNER = re.compile(
    r"\b(?:owner|lead|responsib\w+|date|when|deadline|timescales?|target|status|rag|due|completion|by\s+whom|by\s+when|ref(?:erence)?|page|priority|no\.?|number|#|theme|category|governance\s+board|addressed\s+to|for)\b",
    re.I,
)
_LONGEST_HEAD = 14


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: the role of its cells, and who speaks in it."""

    role: Role
    speaker: Speaker | None = None


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a document: their rows, and what their columns hold where they have a head."""

    columns: Mapping[int, Mapping[int, Column]]
    rows: Mapping[tuple[int | None, int | None], Sequence[Block]]

    @classmethod
    def of(cls, blocks: Sequence[Block]) -> Tables:
        """Read the tables of a document.

        :param blocks: the blocks of the document.
        :return: its tables; one that goes on over a page without a head of its own takes over the columns of the one before.
        """
        cells = [block for block in blocks if block.table is not None]
        rows: dict[tuple[int | None, int | None], list[Block]] = {}
        for cell in cells:
            rows.setdefault((cell.table, cell.row), []).append(cell)
        columns: dict[int, dict[int, Column]] = {}
        last: dict[int, Column] = {}
        for table, group in groupby(cells, key=lambda cell: cell.table):
            first_row = rows[(table, next(group).row)]
            found = _head(first_row)
            if not found and last and {cell.column for cell in first_row} <= set(last):
                found = last
            if found and table is not None:
                columns[table] = last = found
        return cls(columns, rows)

    def has_columns(self, block: Block) -> bool:
        """Tell whether a block stands in a table whose columns are known.

        :param block: any block.
        :return: whether it does.
        """
        return block.table is not None and block.table in self.columns

    def column(self, block: Block) -> Column | None:
        """Give the column that a cell stands in.

        :param block: any block.
        :return: what its column holds, if that is known.
        """
        return self.columns.get(block.table, {}).get(block.column or 0) if block.table is not None else None

    def row(self, block: Block) -> Sequence[Block]:
        """Give the cells of a cell's row.

        :param block: a cell.
        :return: all cells of its row, itself included.
        """
        return self.rows.get((block.table, block.row), ())

    def is_head(self, block: Block) -> bool:
        """Tell whether a cell belongs to the head of its table, or to a copy of the head on a later page.

        :param block: any block.
        :return: whether it does.
        """
        return self.has_columns(block) and bool(_head(self.row(block)))

    def is_body(self, block: Block) -> bool:
        """Tell a cell under the head of its table: a short one is no heading.

        :param block: any block.
        :return: whether it stands in a row of several cells below a head.
        """
        return self.has_columns(block) and not self.is_head(block) and len({cell.column for cell in self.row(block)}) > 1


def _head(row: Sequence[Block]) -> dict[int, Column]:
    if len({block.column for block in row}) < 2 or any(len(block.text.split()) > _LONGEST_HEAD for block in row):
        return {}
    if any(re.search(r"[.!;]$", block.text) and len(block.text.split()) > 3 for block in row):
        return {}
    columns = {block.column: _column(block.text) for block in row if block.column is not None}
    roles = {column.role for column in columns.values() if column is not None}
    if len(columns) != len(row) or not roles & {Role.RESPONSE, Role.RECOMMENDATION} or len(columns) < 2:
        return {}
    if any(re.search(r"\d", block.text) for block in row):
        return {}
    return {number: column or Column(Role.RESPONSE) for number, column in columns.items()}


def _column(text: str) -> Column | None:
    meaning = sense(text)
    if meaning.section is Section.RESPONSE:
        return Column(Role.RESPONSE, meaning.speaker)
    if _OWNER.search(text) and len(text.split()) <= 5:
        return Column(Role.ADMINISTRATIVE)
    if meaning.section is Section.FINDINGS:
        return Column(Role.FINDING)
    if meaning.section is Section.RECOMMENDATIONS or re.search(r"\b(?:recommend|asked|required)", text, re.I):
        return Column(Role.RECOMMENDATION)
    return Column(Role.RESPONSE, meaning.speaker) if meaning.speaker is not None else None
