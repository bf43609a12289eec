"""Where the reading of a document stands: the section, who has the floor, which recommendation is being answered."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.records import Speaker
from corpus.structure.duties import is_duty
from corpus.structure.headings import is_prompt
from corpus.structure.quoted import QuotedTexts
from corpus.structure.senses import HeadingSense, Section


class Phase(StrEnum):
    """How far a recommendation has been dealt with."""

    NONE = "none"
    OPEN = "open"
    STATED = "stated"
    ANSWERED = "answered"


_SHORT_HEADING_WORDS = 3
# A question with a number of its own, or about several recommendations, belongs to the form and not to the item before it.
_OWN_QUESTION = re.compile(r"^\W*(?:Q(?:uestion)?\s*)?[A-Z]?\d{1,2}[.):]|\bthere\s+(?:\w+\s+)?recommendations\b|\banything\s+else\b", re.I)
_ASKS_DONE = re.compile(r"\b(?:actions?|done|do(?:ing)?|progress|steps|taken)\b.*\?", re.I)
_ANSWER = re.compile(r"\b(?:respon\w+|repl(?:y|ies)|comments?|answers?|position|views?)\b", re.I)
# "Cause of concern 1", then "Recommendations": they have numbers of their own.
_CAUSE, _PLURAL = re.compile(r"Cause of concern"), re.compile(r"\brecommendations\b", re.I)
_WHOLE_REPORT = re.compile(r"\b(?:report|inspection|any\s+recommendations?|recommendations\s*/|and\s+recommendations)\b", re.I)


@dataclass
class State:
    """The state of the walk through a document.

    ``speaker`` is the one whom a heading gave the floor; ``announcement`` counts such headings, ``direct`` says that no other
    heading came since, ``opening`` that it was only for an introduction. ``typed`` says that the present number was typed
    before the recommendation itself, ``ordinal`` that it was reached by its place in a list, ``asked`` that a question
    carries it, so that the next question is about something else, ``retelling`` that the paragraph right above was a finding,
    ``opens_topic`` that the present paragraph stands right below a heading and above another paragraph,
    ``below_item`` that the present heading stands inside the answer to a recommendation, ``floor_for_item`` that a heading
    inside it gave the floor, ``put_together`` holds the numbers of a heading that names several, each stated below it by itself.
    ``soft`` says that the present section was inferred from the wording, not announced by a heading,
    ``tail`` that nothing but short lines follow, ``alone`` that the whole document numbers one recommendation at most.
    """

    section: Section = Section.FRONT
    soft: bool = True
    speaker: Speaker | None = None
    numbers: tuple[str, ...] = ()
    phase: Phase = Phase.NONE
    heading: str = ""
    context: str = ""
    letter: bool = False
    tail: bool = False
    alone: bool = False
    signed: bool = False
    stated_in_row: int = 0
    typed: bool = False
    ordinal: bool = False
    asked: bool = False
    opens_topic: bool = False
    retelling: bool = False
    direct: bool = False
    announcement: int = 0
    opening: bool = False
    responded: bool = False
    put_together: tuple[str, ...] = ()
    below_item: bool = False
    floor_for_item: bool = False
    quoted: QuotedTexts = field(default_factory=QuotedTexts)
    heading_counts: Counter[str] = field(default_factory=Counter)

    def enter(self, text: str, sense: HeadingSense) -> None:
        """Take in a heading.

        :param text: the heading.
        :param sense: what it announces.
        """
        self.heading = text
        self.signed = False
        self.direct = False
        if sense.section is Section.RESPONSE:
            self._enter_response(text, sense)
        elif sense.section is not None:
            self._enter_other(sense)
            self.soft = sense.weak or (sense.section is Section.FINDINGS and self.responded)
        elif sense.recommendations:
            self._enter_item(text, sense)
        else:
            self._enter_topic(text)

    def _enter_topic(self, text: str) -> None:
        """A heading that announces nothing: the last answer ends, and what it stands under is less certain."""
        if self.phase is Phase.ANSWERED and not self.recurs(text) and not self.below_item:
            self.forget_item()
        if self.section is Section.ADMINISTRATIVE and self.soft:
            self.section = Section.RESPONSE if self.responded else Section.FINDINGS
        if self.section is Section.FINDINGS or is_prompt(text):
            self.soft = True

    def _enter_response(self, text: str, sense: HeadingSense) -> None:
        self.return_to_group()
        section_wide = _WHOLE_REPORT.search(text) is not None and not sense.recommendations
        recurring = self.recurs(text)
        answering = self.phase in {Phase.OPEN, Phase.STATED} and not self._listing()
        second = self._second_answer(text, sense)
        # Another party answers the same recommendation if the first one was given the floor for it alone.
        below = self.below_item and self.phase is Phase.ANSWERED and (sense.speaker is None or self.floor_for_item)
        keeps = not section_wide and (
            answering or recurring or second or below or (is_prompt(text) and not self.asked and not _OWN_QUESTION.search(text))
        )
        numbers, context = (self.numbers, self.context) if keeps else ((), "")
        self.section, self.soft = Section.RESPONSE, sense.weak and sense.speaker is None
        if sense.speaker is not None:
            # "Response of the Commissioner and the Chief Constable" opens a part in which both speak, each for himself.
            # A foreword is by both at once.
            apart = sense.speaker is Speaker.JOINT and not sense.together and not sense.weak
            self.speaker = None if apart else sense.speaker
            self.direct, self.opening = True, sense.weak
            self.announcement += 1
            self.floor_for_item = keeps
        elif not keeps and len(text.split()) > _SHORT_HEADING_WORDS:
            self._open_floor()
        self.asked = is_prompt(text) and (bool(sense.recommendations) or self.asked)
        self.numbers = sense.recommendations or numbers
        self.context = context
        # A question what was done about a recommendation asks for its answer, not for its text.
        states = bool(sense.recommendations) and not _ASKS_DONE.search(text) and not (keeps and sense.recommendations == numbers)
        self.phase = Phase.OPEN if states else Phase.STATED if self.numbers else Phase.NONE
        self.stated_in_row = 0

    def recurs(self, text: str) -> bool:
        """Tell a heading that the document has more than once, its numbers aside.

        :param text: the heading.
        :return: whether it does.
        """
        return self.heading_counts[_plain(text)] > 1

    def _second_answer(self, text: str, sense: HeadingSense) -> bool:
        """Tell the heading under which another party answers the only recommendation of the document."""
        texts = len(set(self.quoted.numbers)) if self.numbers else len(self.quoted.texts)
        return (
            self.alone
            and _ANSWER.search(text) is not None
            and texts == 1
            and self.phase is Phase.ANSWERED
            and sense.speaker not in {None, self.speaker}
        )

    def _enter_other(self, sense: HeadingSense) -> None:
        assert sense.section is not None
        self._open_floor()
        self.section, self.soft = sense.section, False
        listed = self.numbers[:1] and _CAUSE.match(self.numbers[0]) and _PLURAL.search(self.heading)
        if sense.section is Section.RECOMMENDATIONS and self.phase is Phase.OPEN and not sense.recommendations and not listed:
            return  # "Recommendation 4", then "Text of recommendation:": it is still the fourth
        self.forget_item()
        self.numbers = sense.recommendations
        self.phase = Phase.OPEN if sense.section is Section.RECOMMENDATIONS else Phase.NONE
        self.stated_in_row = 0

    def _enter_item(self, text: str, sense: HeadingSense) -> None:
        if self.section is not Section.RESPONSE:
            self.section = Section.RECOMMENDATIONS
            self.soft = True
        self.start_item(sense.recommendations)
        self.put_together = sense.recommendations if len(sense.recommendations) > 1 else ()
        if is_duty(text):
            self.phase, self.stated_in_row, self.context = Phase.STATED, 1, text  # the heading is the recommendation
        self.asked = is_prompt(text)
        if self.asked:
            self.phase = Phase.STATED  # the question says what is asked: its answer may follow at once
        if self.opening:
            self._open_floor()  # a foreword says nothing of who answers the recommendations below it

    def start_item(self, numbers: tuple[str, ...]) -> None:
        """Begin a recommendation that is announced inside a paragraph or a table row.

        :param numbers: its numbers.
        """
        if not set(numbers) <= set(self.put_together):
            self.put_together = ()
        self.numbers, self.context, self.phase = numbers, "", Phase.OPEN
        self.typed = self.ordinal = self.floor_for_item = False

    def heading_states(self) -> None:
        """Take the heading of a recommendation for all that the document says of it: what follows is its answer."""
        self.section, self.soft = Section.RESPONSE, False
        self.phase, self.stated_in_row, self.context = Phase.STATED, 1, self.heading

    def state_recommendation(self, text: str) -> None:
        """Take in the text of a recommendation.

        :param text: its text.
        """
        if self.phase is not Phase.STATED:
            # One that was listed before is quoted to be answered.
            self.stated_in_row = 1 if self.quoted.match(text, self.opens_topic) is not None else self.stated_in_row + 1
            self.context = text
        else:
            self.context = f"{self.context} {text}".strip()
        self.phase = Phase.STATED
        self.quoted.add(text, self.numbers)

    def return_to_group(self) -> bool:
        """After the last of recommendations that a heading puts together, go back to all of them: they are answered together.

        :return: whether there were any.
        """
        if not self.put_together or self.phase is not Phase.STATED or self.numbers != self.put_together[-1:]:
            return False
        self.numbers, self.stated_in_row = self.put_together, 1
        return True

    def answer(self) -> None:
        """Take in a response paragraph."""
        self.phase = Phase.ANSWERED
        self.responded = True
        self.stated_in_row = 0

    def open_message(self) -> None:
        """Take in the header of an e-mail: what was said above it is another message."""
        self.forget_item()
        self._open_floor()
        self.section, self.soft, self.letter, self.signed = Section.FRONT, True, False, False

    def _open_floor(self) -> None:
        self.speaker, self.direct, self.opening = None, False, False

    def forget_item(self) -> None:
        """Leave the recommendation that was being dealt with."""
        self.numbers, self.context, self.phase = (), "", Phase.NONE
        self.typed = self.ordinal = self.asked = self.floor_for_item = False

    def _listing(self) -> bool:
        """Tell a list of recommendations, which a response section follows, from one that is being answered."""
        return self.section is not Section.RESPONSE and self.phase is Phase.STATED and self.stated_in_row > 1


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z]+", text.casefold()))


def count_headings(texts: list[str]) -> Counter[str]:
    """Count how often each heading recurs, its numbers aside.

    :param texts: the headings of a document.
    :return: counts by plain text.
    """
    return Counter(_plain(text) for text in texts)
