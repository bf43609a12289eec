"""Transcripts and minutes in which the parties take turns, each with a label before its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.records import Block, BlockKind, Emphasis, Speaker
from corpus.structure.offices import speaker_of
from corpus.structure.parties import Parties

_LABEL = re.compile(
    r"^\W*(?P<who>(?:the\s+)?[A-Z][\w.’'-]*(?:\s+(?:of\s+the\s+|of\s+|the\s+)?[A-Z][\w.’'-]*){0,4}(?:\s*\([^()]{1,60}\))?)\s*:\s+(?=\S)"
)
# Labels of forms: what follows them is no speech.
_FORM = re.compile(
    r"\d|^(?:the\s+)?(?:force|constabulary)$|\b(?:responses?|comments?|position|repl(?:y|ies)|update|answer|recommendations?|date|owner|lead|status|findings?|summary|action\w*|title|subject|contact)\b",
    re.I,
)
_PERSON = re.compile(
    r"^(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Cllr|Councillor|Professor)\.?\s|\b(?:chair(?:man|woman)?|member|public|questioner|secretary|clerk|executive|officer|resident|councillor)\b",
    re.I,
)
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|[Ww]e|[Oo]ur)\b")
_FEWEST_TURNS = 4
_FEWEST_IN_A_ROW = 3


@dataclass(frozen=True, slots=True)
class Transcript:
    """Who speaks where in a transcript; both are empty in a document of another kind.

    ``turns`` has the speaker of each labelled paragraph, ``None`` for one who is no party, ``floor`` the party whose turn
    an unlabelled paragraph goes on with.
    """

    turns: Mapping[int, Speaker | None]
    floor: Mapping[int, Speaker]

    @classmethod
    def of(cls, blocks: Sequence[Block]) -> Transcript:
        """Read the turns of a document.

        :param blocks: its blocks.
        :return: its turns, if at least three follow each other somewhere and two who speak again and again are parties.
        """
        labels = _labels(blocks)
        if len(labels) < _FEWEST_TURNS or _longest_run(labels) < _FEWEST_IN_A_ROW:
            return cls({}, {})
        surnames = Parties.of(blocks).surnames
        named = {who: speaker_of(who) or surnames.get(who.split()[-1].casefold()) for who in set(labels.values())}
        counts = Counter(labels.values())
        if len({who for who, speaker in named.items() if speaker is not None and counts[who] > 1}) < 2:
            return cls({}, {})
        turns = {
            index: named[who]
            for index, who in labels.items()
            if named[who] is not None or _PERSON.search(who) or (who.isupper() and counts[who] > 1)
        }
        return cls(turns, _floor(blocks, turns))

    def is_aside(self, index: int, block: Block) -> bool:
        """Tell what the minutes note between two turns ("(The Chief Constable showed a slide.)").

        :param index: the index of a block.
        :param block: the block.
        :return: whether it stands after a turn, in brackets or italics of its own, and nobody speaks in it.
        """
        if index not in self.floor or _FIRST_PERSON.search(block.text):
            return False
        return block.emphasis is Emphasis.ITALIC or re.fullmatch(r"[(\[].*[)\]]\.?", block.text.strip()) is not None


def _labels(blocks: Sequence[Block]) -> dict[int, str]:
    found: dict[int, str] = {}
    for index, block in enumerate(blocks):
        match = _LABEL.match(block.text) if block.table is None and block.kind is not BlockKind.HEADING else None
        if match is not None and not _FORM.search(match["who"]):
            found[index] = match["who"]
    return found


def _longest_run(labels: Mapping[int, str]) -> int:
    """Count the most turns in a row, each by another than the one before."""
    longest = run = 0
    for index, who in labels.items():
        run = run + 1 if labels.get(index - 1, who) != who else 1
        longest = max(longest, run)
    return longest


def _floor(blocks: Sequence[Block], turns: Mapping[int, Speaker | None]) -> dict[int, Speaker]:
    floor: dict[int, Speaker] = {}
    speaker: Speaker | None = None
    for index, block in enumerate(blocks):
        if index in turns:
            speaker = turns[index]
        elif block.kind is BlockKind.HEADING:
            speaker = None
        elif speaker is not None:
            floor[index] = speaker
    return floor
