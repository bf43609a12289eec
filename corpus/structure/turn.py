"""A response paragraph and what its place in the document says about its speaker."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.records import Speaker

#: A quotation inside a paragraph, perhaps one that goes on in the next.
QUOTED_SPAN = re.compile(r"[“\"]([^”\"]*)(?:[”\"]|$)")
_SINGULAR = re.compile(r"\b(?:I|my)\b")


@dataclass(frozen=True, slots=True)
class Turn:
    """A response paragraph with what its place says about its speaker.

    ``place`` tells apart the sections, items and table cells of a document. ``announced`` is the speaker that a
    heading gave the floor, ``direct`` whether no other heading stands between, ``announcement`` which heading it was.
    ``column`` is the speaker of its table column, ``led`` the one that its own first words name. ``listed`` says that it is a short entry
    of a list or table of recommendations, ``set_apart`` that it is set in italics or as a block quotation.
    """

    text: str
    place: tuple[int, int, int]
    announced: Speaker | None = None
    announcement: int = 0
    direct: bool = False
    column: Speaker | None = None
    led: Speaker | None = None
    numbered: bool = False
    letter: bool = False
    listed: bool = False
    set_apart: bool = False


def leaves_open(text: str) -> bool:
    """Tell a paragraph whose last quotation is not closed: it goes on in the next.

    :param text: a paragraph.
    :return: whether an opening mark has no closing one.
    """
    return text.rfind("“") > text.rfind("”") or ("“" not in text and text.count('"') % 2 == 1 and not text.endswith('"'))


def says_i(turn: Turn) -> bool:
    """Tell whether a paragraph speaks in the first person singular.

    :param turn: the paragraph.
    :return: whether "I" or "my" stands outside its quotations.
    """
    return _SINGULAR.search(QUOTED_SPAN.sub("", turn.text)) is not None
