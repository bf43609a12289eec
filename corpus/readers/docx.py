"""Word documents, by way of mammoth's HTML, which keeps headings, lists, tables and tracked insertions."""

from __future__ import annotations

import io
import re
from pathlib import Path

import mammoth

from corpus.readers.html import html_blocks
from corpus.readers.word_parts import mended
from corpus.records import Block

_BOX = re.compile(r'<input (?:type="checkbox"|(?P<ticked>checked="checked")| )+/>')


def read(data: bytes, path: Path) -> list[Block]:
    """Read a .docx file.

    :param data: the file's bytes.
    :param path: its name, for messages.
    :return: the blocks; page headers and footers are not part of them.
    """
    del path
    ignored = mammoth.images.img_element(lambda _: {})
    page = mammoth.convert_to_html(io.BytesIO(mended(data)), convert_image=ignored).value
    # Which box is ticked is an answer.
    return html_blocks(_BOX.sub(lambda box: "☒" if box["ticked"] else "☐", page))
