"""Deferrals: who put off what, waiting for whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from classifier.records import TaggedDocument
from classifier.rollup import Answer, RecommendationAnswer, Rollup
from labels.scheme import Scheme

#: Below this confidence a deferral is listed apart, to be checked; none is dropped.
SURE = 0.5


@dataclass(frozen=True, slots=True)
class Deferral:
    """A paragraph that defers, with what an oversight body asks of it."""

    document: str
    source: str
    force: str | None
    inspection: str | None
    index: int
    page: int | None
    speaker: str | None
    recommendations: tuple[str, ...]
    awaiting: str
    evidence: str
    confidence: float
    to_check: bool


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
    :return: one entry for each paragraph that defers and each recommendation that it answers.
    """
    del rollup, scheme, awaiting
    return []


def deferrals_of(documents: Iterable[TaggedDocument], scheme: Scheme) -> list[Deferral]:
    """List the deferrals of documents, the surest first.

    :param documents: tagged documents.
    :param scheme: says which label is the deferral.
    :return: the deferrals; those to be checked come last.
    """
    found = []
    for document in documents:
        for tagged in document.responses:
            paragraph, tag = tagged.paragraph, tagged.tag
            if tag is None or tag.stance != scheme.deferral:
                continue
            metadata = document.document.metadata
            found.append(
                Deferral(
                    document=document.document.id,
                    source=document.document.source,
                    force=metadata.force,
                    inspection=metadata.inspection,
                    index=paragraph.index,
                    page=paragraph.page,
                    speaker=paragraph.speaker,
                    recommendations=paragraph.recommendations,
                    awaiting=tag.awaiting or "other_national",
                    evidence=tag.evidence.text,
                    confidence=tag.confidence,
                    to_check=tag.abstained or tag.confidence < SURE,
                )
            )
    return sorted(found, key=lambda deferral: (deferral.to_check, -deferral.confidence, deferral.document, deferral.index))
