"""Cut a paragraph into sentences, with exact offsets."""

from __future__ import annotations

import re

_BOUNDARY = re.compile(r"(?<![.!?])[.!?]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9£])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Rev|Sgt|Insp|Supt|Det|Cllr|Hon|St|No|Nos|para|paras|cf|approx|e\.g|i\.e|etc|vs|s|ss|pp?|Rec|Recs|Ref|Fig|Ch|c)|\b[A-Z])\.\s+$",
    re.I,
)
_LONGEST_ABBREVIATION = 8
_LONGEST_NUMBER = 64
_LIST_NUMBER = re.compile(r"^\s*\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z])[.)]\s+$")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Find the sentences of a paragraph.

    :param text: the paragraph.
    :return: start and end of each sentence, in characters, without the white space between them; at least one
        for any text that is not blank.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _BOUNDARY.finditer(text):
        # Only the last word can be an abbreviation: looking further back would take time with the square of the length.
        tail = max(start, match.start() - _LONGEST_ABBREVIATION)
        abbreviated = match[0].startswith(".") and _ABBREVIATION.search(text, tail, match.end())
        if abbreviated or (match.start() - start < _LONGEST_NUMBER and _LIST_NUMBER.match(text[start : match.end()])):
            continue
        spans.append(_trimmed(text, start, match.end()))
        start = match.end()
    if text[start:].strip():
        spans.append(_trimmed(text, start, len(text)))
    return spans


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
