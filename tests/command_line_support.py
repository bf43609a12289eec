"""What the tests of the command line share: a letter, and ways to run the command."""

import contextlib
import functools
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import typer.main

import cli
from classifier import runs

ROOT = Path(cli.__file__).parent
KEYS = [
    "document",
    "source",
    "force",
    "index",
    "page",
    "role",
    "speaker",
    "recommendations",
    "heading",
    "text",
    "fingerprint",
    "stance",
    "also",
    "confidence",
    "probabilities",
    "abstained",
    "evidence",
    "awaiting",
    "labelled_by",
]
WAITING = "We will not decide on our own policy until the College of Policing has published its national guidance, which we await."
LETTER = f"""Police and Crime Commissioner for Wexmoor

PEEL: an inspection of Wexmoor Police

Published by HMICFRS on 4 March 2024

Recommendation 1: By 31 October the force should review how it records stops.

Chief Constable's response

We accept this recommendation in full and will change our training by June.

Recommendation 2: The force should publish a new policy on the storage of property.

Chief Constable's response

{WAITING}

Commissioner's comments

I do not agree with this finding – “the sample” of twelve cases was too small, and ≥ 40 were needed.
"""
NO_ANSWER = "Wexmoor Police\n\nPublished by HMICFRS on 4 March 2024\n"


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def rows(self):
        return [json.loads(line) for line in self.out.splitlines()]


def finished(code, out, err):
    """No run may end in a traceback, whatever went wrong."""
    assert "Traceback" not in err, err
    return Result(code, out, err)


load = runs.load_tagger
shipped = functools.cache(load)


def stance(*arguments):
    """Run the command in this process; standard output is no terminal. The shipped model is loaded once for all runs."""
    out, err = io.StringIO(), io.StringIO()
    code = 0
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        patch.setattr(sys, "argv", ["stance", *map(str, arguments)])
        patch.setenv("COLUMNS", "200")
        patch.setattr(runs, "load_tagger", lambda path, load_soon=True: load(path) if path else shipped(None))
        try:
            cli.main()
        except SystemExit as end:
            code = end.code or 0
    return finished(code, out.getvalue(), err.getvalue())


def process(*arguments, **environment):
    """Run the command as a user does."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "COLUMNS": "200", **environment}
    done = subprocess.run([sys.executable, "-m", "cli", *map(str, arguments)], env=variables, capture_output=True, check=False)
    return finished(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def refused(result, *parts, code=1):
    """One line on standard error, with all that it must say, and nothing on standard output."""
    assert result.code == code
    assert result.out == ""
    (line,) = result.err.splitlines()
    for part in parts:
        assert part in line


def commands(command=None, path=()):
    command = command or typer.main.get_command(cli.application)
    for name, child in getattr(command, "commands", {}).items():
        yield from commands(child, (*path, name))
    if path and not hasattr(command, "commands"):
        yield path
