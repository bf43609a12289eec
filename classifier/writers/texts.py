"""Formats that are text, a line or more a row: they can be written, and continued, piece by piece."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from classifier.writers.columns import Table, json_cell
from corpus.cells import safe_cell

_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class TextFormat:
    """A format: ``header`` gives what a file begins with, ``lines`` the text of each row of a table."""

    header: Callable[[Table, bool], str]
    lines: Callable[[Table], Iterator[str]]


def _no_header(table: Table, bom: bool) -> str:
    del table, bom
    return ""


def _json_lines(table: Table) -> Iterator[str]:
    for row in table.rows:
        yield json.dumps({column.name: json_cell(row[column.name]) for column in table.columns}, ensure_ascii=False) + "\n"


def _csv_header(table: Table, bom: bool) -> str:
    return (_BYTE_ORDER_MARK if bom else "") + _csv_line([column.name for column in table.flat_columns()])


def _csv_lines(table: Table) -> Iterator[str]:
    for cells in table.flat_rows():
        yield _csv_line([safe_cell(cell) if isinstance(cell, str) else cell for cell in cells])


def _csv_line(cells: list[object]) -> str:
    file = io.StringIO(newline="")
    csv.writer(file).writerow(cells)
    return file.getvalue()


TEXT_FORMATS: dict[str, TextFormat] = {"jsonl": TextFormat(_no_header, _json_lines), "csv": TextFormat(_csv_header, _csv_lines)}
