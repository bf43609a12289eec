"""Documents that hold the answers of several forces, each under a heading that is nothing but the force's name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.records import Block

_FORCE = re.compile(
    r"^(?:(?:\d{1,2}|[A-Z])[.)]\s+)?(?P<area>[A-Z][\w’'&-]*(?:\s+(?:[A-Z][\w’'&-]*|and|of|upon|the)){0,5}?)\s+(?:police(?:\s+(?:service|force))?|constabulary)\W*$",
    re.I,
)


def force_headings(blocks: Sequence[Block], headings: Sequence[bool]) -> set[int]:
    """Find the headings under which one force after another answers.

    :param blocks: the blocks of a document.
    :param headings: which of them are headings.
    :return: the indices of the headings that name a force alone, if at least two forces have one; a title is none of them.
    """
    found: dict[int, str] = {}
    for index, flag in enumerate(headings):
        match = _FORCE.match(blocks[index].text.strip()) if flag and index else None
        if match is not None and blocks[index].table is None:
            found[index] = match["area"].casefold()
    return set(found) if len(set(found.values())) > 1 else set()


def names_force(text: str) -> bool:
    """Tell a heading that is nothing but the name of a force: below a recommendation, what the force says of it follows.

    :param text: a heading.
    :return: whether it is "Marchford Police" or the like.
    """
    return _FORCE.match(text.strip()) is not None
