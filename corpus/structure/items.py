"""Headings that count off the recommendations under a word that names none: "Item 1", "Area 2", "Point 3: vetting"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.records import Block
from corpus.structure.senses import HeadingSense, sense

_COUNTED = re.compile(
    r"^(?!(?:part|section|annex|appendix|chapter|page|table|schedule|figure|volume|phase|stage)\b)"
    r"(?P<word>[A-Z][a-z]+)\s+(?:no\.?\s*)?(?P<number>\d{1,2})(?:\s*[:.–—-]\s*\S.{0,80})?$",
    re.I,
)
_DUTY = re.compile(r"\b(?:should|must|needs?\s+to|ought\s+to)\b", re.I)
_FIRST_PERSON = re.compile(r"\b(?:I|my|we|our)\b")
_FEWEST = 2


def counted_items(blocks: Sequence[Block], headings: Sequence[bool]) -> dict[int, HeadingSense]:
    """Find the headings that count off recommendations: they run from 1 without a gap, and most have a duty right below.

    :param blocks: the blocks of a document.
    :param headings: which of them are headings.
    :return: what each of these headings announces, by its index.
    """
    runs: dict[str, dict[int, str]] = {}
    for index, flag in enumerate(headings):
        match = _COUNTED.match(blocks[index].text.strip()) if flag else None
        if match is not None and sense(match[0]) == HeadingSense():
            runs.setdefault(match["word"].casefold(), {})[index] = match["number"]
    return {
        index: HeadingSense(recommendations=(number,))
        for run in runs.values()
        if _counts_duties(run, blocks)
        for index, number in run.items()
    }


def _counts_duties(run: dict[int, str], blocks: Sequence[Block]) -> bool:
    """Tell a run of numbers that starts at 1 and stands over recommendations."""
    if len(run) < _FEWEST or [int(number) for number in run.values()] != list(range(1, len(run) + 1)):
        return False
    duties = sum(_lays_duty(blocks[index + 1].text) for index in run if index + 1 < len(blocks))
    return duties > len(run) / 2


def _lays_duty(text: str) -> bool:
    return _DUTY.search(text) is not None and _FIRST_PERSON.search(text) is None
