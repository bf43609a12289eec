"""Who has the floor in a document as a whole, where no heading says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.records import Block, Speaker
from corpus.structure.headings import speaker_of
from corpus.structure.numbers import references
from corpus.structure.signatures import signatory
from corpus.structure.speakers import quoted_speaker, subject_speaker, voice_of
from corpus.structure.state import State
from corpus.structure.voice import VoiceModel

_TITLE = re.compile(r"\b(?:response|statement|reply|comments?|letter|section\s+55|s\.?\s?55)\b", re.I)
_OPENS_QUOTE = re.compile(r"^\W{0,2}[“\"]")
_QUOTED_SPAN = re.compile(r"[“\"]([^”\"]*)(?:[”\"]|$)")
_TITLE_BLOCKS = 8
_SUBJECT_ODDS = 2.5
_COLUMN_ODDS = 5.0
_SIGNED_ODDS = 3.0
_ANSWER_ODDS = 0.7
_BACKGROUND = re.compile(r"\b(?:above|below|see|under|detailed|per|as\s+in|alongside)\s+(?:the\s+)?(?:response\s+to\s+)?$", re.I)


@dataclass(frozen=True, slots=True)
class Floor:
    """The parties of a document: who signs it and whose response its title announces."""

    signed_by: Speaker | None
    titled_by: Speaker | None

    @classmethod
    def of(cls, blocks: Sequence[Block]) -> Floor:
        """Read the signature and the title.

        :param blocks: the blocks of the document.
        :return: its parties.
        """
        titles = [block.text for block in blocks[:_TITLE_BLOCKS] if len(block.text.split()) <= 40]
        named = [speaker_of(_before_on(text)) for text in titles if _TITLE.search(text)]
        named += [speaker_of(text) for text in titles]
        titled = next((speaker for speaker in named if speaker is not None), None)
        return cls(signatory(list(blocks)), titled)

    def is_title(self, text: str) -> bool:
        """Tell a line of the title block.

        :param text: a block near the top.
        :return: whether it announces the whole response.
        """
        return (
            _TITLE.search(text) is not None
            and re.search(r"\b(?:inspect\w*|hmic\w*|report|peel|police\s+and\s+crime|PCC|commissioner)\b", text, re.I) is not None
        )

    def speaker(self, text: str, state: State, column: Speaker | None, voice: VoiceModel) -> Speaker:
        """Decide who speaks in a response paragraph.

        :param text: the paragraph.
        :param state: where the walk stands; a quotation that goes on is noted in it.
        :param column: the speaker of its table column, if any.
        :param voice: the model of the wording.
        :return: the speaker.
        """
        certain = self._quoting(text, state) or (None if state.speaker is Speaker.JOINT else voice_of(text))
        if certain is not None:
            return certain
        if column is None and state.announced and state.speaker is not None:
            return state.speaker
        odds = voice.commissioner_log_odds(text) + self._prior(state, column)
        if subject_speaker(text) is not None:
            odds += _SUBJECT_ODDS
        return Speaker.PCC if odds > 0 else Speaker.CHIEF_CONSTABLE

    def _prior(self, state: State, column: Speaker | None) -> float:
        """Give the log-odds that the commissioner speaks, before a word of the paragraph is read."""
        if column is not None:
            return _COLUMN_ODDS if column is Speaker.PCC else -_COLUMN_ODDS if column is Speaker.CHIEF_CONSTABLE else 0.0
        odds = _SIGNED_ODDS * _sign(self.signed_by) if state.letter else 0.5 * _sign(self.signed_by)
        odds += 0.5 * _sign(self.titled_by) + _SIGNED_ODDS * _sign(state.speaker)
        # An answer to a recommendation is more often the force's, remarks outside any are more often the commissioner's.
        if not state.letter:
            odds += -_ANSWER_ODDS if state.numbers else _ANSWER_ODDS
        return odds

    def _quoting(self, text: str, state: State) -> Speaker | None:
        quoted = sum(len(match[1]) for match in _QUOTED_SPAN.finditer(text))
        mostly = quoted > 0.4 * len(text)
        named = quoted_speaker(_QUOTED_SPAN.sub("“”", text)) if quoted or text.rstrip().endswith(":") else None
        if named is not None and (mostly or text.rstrip().endswith(":")):
            state.quoting = named
            return named
        if state.quoting is not None and _OPENS_QUOTE.match(text):
            return state.quoting
        state.quoting = None
        return None

    def numbers_in(self, text: str) -> tuple[str, ...]:
        """Give the recommendations that a paragraph outside any numbered section names as what it answers.

        :param text: the paragraph.
        :return: their numbers.
        """
        found = [number for start, _, numbers in references(text) if not _BACKGROUND.search(text[:start]) for number in numbers]
        return tuple(dict.fromkeys(found))


def _before_on(text: str) -> str:
    """Cut a title at "to" or "on": what follows is what is answered, not who answers."""
    return re.split(r"\b(?:to|on|of\s+inspections?|inspections?\s+of)\b", text, maxsplit=1)[0] or text


def _sign(speaker: Speaker | None) -> float:
    return {Speaker.PCC: 1.0, Speaker.CHIEF_CONSTABLE: -1.0}.get(speaker, 0.0) if speaker is not None else 0.0
