"""Which of the parties a heading, title or signature names."""

from __future__ import annotations

import re

from corpus.records import Speaker

_CHIEF = re.compile(
    r"chief\s+(?:constables?|officers?)|\bcommissioner\s+of\s+police\b|\bCC\b|(?<!mayor\W)\bforce(?:'s|’s)?\b|constabulary(?:'s|’s)?|\bpolice\s+(?:service|force)\b|\bDCC\b|\bACC\b|"
    r"deputy\s+chief|assistant\s+chief|chief\s+fire\s+officer|\b(?<!rescue\s)service(?:'s|’s)?\s+(?:response|position|comment|update)",
    re.I,
)
_COMMISSIONER = re.compile(
    r"\bO?P(?:F)?CC(?:'s|’s)?\b|\bOPFCC\b|commissioner(?!\s+of\s+police\b)(?:'s|’s|s')?|\bmayor(?:'s|’s)?\b|\bMOPAC\b|police\s+authority|policing\s+body|\bmy\s+(?:response|view|comments?)",
    re.I,
)
#: Words that announce one voice for both parties.
JOINT = re.compile(
    r"\bjoint(?:ly)?\b(?!\s+(?:(?!respon|repl|statement|comment|position)[\w-]+\s+){0,2}(?:inspect\w*|reports?|reviews?|thematic)\b)|\bshared\s+(?:response|position)|\bboth\s+parties",
    re.I,
)


def speaker_of(text: str) -> Speaker | None:
    """Tell who a heading or signature gives the floor to.

    :param text: such as "Chief Constable response", "Comments by the Commissioner on the force's plan".
    :return: the speaker, or ``None`` if it names nobody.
    """
    if JOINT.search(text):
        return Speaker.JOINT
    chief, commissioner = _CHIEF.search(text), _COMMISSIONER.search(text)
    if chief is None and commissioner is None:
        return None
    if chief is None:
        return Speaker.PCC
    if commissioner is None:
        return Speaker.CHIEF_CONSTABLE
    between = text[min(chief.end(), commissioner.end()) : max(chief.start(), commissioner.start())]
    if re.fullmatch(r"\s*(?:and|&|/|and\s+the)(?:\s+\S+){0,3}\s*", between, re.I) and not re.search(r"\bto\b|\bon\b", between):
        return Speaker.JOINT
    return Speaker.CHIEF_CONSTABLE if chief.start() < commissioner.start() else Speaker.PCC
