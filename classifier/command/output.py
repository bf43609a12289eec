"""Which format a command writes, and where to."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import typer

from classifier.formats import FILES_ONLY, Format, ListFormat, Output

Chosen = TypeVar("Chosen", bound=StrEnum)

#: What files with a suffix hold: the formats in the order of preference, of which a command may have none.
_BY_SUFFIX = {
    ".jsonl": ("jsonl",),
    ".ndjson": ("jsonl",),
    ".json": ("label-studio", "jsonl"),
    ".csv": ("csv",),
    ".parquet": ("parquet",),
    ".xlsx": ("xlsx",),
    ".sqlite": ("sqlite",),
    ".sqlite3": ("sqlite",),
    ".db": ("sqlite",),
    ".html": ("html",),
    ".htm": ("html",),
}
#: The commands that write what some other command does not.
_WRITTEN_BY = {
    "sqlite": "'stance tag' writes such a file, with recommendations and deferrals in it",
    "html": "'stance report' writes a page",
}


def chosen_format(wanted: Chosen | None, path: Path | None, usual: Chosen) -> Chosen:
    """Choose the format: the one asked for, or else the one that the suffix of the file tells, or else the usual one.

    :param wanted: what ``--format`` says, which wins over the suffix.
    :param path: the file to write, ``None`` for standard output.
    :param usual: the format where neither tells; its type says which formats there are.
    :return: the format.
    :raises typer.BadParameter: if the suffix is that of a format which the command does not have.
    """
    if wanted is not None or path is None:
        return wanted or usual
    formats = {known.value: known for known in type(usual)}
    told = _BY_SUFFIX.get(path.suffix.lower())
    if told is None:
        return usual
    found = next((formats[name] for name in told if name in formats), None)
    if found is None:
        advice = _WRITTEN_BY.get(told[0], "choose another suffix, or a --format")
        raise typer.BadParameter(f"{path.name}: this writes {', '.join(formats)}; {advice}", param_hint="--output")
    return found


def output_to(chosen: Format | ListFormat, path: Path | None, bom: bool) -> Output:
    """Join a format with where it goes to.

    :param chosen: the format.
    :param path: the file, ``None`` for standard output.
    :param bom: whether a CSV file begins with a byte order mark.
    :return: both.
    :raises typer.BadParameter: if the format needs a file and there is none.
    """
    if chosen in FILES_ONLY and path is None:
        raise typer.BadParameter(f"{chosen.value} needs a file; add --output FILE", param_hint="--format")
    return Output(chosen.value, path, bom)
