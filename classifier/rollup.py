"""The roll-up: from tagged paragraphs to the recommendations of each inspection and force, answered or not."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from classifier.deadlines import Deadline
from classifier.duty import Duty
from classifier.records import Tag, TaggedDocument
from corpus.records import Paragraph
from labels.scheme import Scheme


class Coverage(StrEnum):
    """Whether a recommendation has an answer.

    ``REMARKS``: no paragraph is tied to it, but the same response has remarks whose words resemble it; a reader must decide.
    """

    ANSWERED = "answered"
    REMARKS = "remarks_only"
    NOT_ANSWERED = "not_answered"


@dataclass(frozen=True, slots=True)
class Answer:
    """A tagged response paragraph with the document that it stands in."""

    document: TaggedDocument
    paragraph: Paragraph
    tag: Tag


@dataclass(frozen=True, slots=True)
class RecommendationAnswer:
    """A recommendation, area for improvement or cause of concern, with what a force's response says of it.

    ``key`` is unique within its inspection: the number, or a fingerprint where there is none. ``number`` is as written
    ("9", "AFI 3"), empty where the document gives none. ``text`` is the recommendation as quoted, empty if it is only
    named. ``stance`` is the overall one, by the rule of :func:`overall_stance`, ``None`` unless answered; ``sure`` is
    false where only paragraphs below the model's threshold take it. ``stances`` are all that its paragraphs take, the
    most cautious first. ``paragraphs`` answer it, in reading order; ``remarks`` are those that may, where none is tied to it.
    """

    key: str
    force: str
    inspection: str
    number: str
    text: str
    page: int | None
    document: str
    deadline: Deadline | None
    coverage: Coverage
    stance: str | None
    sure: bool
    stances: tuple[str, ...]
    paragraphs: tuple[Answer, ...]
    remarks: tuple[Answer, ...]

    @property
    def answered(self) -> bool:
        """Whether a paragraph of the response is tied to it."""
        return self.coverage is Coverage.ANSWERED


@dataclass(frozen=True, slots=True)
class InspectionAnswer:
    """All that one force's response says of one inspection; the documents of its chief officer and its policing body are one.

    ``force`` and ``inspection`` are the name of the first document where they are not known. ``remarks`` are the response
    paragraphs that are tied to no recommendation.
    """

    force: str
    inspection: str
    documents: tuple[TaggedDocument, ...]
    duty: Duty
    recommendations: tuple[RecommendationAnswer, ...]
    remarks: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Rollup:
    """The answers of all forces to all inspections, by force and then by date; ``as_of`` is the day that lateness counts to."""

    as_of: datetime.date
    inspections: tuple[InspectionAnswer, ...]

    @property
    def recommendations(self) -> tuple[RecommendationAnswer, ...]:
        """All recommendations, in order."""
        return tuple(item for inspection in self.inspections for item in inspection.recommendations)


def roll_up(documents: Iterable[TaggedDocument], scheme: Scheme, as_of: datetime.date) -> Rollup:
    """Roll tagged documents up to recommendations.

    :param documents: tagged documents.
    :param scheme: the scheme of the labels.
    :param as_of: the day that lateness counts to.
    :return: the answers by force and inspection.
    """
    del scheme
    return Rollup(as_of, tuple(_alone(document) for document in documents))


def overall_stance(answers: Iterable[Answer], scheme: Scheme) -> tuple[str | None, bool]:
    """Choose one stance for several paragraphs.

    It is the most cautious of the stances, primary or secondary, of the paragraphs that the model is sure of. If those
    take none but the neutral one, it is the likeliest primary stance of the others, and not sure; else the neutral one.

    :param answers: the paragraphs.
    :param scheme: gives the order of caution.
    :return: the stance, ``None`` without paragraphs, and whether the model is sure of it.
    """
    del answers, scheme
    return None, False


def _alone(document: TaggedDocument) -> InspectionAnswer:
    metadata = document.document.metadata
    name = document.document.id
    duty = Duty(metadata.published, metadata.due, metadata.due_stated, metadata.responded)
    remarks = tuple(Answer(document, tagged.paragraph, tagged.tag) for tagged in document.responses if tagged.tag)
    return InspectionAnswer(metadata.force or name, metadata.inspection or name, (document,), duty, (), remarks)
