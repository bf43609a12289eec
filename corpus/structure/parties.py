"""The parties of a document: who signs it, whose response its title announces, and what they are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.records import Block, Speaker
from corpus.structure.offices import speaker_of
from corpus.structure.signatures import signatory

_TITLE = re.compile(r"\b(?:response|statement|reply|comments?|letter|section\s+55|s\.?\s?55)\b", re.I)
# Prose, and the headings of sections.
_NO_TITLE = re.compile(r"\w{3}[.;][\"”’)]*$|^(?:part|section|annex|appendix)\b|^\d{1,2}[.)]\s", re.I)
_INSPECTED = re.compile(r"^\W*(?:(?:an|the)\s+)?inspections?\s+of\b", re.I)
_EACH = re.compile(
    r"\bchief\s+constable['’]s\b.*\b(?:commissioner|P(?:F)?CC)(?:['’]s)?\b|\b(?:commissioner|P(?:F)?CC)['’]s\b.*\bchief\s+constable['’]s\b",
    re.I,
)
_TITLE_BLOCKS = 8
_LONGEST_TITLE = 40
_LONGEST_HEADLINE = 25
_CHIEF_OFFICE = r"Chief\s+(?:Constable|Fire\s+Officer)"
_COMMISSIONER_OFFICE = (
    r"(?:Police(?:,?\s*Fire)?\s+(?:and|&)\s+Crime\s+)?Commissioner|P(?:F)?CC|Deputy\s+Mayor(?:\s+for\s+Policing(?:\s+and\s+Crime)?)?"
)
_PERSON = (
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Cllr|Councillor|Lord|Lady)\.?\s+)?(?:[A-Z](?:\.|[\w’'-]+)\s+){0,3}(?P<surname>[A-Z][\w’'-]{2,})"
)
_PLACE = r"(?:\s+(?:for|of)\s+(?:the\s+)?(?:[A-Z]\w+\s?(?:and\s+)?){1,4})?"
_TITLED_PERSON = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Councillor|Cllr|Lord|Lady)\.?\s+(?:[A-Z]\.?\s+)*(?P<surname>[A-Z][\w’'-]{2,})"
)
_TOGETHER = re.compile(r"\bjoint(?:ly)?\s+(?:response|comments?|statement|reply|position)\b", re.I)
# "Agreed by the Commissioner, Ann Example, and the Chief Constable, Bo Example".
_AGREED = re.compile(
    r"^\W*(?:(?:jointly\s+)?(?:agreed|approved|issued|signed|made|given)|a\s+response)\s+(?:jointly\s+)?(?:by|between|from)\b", re.I
)
_BOTH = re.compile(
    r"(?:commissioner|P(?:F)?CC|mayor)\b.*\band\b.*\bchief\s+constable\b|\bchief\s+constable\b.*\band\b.*(?:commissioner|P(?:F)?CC|mayor)\b",
    re.I,
)
_CHIEF_SAYS = r"says?|said|states?|stated|writes?|comments|responds?|replies|adds?|added|remarks|reports|explain(?:s|ed)"
_HIS_WORDS = r"comments?|response|answers?|remarks|submission|contribution|words|position|account|view|statement|repl(?:y|ies)"
_CHIEF_HEARD = re.compile(
    rf"\b(?:chief\s+constable|force|constabulary|CC)(?:['’]s|s['’])?\s+(?:own\s+)?(?:{_HIS_WORDS})\b|"
    rf"\b(?:{_HIS_WORDS}|those)\s+(?:of|from|by|made\s+by)\s+the\s+(?:chief\s+constable|force|constabulary)|"
    rf"\b(?:chief\s+constable|force|constabulary)\b[^.]{{0,40}}\b(?:has\s+(?:added|written|submitted|replied|responded)|{_CHIEF_SAYS})\b",
    re.I,
)
# "The position on each has been supplied by the Chief Constable."
_SUPPLIED = re.compile(
    rf"\b(?:positions?|updates?|entr(?:y|ies)|{_HIS_WORDS})\s+(?:(?:on|to|for|under|against|in)\s+(?:each|every|all|them|the|these)\b[^.]{{0,40}}\s)?"
    r"(?:(?:has|have)\s+been|was|were|is|are)\s+(?:supplied|provided|given|prepared|written|made|submitted|drafted)\s+by\s+the\s+"
    r"(?:chief\s+(?:constable|officer)|force|constabulary)\b",
    re.I,
)
_NO_SURNAMES = (
    "the this that has have had said says was were will would and for police crime commissioner constable chief deputy assistant "
    "response responses comments office panel plan force constabulary report fire rescue mayor home secretary executive officer "
    "january february march april may june july august september october november december"
)
_NO_NAMES = frozenset(_NO_SURNAMES.split())


@dataclass(frozen=True, slots=True)
class Parties:
    """Who signs a document, whose response its title announces, and the surnames of those who hold the offices.

    ``together`` says that the title announces a joint or agreed response, ``chief_heard`` that the document says somewhere that
    the chief constable has a say in it, ``chief_answers`` that it says that the answers to the recommendations are his.
    """

    signed_by: Speaker | None
    titled_by: Speaker | None
    surnames: dict[str, Speaker]
    together: bool = False
    chief_heard: bool = False
    chief_answers: bool = False

    @classmethod
    def of(cls, blocks: Sequence[Block]) -> Parties:
        """Read signature, title and names.

        :param blocks: the blocks of a document.
        :return: its parties.
        """
        titles = [
            block.text for block in blocks[:_TITLE_BLOCKS] if len(block.text.split()) <= _LONGEST_TITLE and not _NO_TITLE.search(block.text)
        ]
        named = [_titled(text) for text in titles if _TITLE.search(text)]
        named += [_titled(text) for text in titles]
        titled = next((speaker for speaker in named if speaker is not None), None)
        together = any(
            _TOGETHER.search(text) or (_AGREED.match(text) and _BOTH.search(text))
            for text in titles
            if len(text.split()) <= _LONGEST_HEADLINE
        )
        heard = any(_CHIEF_HEARD.search(block.text) for block in blocks)
        signed = signatory(list(blocks))
        together = together or signed is titled is Speaker.JOINT
        answers = any(_SUPPLIED.search(block.text) for block in blocks)
        return cls(signed, titled, _surnames([block.text for block in blocks]), together, heard or answers, answers)

    def with_offices(self, text: str) -> str:
        """Write the office for the name of its holder, so that "Ms Example said" reads as what it is.

        :param text: a paragraph.
        :return: the paragraph with "the Chief Constable" or "the Commissioner" for a party's titled name.
        """

        def office(match: re.Match[str]) -> str:
            speaker = self.surnames.get(match["surname"].casefold())
            if speaker is None:
                return match[0]
            return "the Commissioner" if speaker is Speaker.PCC else "the Chief Constable"

        return _TITLED_PERSON.sub(office, text) if self.surnames else text


def passes_on_answers(text: str) -> bool:
    """Tell a paragraph that says that the chief constable supplied the answers: it is by somebody else.

    :param text: a paragraph.
    :return: whether it says so.
    """
    return _SUPPLIED.search(text) is not None


def is_title(text: str) -> bool:
    """Tell a line of the title block.

    :param text: a block near the top.
    :return: whether it announces the whole response.
    """
    return (
        _TITLE.search(text) is not None
        and re.search(r"\b(?:inspect\w*|hmic\w*|report|peel|police\s+and\s+crime|police\s+act|PCC|commissioner)\b", text, re.I) is not None
    )


def _before_on(text: str) -> str:
    """Cut a title at "to" or "on": what follows is what is answered, not who answers."""
    return re.split(r"\b(?:to|on|of\s+inspections?|inspections?\s+of)\b", text, maxsplit=1)[0] or text


def _titled(text: str) -> Speaker | None:
    """Tell whom a line of the title names as the author; both, where each is given a contribution."""
    if _INSPECTED.match(text) and not _TITLE.search(text):
        return None
    return Speaker.JOINT if _EACH.search(text) else speaker_of(_before_on(text))


def _surnames(texts: Sequence[str]) -> dict[str, Speaker]:
    found: dict[str, set[Speaker]] = {}
    for office, speaker in ((_CHIEF_OFFICE, Speaker.CHIEF_CONSTABLE), (_COMMISSIONER_OFFICE, Speaker.PCC)):
        # "Chief Constable Jo Example", "the Commissioner for Place, Jo Example" and "Jo Example, Chief Constable".
        after = re.compile(rf"(?<!Deputy )(?<!Assistant )\b(?:{office}){_PLACE},?\s+{_PERSON}\b")
        before = re.compile(rf"\b{_PERSON},\s+(?:the\s+)?(?:{office})\b")
        for text in texts:
            for match in (*after.finditer(text), *before.finditer(text)):
                surname = match["surname"].casefold()
                if surname not in _NO_NAMES:
                    found.setdefault(surname, set()).add(speaker)
    return {surname: speakers.pop() for surname, speakers in found.items() if len(speakers) == 1}
