"""Tables: what each column holds, from its head."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from corpus.records import Block, Role, Speaker
from corpus.structure.headings import Section, sense

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


def table_columns(blocks: list[Block]) -> dict[int, dict[int, Column]]:
    """Read the heads of the tables of a document.

    :param blocks: the blocks of the document.
    :return: for each table with a head, its columns; a table that goes on over a page without a head of its own
        takes over the columns of the one before.
    """
    columns: dict[int, dict[int, Column]] = {}
    last: dict[int, Column] = {}
    cells = [block for block in blocks if block.table is not None]
    for table, group in groupby(cells, key=lambda block: block.table):
        members = list(group)
        first_row = [block for block in members if block.row == members[0].row]
        found = _head(first_row)
        if not found and last and {block.column for block in first_row} <= set(last):
            found = last
        if found and table is not None:
            columns[table] = last = found
    return columns


def is_head_row(block: Block, columns: dict[int, dict[int, Column]], row: list[Block]) -> bool:
    """Tell whether a cell belongs to the head of its table, or to a copy of the head on a later page.

    :param block: a cell.
    :param columns: the columns of all tables.
    :param row: the cells of its row.
    :return: whether its row is a head.
    """
    return block.table in columns and bool(_head(row))


def _head(row: list[Block]) -> dict[int, Column]:
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
