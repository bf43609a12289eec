"""Which blocks are headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.records import Block, BlockKind, Emphasis
from corpus.statuses import status_of
from corpus.structure.duties import names_duty
from corpus.structure.numbers import heading_numbers
from corpus.structure.senses import RECOMMENDATIONS, HeadingSense, gives_floor, sense
from corpus.structure.speakers import is_salutation, lead_in

_STATUTORY = re.compile(r"section\s+55|police\s+act\s+1996|\b56\s+(?:working\s+)?days\b", re.I)
# "This letter is written for that purpose": a letter that cites the duty and says that it fulfils it.
_OWN_PURPOSE = re.compile(
    r"[.;]\s+(?:this|the\s+present)\s+(?:letter|statement|reply)\s+(?:is|was|has\s+been|fulfils|discharges|meets|gives|sets\s+out)\b", re.I
)
_LABELLED = re.compile(r"^[A-Z][^.:?!]{2,60}:$")
_PROMPT = re.compile(
    r"^(?:\W|\w{1,3}[.)]\s)*(?:if\s+(?:yes|no|not|so|you)\b.*\bplease\b|please\s+(?:say|state|give|describe|explain|provide|outline|set\s+out|list|confirm)\b)",
    re.I,
)
_VALUED = re.compile(
    r"^(?!part\b|section\b|annex\b|appendix\b|question\b|q\d|(?:area|theme|topic|issue|point|finding|chapter|item)\s+\d)[A-Z][^:.?!]{1,60}:\s+\S",
    re.I,
)
_QUESTION = re.compile(r"\?\s*(?:\([^()]*\))?$")
# The inspectorate's point and the question that it raises: "Inspectors say … Is that so? (Recommendation 6)".
_NUMBERED_QUESTION = re.compile(
    r"\?\s*\((?:recommendations?|recs?\.?|AFIs?|areas?\s+for\s+improvement|causes?\s+of\s+concern)\s+[^()]{1,30}\)$", re.I
)
_LEAD_TO_DUTIES = re.compile(r"\b(?:should|must|ought\s+to|needs?\s+to|(?:is|are|was|were)\s+(?:\w+\s+)?to)\s*:$", re.I)
_SHORT_ANSWER = re.compile(r"^(?:yes|no|in\s+part|part(?:ly|ially)|in\s+full|fully|agree)\W*$", re.I)
# "Force response: Assistant Chief Constable (Crime)" says who answers below, and nothing more.
_ANSWERED_BY = re.compile(
    r"^(?:[\w’']+\s+){0,4}(?i:response|reply|answer|comments?|update|position|statement)\s*[:–—-]\s+"
    r"(?=[^.;!?]*\b(?:Constable|Officer|Head|Director|Superintendent|Inspector|Commander|Commissioner|Executive|Lead|Manager|Mayor)\b)"
    r"(?:[(“]?[A-Z][\w’'&/-]*[),]*\s*|(?:of|for|and|the|&|to|[–-])\s+){1,12}$"
)
# "I have asked the Chief Constable to:" and "Taking each recommendation in turn:" lead on to what is said.
_LEADS_ON = re.compile(r"^\W*(?:I|We|Taking|Turning|Dealing|Looking)\s", re.I)
_LONGEST_HEADING_WORDS = 18
_LONGEST_QUESTION_WORDS = 34
_REFERENCE_WORDS = 6


def heading_flags(blocks: Sequence[Block]) -> list[bool]:
    """Tell which blocks of a document are headings.

    :param blocks: its blocks.
    :return: a flag for each; "In part" right under a question is its answer.
    """
    flags: list[bool] = []
    for position, block in enumerate(blocks):
        answers = position > 0 and flags[-1] and is_prompt(blocks[position - 1].text) and _is_short_answer(block.text.strip())
        entry = block.kind is not BlockKind.HEADING and position > 0 and _is_entry(block, blocks[position - 1])
        flags.append(not answers and not entry and is_heading(block, blocks[position + 1] if position + 1 < len(blocks) else None))
    return flags


def _is_short_answer(text: str) -> bool:
    return _SHORT_ANSWER.match(text) is not None or status_of(text) is not None


def _is_entry(block: Block, before: Block) -> bool:
    """Tell "Force: three posts advertised" below a recommendation, or below another such entry, from "Force: culture and conduct"."""
    if block.emphasis is not Emphasis.NONE or not lead_in(block.text)[1] or _ANSWERED_BY.match(block.text.strip()):
        return False
    return names_duty(before.text) or (before.kind is not BlockKind.HEADING and lead_in(before.text)[1])


def is_duty_lead_in(text: str) -> bool:
    """Tell the lead-in of a list of recommendations ("Within three months the force should:").

    :param text: a block.
    :return: whether it ends in "should" or the like and a colon.
    """
    return _LEAD_TO_DUTIES.search(text.strip()) is not None


def is_heading(block: Block, following: Block | None) -> bool:
    """Tell whether a block is a heading.

    :param block: the block.
    :param following: the block after it, or ``None``.
    :return: whether it reads and stands as a heading; forms' questions count.
    """
    text = block.text.strip()
    words = text.split()
    if not words or is_salutation(text) or is_duty_lead_in(text) or not any(character.isalpha() for character in text):
        return False
    if block.kind is BlockKind.HEADING:
        return len(words) <= 2 * _LONGEST_QUESTION_WORDS
    if _PROMPT.match(text) or _NUMBERED_QUESTION.search(text):
        return len(words) <= _LONGEST_QUESTION_WORDS + _REFERENCE_WORDS
    if text.endswith("?"):
        return len(words) <= _LONGEST_QUESTION_WORDS and re.search(r"[.!]\s", re.sub(r"^\S{1,5}\.\s", "", text)) is None
    if len(words) > _LONGEST_HEADING_WORDS or re.search(r"[.!;,][\"”’']?$", text) or following is None:
        return False
    if is_numbered_reference(text) or _ANSWERED_BY.match(text):
        return True
    if _VALUED.match(text) and not RECOMMENDATIONS.match(text) and not _names_item(text) and not gives_floor(text):
        return False
    if re.search(r"[.!]\s+[A-Z]", re.sub(r"^\(?[\w.]{1,5}[.)]\s+", "", text)) or (
        block.kind is BlockKind.LIST_ITEM and not _numbered_title(text)
    ):
        return False
    if text.endswith(":"):
        return (
            (len(words) <= 9 or text.isupper())
            and not _LEADS_ON.match(text)
            and sense(text) != HeadingSense()
            and not re.search(
                r"\b(?:found|judged|identified|that|are|is|as\s+follows|below|following|include)\b[^:]*:$|^(?:on|in)\s+\d", text, re.I
            )
        )
    return _stands_as_heading(block, text, words)


def is_prompt(text: str) -> bool:
    """Tell a form's question or instruction ("If not, please say why.").

    :param text: a heading.
    :return: whether it asks for something.
    """
    return _QUESTION.search(text.rstrip()) is not None or _PROMPT.match(text) is not None


def is_numbered_reference(text: str) -> bool:
    """Tell whether a block is nothing but the number of a recommendation, with a short title at most.

    :param text: such as "Recommendation 9", "AFI 3 – supervision", "Recommendations 4 and 5:".
    :return: whether it is.
    """
    numbers = heading_numbers(text)
    return (
        bool(numbers)
        and len(text.split()) <= 14
        and re.match(r"^\W*(?:\d+[.)]\s+)?(?:\w+:?\s+){0,4}?(?:recommendations?|recs?|areas?\s+for|AFIs?|causes?|R\d|CoC)\b", text, re.I)
        is not None
    )


def _names_item(text: str) -> bool:
    """Tell a label whose value is nothing but a recommendation ("Third matter: area for improvement")."""
    return re.fullmatch(rf"[^:]+:\s+(?:the\s+|an?\s+)?(?:{RECOMMENDATIONS.pattern})(?:\s+\d{{1,3}})?", text, re.I) is not None


def _numbered_title(text: str) -> bool:
    return re.match(r"^\(?(?:\d{1,2}(?:\.\d{1,2})*|[A-Z])[.)]?\s+[A-Z]", text) is not None


def _stands_as_heading(block: Block, text: str, words: list[str]) -> bool:
    letters = [character for character in text if character.isalpha()]
    if len(letters) > 3 and sum(character.isupper() for character in letters) > 0.8 * len(letters):
        return True
    if block.emphasis is Emphasis.BOLD:
        return True
    return text[0].isupper() or text[0].isdigit() or words[0].lower() in {"pcc", "opcc"}


def is_statutory(text: str) -> bool:
    """Tell the statutory line that forms carry ("Section 55 of the Police Act 1996 requires …").

    :param text: a paragraph.
    :return: whether it cites the duty to respond, and says nothing in the first person nor what the letter itself is for.
    """
    return _STATUTORY.search(text) is not None and re.search(r"\b(?:I|my|we|our)\b", text) is None and not states_purpose(text)


def states_purpose(text: str) -> bool:
    """Tell a paragraph that goes on to say what the letter or statement itself is for ("This letter is written for that purpose.").

    :param text: a paragraph.
    :return: whether one of its later sentences says so.
    """
    return _OWN_PURPOSE.search(text) is not None


def is_label(text: str) -> bool:
    """Tell a form's label ("Date published:").

    :param text: a block.
    :return: whether it is a short label that ends with a colon.
    """
    return _LABELLED.match(text) is not None
