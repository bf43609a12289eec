"""The other end of a reading process: starts it, asks it, and kills it when it takes too long."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from corpus.errors import DamagedDocumentError, DocumentError, OversizedDocumentError, StanceError
from corpus.guarded.limits import ReadingLimits
from corpus.guarded.protocol import DOCUMENT, HEADER, READY
from corpus.interchange import error_from_json

_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from corpus.guarded.worker import main; main(float(sys.argv[2]), int(sys.argv[3]))"
)
_SECONDS_TO_START = 120.0
_TRIES_TO_START = 3
_TIME_IS_OVER = {getattr(signal, name) for name in ("SIGPROF", "SIGALRM") if hasattr(signal, name)}
#: A longer answer is refused: it could only come from a process that a file has taken over.
_MOST_BYTES = 1 << 30


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer of the process; without a ``kind`` there was none, because the process ended, or had to be: ``late``."""

    kind: bytes | None = None
    last: bool = False
    data: bytes = b""
    late: bool = False


class ReadingProcess:
    """A process that reads files, started when it is first needed and again after it had to be killed.

    One thread uses it at a time; :meth:`close` may be called from any.
    """

    def __init__(self, limits: ReadingLimits) -> None:
        """Prepare the process; nothing is started yet.

        :param limits: what one file may take.
        """
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._ready = False
        self._closed = False

    def start(self) -> None:
        """Start the process, unless it runs; does not wait until it is ready."""
        if self._process is not None or self._closed:
            return
        folders = [os.path.abspath(entry) for entry in sys.path]  # noqa: PTH100  # an empty entry is the working folder
        arguments = [sys.executable, "-c", _START, json.dumps(folders), repr(self._limits.seconds), str(self._limits.mebibytes)]
        self._ready = False
        try:
            self._process = subprocess.Popen(  # noqa: S603  # our own program
                arguments,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                # A key that interrupts the program is not for the process: the program ends it.
                start_new_session=os.name == "posix",
            )
        except OSError as error:
            raise StanceError(f"{sys.executable}: the process that reads documents cannot be started ({error.strerror})") from error

    def read(self, path: Path) -> bytes:
        """Read a file.

        :param path: the file.
        :return: the document, as :func:`corpus.interchange.document_to_json` gives it.
        :raises DocumentError: if it cannot be read, or not within the limits.
        """
        process = self._started()
        _request(process, path)
        answer = self._answer_within(self._limits.patience, process)
        if answer.kind is None:
            raise self._ended(path, self.stop(), answer.late)
        if answer.last:
            self.stop()
        if answer.kind == DOCUMENT:
            return answer.data
        raise error_from_json(answer.data, path)

    def _started(self) -> subprocess.Popen[bytes]:
        """Wait until the process is ready; one that was killed meanwhile is started again."""
        for _ in range(_TRIES_TO_START):
            self.start()
            process = self._process
            if process is None:
                raise StanceError("the program is ending; start it again")
            if self._ready or self._answer_within(_SECONDS_TO_START, process).kind == READY:
                self._ready = True
                return process
            self.stop()
        raise StanceError(f"{sys.executable}: the process that reads documents does not start; check the installation")

    def _answer_within(self, seconds: float, process: subprocess.Popen[bytes]) -> _Answer:
        """Wait for an answer; a process that takes longer is killed, and then there is none."""
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            answer = _answer(process.stdout)
        finally:
            timer.cancel()
        return answer if answer.kind is not None else _Answer(late=late.is_set())

    def _ended(self, path: Path, status: int, timed_out: bool) -> DocumentError:
        if timed_out or -status in _TIME_IS_OVER:
            limit = f"{self._limits.seconds:g} second{'s' * (self._limits.seconds != 1)}"
            return OversizedDocumentError(path, f"takes longer than {limit} to read", "split it, or raise --time-limit")
        how = f"signal {-status}" if status < 0 else f"status {status}"
        return DamagedDocumentError(
            path, f"made its reader end ({how})", "it may be damaged or need more memory than --memory-limit; save it in another format"
        )

    def stop(self) -> int:
        """End the process; it is started again when the next file is read.

        :return: its exit status, negative for a signal.
        """
        process, self._process = self._process, None
        if process is None:
            return 0
        if not _gone(process):
            process.kill()
        status = process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):  # what was still to be sent to it has nowhere to go
                    stream.close()
        return status

    def close(self) -> None:
        """End the process for good."""
        self._closed = True
        process = self._process
        if process is not None:
            process.kill()
            process.wait()


def _gone(process: subprocess.Popen[bytes]) -> bool:
    """Give a process that has closed its answers the moment that it needs to end by itself, for its exit status."""
    try:
        process.wait(0.5)
    except subprocess.TimeoutExpired:
        return False
    return True


def _request(process: subprocess.Popen[bytes], path: Path) -> None:
    if process.stdin is None:
        return
    try:
        process.stdin.write(json.dumps(str(path)).encode("ascii") + b"\n")
        process.stdin.flush()
    except OSError:
        return  # it has ended; waiting for its answer finds that out


def _answer(stream: IO[bytes] | None) -> _Answer:
    if stream is None:
        return _Answer()
    try:
        head = stream.read(HEADER.size)
        if len(head) < HEADER.size:
            return _Answer()
        kind, last, length = HEADER.unpack(head)
        data = stream.read(length) if length <= _MOST_BYTES else b""
    except (OSError, ValueError):  # closed while it was waited for
        return _Answer()
    return _Answer(kind, last, data) if len(data) == length else _Answer()
