"""A SQLite database of documents, paragraphs, recommendations and deferrals, with full-text search; Datasette opens it."""

from __future__ import annotations

import contextlib
import datetime
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

from classifier.deferrals import open_deferrals
from classifier.records import TaggedDocument, TaggedParagraph
from classifier.rollup import Answer, InspectionAnswer, RecommendationAnswer, Rollup
from classifier.stances import stances_of
from corpus.writing import whole_file
from labels.scheme import Scheme

_NAME_WORDS, _FACETS = 8, 6
_LIMITS = (
    "Labels are a model's, not a person's. Where abstained, or to_check, is 1, or sure is 0, the model was too unsure for its "
    "label to stand without a reader. Where coverage is remarks_only, no paragraph is tied to the recommendation, but a general "
    "remark may bear on it."
)


@dataclass(frozen=True, slots=True)
class _Keys:
    """The keys of rows that others refer to, by the identity of what they hold: names and titles need not differ.

    Responses are found by their documents, paragraphs by document and index.
    """

    responses: dict[int, int] = field(default_factory=dict)
    paragraphs: dict[tuple[int, int], int] = field(default_factory=dict)
    recommendations: dict[int, int] = field(default_factory=dict)

    def of_paragraph(self, answer: Answer) -> int:
        """Give the key of the paragraph that answers."""
        return self.paragraphs[id(answer.document), answer.paragraph.index]


def write_database(rollup: Rollup, scheme: Scheme, labelled_by: str, path: Path) -> Path:
    """Write a database, and beside it what Datasette shows of it: titles, facets, sources of the figures.

    :param rollup: the answers by force and inspection.
    :param scheme: the scheme of the labels.
    :param labelled_by: which model labels, and how it was measured.
    :param path: the database file.
    :return: the metadata file, named after the database: ``stances.db`` has ``stances.metadata.json``.
    """
    with tempfile.TemporaryDirectory() as scratch:
        draft = Path(scratch) / "draft.db"
        with contextlib.closing(sqlite3.connect(draft)) as connection:
            _fill(connection, rollup, scheme, labelled_by)
        with draft.open("rb") as source, whole_file(path, "wb") as file:
            shutil.copyfileobj(source, file)  # type: ignore[misc]
    metadata = path.with_suffix(".metadata.json")
    with whole_file(metadata) as text:
        json.dump(datasette_metadata(path.stem, labelled_by, rollup.as_of), text, ensure_ascii=False, indent=2)
    return metadata


def datasette_metadata(name: str, labelled_by: str, as_of: datetime.date) -> dict[str, Any]:
    """Give the metadata with which Datasette opens a database.

    :param name: the name of the database, without its suffix.
    :param labelled_by: which model labels, and how it was measured.
    :param as_of: the day that lateness counts to.
    :return: what its ``--metadata`` option reads.
    """
    note = f"{labelled_by} {_LIMITS}"
    facets = {
        "paragraphs": ["stance", "abstained", "speaker", "role", "awaiting", "force"],
        "recommendations": ["stance", "coverage", "sure", "force", "response"],
        "deferrals": ["awaiting", "to_check", "force", "response"],
        "deferral_list": ["awaiting", "to_check", "force"],
        "not_answered": ["coverage", "force"],
        "responses": ["force"],
    }
    tables: dict[str, dict[str, Any]] = {
        table: {"facets": columns, "facet_size": _FACETS, "description": note} for table, columns in facets.items()
    }
    tables["stances"] = {"label_column": "shown_as"}
    for table in ("responses", "documents", "recommendations"):
        tables.setdefault(table, {})["label_column"] = "name"
    tables["paragraphs"] |= {"label_column": "evidence", "fts_table": "paragraphs_fts", "fts_pk": "id"}
    for table in ("deferrals", "deferral_list"):
        tables[table]["description"] = f"The longest overdue first, as of {as_of.isoformat()}. {note}"
    return {
        "title": "Stances in responses to police inspections",
        "description": note,
        "databases": {name: {"description": note, "tables": tables}},
    }


def _fill(connection: sqlite3.Connection, rollup: Rollup, scheme: Scheme, labelled_by: str) -> None:
    connection.executescript(resources.files("classifier.writers").joinpath("schema.sql").read_text("utf-8"))
    connection.execute("PRAGMA foreign_keys = ON")
    about = {"labelled_by": labelled_by, "limits": _LIMITS, "as_of": rollup.as_of.isoformat(), "scheme": scheme.name}
    connection.executemany("INSERT INTO about VALUES (?, ?)", about.items())
    order = {label: place for place, label in enumerate(scheme.caution, start=1)}
    _insert(connection, "stances", [(label.id, label.shown_as, order.get(label.id), label.definition) for label in scheme.labels])
    keys = _Keys()
    for inspection in rollup.inspections:
        response = _add_response(connection, inspection)
        documents = [_add_document(connection, response, inspection, document, keys) for document in inspection.documents]
        for item in inspection.recommendations:
            _add_recommendation(connection, response, documents[item.document_place], item, rollup, keys)
    _add_deferrals(connection, rollup, scheme, keys)
    connection.execute("INSERT INTO paragraphs_fts (paragraphs_fts) VALUES ('rebuild')")
    connection.commit()
    connection.execute("ANALYZE")
    connection.execute("VACUUM")


def _insert(connection: sqlite3.Connection, table: str, rows: Sequence[tuple[Any, ...]]) -> int:
    """Insert rows; give the id of the last. Table names are this module's own."""
    last = 0
    for row in rows:
        marks = ", ".join("?" * len(row))
        last = connection.execute(f"INSERT INTO {table} VALUES ({marks})", [_cell(value) for value in row]).lastrowid or 0  # noqa: S608
    return last


def _cell(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


def _add_response(connection: sqlite3.Connection, inspection: InspectionAnswer) -> int:
    duty = inspection.duty
    name = f"{inspection.force}: {inspection.inspection}"
    row = (None, name, inspection.force, inspection.inspection, duty.published, duty.due, duty.due_stated, duty.responded, duty.days_late)
    return _insert(connection, "responses", [row])


def _add_document(connection: sqlite3.Connection, response: int, inspection: InspectionAnswer, tagged: TaggedDocument, keys: _Keys) -> int:
    document = tagged.document
    metadata = document.metadata
    row = (None, document.id, response, document.source, document.format, document.sha256, metadata.title, metadata.policing_body)
    key = _insert(connection, "documents", [row])
    keys.responses[id(tagged)] = response
    for paragraph in tagged.paragraphs:
        keys.paragraphs[id(tagged), paragraph.paragraph.index] = _add_paragraph(connection, key, inspection.force, paragraph)
    return key


def _add_paragraph(connection: sqlite3.Connection, document: int, force: str, tagged: TaggedParagraph) -> int:
    paragraph, tag = tagged.paragraph, tagged.tag
    about = (
        None,
        document,
        force,
        paragraph.index,
        paragraph.page,
        paragraph.role.value,
        paragraph.speaker,
        paragraph.heading,
        paragraph.text,
    )
    labels: tuple[Any, ...] = (None,) * 7
    if tag is not None:
        evidence = tag.evidence
        labels = (tag.stance, round(tag.confidence, 4), tag.abstained, evidence.text, evidence.start, evidence.end, tag.awaiting)
    key = _insert(connection, "paragraphs", [(*about, *labels, paragraph.fingerprint)])
    if tag is not None:
        _insert(connection, "probabilities", [(key, label, round(value, 4)) for label, value in tag.probabilities.items()])
        _insert(connection, "secondary_stances", [(key, label) for label in stances_of(tag)[1:]])
    return key


def _add_recommendation(
    connection: sqlite3.Connection,
    response: int,
    document: int,
    item: RecommendationAnswer,
    rollup: Rollup,
    keys: _Keys,
) -> None:
    deadline = item.deadline
    words = item.text.split()
    name = item.number or " ".join(words[:_NAME_WORDS]) + ("…" if len(words) > _NAME_WORDS else "")
    row = (
        None, name, response, item.force, item.coverage.value, item.stance, item.sure if item.stance else None, item.text,
        deadline.date if deadline else None, deadline.text if deadline else None, deadline.dependency if deadline else None,
        deadline.days_overdue(rollup.as_of) if deadline else None, document, item.page,
    )  # fmt: skip
    key = keys.recommendations[id(item)] = _insert(connection, "recommendations", [row])
    for kind, answers in (("answer", item.paragraphs), ("remark", item.remarks)):
        _insert(connection, "answers", [(key, keys.of_paragraph(answer), kind) for answer in answers])


def _add_deferrals(connection: sqlite3.Connection, rollup: Rollup, scheme: Scheme, keys: _Keys) -> None:
    for found in open_deferrals(rollup, scheme):
        answer = found.answer
        row = (
            None, found.force, keys.responses[id(answer.document)], keys.recommendations.get(id(found.recommendation)),
            keys.of_paragraph(answer), found.awaiting, found.days_overdue, found.evidence,
            round(found.confidence, 4), found.primary, found.to_check,
        )  # fmt: skip
        _insert(connection, "deferrals", [row])
