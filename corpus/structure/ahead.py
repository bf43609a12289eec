"""What stands around a block: whether an answer follows, and whether a line without a full stop is one itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.records import Block
from corpus.statuses import status_of
from corpus.structure.cues import DECISION
from corpus.structure.forms import OWNER
from corpus.structure.senses import Section, sense
from corpus.structure.speakers import lead_in
from corpus.structure.state import State

_LOOK_AHEAD = 6
_LEAVES = re.compile(
    r"\?\W*$|^\W*(?:other|general|further\s+(?:comments?|points?|matters?)|conclu\w+|closing|wider|(?:my|our)\s+priorities|looking\s+ahead|context"
    r"|background|leadership|summary)\b|\breport\b",
    re.I,
)
# What the parts of an answer are called; other headings may begin another subject.
_PART_OF_ANSWER = re.compile(
    r"^\W*(?:governance|scrutiny|monitoring|evidence|outcomes?|impact|(?:agreed\s+|planned\s+|further\s+|our\s+)?actions?|milestones?|time(?:scales?|table|lines?)|(?:further|future|ongoing)\s+work|delivery"
    r"|progress(?:\s+(?:to\s+date|so\s+far))?|what\s+(?:we|the\s+force|the\s+constabulary)\s+(?:have|has|will|are|is)\b.*"
    r"|work\s+under\s+way|what\s+happens\s+next|measures?\s+of\s+success|(?:in\s+addition,?\s+)?(?:the\s+(?:force|constabulary|commissioner|PF?CC)|we|I)\s+(?:will|have|has|are|is)(?:\s+also)?)\W*$",
    re.I,
)
_LABEL_WORDS = 3


@dataclass(frozen=True, slots=True)
class Below:
    """Where a line stands: ``answering`` below the heading of a response or below such a line, ``recommended`` right below a
    recommendation, ``last`` with no text below itself.
    """

    answering: bool
    recommended: bool
    last: bool


def is_bare_answer(text: str, below: Below, numbered: bool) -> bool:
    """Tell an answer without a full stop ("Complete", "Subject to the regional tender") from a heading.

    :param text: the line.
    :param below: where it stands.
    :param numbered: whether a numbered recommendation is being answered.
    :return: whether it is an answer.
    """
    decides = DECISION.match(text) is not None or status_of(text) is not None
    if decides and (below.answering or (numbered and below.recommended)):
        return True
    words = len(text.split())
    label = words <= _LABEL_WORDS and OWNER.search(text) is not None
    ends = below.last or text.startswith(("I ", "We "))
    return below.answering and ends and not label and (numbered or words > _LABEL_WORDS)


def numbers_ahead(blocks: Sequence[Block], headings: Sequence[bool], position: int, numbers: tuple[str, ...]) -> tuple[str, ...]:
    """Give the numbers in the heading right below that announces the answer ("Answer to recommendation 4").

    :param blocks: the document.
    :param headings: which of them are headings.
    :param position: of the block above.
    :param numbers: the recommendations at hand, which are not given again.
    :return: the numbers, if any.
    """
    if list(headings[position + 1 : position + 2]) != [True]:
        return ()
    meaning = sense(blocks[position + 1].text)
    return meaning.recommendations if meaning.section is Section.RESPONSE and meaning.recommendations != numbers else ()


def stands_below_item(blocks: Sequence[Block], headings: Sequence[bool], position: int, item: int | None) -> bool:
    """Tell a heading inside the answer to a recommendation ("Training") from one that leaves it.

    :param blocks: the document.
    :param headings: which of them are headings.
    :param position: of the heading.
    :param item: where the heading of the recommendation stands, if it has one.
    :return: whether the heading is of lower rank; where the file tells no rank, whether it names a part of an answer, or another
        recommendation has a heading, of the same emphasis as this one's, further down.
    """
    if item is None or _LEAVES.search(blocks[position].text):
        return False
    own, above = blocks[position], blocks[item]
    if own.level and above.level and own.kind is above.kind:
        return own.level > above.level
    if _PART_OF_ANSWER.match(own.text):
        return True
    following = (place for place in range(position + 1, len(blocks)) if headings[place] and sense(blocks[place].text).recommendations)
    return any(blocks[place].emphasis is above.emphasis and sense(blocks[place].text).section is None for place in following)


def answer_follows(blocks: Sequence[Block], headings: Sequence[bool], position: int, state: State) -> bool:
    """Tell whether the next heading announces the answer: then what stands before it is the recommendation.

    :param blocks: the document.
    :param headings: which of them are headings.
    :param position: of the block in question.
    :param state: where the walk stands: a heading that gives the floor to another party, once in the document, ends the answers
        of the first one and announces none to the recommendation at hand.
    :return: whether it does.
    """
    for place in range(position + 1, min(position + _LOOK_AHEAD, len(blocks))):
        if headings[place]:
            meaning = sense(blocks[place].text)
            hands_over = state.section is Section.RESPONSE and not state.soft and None not in {state.speaker, meaning.speaker}
            if hands_over and meaning.speaker is not state.speaker and not state.recurs(blocks[place].text):
                return False
            return meaning.section is Section.RESPONSE and not meaning.recommendations
        if lead_in(blocks[place].text)[1]:
            return True
    return False
