"""From blocks to paragraphs: one walk through the document that gives each block its role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.fingerprint import fingerprint
from corpus.records import Block, BlockKind, Document, Paragraph, Role, Speaker
from corpus.structure.floor import Floor
from corpus.structure.headings import HeadingSense, Section, is_heading, is_label, sense
from corpus.structure.numbers import references
from corpus.structure.roles import role_scores
from corpus.structure.speakers import is_sign_off, lead_in
from corpus.structure.state import Phase, State, count_headings
from corpus.structure.tables import Column, is_head_row, table_columns
from corpus.structure.voice import VoiceModel, shipped_voice

_ITEM_LEAD = re.compile(
    r"^\W*(?:HMIC(?:FRS)?\s+)?(?:recommendation|rec\.?|area\s+for\s+improvement|AFI|cause\s+of\s+concern|R)\s*(?:no\.?\s*)?\d{1,3}[a-z]?\s*(?:[:.–—-]|\()", re.I
)
_BARE_NUMBER = re.compile(r"^\W*(\d{1,2})[.)]?(?:\s|$)")
_SALUTATION = re.compile(r"^dear\s+\S+", re.I)
_QUOTE_BONUS = 7.0
_COLUMN_BONUS = 4.0
_LEAD_WORDS = 45


@dataclass
class _Walk:
    """One walk through a document."""

    blocks: list[Block]
    voice: VoiceModel
    floor: Floor
    headings: list[bool]
    columns: dict[int, dict[int, Column]]
    state: State = field(default_factory=State)
    found: list[tuple[Role, Speaker | None, tuple[str, ...], str, str]] = field(default_factory=list)
    row: tuple[int | None, int | None] = (None, None)

    def run(self) -> None:
        self.state.heading_counts = count_headings([block.text for block, flag in zip(self.blocks, self.headings, strict=True) if flag])
        for position, block in enumerate(self.blocks):
            self.enter_row(block)
            if self.headings[position]:
                self.take_heading(block)
            else:
                self.take_body(position, block)

    def enter_row(self, block: Block) -> None:
        place = (block.table, block.row)
        if place == self.row:
            return
        self.row = place
        if block.table is None or block.table not in self.columns:
            return
        self.state.start_item(self.row_numbers(block))
        self.state.section, self.state.soft = Section.RESPONSE, True

    def row_numbers(self, block: Block) -> tuple[str, ...]:
        cells = [other for other in self.blocks if (other.table, other.row) == (block.table, block.row)]
        for cell in cells:
            column = self.columns[block.table or 0].get(cell.column or 0)
            if column is not None and column.role is Role.RESPONSE:
                continue
            found = references(cell.text)
            if found and found[0][0] < 12:
                return found[0][2]
            bare = _BARE_NUMBER.match(cell.text)
            if bare is not None and (column is None or column.role in {Role.RECOMMENDATION, Role.ADMINISTRATIVE}):
                return (bare[1],)
        return ()

    def take_heading(self, block: Block) -> None:
        state = self.state
        if block.table in self.columns and self.is_head(block):
            self.record(Role.HEADING, None, (), block)
            return
        meaning = sense(block.text)
        in_front = state.section is Section.FRONT and state.soft
        if in_front and self.is_title(block, meaning):
            state.enter(block.text, HeadingSense())
            self.record(Role.FRONT_MATTER, None, (), block)
            return
        state.enter(block.text, meaning)
        if state.section is Section.FRONT:
            state.soft = True
        front = meaning.section is Section.FRONT and is_label(block.text)
        role = Role.ADMINISTRATIVE if meaning.section is Section.ADMINISTRATIVE and block.text.rstrip().endswith(":") else Role.HEADING
        self.record(Role.FRONT_MATTER if front else role, None, state.numbers if meaning.recommendations else (), block)

    def is_head(self, block: Block) -> bool:
        row = [other for other in self.blocks if (other.table, other.row) == (block.table, block.row)]
        return is_head_row(block, self.columns, row)

    def is_title(self, block: Block, meaning: HeadingSense) -> bool:
        """Tell a document's title ("PCC response to inspections of …") and form labels from its section headings."""
        if meaning.section in {None, Section.FRONT} and not meaning.recommendations:
            return True
        return not self.found or (len(self.found) <= 3 and self.floor.is_title(block.text))

    def take_body(self, position: int, block: Block) -> None:
        state = self.state
        if block.table in self.columns and self.is_head(block):
            self.record(Role.HEADING, None, (), block)
            return
        if _SALUTATION.match(block.text):
            state.letter = True
        if is_sign_off(block.text):
            state.signed = True
        self.open_item(block)
        role = self.role_of(position, block)
        if role is Role.RESPONSE:
            self.take_response(block)
        elif role is Role.RECOMMENDATION:
            repeated = state.quoted.match(block.text)
            if repeated and not state.numbers:
                state.numbers = repeated
            state.state_recommendation(block.text)
            self.record(role, None, state.numbers, block)
        else:
            self.record(role, None, (), block)

    def open_item(self, block: Block) -> None:
        """Begin a new recommendation where the paragraph itself names one at its start."""
        if _ITEM_LEAD.match(block.text):
            numbers = references(block.text)
            if numbers and numbers[0][0] < 30:
                self.state.start_item(numbers[0][2])
                if self.state.section is Section.FRONT:
                    self.state.section, self.state.soft = Section.RECOMMENDATIONS, True

    def role_of(self, position: int, block: Block) -> Role:
        scores = role_scores(block, self.state, self.voice)
        if self.state.quoted.match(block.text) is not None:
            scores[Role.RECOMMENDATION] += _QUOTE_BONUS
        column = self.columns.get(block.table if block.table is not None else -1, {}).get(block.column or 0)
        if column is not None:
            scores[column.role] += _COLUMN_BONUS
        if block.kind is BlockKind.LIST_ITEM:
            self.lean_on_lead(position, scores)
        return max(scores, key=lambda role: scores[role])

    def lean_on_lead(self, position: int, scores: dict[Role, float]) -> None:
        """List items go with the lead-in of their list."""
        for place in range(position - 1, -1, -1):
            before = self.blocks[place]
            if before.kind is BlockKind.LIST_ITEM and not before.text.rstrip().endswith(":"):
                continue
            role = self.found[place][0]
            if before.text.rstrip().endswith(":") and len(before.text.split()) <= _LEAD_WORDS and role in scores:
                scores[role] += 5.0
            return

    def take_response(self, block: Block) -> None:
        state = self.state
        column = self.columns.get(block.table if block.table is not None else -1, {}).get(block.column or 0)
        led = lead_in(block.text)[0] if lead_in(block.text)[1] else None
        speaker = led or self.floor.speaker(block.text, state, column.speaker if column else None)
        if led is not None and state.speaker is None:
            state.speaker = led
        numbers = state.numbers or self.floor.numbers_in(block.text)
        if state.section is Section.FRONT:
            state.section, state.soft = Section.RESPONSE, True
        self.record(Role.RESPONSE, speaker, numbers, block)
        state.answer()

    def record(self, role: Role, speaker: Speaker | None, numbers: tuple[str, ...], block: Block) -> None:
        del block
        context = self.state.context if role is Role.RESPONSE and self.state.numbers or role is Role.RESPONSE and self.state.phase is not Phase.NONE else ""
        self.found.append((role, speaker, numbers, self.state.heading, context))


def segment(document: Document, voice: VoiceModel | None = None) -> tuple[Paragraph, ...]:
    """Cut a document into paragraphs with roles, speakers and recommendation numbers.

    :param document: as read.
    :param voice: the model of the wording; the shipped one if ``None``.
    :return: its paragraphs in order.
    """
    walk = _Walk(
        blocks=list(document.blocks),
        voice=voice or shipped_voice(),
        floor=Floor.of(document.blocks),
        headings=_heading_flags(document.blocks),
        columns=table_columns(list(document.blocks)),
    )
    walk.run()
    return tuple(
        Paragraph(document.id, index, role, speaker, numbers, heading, context, block.text, block.page, fingerprint(block.text))
        for index, (block, (role, speaker, numbers, heading, context)) in enumerate(zip(walk.blocks, walk.found, strict=True))
    )


def _heading_flags(blocks: Sequence[Block]) -> list[bool]:
    following = [*blocks[1:], None]
    return [is_heading(block, after) for block, after in zip(blocks, following, strict=True)]
