"""Plain text, in UTF-8, UTF-16 or Windows-1252, wrapped or one paragraph a line, with or without Markdown signs."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_left
from dataclasses import replace
from pathlib import Path

from corpus.errors import UnsupportedFormatError
from corpus.readers.furniture import furniture_lines
from corpus.readers.inline import clean, strip_emphasis
from corpus.readers.lines import Line, join_lines
from corpus.readers.text_tables import text_tables
from corpus.records import Block, BlockKind, Emphasis

_HASHES = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_RULE = re.compile(r"^\s*([-_*=~─—])\s*(?:\1\s*){2,}$")
_QUOTE = re.compile(r"^\s{0,3}>\s?")


def read(data: bytes, path: Path) -> list[Block]:
    """Read plain text.

    :param data: the file's bytes.
    :param path: its name, for messages.
    :return: the blocks.
    :raises UnsupportedFormatError: if the bytes are no text.
    """
    return text_blocks(decode(data, path))


def decode(data: bytes, path: Path) -> str:
    """Decode a text file by its byte-order mark, then UTF-8, then UTF-16 by its zero bytes, then Windows-1252.

    :param data: the file's bytes.
    :param path: its name, for messages.
    :return: the text.
    :raises UnsupportedFormatError: if the bytes are no text.
    """
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    sample = data[:4000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) > 0.3 * len(sample) / 2:
        return data.decode("utf-16-be" if even > odd else "utf-16-le", "replace")
    if sum(byte < 9 or 13 < byte < 27 for byte in sample) > 0.05 * len(sample):
        raise UnsupportedFormatError(path, "is not a text file", "name a PDF, Word, OpenDocument, HTML, Markdown or text file")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def text_blocks(text: str, tabled: bool = True) -> list[Block]:
    """Cut plain text into blocks.

    :param text: the text; form feeds mark pages.
    :param tabled: whether rows of cells are read as tables.
    :return: the blocks; pages are numbered only where there are form feeds.
    """
    paged = "\f" in text
    raw: list[str] = []
    starts: set[int] = set()
    pages: list[int] = []
    for number, page in enumerate(text.split("\f"), 1):
        if number > 1:
            starts.add(len(raw))
        rows = page.splitlines() or [""]
        raw.extend(rows)
        pages.extend([number] * len(rows))
    dropped = furniture_lines(raw, starts)
    lines = _lines(raw, pages, dropped, paged)
    blocks: list[Block] = []
    places = [line.top for line in lines]
    after = 0
    for number, table in enumerate(text_tables(raw) if tabled else []):
        blocks.extend(_finish(block, paged) for block in join_lines(lines[after : bisect_left(places, table.start)]))
        blocks.extend(table.blocks(number, pages[table.start] if paged else None))
        after = bisect_left(places, table.end)
    blocks.extend(_finish(block, paged) for block in join_lines(lines[after:]))
    return blocks


def _lines(raw: list[str], pages: list[int], dropped: set[int], paged: bool) -> list[Line]:
    lines: list[Line] = []
    gap = 0.0
    turned = 0
    for index, text in enumerate(raw):
        if index in dropped:
            # Without form feeds, furniture is the only trace of a page break: count it as one, for the line joiner.
            turned += not paged
            continue
        if not text.strip() or _RULE.match(text):
            gap += 1.0
            continue
        lines.append(replace(_line(text, pages[index] + turned, gap), top=float(index)))
        gap = 0.0
    return lines


def _line(raw: str, page: int, gap: float) -> Line:
    text = _QUOTE.sub("", raw.rstrip())
    hashes = _HASHES.match(text)
    level = len(hashes[1]) if hashes else 0
    inner, emphasis = strip_emphasis(hashes[2] if hashes else text)
    indent = len(inner) - len(inner.lstrip())
    stripped = inner.strip()
    quoted = len(text) < len(raw.rstrip())
    return Line(stripped, float(indent), float(indent + len(stripped)), page, gap, 0.0, Emphasis(emphasis), level, quoted=quoted)


def _finish(block: Block, paged: bool) -> Block:
    kind = BlockKind.HEADING if block.level else block.kind
    return Block(clean(block.text), kind, block.level, block.page if paged else None, block.emphasis)
