"""Run a command as a user would, and measure the whole process with all that it starts."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import MissingExtraError, StanceError

ROOT = Path(__file__).parent.parent.parent
_SAMPLE_SECONDS = 0.1
#: No peer may reach for a network, which would cost it time.
_OFFLINE = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1", "TOKENIZERS_PARALLELISM": "true"}


@dataclass(frozen=True, slots=True)
class Measured:
    """What a command took: ``seconds`` on the clock, ``peak_bytes`` of memory (0 where it was not looked at)."""

    seconds: float
    peak_bytes: int


def stance_command(*arguments: str | Path) -> list[str]:
    """Give the command line of this program.

    :param arguments: what follows ``stance``.
    :return: the installed command, or the source by the same interpreter where it is not installed.
    """
    installed = Path(sys.executable).with_name("stance")
    start = [str(installed)] if installed.is_file() else [sys.executable, "-m", "cli"]
    return [*start, *map(str, arguments)]


def measure(command: Sequence[str], environment: Mapping[str, str] | None = None, memory: bool = False) -> Measured:
    """Run a command to its end.

    :param command: the command.
    :param environment: variables beside those of this process.
    :param memory: whether to sample the memory every tenth of a second: the proportional share (PSS) of the process and
        all its children, so that pages which they share count once.
    :return: what it took.
    :raises StanceError: if it fails.
    :raises MissingExtraError: if psutil, which looks at the memory, is not installed.
    """
    variables = {**os.environ, **_OFFLINE, "PYTHONPATH": str(ROOT), **(environment or {})}
    start = time.perf_counter()
    with subprocess.Popen(command, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603
        peak = _peak(process) if memory else 0
        _, errors = process.communicate()
    seconds = time.perf_counter() - start
    if process.returncode != 0:
        raise StanceError(f"{' '.join(command[:4])} … failed with status {process.returncode}: {errors.strip()[-500:]}")
    return Measured(seconds, peak)


def _peak(process: subprocess.Popen[str]) -> int:
    try:
        import psutil
    except ImportError as error:
        raise MissingExtraError("bench", "psutil") from error
    root, peak = psutil.Process(process.pid), 0
    while True:
        with contextlib.suppress(psutil.Error):  # it has ended meanwhile
            peak = max(peak, sum(map(_share, [root, *root.children(recursive=True)])))
        try:
            process.wait(_SAMPLE_SECONDS)
        except subprocess.TimeoutExpired:
            continue
        return peak


def _share(process: object) -> int:
    import psutil

    try:
        found = process.memory_full_info()  # type: ignore[attr-defined]  # psutil's process
        return int(getattr(found, "pss", found.rss))
    except psutil.Error:
        return 0
