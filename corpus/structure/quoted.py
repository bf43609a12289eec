"""Recommendations quoted again inside a response, word for word or slightly reworded."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

_SAME = 86.0
_PART = 93.0
_ALIKE = 70.0
_SHORTEST = 6
_LONGEST_RETOLD = 45
_ASKED = re.compile(
    r"^\W*(?:\d+(?:\.\d+)*\.?\s+)?(?:(?:we|the\s+(?:force|constabulary|commissioner))\s+(?:\w+\s+){0,2}(?:were|was|are|is)\s+(?:\w+\s+)?(?:asked|told|recommended|invited|required|urged)\s+to\b"
    r"|(?:the|this)\s+(?:report|inspectorate|recommendation|inspectors)\s+(?:would\s+have|asks?|asked|wants?|wanted|recommends?|recommended|calls?|called)\b"
    r"|(?:within|by|before|inside|from|with\s+immediate\s+effect)\b[^.]{3,40},\s[^.]{3,60}\b(?:should|must|(?:is|are)\s+to)\b)",
    re.I,
)
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

    def match(self, text: str, opens_topic: bool = False) -> tuple[str, ...] | None:
        """Tell whether a paragraph repeats a remembered recommendation, or a part of one.

        :param text: the paragraph.
        :param opens_topic: whether it stands between a topic's heading and an answer, where recommendations are retold.
        :return: the numbers of the recommendation that it repeats (perhaps none), or ``None`` if it repeats none.
        """
        plain = _plain(text)
        if len(plain.split()) < _SHORTEST or not self.texts:
            return None
        whole = process.extractOne(plain, self.texts, scorer=fuzz.token_sort_ratio, score_cutoff=_SAME)
        if whole is None:
            longer = [part if len(part) > 0.8 * len(plain) else "" for part in self.texts]
            whole = process.extractOne(plain, longer, scorer=fuzz.partial_ratio, score_cutoff=_PART)
        if whole is None and opens_topic and len(plain.split()) <= _LONGEST_RETOLD and _ASKED.match(text):
            whole = process.extractOne(plain, self.texts, scorer=fuzz.token_set_ratio, score_cutoff=_ALIKE)
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
