"""The comparison: candidates of every kind in the same split, each run by itself and kept, and a table of all that were run.

Run as ``python -m eval.comparison [NAME...] --real DIR --neighbours DIR`` (``make comparison CANDIDATES="setfit tuned-minilm"``).
Without names, the cheap ones that have not been run. Nothing is reported that was not run on the text as it is now.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from rich.console import Console

from corpus.ending import run_module
from corpus.errors import TrainingError
from corpus.writing import whole_file
from eval.catalogue import ENSEMBLES, ENTRIES
from eval.comparison_table import write_comparison
from eval.outcome import Outcome
from eval.splits import RESULTS, Split, load_split
from labels.scheme import Scheme, shipped_scheme

_DIGITS = 5
Report = Callable[[str], None]


def run_candidate(name: str, split: Split, scheme: Scheme) -> Outcome:
    """Train a candidate, and ask it.

    :param name: its short name.
    :param split: the text.
    :param scheme: the labels.
    :return: what it gave.
    """
    begun = time.monotonic()
    fitted = ENTRIES[name].fit(split.training, scheme)
    seconds = None if ENTRIES[name].trained else round(time.monotonic() - begun, 1)
    used, tables, count = time.process_time(), {}, 0
    for test, data in split.tests.items():
        tables[test] = np.round(fitted.predict(data), _DIGITS).tolist()
        count += len(data)
    speed = count / max(1e-9, time.process_time() - used)
    return Outcome(name, ENTRIES[name].title, text_digest(split), seconds, round(speed, 1), round(fitted.megabytes, 1), tables)


def text_digest(split: Split) -> str:
    """Give a mark of the text and its labels, so that results of different text are never put side by side.

    :param split: the text.
    :return: sixteen hexadecimal digits.
    """
    digest = hashlib.sha256()
    for data in (split.training, *split.tests.values()):
        rows = [(label.fingerprint, stance) for label, stance in zip(data.labels, data.stances, strict=True)]
        digest.update(json.dumps(rows).encode())
    return digest.hexdigest()[:16]


def kept_outcomes(folder: Path, text: str, report: Report) -> dict[str, Outcome]:
    """Read what was run before.

    :param folder: one JSON file a candidate.
    :param text: the mark of the text as it is now.
    :param report: is told of results of other text, which are left out.
    :return: by name, in the order of the catalogue.
    """
    found = {}
    for name in ENTRIES:
        path = folder / f"{name}.json"
        if path.is_file():
            outcome = Outcome(**json.loads(path.read_text("utf-8")))
            if outcome.text == text:
                found[name] = outcome
            else:
                report(f"{name}: was run on other text or labels; run it again")
    return found


def ensembles(outcomes: dict[str, Outcome]) -> dict[str, Outcome]:
    """Average the probabilities of candidates.

    :param outcomes: what was run.
    :return: the ensembles whose members were all run; their cost is the sum of their members'.
    """
    made = {}
    for title, names in ENSEMBLES.items():
        members = [outcomes[name] for name in names if name in outcomes]
        if len(members) == len(names):
            tables = {test: np.mean([member.table(test) for member in members], axis=0).tolist() for test in members[0].tables}
            known = [member.seconds for member in members if member.seconds is not None]
            seconds = sum(known) if len(known) == len(members) else None
            size = sum(member.megabytes for member in members)
            speed = 1 / sum(1 / member.paragraphs_per_second for member in members)
            made[title] = Outcome(title, f"mean: {title}", members[0].text, seconds, round(speed, 1), size, tables)
    return made


def compare(names: Sequence[str], split: Split, output: Path, report: Report) -> dict[str, Any]:
    """Run candidates, keep what they gave, and write the table of all that were run.

    :param names: short names; the cheap ones that were not run yet if there are none.
    :param split: the text.
    :param output: the folder of results; each candidate's is kept in ``comparison`` below it.
    :param report: is told how it goes.
    :return: the figures of all candidates.
    :raises TrainingError: if a name is not known.
    """
    if unknown := sorted(set(names) - set(ENTRIES)):
        raise TrainingError(f"no candidate is called {', '.join(unknown)}; choose among {', '.join(ENTRIES)}")
    scheme, folder, text = shipped_scheme(), output / "comparison", text_digest(split)
    known = kept_outcomes(folder, text, report)
    for name in names or [name for name, entry in ENTRIES.items() if entry.cheap and name not in known]:
        report(f"running {name}")
        outcome = run_candidate(name, split, scheme)
        with whole_file(folder / f"{name}.json") as file:
            file.write(json.dumps(asdict(outcome)).replace("], [", "],\n[") + "\n")
    known = kept_outcomes(folder, text, lambda _: None)
    return write_comparison({**known, **ensembles(known)}, split, scheme, output, report)


def main(
    names: Annotated[list[str] | None, typer.Argument(metavar="NAME", help=f"Among {', '.join(ENTRIES)}.")] = None,
    real: Annotated[Path | None, typer.Option(help="The real documents.")] = None,
    neighbours: Annotated[Path | None, typer.Option(help="The neighbouring documents.")] = None,
    output: Annotated[Path, typer.Option(help="The folder of results.")] = RESULTS,
) -> None:
    """Run candidates and write the table of all that were run."""
    errors = Console(stderr=True, highlight=False)
    compare(names or [], load_split(real, neighbours, errors.print), output, errors.print)


if __name__ == "__main__":
    run_module(main)
