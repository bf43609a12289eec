"""Whether something can be written where it is wanted: asked before the work, which may take hours, and not after it."""

from __future__ import annotations

import os
from pathlib import Path

from corpus.errors import StanceError, printable
from corpus.writing import check_target


def check_writable(path: Path) -> None:
    """Refuse a place where nothing can be made; nothing is made to find out.

    :param path: the file or folder that is to be made there, missing folders above it too.
    :raises StanceError: if the nearest folder above it that exists is none, or may not be written to.
    """
    above = next((folder for folder in path.parents if os.path.lexists(folder)), None)
    if above is not None and above.is_dir() and os.access(above, os.W_OK | os.X_OK):
        return
    reason = f"{printable(str(above))} is no folder that you may write to" if above is not None else "its folder does not exist"
    raise StanceError(f"{printable(str(path))}: cannot be written ({reason}); choose another place")


def check_file(path: Path) -> None:
    """Refuse a place where no file can be written.

    :param path: the file; an older one will be replaced.
    :raises StanceError: if a folder, a pipe or a device is there, or nothing can be made there.
    """
    check_target(path)
    check_writable(path)
