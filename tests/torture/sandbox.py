"""A folder in which the program runs as its users run it, but watched: no network, and nothing written but its output."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_GUARD = Path(__file__).resolve().parent / "guard"


@dataclass(frozen=True, slots=True)
class Run:
    """What a run of the program gave; ``code`` is its exit status, ``None`` if it had to be killed."""

    code: int | None
    out: str
    err: str
    offences: tuple[str, ...]


@cache
def isolation() -> tuple[str, ...]:
    """Find what this system grants: a network namespace without interfaces, and root without its power to read everything.

    :return: the start of a command line, perhaps empty.
    """
    dropped = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search")
    alone, mapped = ("unshare", "--net"), ("unshare", "--map-root-user", "--net")
    for start in ((*alone, *dropped), (*mapped, *dropped), mapped):
        try:
            if subprocess.run([*start, "true"], capture_output=True, check=False, timeout=10).returncode == 0:
                return start
        except (OSError, subprocess.TimeoutExpired):
            continue
    return ()


@dataclass
class Sandbox:
    """The folders of a run below one root; ``given`` holds what the program reads, ``made`` what it may write."""

    root: Path
    given: Path = field(init=False)
    made: Path = field(init=False)
    secret: Path = field(init=False)

    def __post_init__(self) -> None:
        """Make the folders, and the secret that no input may fetch."""
        self.root = self.root.resolve()
        self.given, self.made = self.root / "given", self.root / "made"
        for name in ("given", "made", "home", "temporary", "here"):
            (self.root / name).mkdir(parents=True, exist_ok=True)
        self.secret = self.root / "secret.txt"
        self.secret.write_text("We accept that the canary 5f1c sings in the mine.\n", "utf-8")

    def variables(self) -> dict[str, str]:
        """Give the environment of a run.

        :return: the variables; all places that a program may think its own are inside.
        """
        home = str(self.root / "home")
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "STANCE_", "COV", "PYTEST"))}
        return {
            **kept,
            "HOME": home,
            "TMPDIR": str(self.root / "temporary"),
            "STANCE_CORPUS": str(self.made / "corpus"),
            "XDG_CACHE_HOME": str(self.root / "home" / ".cache"),
            "PYTHONPATH": os.pathsep.join((str(_GUARD), str(ROOT))),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONUTF8": "1",
            "TORTURE_SANDBOX": str(self.root),
            "COLUMNS": "200",
        }

    def start(self, arguments: Sequence[str | Path], prefix: Sequence[str] = ()) -> subprocess.Popen[bytes]:
        """Start the program in a session of its own.

        :param arguments: its arguments.
        :param prefix: a command to start it through.
        :return: the process; the pipes of standard output and standard error are files below the root.
        """
        command = [*isolation(), *prefix, sys.executable, "-m", "cli", *map(str, arguments)]
        with (self.root / "stdout").open("wb") as out, (self.root / "stderr").open("wb") as err:
            places = {"cwd": self.root / "here", "stdin": subprocess.DEVNULL, "stdout": out, "stderr": err}
            return subprocess.Popen(command, env=self.variables(), start_new_session=True, **places)

    def run(self, arguments: Sequence[str | Path], seconds: float) -> Run:
        """Run the program to its end.

        :param arguments: its arguments.
        :param seconds: how long it may take; after that it is killed.
        :return: what it gave, and what it did that it must not.
        """
        (self.root / "guard.log").unlink(missing_ok=True)
        before = self.snapshot()
        process = self.start(arguments)
        code: int | None = None
        try:
            code = process.wait(seconds)
        except subprocess.TimeoutExpired:
            pass
        finally:  # also when the tests themselves are stopped
            kill_session(process)
        texts = [(self.root / name).read_bytes().decode("utf-8", "backslashreplace") for name in ("stdout", "stderr")]
        return Run(code, texts[0], texts[1], tuple(self.offences(before)))

    def offences(self, before: dict[str, tuple[object, ...]]) -> list[str]:
        """Say what changed that should not have, and what the guard noted.

        :param before: the snapshot before the run.
        :return: a line each.
        """
        after = self.snapshot()
        changed = [name for name in before.keys() | after.keys() if before.get(name) != after.get(name)]
        log = self.root / "guard.log"
        noted = set(log.read_text("utf-8").splitlines()) if log.exists() else set()
        return [f"changed: {name!r}" for name in sorted(changed)] + sorted(noted)

    def snapshot(self) -> dict[str, tuple[object, ...]]:
        """Describe everything in the sandbox but the output, the streams and the cache that the program keeps for its user.

        :return: type, mode, size, time and content by path.
        """
        found: dict[str, tuple[object, ...]] = {}
        free = {self.root / name for name in ("made", "stdout", "stderr", "guard.log")} | {self.root / "home" / ".cache" / "stance"}
        for folder, folders, files in os.walk(self.root):
            here = Path(folder)
            folders[:] = [name for name in folders if here / name not in free]
            for name in [*folders, *files]:
                path = here / name
                if path not in free and path != self.root / "home" / ".cache":
                    found[str(path)] = _description(path)
        return found

    def remove(self) -> None:
        """Remove the sandbox with all that is in it."""
        for folder, folders, _ in os.walk(self.root):
            for name in folders:
                if not (Path(folder) / name).is_symlink():
                    (Path(folder) / name).chmod(0o700)
        shutil.rmtree(self.root, ignore_errors=True)


def _description(path: Path) -> tuple[object, ...]:
    try:
        return _found(path)
    except OSError:  # some files of the set come and go at any moment, between a look and the next too
        return ("gone",)


def _found(path: Path) -> tuple[object, ...]:
    status = path.lstat()
    if stat.S_ISLNK(status.st_mode):
        return ("link", str(path.readlink()))
    if stat.S_ISDIR(status.st_mode):
        return ("folder", stat.S_IMODE(status.st_mode))
    content = ""
    if stat.S_ISREG(status.st_mode) and status.st_size < 1_000_000 and os.access(path, os.R_OK):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
    return (stat.S_IFMT(status.st_mode), stat.S_IMODE(status.st_mode), status.st_size, status.st_mtime_ns, content)


_SECONDS_TO_DIE = 2.0


def kill_session(process: subprocess.Popen[bytes]) -> None:
    """End a process and whatever is left of its session.

    :param process: the leader of the session.
    """
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    # Its children are not ours to wait for, and on a busy machine a killed one is seen for some moments yet.
    until = time.monotonic() + _SECONDS_TO_DIE
    with contextlib.suppress(ProcessLookupError):
        while time.monotonic() < until:
            os.killpg(process.pid, 0)
            time.sleep(0.01)
