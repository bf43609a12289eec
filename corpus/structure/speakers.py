"""Who speaks: from signatures, from lead-ins, and from the voice of a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.records import Speaker
from corpus.structure.offices import speaker_of

_SIGN_OFF = re.compile(
    r"^(?:yours\s+(?:sincerely|faithfully|truly)|(?:with\s+)?(?:kind|best)\s+(?:regards|wishes)|yours(?:\s+ever|\s+truly|\s+etc\.?)?\W*$|sincerely|regards|signed\b)",
    re.I,
)
# "Signed statements are now taken from each detainee." closes nothing.
_TELLS = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would)\b.*[.!?]$", re.S)
_SALUTATION = re.compile(
    r"^(?:(?:annwyl\b[^.]{0,40}/\s*)?dear\s+\S+|(?:good\s+(?:morning|afternoon|evening)|hello|hi|annwyl)"
    r"(?:,?\s+(?:(?:to\s+)?(?:you\s+)?(?:all|both|everyone|everybody|colleagues|there|team)|(?-i:[A-Z][\w.’'-]*))){0,5}\s*[,!.–-]?$)",
    re.I,
)
_LEAD_IN = re.compile(
    r"^\s*(?:\d+(?:\.\d+)*\.?\s+)?(?:the\s+)?(?P<who>(?:[\w’']+\s+){0,4}?[\w’']+)\s*(?:'s|’s)?\s*(?P<what>response|comments?|position|reply|update|statement|view|answer)?\s*[:–—]\s+(?=\S)",
    re.I,
)
_PARTY = re.compile(
    r"(?:the\s+)?(?:CC|O?PF?CC|force|constabulary|(?:deputy\s+)?commissioner|(?:deputy\s+)?mayor|chief\s+constable)(?:['’]s)?", re.I
)
_PCC_VOICE = re.compile(
    r"\bas\s+(?:your\s+|the\s+)?(?:police(?:,\s*fire)?\s+and\s+crime\s+commissioner|P(?:F)?CC|commissioner|deputy\s+mayor)\b(?:\s+for\s+\w+)?,?\s+(?:I|my)\b|"
    r"\bI,?\s+as\s+(?:the\s+|your\s+)?(?:police(?:,\s*fire)?\s+and\s+crime\s+)?(?:commissioner|P(?:F)?CC)|\bmy\s+(?:office|police\s+and\s+crime\s+plan|deputy\s+commissioner)\b|"
    r"\b(?:I|we)\s+(?:have\s+|will\s+|shall\s+|am\s+)?(?:also\s+)?(?:ask(?:ed|ing)?|challenge[d]?|hold(?:ing)?|held|sought|expect|scrutinis\w+|discussed)\b[^.]{0,60}\b(?:the|my|our)\s+chief\s+constable|"
    r"\bI\s+(?:have\s+been|am)\s+(?:assured|told|advised|informed)\s+by\s+the\s+chief\s+constable|\bthe\s+chief\s+constable\s+(?:has\s+)?(?:told|tells|assures|assured|advise[sd]|inform(?:s|ed)|confirm(?:s|ed)\s+to|reports?\s+to|briefed)\s+me\b|"
    r"\bhold(?:ing)?\s+(?:the\s+|my\s+)?chief\s+constable\s+to\s+account|\bmy\s+(?:chief\s+constable|election)\b|"
    r"\bI\s+(?:was|am)\s+(?:first\s+)?(?:re-?)?elected\b|\bI\s+(?:have\s+)?(?:held|hold)\s+(?:this\s+)?office\b|\b(?:since|when|before)\s+I\s+(?:took|came\s+into)\s+office\b|"
    r"\bmy\s+(?:\w+\s+){0,2}custody\s+visit\w+|\bthe\s+precept\s+(?:that\s+|which\s+)?I\b|\bmy\s+(?:\w+\s+)?precept\b",
    re.I,
)
_CHIEF_VOICE = re.compile(
    r"\bas\s+(?:the\s+|your\s+)?chief\s+constable,?\s+I\b|\bI,?\s+as\s+(?:the\s+)?chief\s+constable|\bmy\s+(?:officers|force|constabulary|workforce|chief\s+officer\s+team|senior\s+leaders|deputy\s+chief\s+constable)\b|"
    r"\b(?:our|my)\s+(?:PCC|police\s+and\s+crime\s+commissioner)\b",
    re.I,
)
_TOGETHER = re.compile(
    r"^\W*(?:\d[\d.]*\s+)?Both\s+(?:have|are|will|agree|accept|welcome|wish)\b|\b(?:we\s+both|both\s+of\s+us|neither\s+of\s+us|we\s+jointly|the\s+two\s+of\s+us|this\s+(?:joint\s+)?response\s+(?:together|jointly))\b",
    re.I,
)
_SAYS = r"(?:said|says|added|stated|commented|responded|wrote|writes|replies|answers|continued|explained|told)"
_CHIEF = r"(?:(?:deputy|assistant|temporary|acting)\s+)?chief\s+constable|chief\s+superintendent|chief\s+officer|commissioner\s+of\s+police"
# In London the Commissioner of Police is the chief officer.
_COMMISSIONER = r"(?:police(?:,\s*fire)?\s+(?:and|&)\s+crime\s+)?commissioner(?!\s+of\s+police\b)|P(?:F)?CC|deputy\s+mayor"
_QUOTED_CHIEF = re.compile(rf"\b(?:{_CHIEF})\b[^.“\"]{{0,80}}?\b{_SAYS}\b|\b{_SAYS}\s+(?:the\s+)?(?:{_CHIEF})\b", re.I)
_QUOTED_COMMISSIONER = re.compile(rf"\b(?:{_COMMISSIONER})\b[^.“\"]{{0,80}}?\b{_SAYS}\b|\b{_SAYS}\s+(?:the\s+)?(?:{_COMMISSIONER})\b", re.I)
_THE_CHIEF = re.compile(r"(?<!as )\b(?i:the\s+chief\s+constable)\b(?!\s+(?:of|for)\b)")
_THE_COMMISSIONER = re.compile(r"(?<!as )\b(?:[Tt]he|[Oo]ur|[Mm]y)\s+(?:Police(?:,?\s*Fire)?\s+and\s+Crime\s+)?(?:Commissioner|PF?CC)\b")
_CONVEYED = re.compile(
    r"^(?P<announced>[^.:“”\"]{0,160}\b(?:in\s+(?:these|the\s+following|(?:his|her|their)\s+own)\s+(?:words|terms)|as\s+follows|(?:this|the\s+following)\s+(?:reply|answer|statement|comment)))[.:]\s+(?=[A-Z])"
)
# Initials at the end: "96 per cent in March (PCC)."
_INITIALLED = re.compile(r"\((?P<announced>O?PF?CC|CC|Chief\s+Constable|Commissioner|Force|Constabulary)\)\W*$")
# "The Chief Constable answers this point. We …"
_TAKES_FLOOR = re.compile(
    rf"^\W*(?P<announced>(?i:(?:the\s+)?(?:{_CHIEF}|{_COMMISSIONER}|force|constabulary))\s+(?:answers|replies|responds|writes|comments)\b[^.:“”\"]{{0,50}})[.:]\s+(?=.*\b(?:I|[Mm]y|[Ww]e|[Oo]ur)\b)",
    re.S,
)
_STATEMENT = re.compile(r"\b(?:statement|words|writes?|reads?|follows|comments?|response|reply|position|letter|asked\s+me)\b[^.]*:$", re.I)
_SUBJECT_COMMISSIONER = re.compile(
    r"^(?:The\s+)?(?:(?:Police(?:,\s*Fire)?\s+(?:and|&)\s+Crime\s+)?Commissioner|P(?:F)?CC|OP(?:F)?CC|Deputy\s+Mayor|Deputy\s+Commissioner)(?:['’]s\s+office)?"
    r"(?-i:\s+for\s+[A-Z][\w’'-]+(?:(?:,\s?|\s)(?:and\s+)?[A-Z][\w’'-]+){0,3},?\s?(?:and\s+)?)?(?-i:,?\s*[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,3}\s?)??,?\s+"
    r"(?:\w+\s+)?(?:welcome[sd]?|sa(?:id|ys)|adds?|added|told|wr(?:ote|ites)|explain(?:s|ed)|note[sd]?|ha[sd]|is|was|will|accept(?:s|ed)?|agree[sd]?|consider[s]?|believe[sd]?|recognis\w+|acknowledge[sd]?|expect[s]?|support[s]?|would|does|remain[s]?|ask(?:s|ed)?|intend[s]?|thank(?:s|ed)?|to\s+whom|who)\b",
    re.I,
)

_SUBJECT = re.compile(
    rf"^\W*(?:\d+(?:\.\d+)*\.?\s+)?(?:[^.,]{{0,60}},\s+)?(?:the\s+)?(?:(?P<commissioner>{_COMMISSIONER}|OP(?:F)?CC)|{_CHIEF}|force|constabulary|police\s+service)\b(?!['’]s)",
    re.I,
)
_THINKS = re.compile(
    r"^[^.;]{0,40}?\b(?:sa(?:ys|id)|adds?|added|welcome[sd]?|note[sd]?|accept(?:s|ed)?|agree[sd]?|consider[s]?|believe[sd]?|recognis\w+|acknowledge[sd]?|"
    r"expect[s]?|support[s]?|report(?:s|ed)|state[sd]?|point(?:s|ed)|wish(?:es|ed)|think[s]?|feel[s]?|question(?:s|ed)|regret(?:s|ted)?|ask(?:s|ed)|"
    r"is\s+(?:pleased|content|disappointed|grateful|clear|satisfied|aware|concerned|glad|confident|not)|would|does\s+not|did\s+not|disagree[sd]?|thank[s]?)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Subject:
    """The party that a paragraph opens with, and whether it is said to think or say something."""

    speaker: Speaker
    reports: bool


def is_sign_off(text: str) -> bool:
    """Tell the line that closes a letter.

    :param text: a block.
    :return: whether it is "Yours sincerely" or the like.
    """
    return _SIGN_OFF.match(text.strip()) is not None and _TELLS.search(text.strip()) is None


def is_salutation(text: str) -> bool:
    """Tell the line that opens a letter or an e-mail.

    :param text: a block.
    :return: whether it is "Dear Home Secretary," or the like.
    """
    return _SALUTATION.match(text.strip()) is not None


def lead_in(text: str) -> tuple[Speaker | None, bool]:
    """Read a lead-in at the start of a paragraph ("Force response: …", "PCC – …").

    :param text: a paragraph.
    :return: the speaker it names, and whether it announces a response.
    """
    match = _LEAD_IN.match(text)
    if match is None or match["who"] == "cc":  # who gets a copy
        return None, False
    named = speaker_of(match["who"])
    announces = (
        match["what"] is not None
        or _PARTY.fullmatch(match["who"]) is not None
        or match["who"].casefold() in {"response", "our response", "reply", "answer", "comment", "our reply"}
    )
    return named, announces


def is_party(text: str) -> bool:
    """Tell the name of an office alone ("Force", "PCC", "Chief Constable").

    :param text: a cell or a line.
    :return: whether nothing else stands there.
    """
    return _PARTY.fullmatch(text.strip()) is not None


def voice_of(text: str) -> Speaker | None:
    """Tell who speaks from the words of a paragraph alone.

    :param text: a response paragraph.
    :return: the speaker where the words leave no doubt, otherwise ``None``.
    """
    if _TOGETHER.search(text):
        return Speaker.JOINT
    if _CHIEF_VOICE.search(text) and not _PCC_VOICE.search(text):
        return Speaker.CHIEF_CONSTABLE
    if _PCC_VOICE.search(text):
        return Speaker.PCC
    return None


def conveyed_speaker(text: str) -> Speaker | None:
    """Tell whose words a paragraph gives after announcing them ("The Chief Constable replies as follows: …"), or initials ("Done (CC)").

    :param text: a paragraph.
    :return: the party, or ``None`` where nobody's words are announced.
    """
    match = _CONVEYED.match(text) or _TAKES_FLOOR.match(text) or _INITIALLED.search(text)
    return speaker_of(match["announced"]) if match is not None else None


def quoted_speaker(text: str) -> Speaker | None:
    """Tell whose words a paragraph quotes ("Chief Constable Jo Example said: …").

    :param text: a paragraph.
    :return: the person quoted, if it is one of the parties.
    """
    if text.rstrip().endswith(":") and _STATEMENT.search(text):
        return speaker_of(text)
    chief, commissioner = _QUOTED_CHIEF.search(text), _QUOTED_COMMISSIONER.search(text)
    if chief is not None and (commissioner is None or chief.start() < commissioner.start()):
        return Speaker.CHIEF_CONSTABLE
    return Speaker.PCC if commissioner is not None else None


def names_other(text: str) -> Speaker | None:
    """Tell the one party that a paragraph names in the third person: who says "I" there is the other.

    :param text: a paragraph in the first person, without its quotations.
    :return: the party named, or ``None`` if neither or both are.
    """
    chief, commissioner = _THE_CHIEF.search(text) is not None, _THE_COMMISSIONER.search(text) is not None
    if chief is commissioner:
        return None
    return Speaker.CHIEF_CONSTABLE if chief else Speaker.PCC


def subject_speaker(text: str) -> Speaker | None:
    """Tell a paragraph whose grammatical subject is the commissioner, speaking in the third person.

    :param text: a response paragraph.
    :return: the commissioner, or ``None``.
    """
    return Speaker.PCC if _SUBJECT_COMMISSIONER.match(text) else None


def subject_of(text: str) -> Subject | None:
    """Tell which party a paragraph opens with as its grammatical subject.

    :param text: a response paragraph.
    :return: the party, and whether it is said to think or say something; ``None`` for any other opening.
    """
    match = _SUBJECT.match(text)
    if match is None:
        return None
    speaker = Speaker.PCC if match["commissioner"] else Speaker.CHIEF_CONSTABLE
    return Subject(speaker, _THINKS.match(text[match.end() :]) is not None)
