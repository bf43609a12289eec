"""Whose statement each sentence of a paragraph is: the inspection's, or the responder's own."""

from __future__ import annotations

import re

_INSPECTION = re.compile(
    r"\b(?:hmic(?:frs)?|inspectorates?|inspectors?|inspection|investigators|super-complaint|(?:the|your|this|its|new|national|joint|latest)\s+(?:\w+\s+)?report)\b",
    re.I,
)
# "The backlog stood at 90 when inspectors visited" says when, not what they said.
_TIMED = re.compile(
    r"\b(?:when|since|before|after|until|at\s+the\s+time\s+of)\s+(?:the\s+|our\s+)?(?:hmic(?:frs)?|inspect(?:ors|orate|ion))"
    r"(?:\s+(?:team|visited|called|came|left|arrived|visit|fieldwork))?\b",
    re.I,
)
_RESPONDER = re.compile(
    r"\b(?:I|[Mm]y|[Mm]e|[Ww]e|[Oo]urs?|[Uu]s)\b|^(?:The\s+|Mr\s+|Ms\s+|Mrs\s+|Dr\s+)?(?:(?:Police(?:,?\s*Fire)?\s+(?:and|&)\s+Crime\s+)?Commissioner|O?PF?CC|Deputy\s+Mayor"
    r"|Chief\s+Constable|Force|Constabulary)\b(?!s)"
)
_WENT_ON = re.compile(r"^\W*(?:It|They|He|She|Its|Their|Of\s+(?:the|these|those)|Some|One|Among|These|Those)\b")
_QUOTED = re.compile(r"[“\"][^”\"]{0,2000}[”\"]")
_NUMBERING = re.compile(r"^\W*(?:\d+(?:\.\d+)*\.?\s+|[A-Z][.)]\s+)?(?:Yes|No)?\W*")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[\W\d]{0,200}[A-Z])")
_OPENING_WORDS = 9


def responder_speaks(text: str) -> bool:
    """Tell whether a paragraph speaks in the first person or has a sentence that opens with a party.

    :param text: a paragraph.
    :return: whether it does, its quotations aside.
    """
    plain = _NUMBERING.sub("", _QUOTED.sub("“”", text), count=1)
    return any(_RESPONDER.search(sentence) for sentence in _SENTENCE.split(plain))


def reported_share(text: str) -> float:
    """Say how much of a paragraph retells the inspection.

    :param text: a paragraph.
    :return: the share of its sentences that have the inspection near their beginning, or go on from one that has;
        0 if any sentence speaks for the responder.
    """
    plain = _NUMBERING.sub("", _QUOTED.sub("“”", text), count=1)
    sentences = [sentence for sentence in _SENTENCE.split(plain) if len(sentence.split()) > 1]
    if not sentences or any(_RESPONDER.search(sentence) for sentence in sentences):
        return 0.0
    reported = 0
    retelling = False
    for sentence in sentences:
        opening = _TIMED.sub("", " ".join(sentence.split()[:_OPENING_WORDS]))
        retelling = _INSPECTION.search(opening) is not None or (retelling and _WENT_ON.match(sentence) is not None)
        reported += retelling
    return reported / len(sentences)
