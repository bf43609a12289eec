"""JSON lines, CSV and Parquet."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any

from classifier.rows import flat, flat_columns
from corpus.cells import safe_cell
from corpus.errors import MissingExtraError, StanceError
from corpus.writing import whole_file

Row = dict[str, Any]
_ROW_GROUP = 5000


def write_rows(rows: Iterable[Row], output_format: str, path: Path | None, labels: tuple[str, ...]) -> None:
    """Write rows in a format.

    :param rows: the rows; taken one by one, so that memory stays flat.
    :param output_format: one of :data:`FORMATS`.
    :param path: the file, or ``None`` for standard output.
    :param labels: the labels of the scheme.
    :raises StanceError: if the format needs a file and there is none.
    :raises MissingExtraError: if the format's library is not installed.
    """
    FORMATS[output_format](rows, path, labels)


def _write_jsonl(rows: Iterable[Row], path: Path | None, labels: tuple[str, ...]) -> None:
    del labels
    with _text(path) as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _write_csv(rows: Iterable[Row], path: Path | None, labels: tuple[str, ...]) -> None:
    with _text(path) as file:
        writer = csv.DictWriter(file, flat_columns(labels))
        writer.writeheader()
        for row in rows:
            writer.writerow({key: safe_cell(value) if isinstance(value, str) else value for key, value in flat(row, labels).items()})


def _write_parquet(rows: Iterable[Row], path: Path | None, labels: tuple[str, ...]) -> None:
    if path is None:
        raise StanceError("Parquet is no text and needs a file; add --output FILE")
    try:
        import pyarrow as arrow
        import pyarrow.parquet as parquet
    except ImportError as error:
        raise MissingExtraError("parquet", "pyarrow") from error
    schema = _schema(arrow, labels)
    iterator = iter(rows)
    with whole_file(path, "wb") as file, parquet.ParquetWriter(file, schema) as writer:
        while group := list(islice(iterator, _ROW_GROUP)):
            for row in group:
                row["probabilities"] = [row["probabilities"][label] for label in labels] if row["probabilities"] else None
            columns = {name: [_parquet_value(row, name, labels) for row in group] for name in schema.names}
            writer.write_table(arrow.table(columns, schema=schema))


def _parquet_value(row: Row, name: str, labels: tuple[str, ...]) -> Any:
    if name == "probabilities":
        return dict(zip(labels, row[name], strict=True)) if row[name] else None
    return row[name]


def _schema(arrow: Any, labels: tuple[str, ...]) -> Any:
    text, whole, real = arrow.string(), arrow.int32(), arrow.float64()
    return arrow.schema(
        [
            ("document", text),
            ("force", text),
            ("index", whole),
            ("page", whole),
            ("role", text),
            ("speaker", text),
            ("recommendations", arrow.list_(text)),
            ("heading", text),
            ("text", text),
            ("fingerprint", text),
            ("stance", text),
            ("confidence", real),
            ("probabilities", arrow.struct([(label, real) for label in labels])),
            ("abstained", arrow.bool_()),
            ("evidence", arrow.struct([("text", text), ("start", whole), ("end", whole)])),
            ("awaiting", text),
        ]
    )


@contextmanager
def _text(path: Path | None) -> Iterator[IO[str]]:
    if path is None:
        yield sys.stdout
    else:
        with whole_file(path) as file:
            yield file


FORMATS: dict[str, Callable[[Iterable[Row], Path | None, tuple[str, ...]], None]] = {
    "jsonl": _write_jsonl,
    "csv": _write_csv,
    "parquet": _write_parquet,
}
