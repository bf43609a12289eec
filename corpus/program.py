"""Which program this is: what was made by another one is not taken from the cache."""

from __future__ import annotations

import functools
import hashlib
import os
import sys
from pathlib import Path

_ROOT = Path(__file__).parent.parent
_KINDS = frozenset({".py", ".json"})


@functools.cache
def program_digest(*rooms: str) -> str:
    """Give a digest of the code of rooms and of what is installed beside it.

    Whoever changes a rule or updates a library gets new results at once, without a version to remember.

    :param rooms: folders of this program, such as ``corpus``; their code and data count, the documents in them do not.
    :return: SHA-256 in hexadecimal digits.
    """
    digest = hashlib.sha256(sys.version.encode("utf-8"))
    for name in sorted(_installed()):
        digest.update(name.encode("utf-8", "surrogatepass") + b"\0")
    for room in rooms:
        for file in sorted(_code(_ROOT / room)):
            digest.update(str(file.relative_to(_ROOT)).encode("utf-8", "surrogatepass") + b"\0")
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _code(folder: Path) -> list[Path]:
    """Find the code: what lies in packages, and no package is below a folder that is none."""
    found: list[Path] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file() and Path(entry.name).suffix in _KINDS:
                found.append(Path(entry.path))
            elif entry.is_dir() and (Path(entry.path) / "__init__.py").exists():
                found.extend(_code(Path(entry.path)))
    return found


def _installed() -> set[str]:
    """Name the installed distributions, each with its version."""
    names: set[str] = set()
    for folder in sys.path:
        try:
            names.update(name for name in os.listdir(folder or os.curdir) if name.endswith((".dist-info", ".egg-info")))  # noqa: PTH208
        except OSError:
            continue
    return names
