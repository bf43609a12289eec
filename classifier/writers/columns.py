"""Tables as data: columns with kinds, and rows; every output format writes them in its own way."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

Row = dict[str, Any]


class Kind(Enum):
    """What the cells of a column hold; the last three are nested, and flattened where a format has only plain cells."""

    TEXT = "text"
    WHOLE = "whole number"
    REAL = "number"
    FLAG = "yes or no"
    DATE = "date"
    TEXTS = "list of texts"
    SHARES = "number by label"
    SPAN = "text with its first and last offset"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what its cells hold, and the labels where a cell holds a number for each of them."""

    name: str
    kind: Kind = Kind.TEXT
    labels: tuple[str, ...] = ()

    def flat(self) -> tuple[Column, ...]:
        """Give the plain columns that stand for it where cells cannot be nested."""
        if self.kind is Kind.SHARES:
            singular = {"probabilities": "probability"}.get(self.name, self.name)
            return tuple(Column(f"{singular}_{label}", Kind.REAL) for label in self.labels)
        if self.kind is Kind.SPAN:
            return (Column(self.name), Column(f"{self.name}_start", Kind.WHOLE), Column(f"{self.name}_end", Kind.WHOLE))
        return (Column(self.name) if self.kind is Kind.TEXTS else self,)

    def flat_cells(self, value: Any) -> list[Any]:
        """Give the plain cells of a nested one.

        :param value: the cell, or ``None``.
        :return: one value for each column of :meth:`flat`.
        """
        if self.kind is Kind.SHARES:
            return [(value or {}).get(label) for label in self.labels]
        if self.kind is Kind.SPAN:
            return [(value or {}).get(part) for part in ("text", "start", "end")]
        return ["; ".join(value or ())] if self.kind is Kind.TEXTS else [value]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, columns, and rows, which are taken one by one so that memory stays flat.

    ``about`` says in a few sentences whose labels these are, how they were measured, and what was counted.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    about: str

    def flat_columns(self) -> tuple[Column, ...]:
        """Give its columns for formats with plain cells."""
        return tuple(plain for column in self.columns for plain in column.flat())

    def flat_rows(self) -> Iterator[list[Any]]:
        """Give its rows for formats with plain cells, in the order of :meth:`flat_columns`."""
        for row in self.rows:
            yield [cell for column in self.columns for cell in column.flat_cells(row[column.name])]


def json_cell(value: Any) -> Any:
    """Give a cell as JSON has it.

    :param value: a cell.
    :return: dates as ISO 8601 text, tuples as lists, everything else as it is.
    """
    if isinstance(value, datetime.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
