"""General remarks that may answer a recommendation to which no paragraph is tied: a reader decides."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

#: Remarks hold an answer to a recommendation where they share at least this part of its words, weighed by rarity.
ALIKE = 0.45
_MOST = 3
_TOGETHER = re.compile(
    r"\b(?:these|those|the|all|each|both|every)\s+(?:(?:of|the|these|those|its|\w+)\s+){0,3}"
    r"(?:recommendations?|areas?\s+for\s+improvement|causes?\s+of\s+concern|AFIs?)\b",
    re.I,
)
_STEM = 6
_COMMON_WORDS = """
about above after again against area areas been before being below between chief constable constables constabulary could does during ensure every
force forces from have improve improved improvement improves into make makes more must need needs officer officers other police recommendation
should some such sure than that the their them there these they this those through under until were what when where which while will with would
"""
_COMMON = frozenset(_COMMON_WORDS.split())


def words_of(text: str) -> frozenset[str]:
    """Give the words of a text that say what it is about, cut to their beginnings.

    :param text: any text.
    :return: the stems.
    """
    return frozenset(word[:_STEM] for word in re.findall(r"[a-z]{3,}", text.casefold()) if word not in _COMMON)


def speaks_of_all(text: str) -> bool:
    """Tell whether a remark speaks of the recommendations together ("I shall be following those areas for improvement").

    :param text: a response paragraph.
    :return: whether it does.
    """
    return _TOGETHER.search(text) is not None


def likely_answers(recommendations: Sequence[str], remarks: Sequence[str], background: Sequence[str]) -> list[list[int]]:
    """Find the remarks that each recommendation's words point to.

    The words that a recommendation shares with a remark are weighed by their rarity (inverse document frequency) among
    all paragraphs of the response.

    :param recommendations: their texts.
    :param remarks: response paragraphs that are tied to none.
    :param background: all paragraphs, for the weights.
    :return: for each recommendation the positions of up to three remarks, the likeliest first.
    """
    counts = Counter(word for text in background for word in words_of(text))
    total = len(background) + 1
    remark_words = [words_of(text) for text in remarks]
    found = []
    for text in recommendations:
        wanted = {word: math.log(total / (counts[word] or 1)) for word in words_of(text)}
        whole = sum(wanted.values())
        scores = [(sum(weight for word, weight in wanted.items() if word in words) / whole if whole else 0.0) for words in remark_words]
        ranked = sorted(range(len(remarks)), key=lambda place: (-scores[place], place))
        found.append([place for place in ranked[:_MOST] if scores[place] >= ALIKE])
    return found
