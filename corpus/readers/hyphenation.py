"""Undo the hyphenation of line ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BROKEN = re.compile(r"(?<![A-Za-z])([A-Za-z]+)[-\u2010\u00ad]$")
_FIRST_WORD = re.compile(r"^[a-z]+")
#: Prefixes that English writes with a hyphen more often than not.
_PREFIXES = (
    "self non multi co cross well long short pre post anti re sub inter low high under over half "
    "first second third one two three year end face follow on up in out part full best cost decision evidence force ill"
)
_COMPOUND = frozenset(_PREFIXES.split())


def join_hyphenated(before: str, after: str, vocabulary: set[str]) -> str:
    """Join two lines, undoing a hyphen that only the line end put there.

    :param before: the text so far.
    :param after: the next line.
    :param vocabulary: the case-folded words of the document; a form that occurs whole elsewhere decides.
    :return: the joined text.
    """
    before, after = before.rstrip(), after.lstrip()
    broken, rest = _BROKEN.search(before), _FIRST_WORD.match(after)
    if broken is None or rest is None:
        return f"{before} {after}"
    head, tail = broken[1].casefold(), rest[0]
    if head + tail in vocabulary:
        return before[:-1] + after
    if f"{head}-{tail}" in vocabulary or head in _COMPOUND:
        return before[:-1] + "-" + after
    return before[:-1] + after


def join_all(lines: Sequence[str], vocabulary: set[str]) -> str:
    """Join the lines of a paragraph, in time that grows with its length.

    :param lines: its lines, at least one.
    :param vocabulary: the case-folded words of the document.
    :return: the paragraph.
    """
    parts = [lines[0]]
    for line in lines[1:]:
        # What a line end did to a word shows in the two lines beside it.
        pair = join_hyphenated(parts[-1], line, vocabulary)
        start = len(pair) - len(line.lstrip())
        parts[-1:] = [pair[:start], pair[start:]]
    return "".join(parts)
