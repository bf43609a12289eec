"""How a document sets out what it answers under the headings of recommendations: with the text of each, or with a short answer alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from corpus.records import Block
from corpus.structure.forms import is_field
from corpus.structure.items import asks, is_terse
from corpus.structure.senses import HeadingSense, sense

_FEWEST = 3
_FEWEST_TOPICS = 5
_MOST = 0.7


class ItemForm(StrEnum):
    """What stands below the headings of recommendations.

    ``HEADING`` says that the heading is all there is of the recommendation, and short answers follow; ``TEXT`` that its text follows, and
    then the answer; ``TOPIC`` that no heading names a recommendation, and each a topic over a short answer; ``OPEN`` that none is the rule.
    """

    HEADING = "heading"
    TEXT = "text"
    TOPIC = "topic"
    OPEN = "open"


def item_form(blocks: Sequence[Block], headings: Sequence[bool], items: Mapping[int, HeadingSense]) -> ItemForm:
    """Tell how a document sets out what it answers.

    :param blocks: the blocks of a document.
    :param headings: which of them are headings.
    :param items: what headings announce that count off recommendations.
    :return: the rule that most of its recommendations follow.
    """
    below = [
        _paragraphs(index + 1, blocks, headings) for index, flag in enumerate(headings) if flag and _is_item(index, blocks[index], items)
    ]
    below = [paragraphs for paragraphs in below if paragraphs]
    if len(below) < _FEWEST:
        return ItemForm.TOPIC if not below and _answers_topics(blocks, headings) else ItemForm.OPEN
    if is_terse([paragraphs[0] for paragraphs in below]):
        return ItemForm.HEADING
    answered = sum(asks(first) and bool(rest) and not any(asks(block) for block in rest) for first, *rest in below)
    return ItemForm.TEXT if answered >= len(below) * _MOST else ItemForm.OPEN


def _answers_topics(blocks: Sequence[Block], headings: Sequence[bool]) -> bool:
    topics = [index for index, flag in enumerate(headings) if flag and sense(blocks[index].text) == HeadingSense()]
    answers = [paragraphs[0] for paragraphs in (_paragraphs(index + 1, blocks, headings) for index in topics) if paragraphs]
    sentences = sum(block.text.rstrip().endswith((".", "!")) for block in answers)
    return len(answers) >= _FEWEST_TOPICS and sentences == len(answers) and is_terse(answers)


def _is_item(index: int, block: Block, items: Mapping[int, HeadingSense]) -> bool:
    meaning = items.get(index) or sense(block.text)
    return bool(meaning.recommendations) and meaning.section is None


def _paragraphs(start: int, blocks: Sequence[Block], headings: Sequence[bool]) -> list[Block]:
    found = []
    for index in range(start, len(blocks)):
        if headings[index] or blocks[index].table is not None:
            break
        if not is_field(blocks[index].text):
            found.append(blocks[index])
    return found
