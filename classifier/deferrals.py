"""Deferrals: who put off which recommendation, waiting for whom, and by how much it is overdue."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from classifier.awaiting import awaited_body
from classifier.records import Tag
from classifier.rollup import Answer, RecommendationAnswer, Rollup
from classifier.stances import stances_of
from labels.scheme import Scheme

#: A paragraph is listed, to be checked, from this probability of a deferral on. On paragraphs of forces that the model had
#: not seen (eval/results/held-out-predictions.jsonl), the sure deferrals are 86% of all and 96% of them right; with those
#: to be checked the list holds 95% of all, and of those to be checked 37% are right.
POSSIBLE = 0.2


@dataclass(frozen=True, slots=True)
class OpenDeferral:
    """A deferral of a recommendation, or one tied to none.

    ``recommendation`` is ``None`` where the paragraph answers no recommendation; ``days_overdue`` is positive once its
    deadline has passed, ``None`` where that is no date. ``confidence`` is the probability of the deferral. ``primary``
    says that the deferral is the paragraph's main point. ``to_check`` marks those that the model is unsure of.
    """

    force: str
    inspection: str
    recommendation: RecommendationAnswer | None
    answer: Answer
    awaiting: str
    days_overdue: int | None
    evidence: str
    confidence: float
    primary: bool
    to_check: bool


def open_deferrals(rollup: Rollup, scheme: Scheme, awaiting: Collection[str] = ()) -> list[OpenDeferral]:
    """List deferrals, the longest overdue first, then the surest; those to be checked come last, and none is dropped.

    :param rollup: the answers by force and inspection.
    :param scheme: says which label is the deferral.
    :param awaiting: only those that wait for one of these bodies; empty for all.
    :return: one entry for each paragraph that defers and each recommendation that it answers; empty if no label defers.
    """
    if scheme.deferral is None:
        return []
    found = [deferral for deferral in _all(rollup, scheme, scheme.deferral) if not awaiting or deferral.awaiting in awaiting]
    return sorted(found, key=_urgency)


def _urgency(deferral: OpenDeferral) -> tuple[bool, bool, int, float, str, int]:
    """Order by what needs eyes first: what has no date comes after what lies ahead."""
    days = deferral.days_overdue
    place = (deferral.answer.document.document.id, deferral.answer.paragraph.index)
    return deferral.to_check, days is None, -(days or 0), -deferral.confidence, *place


def _all(rollup: Rollup, scheme: Scheme, label: str) -> Iterator[OpenDeferral]:
    for inspection in rollup.inspections:
        answers: list[tuple[RecommendationAnswer | None, Answer]] = [
            (item, answer) for item in inspection.recommendations for answer in item.paragraphs
        ]
        answers += [(None, answer) for answer in inspection.remarks]
        for item, answer in answers:
            tag = answer.tag
            if not (scheme.defers(stances_of(tag)) or tag.probabilities[label] >= POSSIBLE):
                continue
            deadline = item.deadline if item else None
            yield OpenDeferral(
                force=inspection.force,
                inspection=inspection.inspection,
                recommendation=item,
                answer=answer,
                awaiting=tag.awaiting or _awaited(answer),
                days_overdue=deadline.days_overdue(rollup.as_of) if deadline else None,
                evidence=tag.evidence.text,
                confidence=tag.probabilities[label],
                primary=tag.stance == label,
                to_check=_to_check(tag, scheme),
            )


def _to_check(tag: Tag, scheme: Scheme) -> bool:
    return not scheme.defers(stances_of(tag)) or (tag.stance == scheme.deferral and tag.abstained)


def _awaited(answer: Answer) -> str:
    evidence = answer.tag.evidence
    return awaited_body(answer.paragraph.text, evidence.start, evidence.end)
