"""From blocks to paragraphs: one walk through the document that gives each block its role."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.fingerprint import fingerprint
from corpus.records import Block, BlockKind, Document, Emphasis, Paragraph, Role, Speaker
from corpus.structure.headings import HeadingSense, Section, is_heading, is_label, sense
from corpus.structure.numbers import answered_numbers, references
from corpus.structure.parties import Parties, is_title
from corpus.structure.roles import role_scores
from corpus.structure.signatures import signature_lines
from corpus.structure.speakers import lead_in
from corpus.structure.state import Phase, State, count_headings
from corpus.structure.tables import Column, is_head_row, table_columns
from corpus.structure.turns import Turn, speakers_of
from corpus.structure.voice import VoiceModel, shipped_voice

_ITEM_LEAD = re.compile(
    r"^\W*(?:\d+(?:\.\d+)*\.?\s+)?(?:HMIC(?:FRS)?\s+)?(?:recommendation|rec\.?|area\s+for\s+improvement|AFI|cause\s+of\s+concern|R)\s*(?:no\.?\s*)?\d{1,3}[a-z]?\s*(?:[:.–—-]|\()",
    re.I,
)
_BARE_NUMBER = re.compile(r"^\W*(\d{1,2})[.)]?(?:\s|$)")
_SALUTATION = re.compile(r"^dear\s+\S+", re.I)
_AREAS = re.compile(r"\bareas?\s+for\s+improvement|\bAFIs?\b", re.I)
_CLOSING = re.compile(
    r"\b(?:thank(?:s|ful)?|grateful|content\s+for|pleased\s+to|happy\s+to|look\s+forward|finally|in\s+(?:conclusion|closing)|to\s+conclude|overall|this\s+(?:letter|response))\b",
    re.I,
)
_QUOTE_BONUS = 7.0
_COLUMN_BONUS = 4.0
# An owner or a date says nothing by its wording.
_OWNER_BONUS = 12.0
_LEAD_BONUS = 9.0
_OPENED_BONUS = 3.0
_STYLE_WEIGHT = 1.5
_FEWEST_STYLED = 3
_LEAD_WORDS = 45


@dataclass
class _Walk:
    """One walk through a document."""

    blocks: list[Block]
    voice: VoiceModel
    parties: Parties
    headings: list[bool]
    columns: dict[int, dict[int, Column]]
    signatures: set[int]
    closing: set[int]
    style_bonus: dict[Emphasis, dict[Role, float]] = field(default_factory=dict)
    state: State = field(default_factory=State)
    found: list[tuple[Role, Speaker | None, tuple[str, ...], str, str]] = field(default_factory=list)
    turns: list[tuple[int, Turn]] = field(default_factory=list)
    row: tuple[int | None, int | None] = (None, None)
    headings_seen: int = 0

    def run(self) -> None:
        self.state.heading_counts = count_headings([block.text for block, flag in zip(self.blocks, self.headings, strict=True) if flag])
        for position, block in enumerate(self.blocks):
            self.enter_row(block)
            if self.headings[position] and not self.in_column(block):
                self.headings_seen += 1
                self.take_heading(position, block)
            else:
                self.take_body(position, block)

    def in_column(self, block: Block) -> bool:
        """Tell a short cell under the head of its table from a heading."""
        return (
            block.table in self.columns
            and not self.is_head(block)
            and len({o.column for o in self.blocks if (o.table, o.row) == (block.table, block.row)}) > 1
        )

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

    def take_heading(self, position: int, block: Block) -> None:
        state = self.state
        if block.table in self.columns and self.is_head(block):
            self.record(Role.HEADING, None, ())
            return
        meaning = sense(block.text)
        if position in self.signatures or (state.signed and meaning.section is None):
            state.signed = True
            self.record(Role.FRONT_MATTER, None, ())
            return
        in_front = state.section is Section.FRONT and state.soft
        if in_front and self.is_title(block, meaning):
            state.enter(block.text, HeadingSense())
            self.record(Role.FRONT_MATTER, None, ())
            return
        state.enter(block.text, meaning)
        if state.section is Section.FRONT:
            state.soft = True
        front = meaning.section is Section.FRONT and is_label(block.text)
        role = Role.ADMINISTRATIVE if meaning.section is Section.ADMINISTRATIVE and block.text.rstrip().endswith(":") else Role.HEADING
        self.record(Role.FRONT_MATTER if front else role, None, state.numbers if meaning.recommendations else ())

    def is_head(self, block: Block) -> bool:
        row = [other for other in self.blocks if (other.table, other.row) == (block.table, block.row)]
        return is_head_row(block, self.columns, row)

    def is_title(self, block: Block, meaning: HeadingSense) -> bool:
        """Tell a document's title ("PCC response to inspections of …") and form labels from its section headings."""
        if meaning.section is Section.FRONT:
            return is_label(block.text) or len(self.found) <= 3
        if meaning.section is None and not meaning.recommendations:
            return True
        return not self.found or (len(self.found) <= 3 and is_title(block.text))

    def take_body(self, position: int, block: Block) -> None:
        state = self.state
        if block.table in self.columns and self.is_head(block):
            self.record(Role.HEADING, None, ())
            return
        if _SALUTATION.match(block.text):
            state.letter = True
        if position in self.signatures:
            state.signed = True
            self.record(Role.FRONT_MATTER, None, ())
            return
        opened = self.open_item(block)
        role = self.role_of(position, block, opened)
        if role is Role.RESPONSE:
            self.take_response(position, block)
        elif role is Role.RECOMMENDATION:
            self.number_recommendation(block)
            state.state_recommendation(block.text)
            self.record(role, None, state.numbers)
        else:
            self.record(role, None, ())

    def number_recommendation(self, block: Block) -> None:
        """Give a recommendation without a heading its number: that of an earlier copy, or the one typed before it."""
        state = self.state
        repeated = state.quoted.match(block.text)
        if repeated:
            state.numbers = state.numbers or repeated
            return
        typed = _BARE_NUMBER.match(block.marker or block.text)
        if typed is not None and (not state.numbers or state.typed):
            prefix = "AFI " if _AREAS.search(state.heading) else ""
            state.start_item((prefix + typed[1],))
            state.typed = True

    def open_item(self, block: Block) -> bool:
        """Begin a new recommendation where the paragraph itself names one at its start; say whether it does."""
        if _ITEM_LEAD.match(block.text):
            numbers = references(block.text)
            if numbers and numbers[0][0] < 36:
                self.state.start_item(numbers[0][2])
                # The paragraph itself may be the answer ("Recommendation 4. The force has …"): its wording decides.
                self.state.phase = Phase.NONE
                if self.state.section in {Section.FRONT, Section.FINDINGS}:
                    self.state.section, self.state.soft = Section.RECOMMENDATIONS, True
                return True
        return False

    def role_of(self, position: int, block: Block, opened: bool) -> Role:
        scores = role_scores(block, self.state, self.voice)
        if self.state.quoted.match(block.text) is not None:
            scores[Role.RECOMMENDATION] += _QUOTE_BONUS
        if opened and self.state.section is Section.RECOMMENDATIONS:
            scores[Role.RESPONSE] += _OPENED_BONUS
        if self.state.phase is Phase.OPEN and self.answer_follows(position):
            scores[Role.RECOMMENDATION] += 3.0
        column = self.columns.get(block.table if block.table is not None else -1, {}).get(block.column or 0)
        if column is not None:
            scores[column.role] += _OWNER_BONUS if column.role is Role.ADMINISTRATIVE else _COLUMN_BONUS
        for role, bonus in self.style_bonus.get(block.emphasis, {}).items():
            scores[role] += bonus
        if block.kind is BlockKind.LIST_ITEM:
            self.lean_on_lead(position, scores)
        return max(scores, key=lambda role: scores[role])

    def answer_follows(self, position: int) -> bool:
        """Tell whether the next heading announces the answer: then what stands before it is the recommendation."""
        for place in range(position + 1, min(position + 6, len(self.blocks))):
            if self.headings[place]:
                meaning = sense(self.blocks[place].text)
                return meaning.section is Section.RESPONSE and not meaning.recommendations
            if lead_in(self.blocks[place].text)[1]:
                return True
        return False

    def lean_on_lead(self, position: int, scores: dict[Role, float]) -> None:
        """List items go with the lead-in of their list."""
        for place in range(position - 1, -1, -1):
            before = self.blocks[place]
            if before.kind is BlockKind.LIST_ITEM and not before.text.rstrip().endswith(":"):
                continue
            role = self.found[place][0]
            if before.text.rstrip().endswith(":") and len(before.text.split()) <= _LEAD_WORDS and role in scores:
                scores[role] += _LEAD_BONUS
            return

    def take_response(self, position: int, block: Block) -> None:
        state = self.state
        if state.stated_in_row > 1 and block.table is None:
            state.forget_item()  # what came before was a list of recommendations, not one that is answered here
        column = self.columns.get(block.table if block.table is not None else -1, {}).get(block.column or 0)
        named, announces = lead_in(block.text)
        if state.letter and state.typed and position in self.closing and _CLOSING.search(block.text):
            state.forget_item()
        numbers = state.numbers or answered_numbers(block.text)
        if state.section is Section.FRONT:
            state.section, state.soft = Section.RESPONSE, True
        turn = Turn(
            text=block.text,
            place=(self.headings_seen, block.table if block.table is not None else -1, block.row if block.row is not None else -1),
            announced=None if column else state.speaker,
            announcement=state.announcement,
            direct=state.direct,
            column=column.speaker if column else None,
            led=named if announces else None,
            numbered=bool(state.numbers),
            letter=state.letter,
        )
        self.turns.append((position, turn))
        self.record(Role.RESPONSE, None, numbers)
        state.answer()

    def record(self, role: Role, speaker: Speaker | None, numbers: tuple[str, ...]) -> None:
        answers = role is Role.RESPONSE and self.state.phase is not Phase.NONE
        self.found.append((role, speaker, numbers, self.state.heading, self.state.context if answers else ""))


def segment(document: Document, voice: VoiceModel | None = None) -> tuple[Paragraph, ...]:
    """Cut a document into paragraphs with roles, speakers and recommendation numbers.

    :param document: as read.
    :param voice: the model of the wording; the shipped one if ``None``.
    :return: its paragraphs in order.
    """
    first = _walk(document, voice or shipped_voice(), {})
    walk = _walk(document, voice or shipped_voice(), _style_bonus(first)) if _is_styled(document.blocks) else first
    decided = speakers_of([turn for _, turn in walk.turns], walk.parties, walk.voice)
    speakers = dict(zip((position for position, _ in walk.turns), decided, strict=True))
    return tuple(
        Paragraph(document.id, index, role, speakers.get(index), numbers, heading, context, block.text, block.page, fingerprint(block.text))
        for index, (block, (role, _, numbers, heading, context)) in enumerate(zip(walk.blocks, walk.found, strict=True))
    )


def _is_styled(blocks: Sequence[Block]) -> bool:
    return sum(block.emphasis is not Emphasis.NONE for block in blocks) >= _FEWEST_STYLED


def _style_bonus(walk: _Walk) -> dict[Emphasis, dict[Role, float]]:
    """Learn within one document how bold and italic mark recommendations and answers, from a first walk."""
    counts: dict[Emphasis, Counter[Role]] = {style: Counter() for style in Emphasis}
    for block, (role, *_) in zip(walk.blocks, walk.found, strict=True):
        if role in {Role.RESPONSE, Role.RECOMMENDATION}:
            counts[block.emphasis][role] += 1
    total: Counter[Role] = sum(counts.values(), Counter())
    bonus: dict[Emphasis, dict[Role, float]] = {}
    for style, found in counts.items():
        seen = sum(found.values())
        if seen >= _FEWEST_STYLED:
            bonus[style] = {
                role: _STYLE_WEIGHT * math.log((found[role] + 0.5) / (seen + 1.0) * (sum(total.values()) + 1.0) / (total[role] + 0.5))
                for role in (Role.RESPONSE, Role.RECOMMENDATION)
            }
    return bonus


def _walk(document: Document, voice: VoiceModel, style_bonus: dict[Emphasis, dict[Role, float]]) -> _Walk:
    signatures = signature_lines(document.blocks)
    walk = _Walk(
        blocks=list(document.blocks),
        voice=voice,
        parties=Parties.of(document.blocks),
        headings=_heading_flags(document.blocks),
        columns=table_columns(list(document.blocks)),
        style_bonus=style_bonus,
        signatures=signatures,
        closing={place for line in signatures for place in range(line - 3, line)},
    )
    walk.run()
    return walk


def _heading_flags(blocks: Sequence[Block]) -> list[bool]:
    following = [*blocks[1:], None]
    return [is_heading(block, after) for block, after in zip(blocks, following, strict=True)]
