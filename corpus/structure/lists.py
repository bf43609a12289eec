"""Lists: their items go with the line that leads in to them."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.records import Block, BlockKind, Role
from corpus.structure.numbers import lists_recommendations

_LEAD_WORDS = 45


def led_role(position: int, blocks: Sequence[Block], headings: Sequence[bool], roles: Sequence[Role]) -> Role | None:
    """Tell the role that the lead-in of a list gives to its items.

    :param position: the index of an item.
    :param blocks: the blocks of a document.
    :param headings: which of them are headings.
    :param roles: what was found of the blocks before it.
    :return: the role; ``None`` where the list has no lead-in.
    """
    for place in range(position - 1, -1, -1):
        before = blocks[place]
        if headings[place]:
            return None
        leads = before.text.rstrip().endswith(":")
        if before.kind is BlockKind.LIST_ITEM and not leads:
            continue
        listing = lists_recommendations(before.text) and roles[place] is not Role.RESPONSE
        role = Role.RECOMMENDATION if listing else roles[place]
        return role if leads and len(before.text.split()) <= _LEAD_WORDS else None
    return None
