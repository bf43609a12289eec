"""Excel workbooks: texts are never formulas, links or numbers, whatever they look like."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from classifier.writers.columns import Column, Kind, Table
from corpus.errors import MissingExtraError
from corpus.writing import whole_file

#: The limits of Excel ("Excel specifications and limits"): rows of a sheet, its header among them, and characters of a cell.
MAXIMUM_ROWS = 1_048_576
MAXIMUM_CHARACTERS = 32_767
#: What XML cannot hold; XlsxWriter escapes the control characters below U+0020 itself.
_NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_CUT = " … (cut here: the cell was longer than Excel allows)"
_WIDTHS = {Kind.TEXT: 24, Kind.WHOLE: 9, Kind.REAL: 9, Kind.FLAG: 9, Kind.DATE: 12}
_WIDE, _WIDE_COLUMNS = 60, frozenset({"text", "evidence", "recommendation_text"})
_README = (
    "Labels are a model's, not a person's: read what matters, and above all the rows where the model abstained.",
    "confidence is the calibrated probability of the stance; abstained, sure and to_check say that a person should decide.",
    "stances of a recommendation are all that its paragraphs take, and stance is the most cautious sure one; unsure_stances are those "
    "that only paragraphs take which the model is unsure of, so that they do not decide.",
)


def write_workbook(tables: Sequence[Table], path: Path, maximum_rows: int = MAXIMUM_ROWS) -> None:
    """Write tables into a workbook, one sheet each after a sheet that says what they are.

    A table longer than a sheet goes on in further sheets; a text longer than a cell is cut, and says so.

    :param tables: the tables.
    :param path: the file.
    :param maximum_rows: rows of a sheet, its header among them.
    :raises MissingExtraError: if XlsxWriter is not installed.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingExtraError("xlsx", "xlsxwriter") from error
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with whole_file(path, "wb") as file, xlsxwriter.Workbook(file, options) as book:
        _write_readme(book, tables)
        for table in tables:
            _write_sheets(book, table, maximum_rows)


def _write_readme(book: Any, tables: Sequence[Table]) -> None:
    sheet = book.add_worksheet("README")
    sheet.set_column(0, 0, 120, book.add_format({"text_wrap": True}))
    lines = [*dict.fromkeys(table.about for table in tables), *_README, *(f"Sheet: {table.name}" for table in tables)]
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, _cell_text(line))


def _write_sheets(book: Any, table: Table, maximum_rows: int) -> None:
    columns = table.flat_columns()
    formats = {kind: book.add_format(_format(kind)) for kind in Kind}
    head = book.add_format({"bold": True, "bottom": 1})
    sheet, row, count = None, maximum_rows, 0
    for cells in table.flat_rows():
        if row >= maximum_rows:
            _finish(book, sheet, columns, row)
            count, row = count + 1, 1
            sheet = _new_sheet(book, table.name if count == 1 else f"{table.name} {count}", columns, head)
        for place, (column, value) in enumerate(zip(columns, cells, strict=True)):
            _write_cell(sheet, row, place, value, formats[column.kind])
        row += 1
    if sheet is None:
        sheet, row = _new_sheet(book, table.name, columns, head), 1
    _finish(book, sheet, columns, row)


def _new_sheet(book: Any, name: str, columns: Sequence[Column], head: Any) -> Any:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, _WIDE if column.name in _WIDE_COLUMNS else _WIDTHS[column.kind])
        sheet.write_string(0, place, column.name, head)
    return sheet


def _finish(book: Any, sheet: Any, columns: Sequence[Column], rows: int) -> None:
    """Let columns be filtered, and colour what the model was unsure of."""
    if sheet is None:
        return
    last = max(rows - 1, 1)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    unsure = book.add_format({"bg_color": "#FFF2CC", "italic": True})
    for place, column in enumerate(columns):
        wanted = {"abstained": "TRUE", "to_check": "TRUE", "sure": "FALSE"}.get(column.name)
        if wanted is not None:
            condition = {"type": "cell", "criteria": "==", "value": wanted, "format": unsure}
            sheet.conditional_format(1, place, last, place, condition)


def _write_cell(sheet: Any, row: int, place: int, value: Any, form: Any) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, place, value, form)
    elif isinstance(value, int | float):
        sheet.write_number(row, place, value, form)
    elif isinstance(value, datetime.date):
        _write_date(sheet, row, place, value, form)
    else:
        sheet.write_string(row, place, _cell_text(str(value)), form)


def _write_date(sheet: Any, row: int, place: int, value: datetime.date, form: Any) -> None:
    if value.year >= 1900:
        sheet.write_datetime(row, place, datetime.datetime(value.year, value.month, value.day), form)
    else:
        sheet.write_string(row, place, value.isoformat(), form)


def _cell_text(text: str) -> str:
    text = _NO_XML.sub("\ufffd", text)
    return text if _length(text) <= MAXIMUM_CHARACTERS else text[: (MAXIMUM_CHARACTERS - len(_CUT)) // 2] + _CUT


def _length(text: str) -> int:
    """Count as Excel does, in units of UTF-16."""
    return len(text) + sum(character > "\uffff" for character in text) if len(text) <= MAXIMUM_CHARACTERS else len(text)


def _format(kind: Kind) -> dict[str, Any]:
    special: dict[Kind, dict[str, Any]] = {
        Kind.DATE: {"num_format": "yyyy-mm-dd"},
        Kind.TEXT: {"text_wrap": True},
        Kind.REAL: {"num_format": "0.00"},
    }
    return {"valign": "top", **special.get(kind, {})}
