"""OpenDocument text, by way of odfdo's Markdown."""

from __future__ import annotations

import io
from pathlib import Path

import odfdo

from corpus.readers.markdown import markdown_blocks
from corpus.records import Block


def read(data: bytes, path: Path) -> list[Block]:
    """Read an .odt file.

    :param data: the file's bytes.
    :param path: its name, for messages.
    :return: the blocks.
    """
    del path
    return markdown_blocks(odfdo.Document(io.BytesIO(data)).to_markdown())
