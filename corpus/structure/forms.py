"""Forms laid out as tables of two columns: a label on the left, what it asks for on the right."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.records import Block, Role, Speaker
from corpus.statuses import status_of
from corpus.structure.cues import UPDATE
from corpus.structure.duties import FIRST_PERSON
from corpus.structure.numbers import heading_numbers
from corpus.structure.senses import RECOMMENDATIONS, Section, sense
from corpus.structure.speakers import lead_in

#: What a column or label says of who does something, by when, and where that is kept.
OWNER = re.compile(
    r"\b(?:owner|lead|responsib\w+|date|when|deadline|timescales?|target|status|rag|due|completion|by\s+whom|by\s+when|ref(?:erence)?|page|priority|no\.?|number|#|theme|category|governance\s+board|addressed\s+to)\b|^for$",
    re.I,
)
_DECISION = re.compile(r"^(?:accepted|decision|(?:level\s+of\s+)?acceptance)\b", re.I)
# What is beside these is an answer, and so is whatever has a verb or hangs on something.
_TELLS = re.compile(r"^\W*(?:\w+\s+)?(?:status|decision|acceptance|accepted)\W*$", re.I)
_SAYS = re.compile(
    r"\b(?:is|are|was|were|will|has|have|does|do|did|should|would|depend(?:s|ent|ing)?|pending|await(?:s|ing)?)\b|\bsubject\s+to\b", re.I
)
_VALUE_NUMBER = re.compile(r"^\W*(?:no\.?\s*)?(\d{1,3}[a-z]?)\W*$", re.I)
_AREA = re.compile(r"\bareas?\s+for\s+improvement|\bAFIs?\b", re.I)
_LONGEST_LABEL = 10
_LONGEST_FIELD = 4
_LONGEST_REFERENCE = 6
_FEWEST = 2
_FEWEST_WORDS = 8
_ROLES = {
    Section.RESPONSE: Role.RESPONSE,
    Section.RECOMMENDATIONS: Role.RECOMMENDATION,
    Section.FINDINGS: Role.FINDING,
    Section.ADMINISTRATIVE: Role.ADMINISTRATIVE,
    Section.FRONT: Role.FRONT_MATTER,
}
_NO_TEXTS = frozenset({Role.ADMINISTRATIVE, Role.FRONT_MATTER})


@dataclass(frozen=True, slots=True)
class Column:
    """What a column, or the right-hand cell of a form, holds: its role, and who speaks in it.

    ``status`` says that it holds how far things have come, ``guessed`` that its head says nothing that is known, ``numbers`` that it holds
    the numbers of recommendations, ``parties`` that it says who answers in its row.
    """

    role: Role
    speaker: Speaker | None = None
    status: bool = False
    guessed: bool = False
    numbers: bool = False
    parties: bool = False


def form_rows(rows: Mapping[int | None, Sequence[Block]]) -> dict[int | None, Column | None]:
    """Read a table as a form.

    :param rows: the cells of each of its rows.
    :return: what each label asks for, ``None`` for one that is not known; nothing if the table is no form: most labels of a form are known,
        and one of them asks for an answer, a recommendation, or a title or day.
    """
    labels: dict[int | None, str] = {}
    unanswered: dict[int | None, Column | None] = {}
    for row, cells in rows.items():
        left = [cell.text for cell in cells if not cell.column]
        if {cell.column for cell in cells} - {0, 1} or len(left) != 1 or not _reads_as_label(left[0]):
            return {}
        if len(cells) > 1:
            labels[row] = left[0]
        elif (column := label_column(left[0])) is not None and column.role in _NO_TEXTS:
            unanswered[row] = column  # "Due date" beside an empty cell begins no part of the document
    asked = {row: label_column(text) for row, text in labels.items()}
    known = [column.role for column in asked.values() if column is not None]
    asks = bool({Role.RESPONSE, Role.RECOMMENDATION, Role.FRONT_MATTER} & set(known))
    return asked | unanswered if asks and len(known) >= max(_FEWEST, len(asked) / 2) else {}


def label_column(label: str) -> Column | None:
    """Tell what a label of a form asks for.

    :param label: such as "Response", "Text of recommendation", "Target date".
    :return: the role and speaker of what stands beside it; ``None`` if it names a numbered recommendation, or says nothing.
    """
    if heading_numbers(label):
        return None
    meaning = sense(label)
    if meaning.section is not Section.RESPONSE and (OWNER.search(label) or _DECISION.match(label)):
        return Column(Role.FRONT_MATTER if meaning.section is Section.FRONT else Role.ADMINISTRATIVE)
    return Column(_ROLES[meaning.section], meaning.speaker) if meaning.section is not None else None


def is_field(text: str) -> bool:
    """Tell a field of a form that is typed on a line of its own ("Owner: Head of Custody", "RAG: Green").

    :param text: a paragraph.
    :return: whether its label asks for nothing that is said, and no sentence stands beside it; a status in set words is an answer.
    """
    label, colon, value = text.strip().partition(":")
    if not colon or not value.strip() or len(label.split()) > _LONGEST_FIELD or is_statement(value) or status_of(text) is not None:
        return False
    if UPDATE.match(text) or lead_in(text)[1] or _TELLS.match(label) or _SAYS.search(value) or FIRST_PERSON.search(value):
        return False
    asked = label_column(label)
    return asked is not None and asked.role in _NO_TEXTS


def is_statement(text: str) -> bool:
    """Tell a sentence from an owner, a date or a tick: it may be an answer, whatever the label beside it asks for.

    :param text: the right-hand cell.
    :return: whether it is a sentence of some length.
    """
    return len(text.split()) >= _FEWEST_WORDS and text.rstrip().endswith((".", "!"))


def value_numbers(label: str, value: str) -> tuple[str, ...]:
    """Give the number of the recommendation that a form's row is about ("Recommendation number | 4").

    :param label: the left-hand cell.
    :param value: the right-hand cell.
    :return: the numbers, or none.
    """
    if not RECOMMENDATIONS.search(label) or len(value.split()) > _LONGEST_REFERENCE:
        return ()
    bare = _VALUE_NUMBER.match(value)
    return heading_numbers(f"{'AFI' if _AREA.search(label) else 'Recommendation'} {bare[1]}" if bare else value)


def _reads_as_label(text: str) -> bool:
    return 0 < len(text.split()) <= _LONGEST_LABEL and not re.search(r"[.;]$", text)
