"""Markdown, by way of HTML: one walk serves both."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from markdown_it import MarkdownIt

from corpus.readers.html import html_blocks
from corpus.readers.text import decode
from corpus.records import Block

_BREAK = re.compile(r"&lt;br\s*/?&gt;", re.I)


def read(data: bytes, path: Path) -> list[Block]:
    """Read Markdown.

    :param data: the file's bytes.
    :param path: its name, for messages.
    :return: the blocks.
    """
    return markdown_blocks(decode(data, path))


def markdown_blocks(text: str) -> list[Block]:
    """Cut Markdown into blocks.

    :param text: CommonMark with tables. Raw HTML in it is read as text.
    :return: the blocks.
    """
    # Line ends inside a paragraph are kept, for offices write one paragraph a line; lines that were only
    # wrapped are joined again by the line joiner.
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table")
    tokens = parser.parse(text)
    lists = [token for token in tokens if token.type == "ordered_list_open"]
    # Who typed other numbers than 1 meant that one too; who did not leaves the counting to the program.
    if any(token.attrGet("start") for token in lists):
        for token in lists:
            token.attrSet("start", token.attrGet("start") or 1)
    # In a cell of a table there is no other way to break a line.
    page = _BREAK.sub("<br>", parser.renderer.render(tokens, parser.options, {}))
    # The number of an item was typed here, as in plain text: it belongs to what the item says.
    return [replace(block, text=f"{block.marker} {block.text}", marker="") if block.marker else block for block in html_blocks(page)]
