"""Write files whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
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
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise StanceError(f"{path}: cannot be written ({error.strerror}); choose a folder that you may write to") from error
    part = Path(name)
    try:
        binary = "b" in mode
        with os.fdopen(descriptor, mode, encoding=None if binary else encoding, newline=None if binary else "") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        let_umask_decide(part)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        if error.errno in _NO_ROOM:
            raise StanceError(f"{path}: cannot be written whole ({error.strerror}); free some space and run the command again") from error
        raise
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def check_target(path: Path) -> None:
    """Refuse to write over what is no file.

    :param path: the file to write.
    :raises StanceError: if a folder, a pipe or a device is there.
    """
    if path.exists() and not path.is_file():
        raise StanceError(f"{path}: cannot be written (it is a folder, a pipe or a device); name a file")


def let_umask_decide(path: Path) -> None:
    """Give a file that was made for its owner alone the permissions that a new file of the user has.

    :param path: the file.
    """
    umask = os.umask(0)
    os.umask(umask)
    path.chmod(0o666 & ~umask)
