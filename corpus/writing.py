"""Write files whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import IO

from corpus.errors import StanceError

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})


@contextmanager
def whole_file(path: Path, mode: str = "w", encoding: str | None = "utf-8") -> Iterator[IO[str]]:
    """Open a file that takes its place only once it is complete.

    What is written goes to a file beside it, which replaces the old one in one step at the end; after an error
    the old one stands untouched.

    :param path: the file to write.
    :param mode: ``w`` for text, ``wb`` for bytes.
    :param encoding: the text's encoding; ignored for bytes.
    :return: the open file.
    :raises StanceError: if the folder cannot be written to.
    """
    check_target(path)
    part = beside(path, ".part")
    try:
        with _begun(path, part, mode, encoding) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise StanceError(f"{path}: cannot be written whole ({error.strerror}); free some space and run the command again") from error
        raise
    finally:
        with contextlib.suppress(OSError):  # once it has its place, there is nothing left to remove
            part.unlink()


def beside(path: Path, suffix: str = "") -> Path:
    """Name what is half-made: hidden, in the same folder, and free.

    The name is known before anything is made, so that an interrupt at any moment leaves nothing that nobody removes.

    :param path: what it is to become.
    :param suffix: how the name ends.
    :return: a path where there is nothing.
    """
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}{suffix}")


def _begun(path: Path, part: Path, mode: str, encoding: str | None) -> IO[str]:
    binary = "b" in mode
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return part.open(mode.replace("w", "x"), encoding=None if binary else encoding, newline=None if binary else "")
    except OSError as error:
        raise StanceError(f"{path}: cannot be written ({error.strerror}); choose a folder that you may write to") from error


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Let an interrupt wait for the end of what must not stop half-way; it is raised then."""
    if threading.current_thread() is not threading.main_thread():  # only the main thread is ever interrupted
        yield
        return
    held: list[tuple[int, FrameType | None]] = []
    # Not by blocking the signal, which any other thread would then take.
    before = signal.signal(signal.SIGINT, lambda number, frame: held.append((number, frame)))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if held and callable(before):
            before(*held[0])


def check_target(path: Path) -> None:
    """Refuse to write over what is no file.

    :param path: the file to write.
    :raises StanceError: if a folder, a pipe or a device is there.
    """
    if path.exists() and not path.is_file():
        raise StanceError(f"{path}: cannot be written (it is a folder, a pipe or a device); name a file")
