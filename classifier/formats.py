"""The formats that commands write; here apart so that the command line can name them without loading what writes them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Format(StrEnum):
    """The formats of ``stance tag``."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    XLSX = "xlsx"
    SQLITE = "sqlite"


class ListFormat(StrEnum):
    """The formats of ``stance deferrals`` and ``stance recommendations``."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    XLSX = "xlsx"


class Exchange(StrEnum):
    """The formats of label exchange."""

    CSV = "csv"
    LABEL_STUDIO = "label-studio"


#: The formats that are files and cannot be printed.
FILES_ONLY = frozenset({Format.PARQUET, Format.XLSX, Format.SQLITE})
#: The formats that can be written, and continued, document by document.
CONTINUED = frozenset({Format.JSONL, Format.CSV})


@dataclass(frozen=True, slots=True)
class Output:
    """Where output goes, and how: ``path`` is ``None`` for standard output, ``bom`` puts a byte order mark before a CSV."""

    output_format: str
    path: Path | None
    bom: bool = False
