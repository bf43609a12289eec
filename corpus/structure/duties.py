"""Sentences that lay a duty on somebody: how recommendations are worded."""

from __future__ import annotations

import re

# What should have been done or not is a judgement, and who must wait lays no duty on anybody.
_DUTY = re.compile(r"\b(?:should|must|needs?\s+to|ought\s+to)\b(?!\s+(?:not\s+|never\s+)?(?:have\s+been|a?wait)\b)", re.I)
_SPEAKER = re.compile(r"\b(?:I|[Mm]y|[Ww]e|[Oo]ur)\b")
#: The speaker's own words, those of whom something is told or given included.
FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|me|[Ww]e|[Oo]ur|us)\b")


def names_duty(text: str) -> bool:
    """Tell a text that says what somebody should do, the speaker or another.

    :param text: a paragraph.
    :return: whether it says "should" or the like.
    """
    return _DUTY.search(text) is not None


def is_duty(text: str) -> bool:
    """Tell a sentence that lays a duty on somebody other than the speaker.

    :param text: a paragraph.
    :return: whether it says "should" or the like, and not what the speaker does or has.
    """
    return names_duty(text) and _SPEAKER.search(text) is None
