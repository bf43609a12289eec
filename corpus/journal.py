"""Write a long file piece by piece, so that a run that was killed can be continued where it stood.

Beside the file there are, until it is complete, a hidden part and a hidden journal. The journal says in a line for each
piece what it was made from, where it ends in the part, and its checksum: a piece counts only if its bytes are there.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from corpus.errors import StanceError, StoppedError
from corpus.plain import from_plain
from corpus.writing import check_target, interrupts_held


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the file: what it was made from, what else is to be known of it, where it ends, and its CRC-32."""

    source: str
    digest: str | None
    note: dict[str, Any]
    end: int = 0
    checksum: int = 0


class JournaledFile:
    """A file that takes its place once it is finished, and can be continued before that.

    Use it as a context manager. Unless it was finished, the part and the journal stay, if there is any piece.
    """

    _journal: IO[bytes]
    _part: IO[bytes]

    def __init__(self, path: Path, made_by: dict[str, str], resume: bool) -> None:
        """Say what is to be written; nothing is opened yet.

        :param path: the file to write.
        :param made_by: what all pieces depend on.
        :param resume: whether to continue an earlier run; without one, begin.
        """
        self._path = path
        self._part_path = path.with_name(f".{path.name}.part")
        self._journal_path = path.with_name(f".{path.name}.journal")
        self._made_by = made_by
        self._resume = resume
        self._is_open = False
        #: The pieces that are there.
        self.pieces: list[Piece] = []

    def __enter__(self) -> Self:
        """Open the part and the journal.

        :return: the file itself.
        :raises StanceError: if the folder cannot be written to, another run is writing the file, or the earlier run depended
            on something else.
        """
        try:
            with interrupts_held():
                self._open()
                self._is_open = True
        except KeyboardInterrupt as error:
            if self._is_open:  # otherwise what lies there is another run's
                self.__exit__(type(error), error, None)
            raise
        return self

    def _open(self) -> None:
        check_target(self._path)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._journal = _opened(self._journal_path)
            _lock(self._journal, self._path)
            self._part = _opened(self._part_path)
        except OSError as error:
            raise StanceError(f"{self._path}: cannot be written ({error.strerror}); choose a folder that you may write to") from error
        if self._resume:
            self.pieces = self._earlier()
        self.keep(len(self.pieces))

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Unless the file was finished, leave what is needed to continue."""
        if self._part.closed:
            return
        kept = bool(self.pieces)
        self._part.close()
        self._journal.close()
        if not kept:
            self._part_path.unlink(missing_ok=True)
            self._journal_path.unlink(missing_ok=True)
        if kept and isinstance(error, KeyboardInterrupt):
            raise StoppedError(
                f"stopped; the same command with --resume goes on after {len(self.pieces)} file{'s' * (len(self.pieces) != 1)}"
            ) from error

    def keep(self, count: int) -> None:
        """Give up all but the first pieces.

        :param count: how many to keep.
        """
        self.pieces = self.pieces[:count]
        with self._told():
            self._part.truncate(self._end)
            self._part.seek(self._end)
            lines = b"".join([_line({"made_by": self._made_by}), *(_line(dataclasses.asdict(piece)) for piece in self.pieces)])
            self._journal.seek(0)
            if self._journal.read(len(lines)) != lines:
                self._journal.truncate(0)
                self._journal.seek(0)
                _write(self._journal, lines)
            self._journal.truncate(len(lines))
            self._journal.seek(len(lines))

    def append(self, data: bytes, source: str, digest: str | None, note: dict[str, Any]) -> None:
        """Write a piece.

        :param data: its bytes.
        :param source: what it was made from.
        :param digest: the hash of that; ``None`` if it has none.
        :param note: what else is to be known of it when the run is continued; JSON.
        :raises StanceError: if there is no room for it.
        """
        piece = Piece(source, digest, note, self._end + len(data), zlib.crc32(data))
        with self._told():
            _write(self._part, data)
            _write(self._journal, _line(dataclasses.asdict(piece)))
        self.pieces.append(piece)

    def finish(self, empty: bytes = b"") -> None:
        """Put the file in its place.

        :param empty: its bytes where there is no piece.
        :raises StanceError: if there is no room for it.
        """
        with self._told():
            if not self.pieces:
                _write(self._part, empty)
            os.fsync(self._part.fileno())
            self._part.close()
            self._part_path.replace(self._path)
        self._journal.close()
        self._journal_path.unlink(missing_ok=True)

    @property
    def _end(self) -> int:
        return self.pieces[-1].end if self.pieces else 0

    def _earlier(self) -> list[Piece]:
        """Read the pieces of an earlier run, up to the first that is not there as it was written."""
        lines = self._journal.read().split(b"\n")
        try:
            header = json.loads(lines[0])
        except ValueError:
            return []
        if not isinstance(header, dict) or header.get("made_by") != self._made_by:
            raise StanceError(
                f"{self._path}: was begun with other options, another model or another version of this program; "
                "run the command without --resume to begin anew"
            )
        pieces: list[Piece] = []
        start = 0
        for line in lines[1:]:
            try:
                piece: Piece = from_plain(Piece, json.loads(line))
            except ValueError:
                break
            data = self._part.read(max(0, piece.end - start))
            if len(data) != piece.end - start or zlib.crc32(data) != piece.checksum:
                break
            pieces.append(piece)
            start = piece.end
        return pieces

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StanceError(
                f"{self._path}: cannot be written on ({error.strerror}); free some space, and go on with the same command and --resume"
            ) from error


def _opened(path: Path) -> IO[bytes]:
    """Open a file to read and write without a buffer, which would hold back what has to be there after a kill."""
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0), 0o666), "r+b", 0)


def _write(file: IO[bytes], data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode("ascii") + b"\n"


def _lock(file: IO[bytes], path: Path) -> None:
    try:
        import fcntl
    except ImportError:  # Windows does not let two programs write one file
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise StanceError(f"{path}: another run is writing it; wait for that, or name another file") from error
