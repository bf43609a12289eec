"""Statuses in set words ("Completed.", "Status: in progress", "On hold pending the NPCC review"): a whole answer in a few words.

What says that something is accepted or done is no heading, however short; and it means the same wherever it stands.
"""

from __future__ import annotations

import re
from enum import StrEnum


class Status(StrEnum):
    """What a status says of what was recommended."""

    DONE = "done"
    UNDER_WAY = "under way"
    REFUSED = "refused"
    NOTHING = "nothing"
    WAITING = "waiting"


_PARTY = r"(?:chief\s+constable|(?:police(?:,?\s+fire)?\s+and\s+crime\s+)?commissioner|force|constabulary|O?PF?CC|CC)"
_LABEL = (
    rf"(?:(?:{_PARTY}(?:['’]s)?|(?:our|current|latest|management)?)\s*"
    r"(?:status|position|update|response|reply|answer|comments?|decision|outcome)"
    rf"|{_PARTY})\s*[:–-]\s*"
)
_SUBJECT = (
    r"(?:(?:this|the)\s+(?:recommendation|action|area\s+for\s+improvement|AFI|work|requirement|force|constabulary)\s+"
    rf"(?:(?:is|was|are)\s+(?:now\s+)?|has\s+(?:now\s+)?(?:been\s+)?)|{_LABEL}|(?:action|recommendation|work)\s+)?"
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*"


def _when(prepositions: str) -> str:
    """Give the pattern of a day or period that may stand behind a status."""
    return (
        rf"(?:\W+(?:(?:{prepositions})\s+)?(?:the\s+)?(?:end\s+of\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?"
        rf"(?:{_MONTH}\s*)?(?:\d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{2,4}})?)?"
    )


_WHEN = _when(r"in|by|on|since|as\s+of|at|from")
# "Complete by March" may lie ahead: it is not said that anything is done.
_SINCE = _when(r"in|on|since|as\s+of|at|from")
_DONE = r"(?:done|complete|completed|met|implemented)"
_WORDS = {
    Status.DONE: (
        rf"(?:fully\s+|already\s+)?(?:{_DONE}|delivered|achieved|discharged|satisfied|compliant|in\s+place|actioned|embedded)(?:\s+in\s+full)?"
        r"|met\s+this\s+recommendation|(?:the\s+force\s+)?(?:already\s+)?(?:complies|meets\s+this(?:\s+recommendation)?)|business\s+as\s+usual"
    ),
    Status.UNDER_WAY: (
        r"(?:fully\s+|partly\s+|partially\s+)?(?:agreed|accepted)(?:\s+in\s+(?:full|part|principle))?|in\s+progress|under\s*way|ongoing|on\s+track|in\s+hand"
        rf"|(?:partly|partially)\s+{_DONE}|not\s+(?:yet\s+)?(?:started|complete|completed)|planned|started|commenced"
    ),
    Status.REFUSED: r"not\s+(?:accepted|agreed|recognised)|rejected|declined|refused|disputed|disagree",
    Status.NOTHING: (
        r"noted|none|nil|no\s+(?:further\s+)?comments?|nothing\s+(?:further\s+)?to\s+add|for\s+information|(?:for\s+)?information\s+only"
        r"|not\s+applicable|n/a"
    ),
}
_STATUS = {
    status: re.compile(rf"\W*{_SUBJECT}(?:{words}){_SINCE if status is Status.DONE else _WHEN}\W*", re.I)
    for status, words in _WORDS.items()
}
_WAITS = re.compile(
    rf"\W*(?:{_LABEL})?"
    r"(?:awaiting|awaits?|on\s+hold|paused|parked|deferred|pending|subject\s+to|waiting\s+(?:for|on))\b(?!\s+no\b)(?P<what>[^.;:]{3,70})\W*",
    re.I,
)
_OTHERS = re.compile(
    r"\b(?:college|NPCC|home\s+office|national|guidance|legislation|government|ministers?|hmicfrs|inspectorate|APP|code|regulations?|"
    r"statutory|funding|parliament)\b",
    re.I,
)
_LONGEST = 12
_LONGEST_CHARACTERS = 160


def status_of(text: str) -> Status | None:
    """Read a status in set words.

    :param text: a paragraph or a line.
    :return: what it says; ``None`` if it is anything else or more. Waiting for nobody outside the force is anything else.
    """
    if len(text) > _LONGEST_CHARACTERS or len(text.split()) > _LONGEST:
        return None
    for status, pattern in _STATUS.items():
        if pattern.fullmatch(text):
            return status
    waits = _WAITS.fullmatch(text)
    return Status.WAITING if waits is not None and _OTHERS.search(waits["what"]) else None
