"""The number of a recommendation that is stated without a heading of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.records import Block, BlockKind
from corpus.structure.ahead import numbers_ahead
from corpus.structure.items import typed_number
from corpus.structure.numbers import answered_numbers, trailing_numbers
from corpus.structure.state import State

_AREAS = re.compile(r"\bareas?\s+for\s+improvement|\bAFIs?\b", re.I)


def number_stated(blocks: Sequence[Block], headings: Sequence[bool], position: int, state: State) -> None:
    """Give a stated recommendation its number: that of the answer's heading below, of an earlier copy, or the one typed with it.

    :param blocks: the document.
    :param headings: which of them are headings.
    :param position: of the recommendation.
    :param state: where the walk stands; changed.
    """
    block = blocks[position]
    elsewhere = numbers_ahead(blocks, headings, position, state.numbers) or trailing_numbers(block.text)
    if elsewhere and elsewhere != state.numbers:
        state.start_item(elsewhere)
        return
    typed = typed_number(block.marker or block.text)
    if typed and _AREAS.search(state.heading):
        typed = f"AFI {typed}"
    repeated = state.quoted.match(block.text, state.opens_topic)
    if repeated:
        if not state.numbers:
            state.numbers, state.typed = repeated, repeated == (typed,)
        return
    named = answered_numbers(block.text) if block.kind is BlockKind.LIST_ITEM or state.letter else ()
    if named and not state.numbers:
        state.start_item(named)
    elif typed and (not state.numbers or state.typed):
        state.start_item((typed,))
        state.typed = True
