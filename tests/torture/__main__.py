"""``python -m torture``: run every bad input through the program and print counts by outcome; ends with 1 if anything broke."""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from torture.batches import Verdict, all_cases, batches, chosen, good_files, rows_of, run_batch
from torture.cases import Case
from torture.sandbox import Sandbox, isolation

_SHORT = 200
_BATCH = 60


def main() -> None:
    """Run the bad inputs."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--short", action="store_true", help=f"about {_SHORT} light inputs of every kind")
    arguments.add_argument("--only", default="", help="only inputs whose name or kind matches this regular expression")
    arguments.add_argument("--batch", type=int, default=_BATCH, help="inputs a batch")
    arguments.add_argument("--time-limit", type=float, default=5.0, help="the program's --time-limit, in seconds")
    arguments.add_argument("--list", action="store_true", help="list the inputs and run nothing")
    options = arguments.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="torture-", ignore_cleanup_errors=True) as folder:
        # The sandbox of each batch lies at one place, so that the paths inside the inputs are the same in each.
        place = Path(folder) / "sandbox"
        cases = [case for case in all_cases(str(place / "secret.txt")) if re.search(options.only, f"{case.kind}: {case.name}")]
        cases = chosen(cases, _SHORT) if options.short else cases
        if options.list:
            for case in cases:
                print(f"{case.kind}: {case.name!r}{' (heavy)' * case.heavy}")
            return
        verdict = _run(place, cases, options.batch, ("--time-limit", str(options.time_limit)))
    report(verdict, len(cases), time.monotonic() - began)
    raise SystemExit(bool(verdict.faults))


def _run(place: Path, cases: Sequence[Case], size: int, limits: Sequence[str]) -> Verdict:
    sandbox = Sandbox(place)
    good_files(sandbox.given)
    output = sandbox.made / "rows.jsonl"
    first = sandbox.run(["tag", sandbox.given, "--format", "jsonl", "--output", output], 120)
    alone = rows_of(output)
    whole = Verdict()
    if first.code != 0 or not alone or first.offences:
        whole.faults.append(f"the good files alone: exit status {first.code}, {first.offences}, {first.err!r}")
    sandbox.remove()
    for number, batch in enumerate(batches(cases, size)):
        sandbox = Sandbox(place)
        good_files(sandbox.given)
        part = run_batch(sandbox, batch, alone, limits=limits, restless=number == 0)
        sandbox.remove()
        whole.outcomes += part.outcomes
        whole.faults += [f"batch {number}: {fault}" for fault in part.faults]
        print("\n".join([f"batch {number}: {len(batch)} inputs, {len(part.faults)} faults", *part.faults]), file=sys.stderr, flush=True)
    return whole


def report(verdict: Verdict, count: int, seconds: float) -> None:
    """Print the counts by outcome and by kind, and every fault.

    :param verdict: of all batches.
    :param count: how many inputs there were.
    :param seconds: how long it took.
    """
    lines = ["Bad inputs by outcome"]
    outcomes: Counter[str] = Counter()
    for (_, outcome), number in verdict.outcomes.items():
        outcomes[re.sub(r"\d+(\.\d+)?", "N", outcome)] += number
    lines += [f"{number:6}  {outcome}" for outcome, number in outcomes.most_common()]
    lines.append("Bad inputs by kind: refused, read, passed over")
    for kind in sorted({kind for kind, _ in verdict.outcomes}):
        shares: Counter[str] = Counter()
        for (other, outcome), number in verdict.outcomes.items():
            if other == kind:
                shares["read" if outcome.startswith(("tagged", "read")) else outcome.split(":")[0]] += number
        lines.append(f"{shares['refused']:6}{shares['read']:6}{shares['passed over']:6}  {kind}")
    network = "in a network namespace without interfaces" if "--net" in isolation() else "with Python's network calls refused"
    lines += [f"FAULT {fault}" for fault in verdict.faults]
    lines.append(f"{count} bad inputs, {len(verdict.faults)} faults, {seconds:.0f} s, {network}")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
