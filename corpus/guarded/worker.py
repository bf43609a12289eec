"""The reading process: reads one file after another, and can be killed at any moment without loss.

Requests come as JSON lines on standard input; each is answered by a header and JSON on what was standard output. The
process may read files and nothing else: it opens no connection, starts no process and writes no file.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
from pathlib import Path
from typing import IO, Any

from corpus.documents import paragraphs_of, read_document
from corpus.errors import DamagedDocumentError, DocumentError, OversizedDocumentError
from corpus.guarded.limits import ReadingLimits
from corpus.guarded.protocol import DOCUMENT, ERROR, HEADER, READY
from corpus.interchange import ReadDocument, document_to_json, error_to_json
from corpus.structure.voice import shipped_voice

#: Loaded before the first request, and before anything is restricted.
_NEEDED_BY_ALL = ("corpus.metadata", "corpus.structure.segment")
_REFUSED = frozenset(
    {
        "socket.__new__", "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname",
        "subprocess.Popen", "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.startfile",
    }
)  # fmt: skip


def main(seconds: float, mebibytes: int) -> None:
    """Answer requests until there are no more.

    :param seconds: the processor's time that one file may take.
    :param mebibytes: the memory that the process may take.
    """
    limits = ReadingLimits(seconds, mebibytes)
    answers = _private_output()
    _die_with_parent()
    for name in _NEEDED_BY_ALL:
        importlib.import_module(name)
    shipped_voice()
    _restrict(mebibytes)
    _send(answers, READY, False, b"")
    for line in sys.stdin.buffer:
        _set_alarms(limits.seconds, limits.patience)
        kind, data = _answer(Path(json.loads(line)))
        _set_alarms(0, 0)
        last = _has_grown(mebibytes)
        _send(answers, kind, last, data)
        if last:
            return


def _answer(path: Path) -> tuple[bytes, bytes]:
    try:
        document = read_document(path)
        return DOCUMENT, document_to_json(ReadDocument(document, paragraphs_of(document)))
    except DocumentError as error:
        return ERROR, error_to_json(error)
    except MemoryError:
        failure: DocumentError = OversizedDocumentError(
            path, "takes more memory to read than the limit", "split it, or raise --memory-limit"
        )
    except Exception as error:  # of any kind: one file may never cost another its result
        failure = DamagedDocumentError(path, f"cannot be read ({type(error).__name__})", "save it in another format")
    return ERROR, error_to_json(failure)


def _send(answers: IO[bytes], kind: bytes, last: bool, data: bytes) -> None:
    answers.write(HEADER.pack(kind, last, len(data)))
    answers.write(data)
    answers.flush()


def _private_output() -> IO[bytes]:
    """Keep standard output to the answers: what a library prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return answers


def _restrict(mebibytes: int) -> None:
    sys.addaudithook(_refuse)
    try:
        import resource
    except ImportError:  # Windows
        return
    _lower(resource, resource.RLIMIT_DATA, mebibytes << 20)
    _lower(resource, resource.RLIMIT_CORE, 0)
    _lower(resource, resource.RLIMIT_FSIZE, 0)


def _lower(resource: Any, kind: int, limit: int) -> None:
    _, hardest = resource.getrlimit(kind)
    limit = limit if hardest == resource.RLIM_INFINITY else min(limit, hardest)
    resource.setrlimit(kind, (limit, limit))


def _has_grown(mebibytes: int) -> bool:
    """Say whether this process still holds so much that the next file would find too little."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[5])  # what RLIMIT_DATA counts
    except (OSError, ValueError, IndexError):  # not Linux: there is no limit either
        return False
    return pages * os.sysconf("SC_PAGE_SIZE") > (mebibytes << 20) // 2


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    del arguments
    if event in _REFUSED:
        raise PermissionError(f"{event} is not allowed while a document is read")


def _set_alarms(processor: float, clock: float) -> None:
    """Have the system end this process when its time is over; 0 takes that back.

    :param processor: seconds of the processor's time.
    :param clock: seconds by the clock, should the parent no longer be there to see to them.
    """
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, processor)
        signal.setitimer(signal.ITIMER_REAL, clock)


def _die_with_parent() -> None:
    if sys.platform != "linux":
        return
    import ctypes

    kill_when_parent_ends = 1  # PR_SET_PDEATHSIG of <linux/prctl.h>
    ctypes.CDLL(None).prctl(kill_when_parent_ends, signal.SIGKILL)
