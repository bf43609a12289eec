"""Tables: what each column holds, from its head, and what each row holds, from the labels of a form."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.records import Block, Role, Speaker
from corpus.statuses import status_of
from corpus.structure.cues import DECISION
from corpus.structure.forms import OWNER, Column, form_rows, is_statement, value_numbers
from corpus.structure.items import reference_number, typed_number
from corpus.structure.numbers import references
from corpus.structure.offices import speaker_of
from corpus.structure.senses import Section, sense
from corpus.structure.speakers import is_party

_LONGEST_HEAD = 14
# "Position at 31 August 2023".
_DAY = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?(?:\s+\d{4})?\b"
    r"|\b\d{1,2}/\d{1,2}/\d{2,4}\b",
    re.I,
)
_SHORT_HEAD = 5
# Where in a cell, in characters, a reference says what the row is about.
_LATEST_REFERENCE = 12
_HOLDER = re.compile(
    r"^(?:(?:T|A)/)?(?:(?:D(?:et(?:ective)?)?\.?\s+)?(?:Ch(?:ief)?\.?\s+)?(?:Supt|Superintendent|Insp|Inspector|Constable|Officer)\b|DC[IS]\b|D[IS]\b|ACC\b|DCC\b|CC\b|"
    r"(?:Head|Director|Deputy|Assistant|Chief)\s+(?:of\s+)?[A-Z]|(?:[A-Z]\w+\s+){0,3}(?:Manager|Lead|Registrar|Team|Unit|Services?|Department|Standards|Protection|Estates|Digital|Legal|HR)$)"
)
_PERSON = re.compile(r"(?:(?:Mrs?|Ms|Miss|Dr|Sir|Dame)\.?\s+)?[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]*\.?){1,3}")
_NUMBERS = re.compile(r"^\W*(?:rec(?:ommendation)?s?\.?\s*)?(?:no\.?|number|#|ref(?:erence)?\.?)\W*$|^\W*rec\.?\W*$", re.I)
_SOURCE = re.compile(r"^\W*(?:(?:hmic\w*\s+)?(?:inspection|report)(?:\s+(?:title|name))?|source)\W*$", re.I)
_TEXT = re.compile(r"^\W*(?:(?:full|report|hmic\w*(?:['’]s)?|inspector\w*(?:['’]s?)?)\s+)*(?:text|wording)\W*$", re.I)
_STATUS = re.compile(r"^(?!.*\brag\b)(?:(?:current|overall|latest|force|action|implementation)\s+)*status\b", re.I)
# What says in a column of states how far something has come, and not where anybody stands.
_MARK = re.compile(
    r"^\W*(?:red|amber|green|blue|yellow|grey|open|closed|live|high|medium|low|n/?a|none|nil|tbc|tba|\d[\d\W]*(?:%|per\s+cent)?)\W*$", re.I
)


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a document: their rows, what their columns hold where they have a head, and what their rows hold in a form."""

    columns: Mapping[int, Mapping[int, Column]]
    rows: Mapping[tuple[int | None, int | None], Sequence[Block]]
    forms: Mapping[int, Mapping[int | None, Column | None]]

    @classmethod
    def of(cls, blocks: Sequence[Block]) -> Tables:
        """Read the tables of a document.

        :param blocks: the blocks of the document.
        :return: its tables; one that goes on over a page without a head of its own takes over the columns of the one before.
        """
        cells = [block for block in blocks if block.table is not None]
        rows: dict[tuple[int | None, int | None], list[Block]] = {}
        for cell in cells:
            rows.setdefault((cell.table, cell.row), []).append(cell)
        columns: dict[int, dict[int, Column]] = {}
        forms: dict[int, Mapping[int | None, Column | None]] = {}
        last: dict[int, Column] = {}
        for table, group in groupby(cells, key=lambda cell: cell.table):
            numbers = list(dict.fromkeys(cell.row for cell in group))
            form = form_rows({number: rows[(table, number)] for number in numbers})
            if form and table is not None:
                forms[table], last = form, {}
                continue
            first_row = rows[(table, numbers[0])]
            found = _head(first_row)
            if not found and last and {cell.column for cell in first_row} <= set(last):
                found = last
            if found and table is not None:
                columns[table] = last = _by_their_cells(found, [cell for number in numbers[1:] for cell in rows[(table, number)]])
        return cls(columns, rows, forms)

    def has_columns(self, block: Block) -> bool:
        """Tell whether a block stands in a table whose columns are known.

        :param block: any block.
        :return: whether it does.
        """
        return block.table is not None and block.table in self.columns

    def column(self, block: Block) -> Column | None:
        """Give the column that a cell stands in.

        :param block: any block.
        :return: what its column holds, if that is known.
        """
        if block.table is None:
            return None
        if block.table in self.forms:
            asked = self.forms[block.table].get(block.row) if block.column else None
            if asked is not None and asked.role is Role.RESPONSE and is_party(self.row(block)[0].text) and _is_person(block.text):
                return Column(Role.FRONT_MATTER)  # who holds the office
            aside = asked is not None and asked.role in {Role.ADMINISTRATIVE, Role.FRONT_MATTER} and is_statement(block.text)
            return None if aside else asked
        column = self.columns.get(block.table, {}).get(block.column or 0)
        if column is not None and column.role is Role.RESPONSE and column.speaker is None:
            column = replace(column, speaker=self._party(block))
        return Column(Role.ADMINISTRATIVE) if column is not None and column.status and _MARK.match(block.text) else column

    def _party(self, block: Block) -> Speaker | None:
        """Give who answers in a cell's row, where a column of the table says so."""
        parties = {number for number, column in self.columns.get(block.table or 0, {}).items() if column.parties}
        return next((speaker_of(cell.text) for cell in self.row(block) if cell.column in parties), None)

    def label(self, block: Block) -> Column | None:
        """Tell what the label of a form asks for.

        :param block: any block.
        :return: what stands beside it; ``None`` if it is no label or one that is not known.
        """
        return self.forms.get(block.table, {}).get(block.row) if block.table is not None and not block.column else None

    def item_numbers(self, block: Block) -> tuple[str, ...]:
        """Give the recommendation that a form's cell names as the one its next rows are about.

        :param block: any block.
        :return: its numbers, or none.
        """
        if block.table not in self.forms or not block.column:
            return ()
        return value_numbers(self.row(block)[0].text, block.text)

    def row(self, block: Block) -> Sequence[Block]:
        """Give the cells of a cell's row.

        :param block: a cell.
        :return: all cells of its row, itself included.
        """
        return self.rows.get((block.table, block.row), ())

    def row_numbers(self, block: Block) -> tuple[str, ...]:
        """Give the numbers of the recommendation that a cell's row is about.

        :param block: a cell.
        :return: what a cell that is no answer begins with, or what is all of its first cell or of one in a column of numbers; or none.
        """
        row = self.row(block)
        for cell in row:
            column = self.column(cell)
            if column is not None and column.role is Role.RESPONSE:
                continue
            found = references(cell.text)
            if found and found[0][0] < _LATEST_REFERENCE:
                return found[0][2]
            if column is None or column.role is not Role.ADMINISTRATIVE:
                bare = typed_number(cell.text)
            else:
                bare = reference_number(cell.text) if column.numbers or cell.column == row[0].column else ""
            if bare:
                return (bare,)
        return ()

    def lacks_recommendation(self, block: Block) -> bool:
        """Tell a row without a cell in the columns that hold the recommendations: it goes on with that of the row above.

        :param block: a cell.
        :return: whether its table has such columns, and its row none of their cells.
        """
        asked = {number for number, column in self.columns.get(block.table or 0, {}).items() if column.role is Role.RECOMMENDATION}
        return bool(asked) and not any(cell.column in asked for cell in self.row(block))

    def is_head(self, block: Block) -> bool:
        """Tell whether a cell belongs to the head of its table, or to a copy of the head on a later page.

        :param block: any block.
        :return: whether it does.
        """
        return self.has_columns(block) and bool(_head(self.row(block)))

    def is_body(self, block: Block) -> bool:
        """Tell a cell under the head of its table, or beside the label of a form: a short one is no heading.

        :param block: any block.
        :return: whether it stands in a row of several cells below a head, or beside a label.
        """
        if block.table in self.forms:
            return bool(block.column)
        return self.has_columns(block) and not self.is_head(block) and len({cell.column for cell in self.row(block)}) > 1


def _head(row: Sequence[Block]) -> dict[int, Column]:
    if len({block.column for block in row}) < 2 or any(len(block.text.split()) > _LONGEST_HEAD for block in row):
        return {}
    if any(re.search(r"[.!;]$", block.text) and len(block.text.split()) > 2 for block in row):
        return {}
    columns = {block.column: _column(block.text) for block in row if block.column is not None}
    roles = {column.role for column in columns.values() if column is not None}
    if len(columns) != len(row) or not roles & {Role.RESPONSE, Role.RECOMMENDATION} or len(columns) < 2:
        return {}
    if any(re.search(r"\d", _DAY.sub("", block.text)) for block in row):
        return {}
    return {number: column or Column(Role.RESPONSE, guessed=True) for number, column in columns.items()}


def _is_person(text: str) -> bool:
    return _PERSON.fullmatch(text) is not None and status_of(text) is None and DECISION.match(text) is None


def _by_their_cells(columns: Mapping[int, Column], body: Sequence[Block]) -> dict[int, Column]:
    """Tell by the cells what the head leaves open: columns of numbers, codes and office holders hold no answers."""
    found = dict(columns)
    for number, column in columns.items():
        texts = [cell.text for cell in body if cell.column == number]
        numbers = all(reference_number(text) for text in texts) and (column.guessed or column.role is Role.RECOMMENDATION)
        holders = column.guessed and sum(_HOLDER.search(text) is not None for text in texts) > len(texts) / 2
        parties = column.guessed and all(is_party(text) for text in texts)
        if texts and (numbers or holders or parties):
            found[number] = Column(Role.ADMINISTRATIVE, parties=parties)
    answers = [number for number, column in found.items() if column.role is Role.RESPONSE]
    unnamed = [number for number in answers if found[number].speaker is None]
    if unnamed and {found[number].speaker for number in answers} == {None, Speaker.PCC}:
        # What stands beside the commissioner's column is the force's.
        found |= {number: replace(found[number], speaker=Speaker.CHIEF_CONSTABLE) for number in unnamed}
    return found


def _column(text: str) -> Column | None:
    meaning = sense(text)
    if meaning.section is Section.RESPONSE:
        return Column(Role.RESPONSE, meaning.speaker)
    if _STATUS.search(text) and len(text.split()) <= _SHORT_HEAD:
        return Column(Role.RESPONSE, status=True)
    if _TEXT.match(text):
        return Column(Role.RECOMMENDATION)
    if (OWNER.search(text) or _NUMBERS.match(text) or _SOURCE.match(text)) and len(text.split()) <= _SHORT_HEAD:
        return Column(Role.ADMINISTRATIVE, numbers=_NUMBERS.match(text) is not None)
    if meaning.section is Section.FINDINGS:
        return Column(Role.FINDING)
    if meaning.section is Section.RECOMMENDATIONS or re.search(r"\b(?:recommend|asked|required)", text, re.I):
        return Column(Role.RECOMMENDATION)
    return Column(Role.RESPONSE, meaning.speaker) if meaning.speaker is not None else None
