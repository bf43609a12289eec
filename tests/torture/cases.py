"""What a bad input is, and what the program may do with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Expected(StrEnum):
    """What has to become of an input: ``EITHER`` where damage may or may not leave it readable."""

    REFUSED = "refused"
    READ = "read"
    EITHER = "either"
    PASSED_OVER = "passed over"


@dataclass(frozen=True, slots=True)
class Case:
    """One bad input.

    ``name`` is its file name, ``kind`` the heading it is counted under. ``place`` puts it at a path. ``says`` must be in the line
    that refuses it. A ``named`` one is given on the command line, the others are found in their folder. ``heavy`` ones are left to
    the full run.
    """

    name: str
    kind: str
    place: Callable[[Path], None]
    expected: Expected = Expected.EITHER
    says: str = ""
    named: bool = False
    heavy: bool = False


def of_bytes(
    name: str,
    kind: str,
    data: bytes | Callable[[], bytes],
    expected: Expected = Expected.EITHER,
    says: str = "",
    *,
    named: bool = False,
    heavy: bool = False,
) -> Case:
    """Make a case of a file's bytes.

    :param name: its file name.
    :param kind: the heading it is counted under.
    :param data: its bytes, or what makes them when they are needed.
    :param expected: what has to become of it.
    :param says: what the line that refuses it must say.
    :param named: whether it is given on the command line.
    :param heavy: whether it is left to the full run.
    :return: the case.
    """

    def place(path: Path) -> None:
        path.write_bytes(data() if callable(data) else data)

    return Case(name, kind, place, expected, says, named, heavy)
