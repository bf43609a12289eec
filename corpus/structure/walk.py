"""One walk through a document that gives each block its role and gathers its response paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from corpus.boxes import nothing_ticked
from corpus.records import Block, BlockKind, Emphasis, Role, Speaker
from corpus.statuses import status_of
from corpus.structure.ahead import Below, answer_follows, is_bare_answer, numbers_ahead, stands_below_item
from corpus.structure.cues import ANSWERS_AT_ONCE
from corpus.structure.duties import is_duty
from corpus.structure.ending import find_tail, is_closing
from corpus.structure.forms import is_field
from corpus.structure.headings import heading_flags, is_label
from corpus.structure.inspection_report import is_inspection_report
from corpus.structure.item_form import ItemForm, item_form
from corpus.structure.items import TERSE_WORDS, CountedAnswers, counted_items, names_one
from corpus.structure.language import is_welsh
from corpus.structure.lists import led_role
from corpus.structure.mail import is_from_inspectorate, mail_headers
from corpus.structure.numbers import (
    answered_numbers,
    lead_numbers,
    opening_numbers,
    says_nothing,
)
from corpus.structure.ordinals import goes_on, number_at, ordinal_place
from corpus.structure.parties import Parties, is_title
from corpus.structure.roles import role_scores
from corpus.structure.senses import HeadingSense, Section, sense
from corpus.structure.several import force_headings, names_force
from corpus.structure.signatures import opens_part, signature_lines, signs_quotation
from corpus.structure.speakers import is_salutation, lead_in
from corpus.structure.state import Phase, State, count_headings
from corpus.structure.stated import number_stated
from corpus.structure.tables import Tables
from corpus.structure.transcript import Transcript
from corpus.structure.turn import Turn
from corpus.structure.voice import VoiceModel

_QUOTE_BONUS = 7.0
_COLUMN_BONUS = 8.0
_GUESSED_BONUS = 4.0
# An owner or a date says nothing by its wording.
_OWNER_BONUS = 12.0
_COMMISSIONERS = frozenset({Speaker.PCC, Speaker.JOINT})
_TEXTS = frozenset({Role.RESPONSE, Role.RECOMMENDATION, Role.FINDING})
_LEAD_BONUS = 9.0
_IN_PLACE_BONUS = 6.0
_OPENED_BONUS = 3.0
_ANSWER_FOLLOWS_BONUS = 3.0
_ANSWERED_BELOW_BONUS = 8.0
_CLOSING_BLOCKS = 3
_LETTERHEAD = 16
_ANNOUNCES = re.compile(r"\b(?:respon|repl|comment|answer|statement|position|update)", re.I)
# A document that has answered so often right below the recommendation does not keep its answers for headings of their own.
_PLAIN_ANSWERS = 2

StyleBonus = Mapping[Emphasis, Mapping[Role, float]]


@dataclass(frozen=True, slots=True)
class Finding:
    """What the walk found of one block: its role, recommendations, heading and the recommendation it answers."""

    role: Role
    numbers: tuple[str, ...]
    heading: str
    context: str


@dataclass
class Walk:
    """A walk through the blocks of a document; ``found`` has one entry a block, ``turns`` one a response paragraph."""

    blocks: Sequence[Block]
    voice: VoiceModel
    style_bonus: StyleBonus = field(default_factory=dict)
    state: State = field(default_factory=State)
    found: list[Finding] = field(default_factory=list)
    turns: dict[int, Turn] = field(default_factory=dict)
    headings_seen: int = 0
    by_place: bool = False
    plain_answers: int = 0

    def __post_init__(self) -> None:
        self.headings = heading_flags(self.blocks)
        self.tables = Tables.of(self.blocks)
        self.forces = force_headings(self.blocks, self.headings)
        # Under a force's name its chief answers, but not in a document that its title gives to commissioners.
        self.force_speaker = None if self.forces and Parties.of(self.blocks).titled_by in _COMMISSIONERS else Speaker.CHIEF_CONSTABLE
        self.items = counted_items(self.blocks, self.headings)
        self.form = item_form(self.blocks, self.headings, self.items)
        self.counted = CountedAnswers.of(self.blocks, self.headings)
        self.by_inspectors = is_inspection_report(self.blocks, self.headings)
        self.transcript = Transcript.of(self.blocks)
        self.mail = mail_headers(self.blocks)
        self.signatures = signature_lines(self.blocks)
        self.tail = find_tail(self.blocks, self.headings)
        self.closing = {place for line in self.signatures for place in range(line - _CLOSING_BLOCKS, line)}
        self.salutation = next((place for place, block in enumerate(self.blocks[:_LETTERHEAD]) if is_salutation(block.text)), 0)
        self.row: tuple[int | None, int | None] = (None, None)
        self.item: int | None = None
        self.bare: set[int] = set()

    def run(self) -> Walk:
        """Walk through all blocks.

        :return: itself.
        """
        headings = [block.text for block, flag in zip(self.blocks, self.headings, strict=True) if flag]
        self.state.heading_counts = count_headings(headings)
        self.state.alone = names_one(self.blocks)
        for position, block in enumerate(self.blocks):
            self._enter_row(block)
            if position in self.mail:
                self._take_mail_header(position, block)
            elif position in self.transcript.turns:
                self._take_spoken(position, block)
            elif self.transcript.is_aside(position, block) or is_welsh(block.text):
                self._record(Role.ADMINISTRATIVE)
            elif self.tables.is_head(block):
                self._record(Role.HEADING)
            elif self.tables.label(block) is not None:
                self._take_label(position, block)
            elif self.headings[position] and not self.tables.is_body(block) and not self._is_bare_answer(position, block):
                self.headings_seen += 1
                self._take_heading(position, block)
            else:
                self._take_body(position, block)
        return self

    def _enter_row(self, block: Block) -> None:
        place = (block.table, block.row)
        if place == self.row:
            return
        before, self.row = self.row, place
        if before[0] is not None and block.table is None and self.tables.columns:
            self.state.forget_item()
        if self.tables.has_columns(block):
            numbers = self.tables.row_numbers(block)
            # Several answers to one recommendation have its cell beside the first of them only.
            if numbers or before[0] != block.table or not self.tables.lacks_recommendation(block):
                self.state.start_item(numbers)
            self.state.section, self.state.soft = Section.RESPONSE, True
            self.state.signed = False

    def _take_mail_header(self, position: int, block: Block) -> None:
        if position - 1 not in self.mail:
            self.state.open_message()
        if is_from_inspectorate(block.text):
            self.state.section, self.state.soft = Section.ADMINISTRATIVE, False
        self._record(Role.FRONT_MATTER)

    def _take_spoken(self, position: int, block: Block) -> None:
        """Take in a turn of a transcript; the recommendation that it names is spoken of until another is."""
        speaker = self.transcript.turns[position]
        if speaker is None:
            self._record(Role.ADMINISTRATIVE)
            return
        state = self.state
        named = answered_numbers(block.text)
        if named:
            state.start_item(named)
        state.section, state.soft = Section.RESPONSE, True
        self.turns[position] = replace(self._turn(position, block), led=speaker)
        self._record(Role.RESPONSE, state.numbers)
        state.answer()

    def _take_label(self, position: int, block: Block) -> None:
        """Take in the label of a form: only those that ask for a text say what the next texts are."""
        asked = self.tables.label(block)
        if asked is not None and asked.role in _TEXTS:
            self.headings_seen += 1
            self._take_heading(position, block)
        else:
            self._record(Role.HEADING)

    def _take_heading(self, position: int, block: Block) -> None:
        state = self.state
        meaning = self._sense(position, block)
        if meaning == HeadingSense() and len({cell.column for cell in self.tables.row(block)}) > 1:
            self._record(Role.HEADING)  # a figure or the head of a column: the answer that the table belongs to goes on
            return
        if position in self.signatures or (state.signed and meaning.section is None and not opens_part(self.blocks, position)):
            self._sign(position)
            return
        in_front = state.section is Section.FRONT and state.soft
        if position < self.salutation and meaning.section is Section.RESPONSE and _ANNOUNCES.search(block.text) is None:
            self._record(Role.FRONT_MATTER)  # the sender's office
            return
        if in_front and self.form is ItemForm.TOPIC and meaning == HeadingSense() and self.headings[position + 1 : position + 2] == [False]:
            state.enter(block.text, meaning)
            state.section, state.soft = Section.RESPONSE, True
            self._record(Role.HEADING)
            return
        if in_front and self._is_title(block, meaning):
            state.enter(block.text, HeadingSense())
            self._record(Role.FRONT_MATTER)
            return
        self._enter(position, meaning)
        role = Role.HEADING
        if meaning.section is Section.FRONT and is_label(block.text):
            role = Role.FRONT_MATTER
        elif meaning.section is Section.ADMINISTRATIVE and block.text.rstrip().endswith(":"):
            role = Role.ADMINISTRATIVE
        self._record(role, state.numbers if meaning.recommendations else ())

    def _enter(self, position: int, meaning: HeadingSense) -> None:
        state = self.state
        state.below_item = bool(state.numbers) and stands_below_item(self.blocks, self.headings, position, self.item)
        state.enter(self.blocks[position].text, meaning)
        if meaning.recommendations:
            self.item = position
        if self.form is ItemForm.HEADING and meaning.recommendations and meaning.section is None:
            state.heading_states()
        if state.section is Section.FRONT:
            state.soft = True

    def _sign(self, position: int) -> None:
        """Take in the line of a signature: what follows it closes a letter, but not what follows who said a quotation."""
        if not signs_quotation(self.blocks, position):
            self.state.signed, self.item = True, None
        self._record(Role.FRONT_MATTER)

    def _is_bare_answer(self, position: int, block: Block) -> bool:
        """Tell an answer without a full stop from a heading: it stands below the heading of a response, with nothing below itself."""
        state, text = self.state, block.text.strip()
        if block.kind is BlockKind.HEADING or block.emphasis is not Emphasis.NONE or block.table is not None or not position:
            return False
        meaning = self._sense(position, block)
        announces = (meaning.section is not None and status_of(text) is None) or meaning.recommendations  # "No comment" announces none
        if state.signed or position in self.signatures or announces:
            return False
        above = self.headings[position - 1] and sense(self.blocks[position - 1].text).section is Section.RESPONSE
        answering = (above and state.section is Section.RESPONSE and not state.soft) or position - 1 in self.bare
        below = Below(answering, self.found[-1].role is Role.RECOMMENDATION, self.headings[position + 1 : position + 2] != [False])
        if not is_bare_answer(text, below, bool(state.numbers)):
            return False
        self.headings[position] = False
        self.bare.add(position)
        return True

    def _sense(self, position: int, block: Block) -> HeadingSense:
        stated = bool(self.state.numbers) and self.state.phase is Phase.STATED
        if position in self.forces or (stated and names_force(block.text)):
            return HeadingSense(Section.RESPONSE, self.force_speaker)
        return self.items.get(position) or sense(block.text)

    def _is_title(self, block: Block, meaning: HeadingSense) -> bool:
        """Tell a document's title ("PCC response to inspections of …") and form labels from its section headings."""
        if meaning.section is Section.FRONT:
            return is_label(block.text) or len(self.found) <= 3
        if meaning.section is None and not meaning.recommendations:
            return True
        return not (self.found or meaning.recommendations) or (len(self.found) <= 3 and is_title(block.text))

    def _take_body(self, position: int, block: Block) -> None:
        state = self.state
        if is_salutation(block.text):
            state.letter = True
        if position in self.signatures and self.tables.column(block) is None:
            self._sign(position)
            return
        named = self.tables.item_numbers(block)
        if named:
            state.enter(block.text, HeadingSense(recommendations=named))
            self._record(Role.HEADING, named)
            return
        state.tail = position >= self.tail and position not in self.bare
        state.opens_topic = self.headings[max(position - 1, 0)] and self.headings[position + 1 : position + 2] == [False]
        state.retelling = position > 0 and self.found[-1].role is Role.FINDING
        role = self._role(position, block, self._open_item(block))
        if role is Role.RESPONSE:
            self._take_response(position, block)
        elif role is Role.RECOMMENDATION:
            number_stated(self.blocks, self.headings, position, state)
            if state.section is Section.FRONT:
                state.section, state.soft = Section.RECOMMENDATIONS, True
            state.state_recommendation(block.text)
            self._record(role, state.numbers)
        else:
            self._record(role)

    def _open_item(self, block: Block) -> bool:
        """Begin a new recommendation where the paragraph itself names one at its start; say whether it does."""
        numbers = lead_numbers(block.text)
        if not numbers:
            return False
        self.state.start_item(numbers)
        # The paragraph itself may be the answer ("Recommendation 4. The force has …"): its wording decides.
        self.state.phase = Phase.NONE
        if self.state.section in {Section.FRONT, Section.FINDINGS}:
            self.state.section, self.state.soft = Section.RECOMMENDATIONS, True
        return True

    def _role(self, position: int, block: Block, opened: bool) -> Role:
        state, blocks, headings = self.state, self.blocks, self.headings
        scores = role_scores(block, state, self.voice)
        if state.quoted.match(block.text, state.opens_topic) is not None:
            scores[Role.RECOMMENDATION] += _QUOTE_BONUS * (2 if state.opens_topic else 1)
        answers_there = state.section is Section.RESPONSE and not state.soft and not is_duty(block.text)
        if opened and (answers_there or state.section is Section.RECOMMENDATIONS):
            scores[Role.RESPONSE] += _OPENED_BONUS
        stated = state.phase in {Phase.OPEN, Phase.STATED} and self.plain_answers < _PLAIN_ANSWERS
        if stated and not ANSWERS_AT_ONCE.match(block.text) and answer_follows(blocks, headings, position, state):
            # What stands between a recommendation and the heading of its answer is no answer.
            scores[Role.RECOMMENDATION] += _ANSWER_FOLLOWS_BONUS if state.phase is Phase.OPEN else 0.0
            scores[Role.RESPONSE] -= _ANSWER_FOLLOWS_BONUS if state.phase is Phase.STATED else 0.0
        if state.phase is Phase.ANSWERED and is_duty(block.text) and numbers_ahead(blocks, headings, position, state.numbers):
            scores[Role.RECOMMENDATION] += _ANSWERED_BELOW_BONUS
        ends = position + 1 == len(blocks) and not block.text.rstrip().endswith(".")
        if self.form is ItemForm.TEXT and block.table is None and state.numbers and state.phase is not Phase.NONE and not ends:
            scores[Role.RECOMMENDATION if state.phase is Phase.OPEN else Role.RESPONSE] += _IN_PLACE_BONUS
        self._weigh_place(block, scores)
        for role, bonus in self.style_bonus.get(block.emphasis, {}).items():
            scores[role] += bonus
        led = led_role(position, blocks, headings, lambda place: self.found[place].role) if block.kind is BlockKind.LIST_ITEM else None
        if led in scores:
            scores[led] += _LEAD_BONUS
        role = max(scores, key=lambda role: scores[role])
        if role is Role.RESPONSE and self.by_inspectors:
            return Role.FINDING
        return Role.ADMINISTRATIVE if role is Role.RESPONSE and (says_nothing(block.text) or nothing_ticked(block.text)) else role

    def _weigh_place(self, block: Block, scores: dict[Role, float]) -> None:
        """Weigh what the column of a table, or the label of a field, says of a block."""
        if self.state.numbers and block.table is None and is_field(block.text):
            scores[Role.ADMINISTRATIVE] += _OWNER_BONUS
        column = self.tables.column(block)
        if column is not None:
            bonus = _GUESSED_BONUS if column.guessed else _COLUMN_BONUS
            scores[column.role] += bonus if column.role in _TEXTS else _OWNER_BONUS
            scores[Role.FRONT_MATTER] -= _OWNER_BONUS if column.role in _TEXTS else 0.0  # "Signed off in May." signs nothing

    def _take_response(self, position: int, block: Block) -> None:
        state = self.state
        if state.stated_in_row > 1 and block.table is None and not state.return_to_group():
            state.forget_item()  # what came before was a list of recommendations, not one that is answered here
        if state.letter and position in self.closing and is_closing(block.text):
            state.forget_item()
        self._turn_to_ordinal(position, block)
        if position and self.found[-1].role is Role.RECOMMENDATION and state.stated_in_row <= 1:
            self.plain_answers += 1
        elsewhere = opening_numbers(block.text, state.numbers if block.table is None else ())
        numbers = elsewhere or state.numbers or answered_numbers(block.text) or state.quoted.named_in(block.text)
        numbers = numbers or self.counted.number(position, state.quoted.numbers)
        if state.section is Section.FRONT:
            state.section, state.soft = Section.RESPONSE, True
        self.turns[position] = self._turn(position, block)
        self._record(Role.RESPONSE, numbers)
        state.answer()

    def _turn_to_ordinal(self, position: int, block: Block) -> None:
        state = self.state
        listed = bool(state.quoted.texts) or self.by_place
        place = ordinal_place(block.text, listed) if state.ordinal or not state.numbers else None
        if place is not None:
            state.start_item(number_at(place, state.quoted.numbers))
            state.ordinal = self.by_place = True
        elif state.ordinal and not goes_on(block.text, self.blocks[position - 1].text):
            state.forget_item()

    def _turn(self, position: int, block: Block) -> Turn:
        state = self.state
        column = self.tables.column(block)
        named, announces = lead_in(block.text)
        return Turn(
            text=block.text,
            place=(self.headings_seen, -1 if block.table is None else block.table, -1 if block.row is None else block.row),
            announced=None if column else state.speaker,
            announcement=state.announcement,
            direct=state.direct,
            column=column.speaker if column else None,
            led=named if announces else self.transcript.floor.get(position),
            numbered=bool(state.numbers),
            letter=state.letter,
            set_apart=block.emphasis is Emphasis.ITALIC,
            listed=len(block.text.split()) <= TERSE_WORDS and (self.form is not ItemForm.OPEN or self.tables.has_columns(block)),
        )

    def _record(self, role: Role, numbers: tuple[str, ...] = ()) -> None:
        self.found.append(Finding(role, numbers, self.state.heading, self.state.context if role is Role.RESPONSE else ""))
