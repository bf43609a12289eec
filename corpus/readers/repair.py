"""What every format needs after reading: typed bullets made list items, paragraphs cut in two joined again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.readers.bullets import split_sign
from corpus.readers.choices import join_choices
from corpus.readers.hyphenation import join_hyphenated
from corpus.readers.lines import sentence_goes_on
from corpus.records import Block, BlockKind

_SHORTEST_CUT = 60
_ITEM = r"(?:Recommendation|Rec\.?|Area\s+for\s+[Ii]mprovement|AFI)\s+\d{1,3}[a-z]?\s*(?::|\s[–—-])\s"
_OPENS_ITEM = re.compile(_ITEM)
_NEXT_ITEM = re.compile(rf"(?<=[.;!?])\s+(?={_ITEM})")


def repair(blocks: list[Block]) -> list[Block]:
    """Mend the blocks of a document.

    :param blocks: as a reader gave them.
    :return: without empty ones; typed bullets are list items; a sentence cut by a page or row break is whole, as is a choice of boxes;
        answers that follow each other in one paragraph, each with the name of its recommendation, are paragraphs of their own.
    """
    mended: list[Block] = []
    for block in (_listed(part) for whole in join_choices(blocks) for part in _items(whole)):
        if not block.text:
            continue
        place = _cut_in_two(mended, block)
        if place is None:
            mended.append(block)
        else:
            first = mended[place]
            mended[place] = replace(first, text=join_hyphenated(first.text, block.text, set()))
    return mended


def _items(block: Block) -> Iterator[Block]:
    """Part "Recommendation 4: agreed. Recommendation 6: done in May."; a paragraph that does not open so only mentions them."""
    parts = _NEXT_ITEM.split(block.text) if _OPENS_ITEM.match(block.text) else [block.text]
    return (replace(block, text=part, marker="" if place else block.marker) for place, part in enumerate(parts))


def _listed(block: Block) -> Block:
    has_sign, text = split_sign(block.text)
    if not has_sign:
        return block
    kind = block.kind if block.kind is BlockKind.HEADING else BlockKind.LIST_ITEM
    return replace(block, text=text.strip(), kind=kind)


def _cut_in_two(mended: list[Block], block: Block) -> int | None:
    """Find the block that this one goes on from, if a sentence was cut between them."""
    if not mended or block.kind in {BlockKind.HEADING, BlockKind.LIST_ITEM}:
        return None
    if block.table is not None:
        return _cell_above(mended, block)
    before = mended[-1]
    if before.kind is BlockKind.HEADING or before.table is not None or before.emphasis != block.emphasis:
        return None
    if len(before.text) < _SHORTEST_CUT or not block.text[:1].islower():
        return None
    return len(mended) - 1 if sentence_goes_on(before.text, block.text) else None


def _cell_above(mended: list[Block], block: Block) -> int | None:
    """Find the cell of the row above, in the same column, whose sentence goes on in this cell.

    A row that runs over a page is two rows in the file; the table number may change with the page.
    """
    for place in range(len(mended) - 1, max(-1, len(mended) - 12), -1):
        other = mended[place]
        if other.table is None:
            return None
        if other.column != block.column or (other.table, other.row) == (block.table, block.row):
            continue
        cut = len(other.text) >= _SHORTEST_CUT and block.text[:1].islower() and sentence_goes_on(other.text, block.text)
        return place if cut else None
    return None
