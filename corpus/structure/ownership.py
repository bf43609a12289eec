"""Whose a document is as a whole: the one who says what nobody else is named for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from corpus.records import Speaker
from corpus.structure.parties import Parties
from corpus.structure.speakers import quoted_speaker, voice_of
from corpus.structure.turn import Turn, says_i

_DEFAULT = re.compile(
    r"\b(?:where|unless|except\s+where|if)\b[^.]{0,40}\b(?:else|otherwise)\b[^.]{0,60}\b(?:are|is)\s+(?:(?P<mine>mine|my\s+own)|(?:those\s+of\s+)?the\s+"
    r"(?:(?P<commissioner>commissioner|PF?CC)|(?P<chief>chief\s+constable|force|constabulary))(?:['’]s)?)\b",
    re.I,
)
_MOST_FLOORS = 3


def document_cues(turns: Sequence[Turn], parties: Parties, quoted: Sequence[Speaker | None]) -> dict[str, float]:
    """Gather what the document as a whole says about the speaker of its unattributed paragraphs.

    :param turns: its response paragraphs.
    :param parties: who signs and whom the title names.
    :param quoted: whose words each paragraph quotes.
    :return: the strength of each sign by name, positive for the commissioner.
    """
    cues = {"titled": sign(parties.titled_by), "default": sign(_default(turns, parties))}
    heard = parties.chief_heard or any(_gives_chief_the_floor(turn) for turn in turns)
    if not heard:
        cues["one voice"] = sum(says_i(turn) for turn in turns) / len(turns)
        cues["one letter"] = float(any(turn.letter for turn in turns))
    free = [turn for turn, words in zip(turns, quoted, strict=True) if words is None and _unattributed(turn)]
    # One who signs only his own section shares the signature and no more.
    owner = parties.titled_by if parties.signed_by in {None, Speaker.JOINT} else parties.signed_by
    if owner is Speaker.PCC and not any(voice_of(turn.text) is Speaker.CHIEF_CONSTABLE for turn in free):
        if _chief_apart(turns, quoted):
            cues["own document"] = 1.0
        elif (
            heard
            and parties.titled_by is not Speaker.JOINT
            and all(_unattributed(turn) for turn in turns)
            and any(turn.letter for turn in turns)
        ):
            cues["own letter"] = 1.0
    return cues


def preface_of(turns: Sequence[Turn], parties: Parties) -> int:
    """Count the paragraphs that open a commissioner's document, where later on somebody is given the floor or a recommendation answered.

    :param turns: the response paragraphs of a document.
    :param parties: who signs and whom the title names.
    :return: how many there are; 0 in a document that is not known to be the commissioner's.
    """
    if Speaker.PCC not in {parties.signed_by, parties.titled_by} or Speaker.CHIEF_CONSTABLE in {parties.signed_by, parties.titled_by}:
        return 0
    opening = next(
        (place for place, turn in enumerate(turns) if turn.place != turns[0].place or turn.numbered or not _unattributed(turn)), 0
    )
    return opening if any(turn.numbered or not _unattributed(turn) for turn in turns[opening:]) else 0


def owned(cues: Mapping[str, float]) -> bool:
    """Tell whether a document is known to be the commissioner's own, so that a mention of the force is no sign that it speaks.

    :param cues: what the document as a whole says.
    :return: whether it is.
    """
    return cues.get("own document", 0.0) > 0 or cues.get("default", 0.0) > 0


def sign(speaker: Speaker | None) -> float:
    """Write a speaker as the sign of log-odds for the commissioner.

    :param speaker: the speaker.
    :return: 1 for the commissioner, -1 for the chief constable, otherwise 0.
    """
    if speaker is Speaker.PCC:
        return 1.0
    return -1.0 if speaker is Speaker.CHIEF_CONSTABLE else 0.0


def _default(turns: Sequence[Turn], parties: Parties) -> Speaker | None:
    """Read who the document says is speaking where nothing else is said ("unless stated otherwise, the reply is mine")."""
    for turn in turns:
        match = _DEFAULT.search(turn.text)
        if match is not None and match["mine"]:
            return parties.signed_by
        if match is not None:
            return Speaker.PCC if match["commissioner"] else Speaker.CHIEF_CONSTABLE
    return None


def _chief_apart(turns: Sequence[Turn], quoted: Sequence[Speaker | None]) -> bool:
    """Tell whether the only floor that is given to anybody is one section, or a quotation or two, of the chief constable."""
    given = [turn for turn in turns if turn.announced is not None]
    sections = {turn.announcement for turn in given if turn.direct}
    if any(turn.announced is not Speaker.CHIEF_CONSTABLE for turn in given) or len(sections) > 1:
        return False
    if any(turn.led or turn.column for turn in turns) or any(turn.numbered and not turn.direct for turn in given):
        return False
    runs = [speaker for speaker, _ in groupby(quoted) if speaker is not None]
    return Speaker.PCC not in runs and 0 < len(runs) + len(sections) <= _MOST_FLOORS


def _unattributed(turn: Turn) -> bool:
    return turn.announced is None and turn.column is None and turn.led is None


def _gives_chief_the_floor(turn: Turn) -> bool:
    return (
        Speaker.CHIEF_CONSTABLE in {turn.announced, turn.column, turn.led}
        or voice_of(turn.text) is Speaker.CHIEF_CONSTABLE
        or quoted_speaker(turn.text) is Speaker.CHIEF_CONSTABLE
    )
