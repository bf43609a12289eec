"""Where the short lines begin that close a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.records import Block
from corpus.statuses import status_of
from corpus.structure.cues import UPDATE
from corpus.structure.senses import Section, sense
from corpus.structure.speakers import lead_in

_LABELLED = re.compile(r"^(?![^:]*\b(?:said|says|add(?:s|ed)|comment(?:s|ed)|wr(?:ote|ites)|stated|replied)\s*:)[A-Z][\w /’'-]{2,40}:\s")
_CLOSING = re.compile(
    r"\b(?:thank(?:s|ful)?|grateful|content\s+for|pleased\s+to|happy\s+to|look\s+forward|finally|in\s+(?:conclusion|closing)|to\s+conclude"
    r"|overall|as\s+a\s+whole|this\s+(?:letter|response))\b",
    re.I,
)


def find_tail(blocks: Sequence[Block], headings: Sequence[bool]) -> int:
    """Find where the closing lines begin: after them comes no prose; those under a heading that announces answers do not count.

    :param blocks: the blocks of a document.
    :param headings: which of them are headings.
    :return: the index of the first closing line.
    """
    tail = _after_prose(blocks)
    for place in range(len(blocks) - 1, tail - 1, -1):
        if headings[place] and sense(blocks[place].text).section is Section.RESPONSE:
            return len(blocks)
    return tail


def _after_prose(blocks: Sequence[Block]) -> int:
    for place in range(len(blocks) - 1, -1, -1):
        text = blocks[place].text
        prose = re.search(r"[.!?][\"”’)]*$", text) is not None and (not _LABELLED.match(text) or UPDATE.match(text) is not None)
        if blocks[place].table is not None or prose or _is_entry(text) or status_of(text) is not None:
            return place + 1
    return 0


def _is_entry(text: str) -> bool:
    """Tell "Force: three posts advertised" from "Commissioner: Jo Example"."""
    named, announces = lead_in(text)
    return announces and named is not None and re.match(r"[^:–—]*[:–—]\s+[a-z]", text) is not None


def is_closing(text: str) -> bool:
    """Tell the wording with which a letter draws to its close.

    :param text: one of its last paragraphs.
    :return: whether it thanks, concludes or speaks of the whole.
    """
    return _CLOSING.search(text) is not None
