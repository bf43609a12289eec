"""General remarks that may answer a recommendation to which no paragraph is tied: a reader decides."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

#: A remark is pointed to where it shares at least this part of a recommendation's words, weighed by rarity, and two of them.
#: Among numbered answers of the authored corpus and the layouts, 88% of the pairs above it belong together; it finds 8% of all.
ALIKE, FEWEST_SHARED = 0.4, 2
_MOST, _BESIDE_THE_BEST = 3, 0.75
_MATTERS = r"(?:recommendations?|areas?\s+(?:for|of)\s+improvements?|causes?\s+of\s+concern|AFIs?)"
_TOGETHER = re.compile(
    rf"\b(?:these|those|the|all|each|both|every|most|many)\s+(?:(?:of|the|these|those|its|\w+)\s+){{0,3}}{_MATTERS}\b"
    r"|\b(?:all|most|many)\s+(?:of\s+)?(?:the|its|these)\s+(?:findings|matters|points|conclusions)\b"
    r"|\bareas?\s+(?:where|in\s+which)\s+[^.;]{0,40}\bimprove|\bareas?\s+(?:for|of)\s+improvement\b[^.;]{0,20}\bidentified"
    r"|\bimprovements\s+(?:that\s+)?[^.;]{0,30}\b(?:identified|highlighted|asked\s+for)",
    re.I,
)
_STEM = 6
_COMMON_WORDS = """
about above after again against area areas been before being below between chief constable constables constabulary could does
during ensure every force forces from have improve improved improvement improves into make makes more must need needs officer
officers other police recommendation should some such sure than that the their them there these they this those through under
until were what when where which while will with would
"""
_COMMON = frozenset(_COMMON_WORDS.split())


def words_of(text: str) -> frozenset[str]:
    """Give the words of a text that say what it is about, cut to their beginnings.

    :param text: any text.
    :return: the stems.
    """
    return frozenset(word[:_STEM] for word in re.findall(r"[a-z]{3,}", text.casefold()) if word not in _COMMON)


def speaks_of_all(text: str) -> bool:
    """Tell whether a remark speaks of what the report asks for as a whole ("I shall be following those areas for improvement").

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
        scores = [_score(wanted, words) for words in remark_words]
        enough = max(ALIKE, _BESIDE_THE_BEST * max(scores, default=0.0))
        ranked = sorted(((-score, place) for place, score in enumerate(scores) if score >= enough))
        found.append([place for _, place in ranked[:_MOST]])
    return found


def _score(wanted: dict[str, float], words: frozenset[str]) -> float:
    shared = [weight for word, weight in wanted.items() if word in words]
    whole = sum(wanted.values())
    return sum(shared) / whole if whole and len(shared) >= FEWEST_SHARED else 0.0
