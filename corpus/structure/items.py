"""How items are counted that nothing calls recommendations ("Item 1", "2. Vetting"), and what tells their answers from their texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.records import Block, Emphasis
from corpus.structure.duties import is_duty
from corpus.structure.numbers import lead_numbers
from corpus.structure.ordinals import number_at
from corpus.structure.senses import HeadingSense, Section, sense

_COUNTED = re.compile(
    r"^(?!(?:part|section|annex|appendix|chapter|page|table|schedule|figure|volume|phase|stage)\b)"
    r"(?P<word>[A-Z][a-z]+)\s+(?:no\.?\s*)?(?P<number>\d{1,2})(?:\s*[:.–—-]\s*\S.{0,80})?$",
    re.I,
)
_NUMBERED = re.compile(r"^(?P<number>\d{1,2})[.):]\s+\S.{0,100}$")
# How a recommendation begins that is put as an instruction.
_IMPERATIVE = re.compile(
    r"^\W*(?:ensure|improve|review|develop|establish|provide|make\s+sure|take|consider|introduce|implement|put\s+in\s+place|work\s+with|reduce|"
    r"increase|update|publish|carry\s+out|set|adopt|agree|appoint|create|define|identify|monitor|record|train|strengthen|consult|give)\s+(?:\S+\s+){3}",
    re.I,
)
_FEWEST = 2
_FEWEST_TERSE = 4
#: Up to so many words an answer is one as they are typed into a list of actions.
TERSE_WORDS = 14
_MOST = 0.7
_FEW = 0.2
_REFERENCE_CELL = re.compile(r"^\W*((?:[A-Z]{1,4}[ -]?)?\d{1,3}(?:\.\d{1,2})?[a-z]?)\W*$")
_TYPED = re.compile(r"^\W*(\d{1,2})[.)]?(?:\s|$)")


def counted_items(blocks: Sequence[Block], headings: Sequence[bool]) -> dict[int, HeadingSense]:
    """Find the headings that count off recommendations: they run from 1 without a gap.

    Most of those that count under a word ("Item 1") have a duty right below, those that are numbered alone ("2. Vetting") a short answer.

    :param blocks: the blocks of a document.
    :param headings: which of them are headings.
    :return: what each of these headings announces, by its index.
    """
    runs: dict[str, dict[int, str]] = {}
    for index, flag in enumerate(headings):
        text = blocks[index].text.strip()
        counted, numbered = (_COUNTED.match(text), _NUMBERED.match(text)) if flag else (None, None)
        if counted is not None and sense(text) == HeadingSense():
            runs.setdefault(counted["word"].casefold(), {})[index] = counted["number"]
        elif numbered is not None:
            runs.setdefault("", {})[index] = numbered["number"]
    return {
        index: HeadingSense(recommendations=(number,))
        for word, run in runs.items()
        if (_counts_duties(run, blocks) if word else _counts_terse_answers(run, blocks, headings))
        for index, number in run.items()
    }


def names_one(blocks: Sequence[Block]) -> bool:
    """Tell a document that numbers one recommendation at most.

    :param blocks: its blocks.
    :return: whether its headings and the openings of its paragraphs name no two.
    """
    named = [lead_numbers(block.text) or sense(block.text).recommendations for block in blocks]
    return len({number for numbers in named for number in numbers}) <= 1


def _counts_duties(run: dict[int, str], blocks: Sequence[Block]) -> bool:
    """Tell a run of numbers that starts at 1 and stands over recommendations."""
    if len(run) < _FEWEST or not _runs_on(run):
        return False
    duties = sum(is_duty(blocks[index + 1].text) for index in run if index + 1 < len(blocks))
    return duties > len(run) / 2


def _runs_on(run: dict[int, str]) -> bool:
    """Tell numbers that start at 1 and leave none out."""
    return [int(number) for number in run.values()] == list(range(1, len(run) + 1))


def _counts_terse_answers(run: dict[int, str], blocks: Sequence[Block], headings: Sequence[bool]) -> bool:
    """Tell a run of numbers that starts at 1 and stands over a few words each."""
    if len(run) < _FEWEST_TERSE or not _runs_on(run):
        return False
    if sum(sense(blocks[index].text) == HeadingSense() for index in run) < len(run) * _MOST:
        return False  # the sections of a form or a paper
    below = [blocks[index + 1] for index in run if index + 1 < len(blocks) and not headings[index + 1]]
    return len(below) >= len(run) * _MOST and is_terse(below)


def is_terse(answers: Sequence[Block]) -> bool:
    """Tell answers of a few words each, as they are typed into a list of actions.

    :param answers: what may be answers.
    :return: whether half of them are that short, and few are none.
    """
    words = sorted(len(block.text.split()) for block in answers)
    return bool(words) and words[len(words) // 2] <= TERSE_WORDS and sum(asks(block) for block in answers) <= len(answers) * _FEW


def asks(block: Block) -> bool:
    """Tell a paragraph that reads as a recommendation: it is set off, lays a duty on somebody, or is an instruction.

    :param block: the paragraph.
    :return: whether it does.
    """
    return block.emphasis is not Emphasis.NONE or is_duty(block.text) or _IMPERATIVE.match(block.text) is not None


@dataclass(frozen=True, slots=True)
class CountedAnswers:
    """Answers that are numbered as the recommendations of the list above them are: place and length of their list, by index."""

    places: dict[int, tuple[int, int]]

    @classmethod
    def of(cls, blocks: Sequence[Block], headings: Sequence[bool]) -> CountedAnswers:
        """Find the lists below the headings of responses whose paragraphs are all numbered, from 1 without a gap.

        :param blocks: the blocks of a document.
        :param headings: which of them are headings.
        :return: the lists.
        """
        places: dict[int, tuple[int, int]] = {}
        for start in (index + 1 for index, flag in enumerate(headings) if flag and sense(blocks[index].text).section is Section.RESPONSE):
            end = start
            while (
                end < len(blocks)
                and not headings[end]
                and blocks[end].table is None
                and typed_number(blocks[end].marker or blocks[end].text) == str(end - start + 1)
            ):
                end += 1
            if end - start >= _FEWEST:
                places |= {index: (index - start + 1, end - start) for index in range(start, end)}
        return cls(places)

    def number(self, position: int, listed: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
        """Give the number of the recommendation that a paragraph answers by its place in such a list.

        :param position: its index.
        :param listed: the numbers of the recommendations that the document has stated.
        :return: the number; none where there is not one answer for each of them.
        """
        place, count = self.places.get(position, (0, 0))
        return number_at(place, listed) if place and len({number for group in listed for number in group}) == count else ()


def typed_number(text: str) -> str:
    """Give the bare number that is typed before a text ("2. Done").

    :param text: a text, or the marker of an item.
    :return: the number, or nothing.
    """
    match = _TYPED.match(text)
    return match[1] if match is not None else ""


def reference_number(text: str) -> str:
    """Give the number or code that is all of a cell ("4.", "DF12").

    :param text: the first cell of a row.
    :return: the number or code, or nothing.
    """
    match = _REFERENCE_CELL.match(text)
    return re.sub(r"\s+", " ", match[1]) if match is not None else ""
