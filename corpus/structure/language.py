"""Welsh paragraphs: bilingual documents say everything twice, and the stance is read from the English."""

from __future__ import annotations

import re

# The commonest function words of each language that are no words of the other, and Welsh forms of "police" and "report".
_WELSH_WORDS = """
y yr yn ar ac wedi gan hwn hyn mae bydd sydd oedd ei eu eich ein i'r o'r a'r â gyda gyfer hefyd fel ond rwy’n rwy'n rydym
heddlu heddlu’r heddluoedd adroddiad arolygiad argymhelliad argymhellion comisiynydd throseddu erbyn cael wneud
"""
_ENGLISH_WORDS = "the of and to in is are was were that this for with has have will be by on as it we our which not from at"
_WELSH, _ENGLISH = frozenset(_WELSH_WORDS.split()), frozenset(_ENGLISH_WORDS.split())
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_FEWEST = 5
_SHARE = 0.2
# A force's name ("Heddlu Gwent"), however often, or an acronym that is a Welsh word ("EU") makes no English line Welsh.
_FEWEST_DIFFERENT = 2


def is_welsh(text: str) -> bool:
    """Tell a paragraph in Welsh.

    :param text: a paragraph.
    :return: whether Welsh function words, different ones, make up a fifth of it, and outnumber the English three to one.
    """
    words = [word.casefold() for word in _WORD.findall(text)]
    welsh, english = ([word for word in words if word in common] for common in (_WELSH, _ENGLISH))
    return (
        len(words) >= _FEWEST
        and len(set(welsh)) >= _FEWEST_DIFFERENT
        and len(welsh) >= _SHARE * len(words)
        and len(welsh) > 3 * len(english)
    )
