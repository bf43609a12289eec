"""Lists: their items go with the line that leads in to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from corpus.records import Block, BlockKind, Role
from corpus.structure.numbers import lists_recommendations

_LEAD_WORDS = 45


def led_role(position: int, blocks: Sequence[Block], headings: Sequence[bool], role_of: Callable[[int], Role]) -> Role | None:
    """Tell the role that the lead-in of a list gives to its items.

    :param position: the index of an item.
    :param blocks: the blocks of a document.
    :param headings: which of them are headings.
    :param role_of: gives what was found of an earlier block, by its index.
    :return: the role; ``None`` where the list has no lead-in.
    """
    for place in range(position - 1, -1, -1):
        before = blocks[place]
        if headings[place]:
            return None
        leads = before.text.rstrip().endswith(":")
        if before.kind is BlockKind.LIST_ITEM and not leads:
            continue
        if not leads or len(before.text.split()) > _LEAD_WORDS:
            return None
        role = role_of(place)
        return Role.RECOMMENDATION if lists_recommendations(before.text) and role is not Role.RESPONSE else role
    return None
