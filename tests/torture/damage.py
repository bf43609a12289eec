"""Sound documents, damaged: cut short, bits flipped, blocks lost or doubled, the wrong name."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from random import Random

from torture.cases import Case, Expected, of_bytes
from torture.documents import MAKERS, letter

_PACKED = (".pdf", ".docx", ".odt")


def cases(random: Random) -> Iterator[Case]:
    """Give the damaged documents.

    :param random: chooses where the damage is.
    :return: the cases.
    """
    yield from _truncated(random)
    yield from _flipped(random)
    yield from _shuffled(random)
    yield from _misnamed()
    yield from _strangers(random)


def _truncated(random: Random) -> Iterator[Case]:
    for suffix in _PACKED:
        data = MAKERS[suffix](letter(random.randrange(100)))
        for number in range(12):
            # At both ends it is decided what a file is and where its directory lies: cut there more often.
            end = random.choice((random.randrange(1, 40), random.randrange(len(data)), len(data) - random.randrange(1, 40)))
            yield of_bytes(f"truncated-{number}{suffix}", f"truncated {suffix[1:]}", data[:end])


def _flipped(random: Random) -> Iterator[Case]:
    for suffix in MAKERS:
        data = MAKERS[suffix](letter(random.randrange(100)))
        for number in range(20 if suffix in _PACKED else 4):
            damaged = bytearray(data)
            for _ in range(random.choice((1, 1, 4, 16, 64))):
                damaged[random.randrange(len(data))] ^= 1 << random.randrange(8)
            yield of_bytes(f"flipped-{number}{suffix}", f"bit-flipped {suffix[1:]}", bytes(damaged))


def _shuffled(random: Random) -> Iterator[Case]:
    for suffix in _PACKED:
        data = MAKERS[suffix](letter(random.randrange(100)))
        kind = f"blocks lost, doubled or zeroed in {suffix[1:]}"
        for number in range(3):
            first = random.randrange(len(data))
            last = min(len(data), first + random.randrange(1, 600))
            yield of_bytes(f"lost-{number}{suffix}", kind, data[:first] + data[last:])
            yield of_bytes(f"doubled-{number}{suffix}", kind, data[:last] + data[first:])
            yield of_bytes(f"zeroed-{number}{suffix}", kind, data[:first] + bytes(last - first) + data[last:])
        yield of_bytes(f"twice{suffix}", kind, data + data)
        yield of_bytes(f"noise-after{suffix}", kind, data + random.randbytes(3000))
        yield of_bytes(f"noise-before{suffix}", kind, random.randbytes(3000) + data)


def _misnamed() -> Iterator[Case]:
    """Give sound documents under another format's suffix: all but web pages say themselves what they are."""
    for made, maker in MAKERS.items():
        for suffix in MAKERS:
            if suffix != made:
                data = maker(letter(3))
                yield of_bytes(f"{made[1:]}-named{suffix}", "wrong extension", data, Expected.READ)


def _strangers(random: Random) -> Iterator[Case]:
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w") as file:
        file.addfile(tarfile.TarInfo("a.txt"))
    kinds = {
        "rtf": (b"{\\rtf1\\ansi We accept this.}", "RTF"),
        "word-97": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "Word 97-2003"),
        "png": (b"\x89PNG\r\n\x1a\n" + random.randbytes(500), "picture"),
        "jpeg": (b"\xff\xd8\xff\xe0" + random.randbytes(500), "picture"),
        "gif": (b"GIF89a" + random.randbytes(500), "picture"),
        "tiff": (b"II*\x00" + random.randbytes(500), "picture"),
        "program": (b"\x7fELF\x02\x01\x01" + bytes(9) + random.randbytes(3000), ""),
        "gzip": (b"\x1f\x8b\x08\x00" + random.randbytes(800), ""),
        "pickle": (b"\x80\x04\x95" + b"cos\nsystem\n(S'touch pwned'\ntR." + bytes(300), ""),
        "sqlite": (b"SQLite format 3\x00" + bytes(900), ""),
        "tar": (tar.getvalue(), ""),
        "noise": (random.randbytes(4000), ""),
    }
    for name, (data, says) in kinds.items():
        for suffix in (".pdf", ".txt"):
            yield of_bytes(f"{name}{suffix}", "another kind of file", data, Expected.REFUSED if says else Expected.EITHER, says)
