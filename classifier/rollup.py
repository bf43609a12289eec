"""The roll-up: from tagged paragraphs to the recommendations of each inspection and force, answered or not."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import PurePath

from classifier.deadlines import Deadline, parse_deadline
from classifier.duty import Duty, duty_of
from classifier.grouping import group_documents
from classifier.listing import Item, Listing
from classifier.records import Tag, TaggedDocument
from classifier.remarks import likely_answers, speaks_of_all
from classifier.stances import stances_of
from corpus.fingerprint import fingerprint
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
    named; ``document`` names the document that states it, which is the one at ``document_place`` of its response;
    ``listed`` says that it is quoted or headed. ``stance`` is the overall one, by the rule of
    :func:`overall_stance`, ``None`` unless answered; ``sure`` is false where only paragraphs below the model's threshold
    take it. ``stances`` are all that its paragraphs take, the most cautious first, also those that do not decide the
    overall one (:attr:`unsure_stances`). ``paragraphs`` answer it, in reading order; ``remarks`` are those that may, where
    none is tied to it.
    """

    key: str
    force: str
    inspection: str
    number: str
    text: str
    page: int | None
    document: str
    document_place: int
    listed: bool
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

    @property
    def unsure_stances(self) -> tuple[str, ...]:
        """Those of its stances that only paragraphs take which the model is unsure of: where another is sure, it decides."""
        sure = {stance for answer in self.paragraphs if not answer.tag.abstained for stance in stances_of(answer.tag)}
        return tuple(stance for stance in self.stances if stance not in sure)


@dataclass(frozen=True, slots=True)
class InspectionAnswer:
    """All that one force's response says of one inspection; the documents of its chief officer and its policing body are one.

    ``force`` and ``inspection`` are the name of the first document where they are not known; names are told apart by their
    folders where several documents have the same. ``remarks`` are the response
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
    :return: the answers by force and inspection; of documents that share a file name each has so much of its path for its
        ``id`` as tells them apart (``2023/letter.txt``).
    """
    inspections = [_inspection(group, scheme) for group in group_documents(_told_apart(documents))]
    return Rollup(as_of, tuple(sorted(inspections, key=lambda item: (item.force, item.duty.published or as_of, item.inspection))))


def overall_stance(answers: Iterable[Answer], scheme: Scheme) -> tuple[str | None, bool]:
    """Choose one stance for several paragraphs.

    It is the most cautious of the stances, primary or secondary, of the paragraphs that the model is sure of. If those
    take none but the neutral one, it is the likeliest primary stance of the others, and not sure; else the neutral one.

    :param answers: the paragraphs.
    :param scheme: gives the order of caution.
    :return: the stance, ``None`` without paragraphs, and whether the model is sure of it.
    """
    listed = [answer.tag for answer in answers]
    sure = [stance for tag in listed if not tag.abstained for stance in stances_of(tag)]
    chosen = scheme.most_cautious(sure)
    if chosen is not None:
        return chosen, True
    unsure = [tag for tag in listed if tag.abstained and tag.stance != scheme.neutral]
    if unsure:
        return max(unsure, key=lambda tag: tag.confidence).stance, False
    return (listed[0].stance, bool(sure)) if listed else (None, False)


def _told_apart(documents: Iterable[TaggedDocument]) -> list[TaggedDocument]:
    listed = list(documents)
    places: dict[str, list[int]] = defaultdict(list)
    for place, tagged in enumerate(listed):
        places[tagged.document.id].append(place)
    for alike in places.values():
        if len(alike) > 1:
            names = _shortest_paths([listed[place].document.source or listed[place].document.id for place in alike])
            for place, name in zip(alike, names, strict=True):
                listed[place] = replace(listed[place], document=replace(listed[place].document, id=name))
    return listed


def _shortest_paths(sources: Sequence[str]) -> list[str]:
    """Cut paths to as many of their last parts as tell them apart."""
    parts = [PurePath(source).parts for source in sources]
    for length in range(1, max(map(len, parts)) + 1):
        names = [PurePath(*path[-length:]).as_posix() for path in parts]
        if len(set(names)) == len(names):
            return names
    return list(sources)


def _inspection(documents: Sequence[TaggedDocument], scheme: Scheme) -> InspectionAnswer:
    first = documents[0].document
    force, inspection = first.metadata.force or first.id, first.metadata.inspection or first.id
    duty = duty_of(document.document.metadata for document in documents)
    listing = Listing()
    for place, document in enumerate(documents):
        listing.read(place, document.paragraphs)
    items = listing.finish()
    remarks = tuple(_answer(documents, place) for place in listing.untied)
    answered = [_recommendation(item, documents, force, inspection, duty, scheme) for item in items]
    return InspectionAnswer(force, inspection, tuple(documents), duty, _with_remarks(answered, remarks, documents, scheme), remarks)


def _answer(documents: Sequence[TaggedDocument], place: tuple[int, int]) -> Answer:
    document = documents[place[0]]
    tagged = document.paragraphs[place[1]]
    assert tagged.tag is not None  # only tagged paragraphs are answers
    return Answer(document, tagged.paragraph, tagged.tag)


def _recommendation(
    item: Item, documents: Sequence[TaggedDocument], force: str, inspection: str, duty: Duty, scheme: Scheme
) -> RecommendationAnswer:
    paragraphs = tuple(_answer(documents, place) for place in dict.fromkeys(item.answers))
    stance, sure = overall_stance(paragraphs, scheme)
    taken = {stance for answer in paragraphs for stance in stances_of(answer.tag)}
    return RecommendationAnswer(
        key=item.number or f"unnumbered-{fingerprint(item.text)}",
        force=force,
        inspection=inspection,
        number=item.number,
        text=item.text,
        page=item.page,
        document=documents[item.document].document.id,
        document_place=item.document,
        listed=item.listed,
        deadline=_deadline((item.text, item.lead, *item.beside), duty),
        coverage=Coverage.ANSWERED if paragraphs else Coverage.NOT_ANSWERED,
        stance=stance,
        sure=sure,
        stances=tuple(label for label in (*scheme.caution, scheme.neutral) if label in taken and label is not None),
        paragraphs=paragraphs,
        remarks=(),
    )


def _deadline(texts: Iterable[str], duty: Duty) -> Deadline | None:
    return next((found for text in texts if (found := parse_deadline(text, duty.counted_from)) is not None), None)


def _with_remarks(
    recommendations: Sequence[RecommendationAnswer], remarks: Sequence[Answer], documents: Sequence[TaggedDocument], scheme: Scheme
) -> tuple[RecommendationAnswer, ...]:
    """Point recommendations without an answer to remarks that speak of the same thing, or of all of them with a stance."""
    background = [tagged.paragraph.text for document in documents for tagged in document.paragraphs]
    likely = likely_answers([item.text for item in recommendations], [remark.paragraph.text for remark in remarks], background)
    together = [
        place
        for place, remark in enumerate(remarks)
        if speaks_of_all(remark.paragraph.text) and scheme.most_cautious(stances_of(remark.tag)) is not None
    ]
    result = []
    for item, places in zip(recommendations, likely, strict=True):
        chosen = tuple(remarks[place] for place in dict.fromkeys([*places, *together]))
        result.append(item if item.answered or not chosen else replace(item, coverage=Coverage.REMARKS, remarks=chosen))
    return tuple(result)
