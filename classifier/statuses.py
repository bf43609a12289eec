"""Answers that are nothing but a status in set words ("Completed.", "Status: in progress", "On hold pending the NPCC review").

They hold too little for an encoder, and mean the same wherever they stand.
"""

from __future__ import annotations

import re

_SUBJECT = (
    r"(?:(?:this|the)\s+(?:recommendation|action|area\s+for\s+improvement|AFI|work|requirement|force|constabulary)\s+"
    r"(?:(?:is|was|are)\s+(?:now\s+)?|has\s+(?:now\s+)?(?:been\s+)?)|(?:status|position|update|response|decision|outcome)\s*[:–-]\s*|(?:action|recommendation|work)\s+)?"
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*"
_WHEN = (
    r"(?:\W+(?:(?:in|by|on|since|as\s+of|at|from)\s+)?(?:the\s+)?(?:end\s+of\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?"
    rf"(?:{_MONTH}\s*)?(?:\d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{2,4}})?)?"
)
_DONE = r"(?:done|complete|completed|met|implemented)"
_WORDS = {
    "already_compliant": (
        rf"(?:fully\s+|already\s+)?(?:{_DONE}|delivered|achieved|discharged|satisfied|compliant|in\s+place|actioned|embedded)(?:\s+in\s+full)?"
        r"|met\s+this\s+recommendation|(?:the\s+force\s+)?(?:already\s+)?(?:complies|meets\s+this(?:\s+recommendation)?)|business\s+as\s+usual"
    ),
    "accepts": (
        r"(?:fully\s+|partly\s+|partially\s+)?(?:agreed|accepted)(?:\s+in\s+(?:full|part|principle))?|in\s+progress|under\s*way|on\s+track|in\s+hand"
        rf"|(?:partly|partially)\s+{_DONE}|not\s+yet\s+(?:started|complete|completed)|planned|started|commenced"
    ),
    "disputes_methodology": r"not\s+(?:accepted|agreed|recognised)|rejected|declined|refused|disputed|disagree",
    "no_stance": (
        r"noted|no\s+comments?|nothing\s+(?:further\s+)?to\s+add|for\s+information|(?:for\s+)?information\s+only"
        r"|not\s+applicable|n/a"
    ),
}
_STATUS = {stance: re.compile(rf"\W*{_SUBJECT}(?:{words}){_WHEN}\W*", re.I) for stance, words in _WORDS.items()}
_WAITS = re.compile(
    r"\W*(?:(?:status|position|update)\s*[:–-]\s*)?"
    r"(?:awaiting|awaits?|on\s+hold|paused|parked|deferred|pending|subject\s+to|held|waiting\s+(?:for|on))\b(?P<what>[^.;:]{3,70})\W*",
    re.I,
)
_OTHERS = re.compile(
    r"\b(?:college|NPCC|home\s+office|national|guidance|legislation|government|ministers?|hmicfrs|inspectorate|board|APP|code|regulations?|"
    r"statutory|funding|parliament)\b",
    re.I,
)
_LONGEST = 12
#: How sure such a status is: by Laplace's rule of succession, for all 36 paragraphs of the labelled text that are one have this stance.
STATUS_PROBABILITY = 37 / 38


def stated_stance(text: str) -> str | None:
    """Read a status in set words.

    :param text: a response paragraph.
    :return: the stance that it states, a label of the shipped scheme; ``None`` if the paragraph is anything else or more.
    """
    if len(text.split()) > _LONGEST:
        return None
    for stance, pattern in _STATUS.items():
        if pattern.fullmatch(text):
            return stance
    waits = _WAITS.fullmatch(text)
    return "deferred_pending_guidance" if waits is not None and _OTHERS.search(waits["what"]) else None
