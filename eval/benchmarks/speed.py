"""Speed: cold start, throughput, the cache, and growth. Every figure is of whole processes, from files to a file."""

from __future__ import annotations

import filecmp
import shutil
import statistics
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from eval.benchmarks.candidates import Candidate
from eval.benchmarks.documents import DocumentMaker
from eval.benchmarks.processes import Measured, measure, stance_command

Report = Callable[[str], None]
Figures = dict[str, Any]


def spread(values: Sequence[float]) -> Figures:
    """Give the middle and the ends of measurements.

    :param values: the measurements.
    :return: median, least, most, and how many there are.
    """
    return {"median": statistics.median(values), "least": min(values), "most": max(values), "runs": len(values)}


def cold_start(candidates: Sequence[Candidate], letter: Path, scratch: Path, rounds: int, report: Report) -> dict[str, Figures]:
    """Tag one letter of two pages, again and again, everybody in turn; ``stance --help`` takes part.

    :param candidates: who takes part.
    :param letter: the letter.
    :param scratch: where outputs go.
    :param rounds: how often; a first round, which warms the disk, does not count.
    :param report: is told how it goes.
    :return: seconds by candidate.
    """
    commands = {candidate.name: candidate.command(letter, scratch / "cold.jsonl") for candidate in candidates}
    commands["stance --help"] = stance_command("--help")
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        report(f"cold start, round {number} of {rounds}")
        for name, command in commands.items():
            taken = measure(command).seconds
            if number:
                seconds[name].append(taken)
    return {name: spread(values) for name, values in seconds.items()}


def throughput(candidates: Sequence[Candidate], folder: Path, scratch: Path, rounds: int, report: Report) -> dict[str, Figures]:
    """Tag a folder, everybody in turn, nobody from a cache.

    :param candidates: who takes part.
    :param folder: the documents.
    :param scratch: where outputs go.
    :param rounds: how often.
    :param report: is told how it goes.
    :return: by candidate: ``paragraphs`` that it tagged, ``seconds``, ``paragraphs_per_second``, ``peak_bytes``.
    """
    runs: dict[str, list[Measured]] = {candidate.name: [] for candidate in candidates}
    counts: dict[str, int] = {}
    for number in range(rounds):
        for candidate in candidates:
            report(f"throughput, round {number + 1} of {rounds}: {candidate.name}")
            output = scratch / "throughput.jsonl"
            runs[candidate.name].append(measure(candidate.command(folder, output), memory=True))
            counts[candidate.name] = _lines(output)
    return {
        name: {
            "paragraphs": counts[name],
            "seconds": spread([run.seconds for run in found]),
            "paragraphs_per_second": spread([counts[name] / run.seconds for run in found]),
            "peak_bytes": spread([run.peak_bytes for run in found]),
        }
        for name, found in runs.items()
    }


def again(options: Sequence[str | Path], folder: Path, scratch: Path) -> Figures:
    """Tag a folder with a cache of its own, and once more without a change.

    :param options: further options of ``stance tag``, such as the model.
    :param folder: the documents.
    :param scratch: where the cache and the outputs go.
    :return: seconds of both, the share, and whether both wrote the same bytes.
    """
    cache, outputs = scratch / "cache-of-again", [scratch / "first.jsonl", scratch / "again.jsonl"]
    shutil.rmtree(cache, ignore_errors=True)
    first, second = (
        measure(stance_command("tag", folder, "--format", "jsonl", "--output", output, *options), {"STANCE_CACHE": str(cache)}, memory=True)
        for output in outputs
    )
    return {
        "paragraphs": _lines(outputs[0]),
        "first_seconds": first.seconds,
        "again_seconds": second.seconds,
        "share": second.seconds / first.seconds,
        "peak_bytes": first.peak_bytes,
        "same_bytes": filecmp.cmp(outputs[0], outputs[1], shallow=False),
        "cache_bytes": sum(file.stat().st_size for file in cache.rglob("*") if file.is_file()),
    }


def growth(candidate: Candidate, maker: DocumentMaker, sizes: Sequence[int], scratch: Path, report: Report) -> list[Figures]:
    """Tag ever more paragraphs.

    :param candidate: who is measured.
    :param maker: makes the documents.
    :param sizes: numbers of paragraphs.
    :param scratch: where documents and outputs go.
    :param report: is told how it goes.
    :return: for each size: ``paragraphs`` found, ``seconds``, ``peak_bytes``.
    """
    points = []
    for size in sizes:
        report(f"growth: {size} paragraphs with {candidate.name}")
        folder, output = scratch / f"growth-{size}", scratch / "growth.jsonl"
        maker.write(folder, paragraphs=size)
        taken = measure(candidate.command(folder, output), memory=True)
        points.append({"paragraphs": _lines(output), "seconds": taken.seconds, "peak_bytes": taken.peak_bytes})
        shutil.rmtree(folder)
    return points


def _lines(file: Path) -> int:
    with file.open("rb") as stream:
        return sum(1 for _ in stream)
