from __future__ import annotations

import pytest

from classifier.rows import paragraph_table, row_of, rows_of
from corpus.fingerprint import fingerprint
from corpus.records import Role
from labels.scheme import shipped_scheme

_KEYS = [
    "document", "source", "force", "index", "page", "role", "speaker", "recommendations", "heading", "text", "fingerprint",
    "stance", "also", "confidence", "probabilities", "abstained", "evidence", "awaiting", "labelled_by",
]  # fmt: skip


def test_a_row_holds_the_paragraph_and_its_tag(make_tagged, make_document):
    tagged = make_tagged("We wait.", stance="deferred_pending_guidance", confidence=0.123456, awaiting="npcc", page=2, index=7)
    row = row_of(make_document(tagged, force="Saltmere Police"), tagged, "Model x.")
    assert list(row) == _KEYS
    assert (row["document"], row["source"]) == ("saltmere-reply.md", "replies/saltmere-reply.md")
    assert row["force"] == "Saltmere Police"
    assert (row["index"], row["page"], row["role"], row["speaker"]) == (7, 2, "response", "pcc")
    assert row["fingerprint"] == fingerprint("We wait.")
    assert row["evidence"] == {"text": "We wait.", "start": 0, "end": 8}
    assert (row["stance"], row["confidence"], row["abstained"], row["awaiting"]) == ("deferred_pending_guidance", 0.1235, False, "npcc")
    assert list(row["probabilities"]) == list(shipped_scheme().ids)


def test_rows_are_of_responses_unless_all_are_wanted(make_tagged, make_document):
    document = make_document(make_tagged("A heading", role=Role.HEADING), make_tagged("An answer."))
    assert [row["text"] for row in rows_of([document], "Model x.")] == ["An answer."]
    heading, _ = rows_of([document], "Model x.", all_roles=True)
    assert list(heading) == _KEYS
    assert {
        heading[key] for key in ("stance", "also", "confidence", "probabilities", "abstained", "evidence", "awaiting", "labelled_by")
    } == {None}


def _flat(document):
    table = paragraph_table([document], shipped_scheme(), "Model x.", all_roles=True)
    names = [column.name for column in table.flat_columns()]
    return [dict(zip(names, cells, strict=True)) for cells in table.flat_rows()]


def test_a_flat_row_has_plain_values_and_a_column_for_each_label(make_tagged, make_document):
    (row,) = _flat(make_document(make_tagged("We agree.", recommendations=("3", "AFI 2"), confidence=0.6)))
    assert all(value is None or isinstance(value, str | int | float | bool) for value in row.values())
    assert (row["recommendations"], row["evidence"], row["evidence_start"], row["evidence_end"]) == ("3; AFI 2", "We agree.", 0, 9)
    assert row["probability_accepts"] == 0.6
    assert sum(row[f"probability_{label}"] for label in shipped_scheme().ids) == pytest.approx(1.0)
    assert row["labelled_by"] == "Model x."


def test_a_flat_row_of_a_heading_has_the_same_columns(make_tagged, make_document):
    answer, heading = _flat(make_document(make_tagged(), make_tagged(role=Role.HEADING)))
    assert list(heading) == list(answer)
