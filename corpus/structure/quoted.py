"""Recommendations quoted again inside a response, word for word or slightly reworded."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

_SAME = 86.0
_PART = 93.0
#: A part that is so alike has at least this share of its letters, in order, in the text that it is a part of.
_PART_LETTERS = _PART / (200 - _PART)
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
    _ordered: list[str] = field(init=False, default_factory=list, repr=False)
    #: What was asked last, and the answer: a paragraph is asked about several times, one after the other.
    _last: tuple[tuple[str, bool, int], tuple[str, ...] | None] | None = field(init=False, default=None, repr=False)

    def add(self, text: str, numbers: tuple[str, ...]) -> None:
        """Remember a recommendation.

        :param text: its text.
        :param numbers: its numbers, if known.
        """
        plain = plain_words(text)
        self.texts.append(plain)
        self._ordered.append(ordered_words(plain))
        self.numbers.append(numbers)

    def match(self, text: str, opens_topic: bool = False) -> tuple[str, ...] | None:
        """Tell whether a paragraph repeats a remembered recommendation, or a part of one.

        :param text: the paragraph.
        :param opens_topic: whether it stands between a topic's heading and an answer, where recommendations are retold.
        :return: the numbers of the recommendation that it repeats (perhaps none), or ``None`` if it repeats none.
        """
        asked = (text, opens_topic, len(self.texts))
        if self._last is None or self._last[0] != asked:
            place = self._place(text, opens_topic)
            self._last = (asked, None if place is None else self.numbers[place])
        return self._last[1]

    def _place(self, text: str, opens_topic: bool) -> int | None:
        plain = plain_words(text)
        words = len(plain.split())
        if words < _SHORTEST or not self.texts:
            return None
        found = process.extractOne(ordered_words(plain), self._ordered, scorer=fuzz.ratio, score_cutoff=_SAME)
        if found is None:
            found = process.extractOne(plain, self._holding(plain), scorer=fuzz.partial_ratio, score_cutoff=_PART)
        if found is None and opens_topic and words <= _LONGEST_RETOLD and _ASKED.match(text):
            found = process.extractOne(plain, self.texts, scorer=fuzz.token_set_ratio, score_cutoff=_ALIKE)
        return None if found is None else found[2]

    def _holding(self, plain: str) -> dict[int, str]:
        """Give by their places the texts that can hold a paragraph, or most of it: comparing these bit by bit takes long."""
        length = len(plain)
        return {
            place: text
            for place, text in enumerate(self.texts)
            if len(text) > 0.8 * length and LCSseq.similarity(plain, text, score_cutoff=int(_PART_LETTERS * min(length, len(text))))
        }

    def named_in(self, text: str) -> tuple[str, ...]:
        """Give the remembered recommendations that a paragraph names by a bare number ("on item 5").

        :param text: the paragraph.
        :return: their numbers.
        """
        known = {number for numbers in self.numbers for number in numbers}
        return tuple(dict.fromkeys(number for number in _ITEM.findall(text) if number in known))


def plain_words(text: str) -> str:
    """Give what counts where texts are compared.

    :param text: a text.
    :return: its words and numbers in lower case, each after one space.
    """
    return " ".join(re.findall(r"[a-z0-9]+", text.casefold()))


def ordered_words(plain: str) -> str:
    """Sort the words of a text, so that it can be compared with another in whatever order they stand.

    :param plain: from :func:`plain_words`.
    :return: its words in the order of the alphabet.
    """
    return " ".join(sorted(plain.split()))
