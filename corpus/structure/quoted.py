"""Recommendations quoted again inside a response, word for word or slightly reworded."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

_SAME = 86.0
_PART = 93.0
_SHORTEST = 6
_ITEM = re.compile(r"\b(?:item|point|number)\s+(\d{1,3}[a-z]?)\b", re.I)


@dataclass
class QuotedTexts:
    """The recommendations that a document has stated so far."""

    texts: list[str] = field(default_factory=list)
    numbers: list[tuple[str, ...]] = field(default_factory=list)

    def add(self, text: str, numbers: tuple[str, ...]) -> None:
        """Remember a recommendation.

        :param text: its text.
        :param numbers: its numbers, if known.
        """
        self.texts.append(_plain(text))
        self.numbers.append(numbers)

    def match(self, text: str) -> tuple[str, ...] | None:
        """Tell whether a paragraph repeats a remembered recommendation, or a part of one.

        :param text: the paragraph.
        :return: the numbers of the recommendation that it repeats (perhaps none), or ``None`` if it repeats none.
        """
        plain = _plain(text)
        if len(plain.split()) < _SHORTEST or not self.texts:
            return None
        whole = process.extractOne(plain, self.texts, scorer=fuzz.token_sort_ratio, score_cutoff=_SAME)
        if whole is None:
            longer = [part if len(part) > 0.8 * len(plain) else "" for part in self.texts]
            whole = process.extractOne(plain, longer, scorer=fuzz.partial_ratio, score_cutoff=_PART)
        return None if whole is None else self.numbers[whole[2]]

    def named_in(self, text: str) -> tuple[str, ...]:
        """Give the remembered recommendations that a paragraph names by a bare number ("on item 5").

        :param text: the paragraph.
        :return: their numbers.
        """
        known = {number for numbers in self.numbers for number in numbers}
        return tuple(dict.fromkeys(number for number in _ITEM.findall(text) if number in known))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.casefold()))
