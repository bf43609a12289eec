"""The role of a paragraph: what its wording says, weighed against the section that it stands in."""

from __future__ import annotations

from collections.abc import Mapping

from corpus.boxes import chosen
from corpus.records import Block, Role
from corpus.structure.cues import cues
from corpus.structure.senses import Section
from corpus.structure.state import Phase, State
from corpus.structure.voice import VoiceModel

_PRIOR: dict[Section, dict[Role, float]] = {
    Section.FRONT: {Role.FRONT_MATTER: 1.0},
    Section.FINDINGS: {Role.FINDING: 6.5, Role.RESPONSE: -1.5, Role.FRONT_MATTER: -3.0, Role.ADMINISTRATIVE: -3.0},
    Section.RECOMMENDATIONS: {Role.RECOMMENDATION: 3.0, Role.FINDING: -2.0, Role.FRONT_MATTER: -3.0, Role.ADMINISTRATIVE: -3.0},
    Section.RESPONSE: {Role.RESPONSE: 2.5, Role.FINDING: -1.5, Role.FRONT_MATTER: -2.5, Role.ADMINISTRATIVE: -1.5},
    Section.ADMINISTRATIVE: {Role.ADMINISTRATIVE: 6.5, Role.RESPONSE: -1.0},
}
_DEFAULT = -4.0
# An option ticked below a recommendation answers it.
_TICKED_BONUS = 6.0
# Addresses and dates do not stand between a recommendation and what is said of it.
_WITHIN_ITEM = 3.0


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
    weight = 1.0 if state.tail else min(1.0, 0.4 + words / 25)
    for role, log_probability in voice.log_probabilities(block.text).items():
        scores[role] = weight * max(log_probability, _DEFAULT * 2)
    for role, prior in _section_prior(state).items():
        scores[role] += prior
    for role, bonus in cues(block, state).items():
        scores[role] += bonus
    if state.numbers and chosen(block.text):
        scores[Role.RESPONSE] += _TICKED_BONUS
    return scores


def _section_prior(state: State) -> Mapping[Role, float]:
    if state.tail:
        return {Role.ADMINISTRATIVE: 1.0}  # the last heading says nothing of what is noted at the end
    prior = dict(_PRIOR[state.section])
    if state.soft:
        prior = {role: 0.5 * value for role, value in prior.items()}
    if state.soft and state.letter and state.section in {Section.FRONT, Section.RESPONSE} and not state.signed:
        prior[Role.RESPONSE] = prior.get(Role.RESPONSE, 0.0) + 1.0
    _add_phase(prior, state)
    return prior


def _add_phase(prior: dict[Role, float], state: State) -> None:
    recommendation = prior.get(Role.RECOMMENDATION, 0.0)
    if state.numbers and state.phase in {Phase.STATED, Phase.ANSWERED} and not state.signed:
        prior[Role.FRONT_MATTER] = prior.get(Role.FRONT_MATTER, 0.0) - _WITHIN_ITEM
    if state.phase is Phase.OPEN:
        prior[Role.RECOMMENDATION] = recommendation + 2.5
    elif state.phase is Phase.ANSWERED:
        prior[Role.RECOMMENDATION] = recommendation - (2.5 if state.section is Section.RECOMMENDATIONS else 0.5)
        prior[Role.RESPONSE] = prior.get(Role.RESPONSE, 0.0) + (1.0 if state.soft else 2.0)
        prior[Role.FINDING] = prior.get(Role.FINDING, 0.0) - 1.0
    elif state.phase is Phase.STATED and state.stated_in_row <= 1:
        # What follows a single recommendation is most often its answer.
        prior[Role.RESPONSE] = prior.get(Role.RESPONSE, 0.0) + 1.0
        if state.section is Section.RECOMMENDATIONS:
            prior[Role.RECOMMENDATION] = recommendation - 1.0
