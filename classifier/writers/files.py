"""JSON lines, CSV, Parquet and, in modules of their own, Excel and SQLite."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any

from classifier.writers.columns import Column, Kind, Table
from classifier.writers.texts import TEXT_FORMATS, TextFormat
from classifier.writers.workbook import write_workbook
from corpus.errors import MissingExtraError, StanceError
from corpus.writing import whole_file

#: Rows of Parquet that are in memory at a time.
_ROW_GROUP = 1000


def write_table(table: Table, output_format: str, path: Path | None, bom: bool = False) -> None:
    """Write a table in a format.

    :param table: the table; its rows are taken one by one.
    :param output_format: one of :data:`FORMATS`.
    :param path: the file, or ``None`` for standard output.
    :param bom: for CSV, whether to begin with a byte order mark, by which Excel knows UTF-8.
    :raises StanceError: if the format needs a file and there is none.
    :raises MissingExtraError: if the format's library is not installed.
    """
    if output_format in TEXT_FORMATS:
        _write_text(table, TEXT_FORMATS[output_format], path, bom)
    else:
        _BINARY_FORMATS[output_format](table, path)


def _write_text(table: Table, form: TextFormat, path: Path | None, bom: bool) -> None:
    with _text(path) as file:
        file.write(form.header(table, bom))
        for line in form.lines(table):
            file.write(line)


def _write_parquet(table: Table, path: Path | None) -> None:
    if path is None:
        raise StanceError("Parquet is no text and needs a file; add --output FILE")
    try:
        import pyarrow as arrow
        import pyarrow.parquet as parquet
    except ImportError as error:
        raise MissingExtraError("parquet", "pyarrow") from error
    schema = arrow.schema([(column.name, _arrow_type(arrow, column)) for column in table.columns], metadata={"about": table.about})
    iterator = iter(table.rows)
    with whole_file(path, "wb") as file, parquet.ParquetWriter(file, schema) as writer:
        while group := list(islice(iterator, _ROW_GROUP)):
            columns = {column.name: [_arrow_value(row[column.name]) for row in group] for column in table.columns}
            writer.write_table(arrow.table(columns, schema=schema))


def _arrow_value(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _arrow_type(arrow: Any, column: Column) -> Any:
    plain = {Kind.TEXT: arrow.string, Kind.WHOLE: arrow.int32, Kind.REAL: arrow.float64, Kind.FLAG: arrow.bool_, Kind.DATE: arrow.date32}
    if column.kind is Kind.TEXTS:
        return arrow.list_(arrow.string())
    if column.kind is Kind.SHARES:
        return arrow.struct([(label, arrow.float64()) for label in column.labels])
    if column.kind is Kind.SPAN:
        return arrow.struct([("text", arrow.string()), ("start", arrow.int32()), ("end", arrow.int32())])
    return plain[column.kind]()


def _write_xlsx(table: Table, path: Path | None) -> None:
    if path is None:
        raise StanceError("an Excel workbook is no text and needs a file; add --output FILE")
    write_workbook([table], path)


@contextmanager
def _text(path: Path | None) -> Iterator[IO[str]]:
    if path is None:
        yield sys.stdout
    else:
        with whole_file(path) as file:
            yield file


_BINARY_FORMATS: dict[str, Callable[[Table, Path | None], None]] = {"parquet": _write_parquet, "xlsx": _write_xlsx}
#: The formats that a table can be written in.
FORMATS = (*TEXT_FORMATS, *_BINARY_FORMATS)
