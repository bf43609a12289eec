"""Recommendations that are referred to by their place in a list ("on the first, …", "the second recommendation")."""

from __future__ import annotations

import re
from collections.abc import Sequence

#: The words for places in a list, the first one first.
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")
_WORD = rf"(?P<ordinal>{'|'.join(ORDINALS)})"
_OPENING = r"^\W*(?:\d+(?:\.\d+)*\.?\s+)?"
_KIND = r"(?:recommendation|area\s+for\s+improvement)"
_TURNS_TO = re.compile(
    rf"{_OPENING}(?:(?:turning|coming|as)\s+to|(?:as|so\s+far)\s+(?:for|as|regards)|on|to|regarding|concerning|with\s+(?:regard|respect)\s+to|in\s+(?:relation|respect)\s+(?:to|of))"
    rf"\s+the\s+{_WORD}(?:\s+(?:{_KIND}|of\s+the\s+recommendations))?\s*[,:]",
    re.I,
)
_NAMES = re.compile(rf"{_OPENING}(?:[^.,]{{0,50}}\s)?(?:the|your)\s+{_WORD}\s+{_KIND}\b", re.I)
# "The second is not in our gift."
_BARE = re.compile(rf"{_OPENING}the\s+{_WORD}\s+(?:one\s+)?(?:is|will|would|has|asks?|calls|concerns|needs|can|cannot|we|I)\b", re.I)
_REFERS_BACK = re.compile(
    r"^\W*(?:This|That|It|Its|These|Those|They|He|She|Here)\b|^[^.]{0,40}\b(?:to|on|of|with|for|in)\s+(?:that|this|it)\b(?=\W|$)"
)
_QUOTES = re.compile(r"^\W{0,2}[“\"‘]|:$")


def ordinal_place(text: str, listed: bool) -> int | None:
    """Read the ordinal by which a paragraph turns to a recommendation.

    :param text: the paragraph.
    :param listed: whether the document has listed its recommendations, or named one by its place: "the third" alone may be anything.
    :return: 1 for the first, and so on; ``None`` where it turns to none.
    """
    match = _NAMES.match(text) or ((_TURNS_TO.match(text) or _BARE.match(text)) if listed else None)
    return None if match is None else ORDINALS.index(match["ordinal"].lower()) + 1


def number_at(place: int, listed: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Give the number of the recommendation at a place of the list.

    :param place: 1 for the first.
    :param listed: the numbers of the recommendations that the document has stated, in order.
    :return: its number; the place itself where no numbers are listed, none where the list is too short.
    """
    numbers = list(dict.fromkeys(number for group in listed for number in group))
    if not numbers:
        return (str(place),)
    return (numbers[place - 1],) if place <= len(numbers) else ()


def goes_on(text: str, before: str) -> bool:
    """Tell whether a paragraph still deals with the recommendation that an earlier one turned to.

    :param text: the paragraph.
    :param before: the one before it.
    :return: whether it is, or follows the announcement of, a quotation, or refers back.
    """
    return _QUOTES.search(text.strip()) is not None or before.rstrip().endswith(":") or _REFERS_BACK.match(text) is not None
