"""How one document uses bold and italic: learned from a first walk through it, used in a second."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from corpus.records import Block, Emphasis, Role
from corpus.structure.cues import opens_duty

_MARKED = (Role.RESPONSE, Role.RECOMMENDATION)
_WEIGHT = 1.5
_FEWEST = 3


def is_styled(blocks: Sequence[Block]) -> bool:
    """Tell whether a document marks anything by its type.

    :param blocks: its blocks.
    :return: whether more than a word or two are bold or italic.
    """
    return sum(block.emphasis is not Emphasis.NONE for block in blocks) >= _FEWEST


def style_bonus(blocks: Sequence[Block], roles: Sequence[Role]) -> dict[Emphasis, dict[Role, float]]:
    """Say how much each style speaks for an answer or a recommendation.

    :param blocks: the blocks of a document.
    :param roles: their roles, as a first walk found them.
    :return: log-odds by style and role, for styles that the document uses often enough.
    """
    counts: dict[Emphasis, Counter[Role]] = {style: Counter() for style in Emphasis}
    for block, taken in zip(blocks, roles, strict=True):
        # A duty in bold or italics is a recommendation, whatever the first walk took it for.
        role = Role.RECOMMENDATION if block.emphasis is not Emphasis.NONE and opens_duty(block.text) else taken
        if role in _MARKED:
            counts[block.emphasis][role] += 1
    total: Counter[Role] = sum(counts.values(), Counter())
    everything = sum(total.values()) + 1.0
    bonus: dict[Emphasis, dict[Role, float]] = {}
    for style, found in counts.items():
        seen = sum(found.values())
        if seen >= _FEWEST:
            shares = {role: (found[role] + 0.5) / (seen + 1.0) * everything / (total[role] + 0.5) for role in _MARKED}
            bonus[style] = {role: _WEIGHT * math.log(share) for role, share in shares.items()}
    return bonus
