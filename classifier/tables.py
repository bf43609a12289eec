"""The tables of recommendations and of deferrals."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from classifier.awaiting import shown_body
from classifier.deferrals import OpenDeferral
from classifier.rollup import Answer, InspectionAnswer, RecommendationAnswer, Rollup
from classifier.stances import stances_of
from classifier.writers.columns import Column, Kind, Table

_DEADLINE = (
    Column("deadline", Kind.DATE),
    Column("deadline_text"),
    Column("depends_on"),
    Column("days_overdue", Kind.WHOLE),
)
_RECOMMENDATION_COLUMNS = (
    Column("force"),
    Column("inspection"),
    Column("recommendation"),
    Column("recommendation_text"),
    *_DEADLINE,
    Column("coverage"),
    Column("stance"),
    Column("sure", Kind.FLAG),
    Column("stances", Kind.TEXTS),
    Column("unsure_stances", Kind.TEXTS),
    Column("evidence"),
    Column("confidence", Kind.REAL),
    Column("paragraphs", Kind.TEXTS),
    Column("remarks", Kind.TEXTS),
    Column("document"),
    Column("source"),
    Column("page", Kind.WHOLE),
    Column("published", Kind.DATE),
    Column("due", Kind.DATE),
    Column("responded", Kind.DATE),
    Column("days_late", Kind.WHOLE),
    Column("labelled_by"),
)
_DEFERRAL_COLUMNS = (
    Column("force"),
    Column("inspection"),
    Column("recommendation"),
    Column("recommendation_text"),
    *_DEADLINE,
    Column("awaiting"),
    Column("evidence"),
    Column("confidence", Kind.REAL),
    Column("to_check", Kind.FLAG),
    Column("stance"),
    Column("speaker"),
    Column("document"),
    Column("source"),
    Column("page", Kind.WHOLE),
    Column("index", Kind.WHOLE),
    Column("labelled_by"),
)


def recommendation_table(rollup: Rollup, labelled_by: str) -> Table:
    """Give the table of recommendations, a row each.

    :param rollup: the answers by force and inspection.
    :param labelled_by: which model labels, and how it was measured.
    :return: the table; ``stance`` is the overall one, ``stances`` are all that paragraphs take, and ``unsure_stances`` those
        of them that only paragraphs take which the model is unsure of, so that they do not decide; ``evidence`` and
        ``confidence`` are of the paragraph that takes the overall stance most surely.
    """
    about = f"{labelled_by} {_counted_to(rollup.as_of)}"
    return Table("recommendations", _RECOMMENDATION_COLUMNS, _recommendation_rows(rollup, labelled_by), about)


def deferral_table(deferrals: Iterable[OpenDeferral], labelled_by: str, as_of: datetime.date, awaiting: Collection[str] = ()) -> Table:
    """Give the table of deferrals, a row each, in their order.

    :param deferrals: the deferrals.
    :param labelled_by: which model labels, and how it was measured.
    :param as_of: the day that lateness counts to.
    :param awaiting: the bodies that they were chosen by; empty for all.
    :return: the table; ``confidence`` is the probability of the deferral, ``stance`` the paragraph's main one.
    """
    chosen = f" Only what awaits {' or '.join(map(shown_body, awaiting))} is listed." if awaiting else ""
    about = f"{labelled_by} {_counted_to(as_of)}{chosen}"
    return Table("deferrals", _DEFERRAL_COLUMNS, (_deferral_row(deferral, labelled_by) for deferral in deferrals), about)


def _counted_to(day: datetime.date) -> str:
    return f"Days overdue are counted to {day.isoformat()}."


def carrying_answer(item: RecommendationAnswer) -> Answer | None:
    """Find the paragraph that takes the overall stance of a recommendation most surely.

    :param item: a recommendation.
    :return: the paragraph, or ``None`` where it is not answered.
    """
    taking = [answer for answer in item.paragraphs if item.stance in stances_of(answer.tag)]
    return max(taking, key=lambda answer: answer.tag.probabilities[item.stance or ""], default=None)


def _deadline_cells(item: RecommendationAnswer | None, days_overdue: int | None) -> dict[str, Any]:
    deadline = item.deadline if item else None
    return {
        "recommendation": item.number or None if item else None,
        "recommendation_text": item.text or None if item else None,
        "deadline": deadline.date if deadline else None,
        "deadline_text": deadline.text if deadline else None,
        "depends_on": deadline.dependency if deadline else None,
        "days_overdue": days_overdue,
    }


def _recommendation_rows(rollup: Rollup, labelled_by: str) -> Iterator[dict[str, Any]]:
    for inspection in rollup.inspections:
        for item in inspection.recommendations:
            yield _recommendation_row(inspection, item, rollup, labelled_by)


def _recommendation_row(inspection: InspectionAnswer, item: RecommendationAnswer, rollup: Rollup, labelled_by: str) -> dict[str, Any]:
    carrying, duty = carrying_answer(item), inspection.duty
    return {
        "force": inspection.force,
        "inspection": inspection.inspection,
        **_deadline_cells(item, item.deadline.days_overdue(rollup.as_of) if item.deadline else None),
        "coverage": item.coverage.value,
        "stance": item.stance,
        "sure": item.sure if item.stance else None,
        "stances": list(item.stances),
        "unsure_stances": list(item.unsure_stances),
        "evidence": carrying.tag.evidence.text if carrying else None,
        "confidence": round(carrying.tag.probabilities[item.stance or ""], 4) if carrying else None,
        "paragraphs": [_place(answer) for answer in item.paragraphs],
        "remarks": [_place(answer) for answer in item.remarks],
        "document": item.document,
        "source": inspection.documents[item.document_place].document.source,
        "page": item.page,
        "published": duty.published,
        "due": duty.due,
        "responded": duty.responded,
        "days_late": duty.days_late,
        "labelled_by": labelled_by,
    }


def _place(answer: Answer) -> str:
    return f"{answer.document.document.id}#{answer.paragraph.index}"


def _deferral_row(deferral: OpenDeferral, labelled_by: str) -> dict[str, Any]:
    paragraph = deferral.answer.paragraph
    return {
        "force": deferral.force,
        "inspection": deferral.inspection,
        **_deadline_cells(deferral.recommendation, deferral.days_overdue),
        "awaiting": deferral.awaiting,
        "evidence": deferral.evidence,
        "confidence": round(deferral.confidence, 4),
        "to_check": deferral.to_check,
        "stance": deferral.answer.tag.stance,
        "speaker": paragraph.speaker.value if paragraph.speaker else None,
        "document": deferral.answer.document.document.id,
        "source": deferral.answer.document.document.source,
        "page": paragraph.page,
        "index": paragraph.index,
        "labelled_by": labelled_by,
    }
