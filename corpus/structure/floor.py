"""Who has the floor in a document as a whole, where no heading says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.records import Block, Speaker
from corpus.structure.headings import speaker_of
from corpus.structure.numbers import references
from corpus.structure.speakers import quoted_speaker, signatory, subject_speaker, voice_of
from corpus.structure.state import State

_TITLE = re.compile(r"\b(?:response|statement|reply|comments?|letter|section\s+55|s\.?\s?55)\b", re.I)
_OPENS_QUOTE = re.compile(r"^\W{0,2}[“\"]")
_QUOTED_SPAN = re.compile(r"[“\"]([^”\"]*)(?:[”\"]|$)")
_TITLE_BLOCKS = 8
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
        return _TITLE.search(text) is not None and re.search(r"\b(?:inspect\w*|hmic\w*|report|peel|police\s+and\s+crime|PCC|commissioner)\b", text, re.I) is not None

    def speaker(self, text: str, state: State, column: Speaker | None) -> Speaker:
        """Decide who speaks in a response paragraph.

        :param text: the paragraph.
        :param state: where the walk stands; a quotation that goes on is noted in it.
        :param column: the speaker of its table column, if any.
        :return: the speaker; the commissioner, whose duty the response is, where nothing tells.
        """
        quoting = self._quoting(text, state)
        if quoting is not None:
            return quoting
        voiced = voice_of(text)
        if voiced is not None and not (state.speaker is Speaker.JOINT):
            return voiced
        announced = column or state.speaker
        if announced is not None and not state.soft:
            return announced
        return announced or subject_speaker(text) or self.signed_by or self.titled_by or Speaker.PCC

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
