"""Reports of the inspectorate itself: nobody responds in them, and "we" are the inspectors."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.records import Block
from corpus.structure.speakers import subject_speaker

_INSPECTS = re.compile(
    r"\bwe\s+(?:have\s+)?(?:last\s+|also\s+|previously\s+)?(?:re-?)?(?:inspected|graded)\b|\bour\s+(?:(?:last|previous|next|first)\s+)?(?:re-?inspection|inspection|inspectors)\b"
    r"|\bwe\s+(?:will|shall)\s+(?:return\s+(?:within|in|to\s+(?:see|check|assess|inspect))|re-?inspect|re-?visit\s+the\s+(?:force|constabulary))\b"
    r"|\brecommendations\s+(?:that\s+|which\s+)?we\s+made\b|\b(?:this|the)\s+inspection\s+was\s+(?:carried\s+out|one\s+of)\b",
    re.I,
)
_FINDS = re.compile(
    r"\bwe\s+(?:were\s+\w+\s+to\s+)?(?:found|find|saw|identified|judged?|recommend|have\s+\w+\s+causes?\s+of\s+concern)\b", re.I
)
# Whoever responds says so in the title or a heading, or speaks for himself somewhere.
_RESPONDS = re.compile(
    r"(?<!police )(?<!force )(?<!forces )(?<!forces’ )\brespon(?:se|ses|ds)\b|\brepl(?:y|ies)\b|\bcomments?\b|\bstatement\b"
    r"|\bsection\s+55\b|\bforeword\b",
    re.I,
)
_SPEAKS = re.compile(
    r"\b(?:I|[Mm]y)\b|\b(?:the\s+)?(?:inspect(?:ors|orate)|HMIC(?:FRS)?)\s+(?:found|said|told|judged|visited|identified|recommend(?:ed|s)|highlighted|recognised|noted|concluded)\b"
)
# "We accept the recommendation", "The force agrees with both findings", "We found the inspection helpful".
_ANSWERS = re.compile(
    r"\b(?:we|the\s+(?:force|constabulary|commissioner|O?PF?CC|chief\s+constable)|police)\s+(?:\w+\s+){0,3}?"
    r"(?:accepts?|agrees?|welcomes?|disagrees?|disputes?|acknowledges?|supports?|found|noted?|notes|considered|thank)\s+(?:\w+\s+){0,4}?"
    r"(?:recommendations?|findings?|report|inspection|inspectors|inspectorate|HMIC(?:FRS)?|areas?\s+for\s+improvement|causes?\s+of\s+concern)\b",
    re.I,
)
# Of his own inspection an inspector may say "I".
_INSPECTORS_WORDS = re.compile(r"\bHM(?:I|\s+(?:chief\s+)?inspector)(?:['’]s)?\b", re.I)
_TITLE_BLOCKS = 4
_FEWEST_INSPECTS = 2
_FEWEST = 3


def is_inspection_report(blocks: Sequence[Block], headings: Sequence[bool]) -> bool:
    """Tell a report of the inspectorate from a response to one.

    :param blocks: the blocks of a document.
    :param headings: which of them are headings.
    :return: whether inspectors say in it what they did, found and will do, and nobody else speaks.
    """
    titles = [block.text for index, block in enumerate(blocks) if headings[index] or index < _TITLE_BLOCKS]
    if any(_RESPONDS.search(title) for title in titles) or _somebody_speaks(blocks, headings):
        return False
    inspects = sum(_INSPECTS.search(block.text) is not None for block in blocks)
    finds = sum(_FINDS.search(block.text) is not None for block in blocks)
    return inspects >= _FEWEST_INSPECTS and inspects + finds >= _FEWEST


def _somebody_speaks(blocks: Sequence[Block], headings: Sequence[bool]) -> bool:
    by_inspector = False
    for block, is_heading in zip(blocks, headings, strict=True):
        if is_heading:
            by_inspector = _INSPECTORS_WORDS.search(block.text) is not None
        elif _ANSWERS.search(block.text) or subject_speaker(block.text) or (not by_inspector and _SPEAKS.search(block.text)):
            return True
    return False
