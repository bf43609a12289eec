"""Reports of the inspectorate itself: nobody responds in them, and "we" are the inspectors."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.records import Block

_INSPECTS = re.compile(
    r"\bwe\s+(?:have\s+)?(?:last\s+|also\s+|previously\s+)?(?:re-?)?(?:inspected|graded)\b|\bour\s+(?:last|previous|next|first|re-?inspection|inspection|inspectors|assessment)\b"
    r"|\bwe\s+(?:will|shall)\s+(?:return|re-?inspect|re-?visit)\b|\brecommendations\s+(?:that\s+|which\s+)?we\s+made\b|\b(?:this|the)\s+inspection\s+was\s+(?:carried\s+out|one\s+of)\b",
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
_SPEAKS = re.compile(r"\b(?:I|[Mm]y)\b|\b(?:the\s+)?(?:inspect(?:ors|orate)|HMIC(?:FRS)?)\s+(?:found|said|told|judged|visited)\b")
_TITLE_BLOCKS = 4
_FEWEST = 3


def is_inspection_report(blocks: Sequence[Block], headings: Sequence[bool]) -> bool:
    """Tell a report of the inspectorate from a response to one.

    :param blocks: the blocks of a document.
    :param headings: which of them are headings.
    :return: whether inspectors say in it what they did, found and will do, and nobody else speaks.
    """
    titles = [block.text for index, block in enumerate(blocks) if headings[index] or index < _TITLE_BLOCKS]
    if any(_RESPONDS.search(title) for title in titles) or any(_SPEAKS.search(block.text) for block in blocks):
        return False
    inspects = sum(_INSPECTS.search(block.text) is not None for block in blocks)
    finds = sum(_FINDS.search(block.text) is not None for block in blocks)
    return inspects > 0 and inspects + finds >= _FEWEST
