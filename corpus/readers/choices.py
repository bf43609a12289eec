"""Options that stand on lines of their own, each with its box: one answer, so one block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from corpus.boxes import BOX, options
from corpus.records import Block, BlockKind

_LONGEST = 10


def join_choices(blocks: Sequence[Block]) -> list[Block]:
    """Join the lines of a choice ("☐ Accepted", "☒ Not accepted").

    Lines that are all ticked, or none of them, may be a list whose bullets are boxes, and stay as they are.

    :param blocks: as a reader gave them, boxes included.
    :return: with one block for each choice.
    """
    joined: list[Block] = []
    for (is_option, *_), group in groupby(blocks, _place):
        lines = list(group)
        text = " ".join(line.text.strip() for line in lines)
        if is_option and len({option.ticked for option in options(text)}) == 2:
            kind = lines[0].kind if lines[0].table is not None else BlockKind.PARAGRAPH
            joined.append(replace(lines[0], text=text, kind=kind, level=0))
        else:
            joined.extend(lines)
    return joined


def _place(block: Block) -> tuple[object, ...]:
    """Give what the lines of one choice have in common: that each is an option, and the cell that they stand in."""
    return (is_option_line(block.text), block.table, block.row, block.column)


def is_option_line(text: str) -> bool:
    """Tell a line that is an option with its box, before or after it.

    :param text: a line.
    :return: whether it is.
    """
    boxes = list(BOX.finditer(text))
    if len(boxes) != 1 or len(text.split()) > _LONGEST:
        return False
    before, after = text[: boxes[0].start()].strip(" \t-*•"), text[boxes[0].end() :].strip()
    return bool(before) != bool(after)
