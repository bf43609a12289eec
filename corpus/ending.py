"""How a command ends: an error that a user can act on is one line and an exit status, never a traceback.

For ``stance`` itself and for what is run as ``python -m eval.…``, ``labels.…`` or ``classifier.…``.
"""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from rich.console import Console

from corpus.errors import StanceError, StoppedError

#: What shells give for a program that was interrupted.
_INTERRUPTED = 128 + signal.SIGINT


def run_to_end(application: Callable[[], Any], errors: Console) -> None:
    """Run the application.

    :param application: parses the command line and runs its command.
    :param errors: where to tell.
    :raises SystemExit: with 0, with 1 after an error, 2 for wrong usage, 130 after an interrupt.
    """
    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        # Windows would write its own code page, and a second line end after that of the CSV writer.
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    with contextlib.suppress(ValueError):  # in a thread that is not the main one nothing can be interrupted
        signal.signal(signal.SIGINT, _interrupt)
    try:
        try:
            application()
        finally:
            sys.stdout.flush()  # here, where an error can still be told
    except SystemExit as end:
        if end.code == _INTERRUPTED:  # what typer makes of an interrupt, without a word
            errors.print("stopped")
        raise
    except KeyboardInterrupt:
        raise _end(errors, "stopped", _INTERRUPTED) from None
    except StoppedError as error:
        raise _end(errors, str(error), _INTERRUPTED) from None
    except StanceError as error:
        raise _end(errors, str(error), 1) from None
    except BrokenPipeError:
        _drop_output()
        raise SystemExit(1) from None
    except OSError as error:
        _drop_output()
        raise _end(errors, f"{error.filename or 'the output'}: {error.strerror or error}", 1) from None


class _Interrupt(KeyboardInterrupt):
    """An interrupt; a plain one that passes through an import makes Python end by the signal, whatever status is asked for."""


def _interrupt(number: int, frame: Any) -> None:
    """Interrupt once: while the program ends, a second key press would only spoil that."""
    del number, frame
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise _Interrupt


def run_module(main: Callable[..., None]) -> None:
    """Run what ``python -m`` starts, with a command line made from its parameters.

    :param main: the function; its docstring is the help.
    :raises SystemExit: as :func:`run_to_end` does.
    """
    import typer

    application = typer.Typer(pretty_exceptions_enable=False, add_completion=False)
    application.command()(main)
    run_to_end(application, Console(stderr=True, highlight=False, soft_wrap=True))


def _end(errors: Console, message: str, status: int) -> SystemExit:
    errors.print(message, markup=False)
    return SystemExit(status)


def _drop_output() -> None:
    """Let what could not be written go nowhere, or the interpreter would try again at its end and complain."""
    with contextlib.suppress(OSError, ValueError):  # where standard output is no file
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
