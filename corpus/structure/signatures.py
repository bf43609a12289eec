"""Signatures: the lines at the end of a letter or statement that say who signs it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.records import Block, Speaker
from corpus.structure.offices import speaker_of
from corpus.structure.speakers import is_sign_off

_OFFICE_LINE = re.compile(
    r"^(?:(?P<name>[A-Z][^,\n]{2,40}),\s+)?(?:the\s+)?(?:(?:acting|temporary|deputy|assistant|interim)\s+)*"
    r"(?:police(?:,?\s*fire)?(?:\s*(?:and|&)\s*rescue)?\s*(?:and|&)\s*crime\s+commissioner|P(?:F)?CC|chief\s+constable|(?:deputy\s+)?mayor|chief\s+executive|chief\s+fire\s+officer)"
    r"(?:\s+(?:for|of)\s+.{2,60})?\W*$",
    re.I,
)
_NAME = re.compile(
    r"^(?:signed\b\W*)?(?:(?:Mr|Mrs|Ms|Dr|Sir|Dame|Cllr|Councillor|Rev|Lord|Lady|Professor|(?:The\s+)?(?:R(?:igh)?t\.?\s+)?Hon(?:ourable)?)\.?\s+)?(?:[A-Z](?:[\w’'-]+|\.)\s+){1,4}[A-Z][\w’'-]+(?:\s+(?:QPM|OBE|MBE|CBE|KPM|JP|DL))*\W*$"
)
_OFFICE = re.compile(
    r"\bpolice(?:,?\s*fire)?(?:\s*(?:and|&)\s*rescue)?\s*(?:and|&)\s*crime\s+commissioner|\bdeputy\s+mayor|\bP(?:F)?CC\b|\bchief\s+constable\b|\bchief\s+fire\s+officer\b",
    re.I,
)
_ATTRIBUTED = re.compile(
    r"^(?:[—–-]\s*)?(?:Chief\s+Constable|(?:Police\s+and\s+Crime\s+)?Commissioner|Deputy\s+Mayor)(?:\s+[A-Z][\w.’'-]*){1,4}$"
)
_COPIES = re.compile(r"^(?:cc|c\.c\.|copy|copies|copied|enc)\b", re.I)
_CLOSING_BLOCKS = 6
_PROSE = 25
_SIGNED = re.compile(r"^signed\b", re.I)


def signature_lines(blocks: Sequence[Block]) -> set[int]:
    """Find the lines of signatures.

    :param blocks: the blocks of a document.
    :return: the indices of sign-offs, of signed names, and of the offices below them.
    """
    found: set[int] = set()
    for index, block in enumerate(blocks):
        text = block.text.strip()
        if is_sign_off(text) or signs_quotation(blocks, index):
            found.add(index)
            continue
        office = _OFFICE_LINE.match(text) if len(text.split()) <= 16 else None
        if office is None or index == 0:
            continue
        if office["name"] and _NAME.match(office["name"]) and _ends_a_part(blocks, index):
            found.add(index)
        elif _NAME.match(blocks[index - 1].text.strip()) and index > 3:
            found.update({index - 1, index})
        elif office["name"] is None and _closes(blocks, index) and len(blocks[index - 1].text.split()) > _PROSE:
            found.add(index)  # signed by the office alone
    return found


def signs_quotation(blocks: Sequence[Block], index: int) -> bool:
    """Tell the line that says whose the quotation above it is ("— Chief Constable Jo Example").

    :param blocks: the blocks of a document.
    :param index: the index of the line.
    :return: whether it does.
    """
    return (
        index > 0 and _ATTRIBUTED.match(blocks[index].text.strip()) is not None and re.search(r"[”\"]$", blocks[index - 1].text) is not None
    )


def _closes(blocks: Sequence[Block], index: int) -> bool:
    """Tell an office below the last words from the heading of a few more ("Police and Crime Commissioner", "No comments.")."""
    if index < len(blocks) - _CLOSING_BLOCKS:
        return False
    following = blocks[index + 1].text.strip() if index + 1 < len(blocks) else ""
    return not following.endswith(".") or _COPIES.match(following) is not None


def _ends_a_part(blocks: Sequence[Block], index: int) -> bool:
    """Tell whether a name with its office closes what was said before: prose stands above it."""
    above = len(blocks[index - 1].text.split())
    return above > _PROSE or (index > 3 and (above > 8 or index >= len(blocks) - _CLOSING_BLOCKS))


def opens_part(blocks: Sequence[Block], index: int) -> bool:
    """Tell a heading below a signature that opens another part of the document: a paragraph of prose follows it.

    :param blocks: the blocks of a document.
    :param index: the index of the heading.
    :return: whether it does.
    """
    return index + 1 < len(blocks) and len(blocks[index + 1].text.split()) >= _PROSE - 5


def signatory(blocks: Sequence[Block]) -> Speaker | None:
    """Tell who signs a letter or statement.

    :param blocks: the blocks of a document.
    :return: the speaker whose office stands below a sign-off or a signed name; both, if two sign.
    """
    lines = {line for line in signature_lines(blocks) if not signs_quotation(blocks, line)}
    offices: list[Speaker] = []
    for line in sorted(lines):
        for block in blocks[line : line + 4]:
            text = block.text.strip()
            if _COPIES.match(text):
                break
            if block is blocks[line] and _SIGNED.match(text) and len(text.split()) <= 25 and speaker_of(text) is Speaker.JOINT:
                offices.append(Speaker.JOINT)
                break
            match = _OFFICE.search(text) if len(text.split()) <= 25 else None
            named = speaker_of(match[0]) if match else None
            if named is not None:
                offices.append(named)
                break
    return None if not offices else Speaker.JOINT if len(set(offices)) > 1 else offices[0]
