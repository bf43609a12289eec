"""Options that several commands have."""

from __future__ import annotations

import functools
import inspect
import typing
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from classifier.formats import ListFormat
from classifier.settings import RunSettings


def _day(text: str) -> date:
    """Read a day."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise typer.BadParameter(f"'{text}' is no day; write it as 2025-06-01") from None


Paths = Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files, or folders with documents below them.", readable=False)]
Model = Annotated[Path | None, typer.Option("--model", metavar="DIR", help="A model folder; the shipped model by default.")]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Where to write, in the format that its suffix tells; else standard output."),
]
ListedAs = Annotated[ListFormat | None, typer.Option("--format", help="By the output's suffix; else a table.")]
Bom = Annotated[bool, typer.Option("--bom", help="Begin a CSV file with a byte order mark, by which Excel knows UTF-8.")]
AsOf = Annotated[date | None, typer.Option("--as-of", metavar="DATE", parser=_day, help="Count lateness to this day; today.")]
Root = Annotated[Path | None, typer.Option("--corpus", metavar="DIR", help="The corpus folder; yours by default.")]

_RUN_OPTIONS: dict[str, Any] = {
    "jobs": Annotated[int, typer.Option("--jobs", "-j", metavar="N", min=0, help="Files and paragraphs at a time; 0 for one a core.")],
    "time_limit": Annotated[
        float, typer.Option("--time-limit", metavar="SECONDS", min=0.1, help="The time that reading one file may take.")
    ],
    "memory_limit": Annotated[
        int, typer.Option("--memory-limit", metavar="MIB", min=64, help="The memory that reading one file may take.")
    ],
    "no_cache": Annotated[bool, typer.Option("--no-cache", help="Neither use nor keep what is known from earlier runs.")],
}


def with_run_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of a run, which it gets as its parameter ``settings``.

    :param command: a command with a parameter ``settings``.
    :return: the command with the options instead.
    """
    usual = RunSettings()
    defaults = {"jobs": usual.jobs, "time_limit": usual.time_limit, "memory_limit": usual.memory_limit, "no_cache": not usual.cached}
    hints = typing.get_type_hints(command, include_extras=True)
    parameters = inspect.signature(command).parameters.values()
    own = [parameter.replace(annotation=hints[parameter.name]) for parameter in parameters if parameter.name != "settings"]
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=defaults[name], annotation=option)
        for name, option in _RUN_OPTIONS.items()
    ]

    @functools.wraps(command)
    def with_options(*, jobs: int, time_limit: float, memory_limit: int, no_cache: bool, **others: Any) -> None:
        command(**others, settings=RunSettings(jobs, time_limit, memory_limit, not no_cache))

    made: Any = with_options
    made.__signature__ = inspect.Signature([*own, *added])
    made.__annotations__ = {**{name: hint for name, hint in hints.items() if name != "settings"}, **_RUN_OPTIONS}
    return with_options
