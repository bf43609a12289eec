"""Names and places: what a file system may hold besides documents with decent names."""

from __future__ import annotations

import contextlib
import os
import socket
import stat
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from torture.cases import Case, Expected, of_bytes
from torture.documents import letter, text

_SOUND = text(letter(11))


def cases(secret: str) -> Iterator[Case]:
    """Give the names and places.

    :param secret: the path of a file outside the input folder.
    :return: the cases.
    """
    yield from _names()
    yield from _links(secret)
    yield from _special()
    yield from _denied()


def _names() -> Iterator[Case]:
    names = {
        "newline": "a\nb.txt",
        "two lines": "a.txt: the file is empty\nb.txt",
        "return": "a\r\nb.txt",
        "tab": "a\tb.txt",
        "escape": "a\x1b[31m\x1b]0;owned\x07.txt",
        "spaces": "  a  .txt",
        "quotes": "a'b\"c`d`.txt",
        "substitution": "$(touch pwned).txt",
        "shell": "; touch pwned; #.txt",
        "pipe": "|touch pwned|.txt",
        "redirection": ">pwned.txt",
        "glob": "*?[a-z].txt",
        "option": "--help.txt",
        "short option": "-o.txt",
        "script": "<script>alert(1)<∕script>.txt",
        "image": '"><img src=x onerror=alert(1)>.txt',
        "entity": "&lt;b&gt;.txt",
        "formula": "=cmd|' ∕c calc'!A1.txt",
        "at": "@SUM(1+1).txt",
        "percent": "%s%n%d%20.txt",
        "braces": "{0}{__class__}{{7*7}}.txt",
        "markup": "[bold][link=file:]a.txt",
        "backslash": "a\\..\\..\\b.txt",
        "dots": "a..b...txt",
        "long": "a" * 251 + ".txt",
        "bytes": os.fsdecode(b"r\xe9ponse\xff.txt"),
        "surrogate": os.fsdecode(b"a\xed\xa0\x80.txt"),
        "bidirectional": "a\u202etxt.exe.txt",
        "zero-width": "a\u200b\u2060.txt",
        "line separator": "a\u2028b\x85c.txt",
        "emoji": "\U0001f46e\u200d\u2640\ufe0f.txt",
        "composed": "r\xe9ponse.txt",
        "decomposed": "re\u0301ponse.txt",
        "device name": "CON.txt",
        "json": '{"a": "b\\u0000"}.txt',
        "comma": 'a,b;"c".txt',
        "record": "record.json.txt",
    }
    for number, name in enumerate(names.values()):
        yield of_bytes(name, "odd name", text(letter(20 + number)), Expected.READ)
    # The same names, of files without an answer and of files that are refused: both are told in a line.
    for name in names.values():
        if len(name) < 200:
            yield of_bytes(f"x{name}", "odd name, no answer in it", b"An agenda\n\nRoom 4.\n")
            yield of_bytes(f"y{name}", "odd name, empty", b"", Expected.REFUSED, "empty")


def _link(name: str, target: str, expected: Expected, *, named: bool = False) -> Case:
    return Case(name, "link", lambda path: path.symlink_to(target), expected, named=named)


def _links(secret: str) -> Iterator[Case]:
    yield _link("loop-a.txt", "loop-b.txt", Expected.REFUSED)
    yield _link("loop-b.txt", "loop-a.txt", Expected.REFUSED)
    yield _link("loop-self.txt", "loop-self.txt", Expected.REFUSED, named=True)
    yield _link("loop-folder", ".", Expected.PASSED_OVER)
    yield _link("loop-up", "..", Expected.PASSED_OVER)
    yield _link("loop-root", "/", Expected.PASSED_OVER)
    yield _link("dangling.txt", "nowhere.txt", Expected.REFUSED)
    yield _link("dangling-named.txt", "nowhere.txt", Expected.REFUSED, named=True)
    yield _link("zeros.txt", "/dev/zero", Expected.REFUSED)
    yield _link("zeros-named.txt", "/dev/zero", Expected.REFUSED, named=True)
    yield _link("process.txt", "/proc/self/mem", Expected.EITHER, named=True)
    yield _link("through.txt", f"{secret}/a.txt", Expected.REFUSED, named=True)


def _socket(path: Path) -> None:
    # A socket's path may hold about a hundred characters: it is bound from inside the folder.
    here = os.open(".", os.O_RDONLY)
    try:
        os.chdir(path.parent)
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(path.name)
    finally:
        os.fchdir(here)
        os.close(here)


def _device(major: int, minor: int) -> Callable[[Path], None]:
    def place(path: Path) -> None:
        try:
            os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(major, minor))
        except PermissionError:  # only root makes devices: for others a link to one stands in
            path.symlink_to({3: "/dev/null", 5: "/dev/zero", 8: "/dev/random"}[minor])

    return place


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(3_000_000_000)


def _special() -> Iterator[Case]:
    kind = "pipe, socket, device or folder"
    for named in (False, True):
        told = "named-" if named else ""
        yield Case(f"{told}pipe.txt", kind, os.mkfifo, Expected.REFUSED, "not a plain file", named=named)
        yield Case(f"{told}socket.pdf", kind, _socket, Expected.REFUSED, "not a plain file", named=named)
        yield Case(f"{told}null.txt", kind, _device(1, 3), Expected.REFUSED, "not a plain file", named=named)
        yield Case(f"{told}zero.docx", kind, _device(1, 5), Expected.REFUSED, "not a plain file", named=named)
        yield Case(f"{told}random.html", kind, _device(1, 8), Expected.REFUSED, "not a plain file", named=named)
    yield Case("folder.pdf", kind, Path.mkdir, Expected.PASSED_OVER)
    yield Case("sparse.txt", "too large", _sparse, Expected.REFUSED, "limit")
    yield Case("missing.txt", "missing", lambda _: None, Expected.REFUSED, "no such file", named=True)
    yield Case("missing/missing.txt", "missing", lambda _: None, Expected.REFUSED, "no such file", named=True)
    yield of_bytes(".hidden.txt", "hidden", _SOUND, Expected.PASSED_OVER)


def _denied() -> Iterator[Case]:
    def denied(mode: int) -> Callable[[Path], None]:
        def place(path: Path) -> None:
            path.write_bytes(_SOUND)
            path.chmod(mode)

        return place

    def closed(mode: int) -> Callable[[Path], None]:
        def place(path: Path) -> None:
            path.mkdir()
            (path / "inside.txt").write_bytes(_SOUND)
            path.chmod(mode)

        return place

    yield Case("denied.txt", "unreadable", denied(0), Expected.REFUSED, "ermission")
    yield Case("denied-named.pdf", "unreadable", denied(0o200), Expected.REFUSED, "ermission", named=True)
    yield Case("closed", "unreadable", closed(0), Expected.REFUSED, "ermission")
    yield Case("listed-only", "unreadable", closed(0o400), Expected.REFUSED, "ermission")
    yield Case("entered-only", "unreadable", closed(0o100), Expected.REFUSED, "ermission")


class Restless:
    """Files that vanish, grow, shrink and change into folders while the program reads them."""

    def __init__(self, folder: Path) -> None:
        """Say where.

        :param folder: the input folder.
        """
        self.names = [f"{what}-{number}.txt" for what in ("vanishing", "growing", "shrinking", "changing") for number in range(4)]
        self._paths = [folder / name for name in self.names]
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Restless:
        """Start."""
        for path in self._paths:
            path.write_bytes(_SOUND)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        turn = 0
        while not self._stop.wait(0.001):
            turn += 1
            for path in self._paths:
                with contextlib.suppress(OSError):
                    self._disturb(path, turn)

    def _disturb(self, path: Path, turn: int) -> None:
        if path.name.startswith("growing"):
            with path.open("ab") as file:
                file.write(b"We accept this too.\n" * 100)
            if path.stat().st_size > 2_000_000:
                os.truncate(path, 0)
        elif path.name.startswith("shrinking"):
            os.truncate(path, path.stat().st_size // 2) if turn % 8 else path.write_bytes(_SOUND)
        elif path.is_dir():
            path.rmdir()
            path.write_bytes(_SOUND)
        elif turn % 2:
            path.unlink()
        elif path.name.startswith("changing"):
            path.mkdir()
        else:
            path.write_bytes(_SOUND)
