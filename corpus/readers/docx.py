"""Word documents, by way of mammoth's HTML, which keeps headings, lists, tables and tracked insertions."""

from __future__ import annotations

import io
from pathlib import Path

import mammoth

from corpus.readers.html import html_blocks
from corpus.records import Block


def read(data: bytes, path: Path) -> list[Block]:
    """Read a .docx file.

    :param data: the file's bytes.
    :param path: its name, for messages.
    :return: the blocks; page headers and footers are not part of them.
    """
    del path
    ignored = mammoth.images.img_element(lambda _: {})
    return html_blocks(mammoth.convert_to_html(io.BytesIO(data), convert_image=ignored).value)
