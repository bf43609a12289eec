"""Who a deferral waits for, from the words of the paragraph and above all of the sentence that carries it."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

_CUES: dict[str, tuple[str, ...]] = {
    "college_of_policing": (
        r"college\s+of\s+policing",
        r"\bthe\s+college\b",
        r"\bAPP\b",
        r"authori[sz]ed\s+professional\s+practice",
        r"approved\s+professional\s+practice",
    ),
    "npcc": (
        r"\bNPCC\b",
        r"national\s+police\s+chiefs",
        r"\bACPO\b",
        r"national\s+(?:policing\s+)?(?:portfolio\s+)?lead\b",
        r"\bchiefs['’]\s+council",
    ),
    "home_office": (
        r"home\s+office",
        r"home\s+secretary",
        r"\bministers?\b",
        r"\blegislat\w+",
        r"\b(?:the|a|this)\s+bill\b",
        r"\bparliament\w*",
        r"\bstatutory\s+(?:code|guidance|instrument)",
        r"\bregulations\b",
        r"(?:police|funding|grant|provisional|financial)\s+settlement",
        r"police\s+grant",
        r"precept\s+(?:limit|referendum)",
        r"\bgovernment\b(?!\s+website)",
        r"\bact\s+of\s+parliament|royal\s+assent|policing\s+minister|white\s+paper|green\s+paper",
    ),
    "inspectorate": (
        r"\bHMIC(?:FRS)?\b",
        r"\binspectorate\b",
        r"\binspectors\b",
        r"\bre-?visit\b",
        r"\bre-?inspection\b",
        r"\bHis\s+Majesty['’]s\s+Inspector",
        r"\bHer\s+Majesty['’]s\s+Inspector",
    ),
    "other_national": (
        r"\bCPS\b",
        r"crown\s+prosecution",
        r"ministry\s+of\s+justice",
        r"\btreasury\b",
        r"spending\s+review",
        r"\bNHS\s+england",
        r"national\s+(?:crime\s+agency|programme|board|system|supplier|contract|project|review|inquiry|standard|framework|unit|it\b)",
        r"\bIOPC\b|\bIPCC\b",
        r"\bAPCC\b",
        r"information\s+commissioner",
        r"police\s+digital\s+service",
        r"forensic\s+(?:science\s+regulator|capability)",
        r"\bUKAS\b",
        r"law\s+commission|supreme\s+court|court\s+of\s+appeal|public\s+inquiry",
        r"department\s+(?:for|of)\b",
        r"\bONS\b|office\s+for\s+national\s+statistics",
        r"emergency\s+services\s+(?:network|mobile)",
        r"national\s+highways|highways\s+england",
        r"police\s+federation|police\s+remuneration",
    ),
    "local_body": (
        r"joint\s+(?:\w+\s+){0,3}(?:board|committee|group|panel)",
        r"\b(?:county|city|district|borough|unitary|local)\s+council",
        r"\bcouncils?\b",
        r"\bcabinet\b",
        r"safeguarding\s+(?:\w+\s+){0,3}(?:board|partnership)",
        r"\bpartnership\b",
        r"regional\s+(?:\w+\s+){0,3}(?:board|forum|collaboration|committee|group|unit|chiefs)",
        r"\bcollaboration\s+board",
        r"local\s+authorit\w+",
        r"integrated\s+care|health\s+(?:board|trust)|\bICB\b|clinical\s+commissioning",
        r"police\s+and\s+crime\s+panel",
        r"criminal\s+justice\s+board",
        r"combined\s+authority|fire\s+authority",
    ),
}
_PATTERNS = {body: [re.compile(cue, re.I) for cue in cues] for body, cues in _CUES.items()}
_PENDING = re.compile(
    r"\b(?:await\w*|wait\w*|until|once|when|pending|subject\s+to|before|depend\w*|following|after|outcome\s+of|hold(?:ing)?\s+(?:off|back)|decid\w+|publish\w*|issu\w+|settl\w+|conclu\w+)\b",
    re.I,
)
_NEAR = 60
#: Counts beyond this say no more.
_MOST = 3


def awaiting_cues(text: str, start: int, end: int) -> npt.NDArray[np.float64]:
    """Count the mentions of each body.

    :param text: the paragraph.
    :param start: where the sentence that carries the deferral begins.
    :param end: where it ends.
    :return: shape (3 x bodies,): in the paragraph, in that sentence, and beside a word of waiting in that sentence; each count
        between 0 and 1.
    """
    counts = np.zeros((3, len(_PATTERNS)))
    for place, patterns in enumerate(_PATTERNS.values()):
        for match in (match for pattern in patterns for match in pattern.finditer(text)):
            inside = start <= match.start() < end
            near = _PENDING.search(text[max(0, match.start() - _NEAR) : match.end() + _NEAR]) is not None
            counts[:, place] += (1, inside, inside and near)
    return np.asarray(counts.clip(max=_MOST).ravel() / _MOST)


def awaited_body(text: str, start: int, end: int, fallback: str = "other_national") -> str:
    """Say who is waited for by the words alone, for models that have learned nothing of it.

    :param text: the paragraph.
    :param start: where the sentence that carries the deferral begins.
    :param end: where it ends.
    :param fallback: the answer where no body is mentioned.
    :return: the id of a body of the scheme.
    """
    everywhere, inside, waiting = awaiting_cues(text, start, end).reshape(3, -1)
    scores = everywhere + 3.0 * inside + 2.0 * waiting
    return list(_PATTERNS)[int(np.argmax(scores))] if scores.any() else fallback


def shown_body(identifier: str) -> str:
    """Write the id of an awaited body for people.

    :param identifier: such as ``home_office``.
    :return: such as "Home Office".
    """
    names = {
        "college_of_policing": "College of Policing",
        "npcc": "NPCC",
        "home_office": "Home Office",
        "other_national": "other national body",
    }
    return names.get(identifier, identifier.replace("_", " "))
