"""Where commands print, and how one ends that could not do all it was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

import typer
from rich.console import Console

#: What went wrong goes here, a line each.
errors = Console(stderr=True, highlight=False, soft_wrap=True)
#: What was asked for goes here.
console = Console(highlight=False)


def exit_with(faults: Sequence[object]) -> NoReturn:
    """End a command whose results are out.

    :param faults: what went wrong beside them, each told in its line.
    :raises typer.Exit: with 1 if there is any, with 0 otherwise.
    """
    for fault in faults:
        errors.print(str(fault), markup=False)
    raise typer.Exit(int(bool(faults)))
