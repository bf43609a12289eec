"""The kill test: a run that is killed, interrupted and out of room at random points ends, continued, as if nothing had happened.

``PYTHONPATH=tests python -m torture.kills`` prints its log: 1,000 documents and 20 kills, of ``stance tag --resume`` and of ``stance
corpus add``, and two processes that add at once. It ends with 1 if a byte differs.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from torture.documents import MAKERS, letter
from torture.sandbox import Sandbox, kill_session

_SEED = 11
_PATIENCE = 900.0
#: How a run is ended: by a signal, or by a file size that it may not exceed, which is what a full disk is to it.
_WAYS = ("SIGKILL", "SIGINT", "SIGTERM", "full disk")
_STATUSES = {"SIGKILL": {-9}, "SIGINT": {130, -2}, "SIGTERM": {-15, 143}, "full disk": {1}}


@dataclass
class Log:
    """What happened, a line each, and what should not have."""

    faults: list[str] = field(default_factory=list)

    def say(self, line: str) -> None:
        """Print a line.

        :param line: the line.
        """
        print(line, flush=True)

    def fault(self, line: str) -> None:
        """Print and remember what should not have happened.

        :param line: what.
        """
        self.faults.append(line)
        self.say(f"FAULT {line}")


def make_documents(folder: Path, count: int) -> None:
    """Make small documents of every format.

    :param folder: the folder to make them in.
    :param count: how many.
    """
    suffixes = list(MAKERS)
    for number in range(count):
        suffix = suffixes[number % len(suffixes)]
        (folder / f"{number:05}{suffix}").write_bytes(MAKERS[suffix](letter(number)))


def left_over(sandbox: Sandbox) -> list[str]:
    """Find processes of a run that has ended, readers and helpers too.

    :param sandbox: the run's sandbox.
    :return: their command lines; they are ended.
    """
    mark = f"TORTURE_SANDBOX={sandbox.root}".encode()
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if mark in (entry / "environ").read_bytes().split(b"\0"):
                    found.append((entry / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")[:120])
                    os.kill(int(entry.name), signal.SIGKILL)
            except OSError:
                continue
    return [line for line in found if line]


def size_of(folder: Path) -> int:
    """Add up the sizes of the files in a folder.

    :param folder: the folder.
    :return: bytes.
    """
    total = 0
    for place, _, names in os.walk(folder):  # which takes no offence at what vanishes meanwhile
        for name in names:
            with contextlib.suppress(OSError):
                total += Path(place, name).stat().st_size
    return total


def interrupt(sandbox: Sandbox, arguments: list[str | Path], way: str, target: int, random: Random, log: Log, name: str) -> bool:
    """Start the program and end it once it has written so much.

    :param sandbox: where.
    :param arguments: of the program.
    :param way: how to end it.
    :param target: the bytes below the output folder at which it is ended.
    :param random: for a moment more.
    :param log: where to tell.
    :param name: what the run is called in the log.
    :return: whether it was ended before it was done.
    """
    prefix = ("prlimit", f"--fsize={max(target, 1)}", "--") if way == "full disk" else ()
    process = sandbox.start(arguments, prefix)
    deadline = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        if way != "full disk" and size_of(sandbox.made) >= target:
            time.sleep(random.uniform(0, 0.05))
            process.send_signal(getattr(signal, way))
            break
        time.sleep(0.002)
    try:
        code = process.wait(60)
    except subprocess.TimeoutExpired:
        log.fault(f"{name}: does not end after {way}")
        code = None
    time.sleep(0.3)
    remaining = left_over(sandbox)
    kill_session(process)
    said = (sandbox.root / "stderr").read_text("utf-8", "replace").strip()
    log.say(f"{name}: {way}, {size_of(sandbox.made)} bytes written, exit status {code}{': ' + said.splitlines()[-1] if said else ''}")
    if remaining:
        log.fault(f"{name}: {len(remaining)} processes outlive the run: {remaining[0]}")
    # What Python itself says of an interrupt while it starts, and before the program has begun, is not the program's to say.
    if way == "SIGINT" and "KeyboardInterrupt" in said and re.search(r'cli\.py", line \d+, in main', said) is None:
        return True
    if "Traceback" in said or len(said.splitlines()) > 1:
        log.fault(f"{name}: not one line: {said[-800:]}")
    if code not in {0, *_STATUSES[way]}:
        log.fault(f"{name}: exit status {code} after {way}")
    return code != 0


def kill_tagging(root: Path, documents: int, kills: int, log: Log) -> None:
    """Tag documents uninterrupted, and with kills; compare byte by byte.

    :param root: a folder to work in.
    :param documents: how many.
    :param kills: how many.
    :param log: where to tell.
    """
    random = Random(_SEED)
    sandbox = Sandbox(root / "tagging")
    make_documents(sandbox.given, documents)
    whole, output = sandbox.root / "whole.jsonl", sandbox.made / "out.jsonl"
    began = time.monotonic()
    run = sandbox.run(["tag", sandbox.given, "--format", "jsonl", "--output", whole, "--no-cache"], _PATIENCE)
    if run.code != 0 or not whole.exists():
        log.fault(f"uninterrupted: exit status {run.code}: {run.err[-500:]}")
        return
    log.say(f"uninterrupted: {documents} documents, {whole.stat().st_size} bytes, {time.monotonic() - began:.1f} s")
    arguments: list[str | Path] = ["tag", sandbox.given, "--format", "jsonl", "--output", output, "--resume", "--no-cache"]
    # What is needed to continue may take as much room again as the output: the kills are spread over what is written in all.
    points = sorted(random.random() for _ in range(kills))
    done = 0
    for number, point in enumerate(points):
        way = _WAYS[number % len(_WAYS)]
        target = int(point * whole.stat().st_size)
        done += interrupt(sandbox, arguments, way, target, random, log, f"tag, kill {number + 1}")
        if output.exists() and output.read_bytes() != whole.read_bytes():
            log.fault(f"tag, kill {number + 1}: the output is there and not whole")
    run = sandbox.run(arguments, _PATIENCE)
    same = output.exists() and output.read_bytes() == whole.read_bytes()
    left = sorted(path.name for path in sandbox.made.iterdir() if path != output and path.name != "corpus")
    log.say(f"tag, continued to the end: exit status {run.code}, {done} runs ended early, {'the same bytes' if same else 'OTHER BYTES'}")
    if run.code != 0 or not same:
        log.fault(f"tag: the continued output differs: {run.err[-500:]}")
    if left:
        log.fault(f"tag: left beside the output: {left}")
    sandbox.remove()


def entries(sandbox: Sandbox, corpus: Path) -> list[tuple[str, str]]:
    """Read a corpus.

    :param sandbox: where.
    :param corpus: its folder.
    :return: names and contents of its documents, and nothing that is damaged.
    """
    run = sandbox.run(["corpus", "list", "--corpus", corpus], _PATIENCE)
    found = []
    for folder in corpus.iterdir():
        if not folder.name.startswith("."):
            record = json.loads((folder / "record.json").read_text("utf-8"))
            (kept,) = [path for path in folder.iterdir() if path.name != "record.json"]
            found.append((folder.name, f"{record['name']} {kept.stat().st_size}"))
    return sorted(found) if run.code == 0 else []


def kill_adding(root: Path, documents: int, kills: int, log: Log) -> None:
    """Add documents to a corpus uninterrupted, with kills, and by two processes at once; compare.

    :param root: a folder to work in.
    :param documents: how many.
    :param kills: how many.
    :param log: where to tell.
    """
    random = Random(_SEED)
    sandbox = Sandbox(root / "adding")
    make_documents(sandbox.given, documents)

    def command(corpus: Path) -> list[str | Path]:
        return ["corpus", "add", sandbox.given, "--corpus", corpus]

    whole = sandbox.root / "whole"
    run = sandbox.run(command(whole), _PATIENCE)
    expected = entries(sandbox, whole)
    log.say(f"corpus add, uninterrupted: exit status {run.code}, {len(expected)} documents")
    killed = sandbox.made / "killed"
    killed.mkdir()
    for number, point in enumerate(sorted(random.random() for _ in range(kills))):
        way = _WAYS[number % 3]  # the documents are smaller than any record of theirs: a limit on file sizes says nothing here
        interrupt(sandbox, command(killed), way, int(point * size_of(whole)), random, log, f"corpus add, kill {number + 1}")
    run = sandbox.run(command(killed), _PATIENCE)
    _compare(log, "corpus add, continued", entries(sandbox, killed), expected, run.code)
    _leftovers(log, killed)
    twice = sandbox.made / "twice"
    second = Sandbox(sandbox.root / "second")
    processes = [one.start(command(twice)) for one in (sandbox, second)]
    codes = [process.wait(_PATIENCE) for process in processes]
    _compare(log, "corpus add, two at once", entries(sandbox, twice), expected, max(codes))
    _leftovers(log, twice)
    sandbox.remove()


def _compare(log: Log, name: str, found: list[tuple[str, str]], expected: list[tuple[str, str]], code: int | None) -> None:
    log.say(f"{name}: exit status {code}, {len(found)} documents, {'the same' if found == expected else 'OTHERS'}")
    if found != expected or code != 0:
        log.fault(f"{name}: {len(set(expected) - set(found))} documents are missing, {len(set(found) - set(expected))} are new")


def _leftovers(log: Log, corpus: Path) -> None:
    left = [path.name for path in corpus.iterdir() if path.name.startswith(".")]
    if left:
        log.fault(f"{corpus.name}: half-made folders are left: {len(left)}, {left[0]} for one")


def main() -> None:
    """Run the kill test."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--documents", type=int, default=1000)
    arguments.add_argument("--kills", type=int, default=20)
    chosen = arguments.parse_args()
    log = Log()
    steps: list[Callable[[Path, int, int, Log], None]] = [kill_tagging, kill_adding]
    with tempfile.TemporaryDirectory(prefix="kills-", ignore_cleanup_errors=True) as folder:
        for step in steps:
            step(Path(folder), chosen.documents, chosen.kills, log)
    log.say(f"{len(log.faults)} faults")
    raise SystemExit(bool(log.faults))


if __name__ == "__main__":
    main()
