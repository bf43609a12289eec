"""The role of a paragraph: what its wording says, weighed against the section that it stands in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from corpus.records import Block, BlockKind, Role
from corpus.structure.headings import is_statutory
from corpus.structure.senses import Section
from corpus.structure.speakers import is_sign_off, lead_in, subject_speaker
from corpus.structure.state import Phase, State
from corpus.structure.voice import VoiceModel

_FOUND = re.compile(
    r"\b(?:report|inspection|inspect(?:ors?|orate)|hmicfrs|hmic|assessment)\b[^.:]{0,80}\b(?:found|judged|identified|highlighted|noted|concluded|graded|said|praised|observed)\b[^.]*:$",
    re.I,
)
_COUNTED = re.compile(
    r"^(?:there\s+(?:are|were)\s+no\s|(?:\w+\s+){0,4}(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|no)\s+(?:\w+\s+){0,3}"
    r"(?:recommendations?|areas?\s+for\s+improvement|causes?\s+of\s+concern)\b[^.]{0,60}\b(?:are|were|is|was)?\s*(?:made|issued|identified|directed)\b)",
    re.I,
)
_REPORTED = re.compile(
    r"^(?:\W|\d+(?:\.\d+)*\.?\s)*(?:(?:the|your|this)\s+)?(?:hmic(?:frs)?|inspect(?:ors|orate|ion)|report|inspection\s+team)\b\s+(?:\w+\s+){0,2}?(?:found|looked|examined|concluded|judged|graded|identified|"
    r"said|says|told|reports?|visited|considered|assessed|noted|also|makes|made)\b",
    re.I,
)
_NUMBERED_DUTY = re.compile(r"^\W*(?:\d{1,2}|[a-z])[.)]\s+[^.]{0,160}\b(?:should|must|needs?\s+to|ought\s+to)\b", re.I)
_PLAIN_DUTY = re.compile(
    r"^\W*(?:(?:by|within|inside|from|before)\s[^,.]{3,40},\s+)?(?:the\s+|all\s+|every\s+)?(?:force|constabulary|chief\s+constables?|forces|service|police)\s+(?:\w+\s+)?(?:should|must|needs?\s+to|ought\s+to)\b",
    re.I,
)
_NAMED_DUTY = re.compile(
    r"^\W*(?:\d+(?:\.\d+)*\.?\s+)?(?:recommendation|rec\.?|area\s+for\s+improvement|AFI)\s+\d{1,3}\W{1,4}\s*[^.]{0,200}\b(?:should|must|needs?\s+to|ought\s+to)\b",
    re.I,
)
_ROUTED = re.compile(
    r"^\W*(?:cop(?:y|ies)\s+(?:sent|to|of\s+this)|copies\b|copied\b|circulat(?:ion|ed)\b|distribut(?:ion|ed)\b|(?:\w+\s+){0,3}(?:forwarded|uploaded)\b|sent\s+(?:to|on)\b|"
    r"(?-i:cc)\b|c\.c\.|encl?\b|for\s+office\s+use|background\s+papers?\b|contact\s+officer|document\s+(?:owner|control)|notes?\s+(?:to|for)\s+editors?\b|retention\b|last\s+updated)",
    re.I,
)
_ON_BEHALF = re.compile(
    r"^(?:(?:signed|approved)\b\W*)?(?:for\s+and\s+)?on\s+behalf\s+of\b[^.]*$|^(?:\w+\s+){0,2}(?:approved|signed|completed|submitted)\s+by\b[^.]*$",
    re.I,
)
_TRAIL = re.compile(r"^[^.]{2,40}(?:\s[>»›]\s[^.]{2,60}){2,}$")
_DATED_LABEL = re.compile(
    r"^(?:[A-Z][\w /’'-]{2,50}:\s+.*\d|(?:form|response|document|report|letter)\s+(?:approved|completed|prepared|published|required|due|issued|signed)\b)",
    re.I,
)
_RESOLUTION = re.compile(
    r"^(?:\W|\d+(?:\.\d+)*\.?\s)*(?:that\s+(?:the\s+)?(?:panel|members|committee|board)\b|(?:the\s+)?(?:panel|members|committee|board)\s+(?:is|are)\s+(?:asked|invited|recommended|requested)\b)",
    re.I,
)
_SINGULAR = re.compile(r"(?<![A-Z]\s)\bI\b(?!\.|\s[A-Z]\b)")
_SALUTATION = re.compile(r"^dear\s+\S+", re.I)
_FIRST_PERSON = re.compile(r"\b(?:I|my|me|we|our|us)\b")
_QUOTED_SPAN = re.compile(r"[“\"][^”\"]*[”\"]")
_SHORT_ANSWER = re.compile(
    r"^(?:yes|no|in\s+part|partly|partially|fully|agreed?|accept(?:ed|s)?|not\s+accept(?:ed)?|complete[d]?|noted|none|in\s+progress|ongoing|already\b)[\w\s,]*\.?$",
    re.I,
)
_CONTACT = re.compile(r"\S+@\S+\.\S+|\b(?:tel(?:ephone)?|e-?mail|web(?:site)?|www\.|https?:)\b|^[A-Z]{1,2}\d[\dA-Z]?\s*\d[A-Z]{2}$", re.I)
_DATE_ONLY = re.compile(
    r"^(?:\w+day,?\s+)?\d{1,2}(?:\s*(?:st|nd|rd|th))?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*,?\s+\d{4}\.?$|^\d{1,2}/\d{1,2}/\d{2,4}$",
    re.I,
)

_PRIOR: dict[Section, dict[Role, float]] = {
    Section.FRONT: {Role.FRONT_MATTER: 1.0},
    Section.FINDINGS: {Role.FINDING: 7.5, Role.RESPONSE: -1.5, Role.FRONT_MATTER: -3.0, Role.ADMINISTRATIVE: -3.0},
    Section.RECOMMENDATIONS: {Role.RECOMMENDATION: 3.0, Role.FINDING: -2.0, Role.FRONT_MATTER: -3.0, Role.ADMINISTRATIVE: -3.0},
    Section.RESPONSE: {Role.RESPONSE: 3.5, Role.FINDING: -2.5, Role.FRONT_MATTER: -2.5, Role.ADMINISTRATIVE: -2.5},
    Section.ADMINISTRATIVE: {Role.ADMINISTRATIVE: 6.5, Role.RESPONSE: -1.0},
}
_DEFAULT = -4.0
_LONGEST_LABEL = 30


def role_scores(block: Block, state: State, voice: VoiceModel) -> dict[Role, float]:
    """Score each role that a paragraph of prose can have; the scores are log-odds up to a constant.

    :param block: the paragraph.
    :param state: where the walk stands.
    :param voice: the model of the wording.
    :return: a score for each role; the highest wins.
    """
    scores = dict.fromkeys((Role.RESPONSE, Role.RECOMMENDATION, Role.FINDING, Role.FRONT_MATTER, Role.ADMINISTRATIVE), _DEFAULT * 2)
    # The wording of a short line says little: its weight grows with its length.
    words = len(block.text.split())
    weight = min(1.0, 0.4 + words / 25)
    for role, log_probability in voice.log_probabilities(block.text).items():
        scores[role] = weight * max(log_probability, _DEFAULT * 2)
    for role, prior in _section_prior(state).items():
        scores[role] += prior
    for role, bonus in _cues(block, state, words).items():
        scores[role] += bonus
    return scores


def _section_prior(state: State) -> Mapping[Role, float]:
    prior = dict(_PRIOR[state.section])
    if state.soft:
        prior = {role: 0.5 * value for role, value in prior.items()}
    if state.soft and state.letter and state.section in {Section.FRONT, Section.RESPONSE} and not state.signed:
        prior[Role.RESPONSE] = prior.get(Role.RESPONSE, 0.0) + 1.0
    _add_phase(prior, state)
    return prior


def _add_phase(prior: dict[Role, float], state: State) -> None:
    recommendation = prior.get(Role.RECOMMENDATION, 0.0)
    if state.phase is Phase.OPEN:
        prior[Role.RECOMMENDATION] = recommendation + 2.5
    elif state.phase is Phase.ANSWERED:
        prior[Role.RECOMMENDATION] = recommendation - (2.5 if state.section is Section.RECOMMENDATIONS else 0.5)
        prior[Role.RESPONSE] = prior.get(Role.RESPONSE, 0.0) + (1.0 if state.soft else 2.0)
        prior[Role.FINDING] = prior.get(Role.FINDING, 0.0) - 1.0
    elif state.phase is Phase.STATED and state.section is Section.RECOMMENDATIONS and state.stated_in_row <= 1:
        prior[Role.RECOMMENDATION] = recommendation - 1.0


def _cues(block: Block, state: State, words: int) -> dict[Role, float]:
    text = block.text
    cues: dict[Role, float] = {}
    if is_sign_off(text) or _SALUTATION.match(text) or _DATE_ONLY.match(text) or (state.signed and words <= 20):
        cues[Role.FRONT_MATTER] = 9.0
    elif is_statutory(text) and state.section is Section.FRONT:
        cues[Role.FRONT_MATTER] = 6.0
    elif _CONTACT.search(text) and words <= 15:
        cues[Role.FRONT_MATTER if state.section is Section.FRONT else Role.ADMINISTRATIVE] = 3.0
    elif words <= _LONGEST_LABEL and (_ON_BEHALF.match(text) or _TRAIL.match(text)):
        cues[Role.FRONT_MATTER] = 9.0
    if _RESOLUTION.match(text) or (words <= _LONGEST_LABEL and _ROUTED.match(text)):
        cues[Role.ADMINISTRATIVE] = 9.0
    if words <= 14 and _DATED_LABEL.match(text):
        cues[Role.FRONT_MATTER] = 5.0
    if _FOUND.search(text):
        cues[Role.FINDING] = 11.0
    elif _COUNTED.search(text) and state.section is not Section.RESPONSE:
        cues[Role.FINDING] = 8.0
    elif state.soft and _REPORTED.match(text):
        cues[Role.FINDING] = 2.5
    if _NAMED_DUTY.match(text):
        cues[Role.RECOMMENDATION] = 4.0
    if _PLAIN_DUTY.match(text) and state.phase is not Phase.ANSWERED:
        cues[Role.RECOMMENDATION] = 2.5
    if _NUMBERED_DUTY.match(block.marker + " " + text):
        cues[Role.RECOMMENDATION] = 3.5
    if subject_speaker(text) is not None or (_SINGULAR.search(_QUOTED_SPAN.sub("", text)) and state.section is Section.FINDINGS):
        cues[Role.RESPONSE] = 4.0 if state.soft else 9.0
    if _SHORT_ANSWER.match(text) and state.section is Section.RESPONSE:
        cues[Role.RESPONSE] = 4.0
    if lead_in(text)[1]:
        cues[Role.RESPONSE] = 5.0
    elif _FIRST_PERSON.search(_QUOTED_SPAN.sub("", text)) and state.section is not Section.FINDINGS:
        cues[Role.RESPONSE] = cues.get(Role.RESPONSE, 0.0) + 1.0
    if state.section is Section.FRONT and words <= 12 and block.kind is not BlockKind.LIST_ITEM and not state.letter:
        cues[Role.FRONT_MATTER] = cues.get(Role.FRONT_MATTER, 0.0) + 2.0
    return cues
