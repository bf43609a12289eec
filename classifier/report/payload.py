"""The data of the report: what its script reads, as plain JSON values."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from classifier.awaiting import shown_body
from classifier.deferrals import OpenDeferral, open_deferrals
from classifier.records import Tag, TaggedDocument, TaggedParagraph
from classifier.report.letters import letters_of
from classifier.rollup import Answer, InspectionAnswer, RecommendationAnswer, Rollup
from classifier.stances import stances_of
from corpus.records import Role
from labels.scheme import Scheme

JSON = dict[str, Any]
SPEAKERS = {"pcc": "commissioner", "chief_constable": "chief constable", "joint": "joint"}
ROLES = {
    Role.RESPONSE: "response",
    Role.RECOMMENDATION: "recommendation",
    Role.FINDING: "finding",
    Role.HEADING: "heading",
    Role.FRONT_MATTER: "front matter",
    Role.ADMINISTRATIVE: "administrative",
}


@dataclass(frozen=True)
class _Places:
    """Where documents and paragraphs stand in the payload: documents by identity, paragraphs by document and index.

    Two documents may have one name, and those of a table even one source.
    """

    documents: Mapping[int, int]
    paragraphs: Mapping[tuple[int, int], int]

    def of_document(self, document: TaggedDocument) -> int:
        """Give the number of a document."""
        return self.documents[id(document)]

    def of(self, answer: Answer) -> list[int]:
        """Place an answer: the number of its document, and of its paragraph in it."""
        number = self.of_document(answer.document)
        return [number, self.paragraphs[number, answer.paragraph.index]]


def payload_of(rollup: Rollup, scheme: Scheme) -> JSON:
    """Give the data of a report.

    :param rollup: the answers by force and inspection.
    :param scheme: the scheme of the labels.
    :return: plain values; stances are places in ``stances``, paragraphs are ``[document, paragraph]``.
    """
    documents = [(number, document) for number, answer in enumerate(rollup.inspections) for document in answer.documents]
    places = _Places(
        {id(document): place for place, (_, document) in enumerate(documents)},
        {
            (place, tagged.paragraph.index): index
            for place, (_, document) in enumerate(documents)
            for index, tagged in enumerate(document.paragraphs)
        },
    )
    deferrals = open_deferrals(rollup, scheme)
    letters = letters_of(scheme)
    passages = _secondary_evidence(deferrals, places)
    return {
        "stances": [
            {"id": label.id, "name": label.shown_as, "letter": letters[label.id], "definition": label.definition} for label in scheme.labels
        ],
        "neutral": scheme.ids.index(scheme.neutral) if scheme.neutral else None,
        "dispute": scheme.ids.index(dispute) if (dispute := dispute_of(scheme)) else None,
        "awaiting": {body: shown_body(body) for body in scheme.awaiting},
        "speakers": SPEAKERS,
        "answers": [_answer(answer, scheme, places, rollup.as_of) for answer in rollup.inspections],
        "documents": [
            _document(document, number, rollup.inspections[number], scheme, passages, place)
            for place, (number, document) in enumerate(documents)
        ],
        "deferrals": [_deferral(entry, places) for entry in deferrals],
    }


def dispute_of(scheme: Scheme) -> str | None:
    """Give the label that the list of disputes is of: the most cautious stance, unless that is the deferral.

    :param scheme: the scheme of the labels.
    :return: its id, or ``None``.
    """
    first = next(iter(scheme.caution), None)
    return first if first != scheme.deferral else None


def year_of(document: TaggedDocument) -> int | None:
    """Give the year that a document counts to.

    :param document: a tagged document.
    :return: the year of the report that it answers, or else its own; ``None`` where neither is known.
    """
    day = document.document.metadata.published or document.document.metadata.responded
    return day.year if day else None


def _answer(answer: InspectionAnswer, scheme: Scheme, places: _Places, as_of: datetime.date) -> JSON:
    duty = answer.duty
    return {
        "force": answer.force,
        "inspection": answer.inspection,
        "documents": [places.of_document(document) for document in answer.documents],
        "published": _day(duty.published),
        "due": _day(duty.due),
        "dueStated": duty.due_stated,
        "responded": _day(duty.responded),
        "late": duty.days_late,
        "recommendations": [_recommendation(item, answer, scheme, places, as_of) for item in answer.recommendations],
        "remarks": [places.of(remark) for remark in answer.remarks],
    }


def _recommendation(item: RecommendationAnswer, answer: InspectionAnswer, scheme: Scheme, places: _Places, as_of: datetime.date) -> JSON:
    deadline = item.deadline
    return {
        "key": item.key,
        "number": item.number,
        "text": item.text,
        "coverage": item.coverage.value,
        "stance": scheme.ids.index(item.stance) if item.stance else None,
        "sure": item.sure,
        "stances": [scheme.ids.index(stance) for stance in item.stances],
        "unsureStances": [scheme.ids.index(stance) for stance in item.unsure_stances],
        "paragraphs": [places.of(paragraph) for paragraph in item.paragraphs],
        "remarks": [places.of(remark) for remark in item.remarks],
        "at": _asked_at(item, answer, places),
        "deadline": _day(deadline.date) if deadline else None,
        "deadlineText": deadline.text if deadline else None,
        "overdue": deadline.days_overdue(as_of) if deadline else None,
    }


def _asked_at(item: RecommendationAnswer, answer: InspectionAnswer, places: _Places) -> list[int] | None:
    """Find the paragraph that states a recommendation, so that one without an answer can be opened too."""
    document = answer.documents[item.document_place]
    stating = (index for index, tagged in enumerate(document.paragraphs) if _states(tagged, item))
    index = next(stating, None)
    return None if index is None else [places.of_document(document), index]


def _states(tagged: TaggedParagraph, item: RecommendationAnswer) -> bool:
    paragraph = tagged.paragraph
    if paragraph.role is Role.HEADING:
        return paragraph.text == item.text
    quoted = (bool(item.text) and paragraph.text in item.text) or (bool(item.number) and item.number in paragraph.recommendations)
    return paragraph.role is Role.RECOMMENDATION and quoted


def _document(
    document: TaggedDocument,
    number: int,
    answer: InspectionAnswer,
    scheme: Scheme,
    passages: Mapping[tuple[int, int], Sequence[str]],
    place: int,
) -> JSON:
    metadata = document.document.metadata
    return {
        "name": document.document.id,
        "title": metadata.title or document.document.id,
        "answer": number,
        "body": metadata.policing_body or "",
        "inspection": metadata.inspection or answer.inspection,
        "year": year_of(document),
        "published": _day(metadata.published),
        "responded": _day(metadata.responded),
        "paragraphs": [_paragraph(tagged, scheme, passages.get((place, index), ())) for index, tagged in enumerate(document.paragraphs)],
    }


def _paragraph(tagged: TaggedParagraph, scheme: Scheme, passages: Sequence[str]) -> JSON:
    """Give a paragraph; fields that say nothing are left out, for there are tens of thousands."""
    paragraph, tag = tagged.paragraph, tagged.tag
    fields: JSON = {
        "role": ROLES[paragraph.role],
        "text": paragraph.text,
        "page": paragraph.page,
        "speaker": paragraph.speaker.value if paragraph.speaker else None,
        "recommendations": list(paragraph.recommendations),
    }
    if tag:
        fields |= {
            # The neutral label may come first, so the primary stance is kept even where its place is 0.
            "stances": [scheme.ids.index(stance) for stance in stances_of(tag)],
            "probabilities": [round(tag.probabilities[label], 3) for label in scheme.ids],
            "unsure": tag.abstained,
            "awaiting": tag.awaiting,
            "evidence": [_utf16(paragraph.text[: tag.evidence.start]), _utf16(paragraph.text[: tag.evidence.end])],
            "marks": _marks(paragraph.text, tag, passages),
        }
    return {name: value for name, value in fields.items() if value not in (None, [], False)}


def _marks(text: str, tag: Tag, passages: Sequence[str]) -> list[list[int]]:
    """Give the spans to highlight, as offsets in UTF-16 units, which is how a browser counts; they do not overlap."""
    found = [(start, start + len(passage)) for passage in passages if (start := text.find(passage)) >= 0]
    spans: list[list[int]] = []
    last = 0
    for start, end in sorted({(tag.evidence.start, tag.evidence.end), *found}):
        if start >= last and end > start:
            spans.append([_utf16(text[:start]), _utf16(text[:end])])
            last = end
    return spans


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _secondary_evidence(deferrals: Sequence[OpenDeferral], places: _Places) -> dict[tuple[int, int], list[str]]:
    """Gather the sentences of deferrals that are not the main point of their paragraphs, to highlight them too."""
    found: dict[tuple[int, int], list[str]] = {}
    for entry in deferrals:
        number, index = places.of(entry.answer)
        found.setdefault((number, index), []).append(entry.evidence)
    return found


def _deferral(entry: OpenDeferral, places: _Places) -> JSON:
    deadline = entry.recommendation.deadline if entry.recommendation else None
    return {
        "at": places.of(entry.answer),
        "number": entry.recommendation.number if entry.recommendation else None,
        "awaiting": entry.awaiting,
        "deadline": _day(deadline.date) if deadline else None,
        "deadlineText": deadline.text if deadline else None,
        "overdue": entry.days_overdue,
        "words": entry.evidence,
        "confidence": round(entry.confidence, 3),
        "primary": entry.primary,
        "check": entry.to_check,
    }


def _day(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
