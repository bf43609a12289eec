"""Run batches of bad inputs through the program, and judge each batch."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from corpus.errors import printable
from torture import archives, damage, pages, pdfs, places, texts
from torture.cases import Case, Expected
from torture.documents import MAKERS, letter
from torture.sandbox import Run, Sandbox

SEED = 7
_CANARY = "canary 5f1c"
#: How long a batch may take without a hang being suspected, in seconds.
_PATIENCE = 60.0
_PATIENCE_PER_CASE = 4.0


@dataclass
class Verdict:
    """What became of a batch: the outcomes by kind of input, and what went wrong, a line each."""

    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def all_cases(secret: str) -> list[Case]:
    """Give every bad input, always the same ones in the same order.

    :param secret: the path of the file that some of them try to fetch.
    :return: the cases, no two of one name.
    """
    random = Random(SEED)  # damage has to be repeatable, not secret
    found = [*damage.cases(random), *archives.cases(random, secret), *pdfs.cases(), *pages.cases(secret)]
    found += [*texts.cases(), *places.cases(secret)]
    names = Counter(case.name for case in found)
    doubled = [name for name, count in names.items() if count > 1]
    if doubled:
        raise ValueError(f"two bad inputs of one name: {doubled}")
    return found


def chosen(cases: Sequence[Case], count: int) -> list[Case]:
    """Choose some cases for a short run: light ones, of every kind.

    :param cases: all cases.
    :param count: about how many.
    :return: every kind's share of them, in order.
    """
    light = [case for case in cases if not case.heavy]
    kinds = Counter(case.kind for case in light)
    taken: Counter[str] = Counter()
    short = []
    for case in light:
        if taken[case.kind] < max(2, round(kinds[case.kind] * count / len(light))):
            taken[case.kind] += 1
            short.append(case)
    return short


def batches(cases: Sequence[Case], size: int) -> list[list[Case]]:
    """Deal cases out into batches of mixed kinds.

    :param cases: the cases.
    :param size: about how many a batch.
    :return: the batches.
    """
    shuffled = list(cases)
    Random(SEED).shuffle(shuffled)
    count = max(1, round(len(shuffled) / size))
    return [shuffled[start::count] for start in range(count)]


def good_files(folder: Path) -> list[str]:
    """Put a sound document of every format into a folder.

    :param folder: the folder.
    :return: their names.
    """
    names = []
    for number, (suffix, maker) in enumerate(MAKERS.items()):
        names.append(f"good-{number}{suffix}")
        (folder / names[-1]).write_bytes(maker(letter(80 + number)))
    return names


def rows_of(path: Path) -> list[dict[str, Any]]:
    """Read rows from JSON lines.

    :param path: the file; none is there if nothing was tagged.
    :return: the rows.
    """
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line] if path.exists() else []


def run_batch(
    sandbox: Sandbox, cases: Sequence[Case], alone: list[dict[str, Any]], *, limits: Sequence[str] = (), restless: bool = False
) -> Verdict:
    """Put a batch into the sandbox beside the good files, tag them all, and judge.

    :param sandbox: a fresh sandbox, with the good files in place.
    :param cases: the bad inputs.
    :param alone: the rows of the good files when nothing else is there.
    :param limits: options of the command that limit what one file may take.
    :param restless: whether files are to vanish and grow meanwhile.
    :return: the verdict.
    """
    for case in cases:
        case.place(sandbox.given / case.name)
    named = [sandbox.given / case.name for case in cases if case.named]
    output = sandbox.made / "rows.jsonl"
    moving = places.Restless(sandbox.given) if restless else None
    with moving or nullcontext():
        run = sandbox.run(
            ["tag", *limits, "--no-cache", "--format", "jsonl", "--output", output, "--", sandbox.given, *named],
            _PATIENCE + _PATIENCE_PER_CASE * len(cases),
        )
    verdict = Verdict()
    extra = set(moving.names) if moving else set()
    _judge_run(run, verdict, extra)
    rows = rows_of(output)
    _judge_good(rows, alone, verdict)
    _judge_lines(run, sandbox, cases, rows, verdict, extra)
    return verdict


def _judge_run(run: Run, verdict: Verdict, moving: set[str]) -> None:
    if run.code is None:
        verdict.faults.append(f"hang: the batch was killed; so far it said {run.err[-300:]!r}")
    elif run.code not in {0, 1}:
        verdict.faults.append(f"crash: exit status {run.code}; it said {run.err[-1500:]!r}")
    if "Traceback" in run.err or "Traceback" in run.out:
        verdict.faults.append(f"traceback: {run.err[-1500:]!r}")
    verdict.faults += [offence for offence in run.offences if not any(name in offence for name in moving)]


def _judge_good(rows: list[dict[str, Any]], alone: list[dict[str, Any]], verdict: Verdict) -> None:
    names = {row["document"] for row in alone}
    if [row for row in rows if row["document"] in names] != alone:
        verdict.faults.append("lost: the good files of the batch were not tagged as they are alone")
    if any(_CANARY in json.dumps(row) for row in rows):
        verdict.faults.append("leak: a file outside the input came out in a row")


def _judge_lines(run: Run, sandbox: Sandbox, cases: Sequence[Case], rows: list[dict[str, Any]], verdict: Verdict, moving: set[str]) -> None:
    told: dict[str, str] = {}
    written = {row["document"] for row in rows}
    subjects = _subjects(sandbox, cases)
    for line in run.err.splitlines():
        subject = max((name for name in subjects if line.startswith(f"{name}: ")), key=len, default=None)
        if subject is None:
            if not any(name in line for name in moving) and run.code in {0, 1} and not _is_summary(line):
                verdict.faults.append(f"line: of no input: {line[:300]!r}")
        elif subjects[subject] in told:
            verdict.faults.append(f"line: a second one for {subjects[subject]!r}: {line[:300]!r}")
        else:
            told[subjects[subject]] = line.removeprefix(f"{subject}: ")
    for case in cases:
        identity = Path(case.name).name.encode("utf-8", "replace").decode("utf-8")
        outcome = _outcome(case, told.get(case.name), identity in written)
        verdict.outcomes[case.kind, outcome] += 1
        fault = _fault(case, outcome, told.get(case.name, ""))
        if fault and run.code is not None:
            verdict.faults.append(f"{fault}: {case.name!r} ({case.kind}) was {outcome}: {told.get(case.name, '')[:200]!r}")


def _subjects(sandbox: Sandbox, cases: Iterable[Case]) -> dict[str, str]:
    """Give what a line may begin with, and the case that it then speaks of."""
    subjects = {}
    for case in cases:
        path = str(sandbox.given / case.name)
        # A name that is no Unicode stands in rows, and in messages about them, with marks of replacement.
        for said in (path, case.name, case.name.encode("utf-8", "replace").decode("utf-8"), f"{path}/inside.txt"):
            subjects[printable(said)] = case.name
    return subjects


def _is_summary(line: str) -> bool:
    """Tell a line about the whole run, which is about no input."""
    return re.match(r"\d+ (?:of \d+ )?(?:documents?|files?)\b|(?:read|tagged) ", line) is not None


def _outcome(case: Case, line: str | None, written: bool) -> str:
    if line is None:
        return "tagged" if written else "passed over"
    if written:
        return "tagged and refused"
    return "read, no response in it" if "no response paragraph" in line else f"refused: {line.split(';')[0]}"


def _fault(case: Case, outcome: str, line: str) -> str:
    refused = outcome.startswith("refused")
    read = outcome == "tagged" or outcome.startswith("read")
    if refused and (line.count("; ") < 1 or len(line) > 400):
        return "unclear"
    wanted = {
        Expected.REFUSED: refused,
        Expected.READ: read,
        Expected.PASSED_OVER: outcome == "passed over",
        Expected.EITHER: refused or read,
    }[case.expected]
    if not wanted:
        return f"not {case.expected}"
    return "" if not refused or case.says in line else f"without {case.says!r}"
