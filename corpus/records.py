"""The records that flow through the project: documents, blocks and paragraphs."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """What a reader saw a block to be in the file."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_CELL = "table_cell"


class Emphasis(StrEnum):
    """Emphasis that covers a whole block."""

    NONE = "none"
    BOLD = "bold"
    ITALIC = "italic"


class Role(StrEnum):
    """What a paragraph does in its document."""

    RESPONSE = "response"
    RECOMMENDATION = "recommendation"
    FINDING = "finding"
    HEADING = "heading"
    FRONT_MATTER = "front_matter"
    ADMINISTRATIVE = "administrative"


class Speaker(StrEnum):
    """Who a response paragraph speaks for."""

    PCC = "pcc"
    CHIEF_CONSTABLE = "chief_constable"
    JOINT = "joint"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a file, as read: no judgement of its role yet.

    ``level`` is the depth of a heading (1 is the highest) or of a list item; 0 where there is none.
    ``page`` counts from 1 and is ``None`` in formats without pages. ``table``, ``row`` and ``column``
    count from 0 and place a table cell. ``marker`` is the number that a list gives an item without its being typed.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    page: int | None = None
    emphasis: Emphasis = Emphasis.NONE
    table: int | None = None
    row: int | None = None
    column: int | None = None
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the front matter of a document states, or what follows from it."""

    title: str = ""
    force: str | None = None
    policing_body: str | None = None
    inspection: str | None = None
    published: datetime.date | None = None
    due: datetime.date | None = None
    due_stated: bool = False
    responded: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read: its blocks, with what is known about it.

    ``id`` is the file name; ``sha256`` is that of the file's bytes; ``format`` is the reader's name.
    """

    id: str
    source: str
    format: str
    sha256: str
    metadata: Metadata
    blocks: tuple[Block, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a document with its role.

    ``speaker`` is ``None`` unless the role is a response. ``recommendations`` are the numbers that a response
    answers, or that a recommendation states, as written ("9", "AFI 3"). ``heading`` is the nearest heading
    above; ``context`` the recommendation that a response answers, where it is quoted.
    """

    document: str
    index: int
    role: Role
    speaker: Speaker | None
    recommendations: tuple[str, ...]
    heading: str
    context: str
    text: str
    page: int | None
    fingerprint: str
