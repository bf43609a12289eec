from __future__ import annotations

import contextlib
import datetime
import json
import sqlite3

import pytest

from classifier.rollup import roll_up
from classifier.writers.database import write_database
from corpus.records import Role
from labels.scheme import shipped_scheme

_WAITS = "deferred_pending_guidance"


@pytest.fixture
def database(make_tagged, make_document, tmp_path):
    document = make_document(
        make_tagged("By 30 June 2031, the force should count its keys.", role=Role.RECOMMENDATION, recommendations=("1",)),
        make_tagged("The force should train all of the cooks of its canteens in matters of hygiene.", role=Role.RECOMMENDATION,
                    recommendations=(), index=1),
        make_tagged("We wait.", stance=_WAITS, awaiting="npcc", recommendations=("1",), also=("accepts",), index=2),
        make_tagged("'; DROP TABLE paragraphs; --", stance="accepts", abstained=True, recommendations=("1",), index=3),
        force="Saltmere Police",
        due=datetime.date(2031, 4, 29),
    )  # fmt: skip
    twin = make_document(make_tagged("Counted keys are good."), folder="other", force="Orlmere Police")
    rollup = roll_up([document, twin], shipped_scheme(), datetime.date(2031, 7, 10))
    write_database(rollup, shipped_scheme(), "Model x. It is right in 8 of 10.", tmp_path / "stances.db")
    return tmp_path / "stances.db"


@pytest.fixture
def rows(database):
    with contextlib.closing(sqlite3.connect(database)) as connection:
        yield lambda query: connection.execute(query).fetchall()


def test_references_are_sound(rows):
    assert rows("PRAGMA foreign_key_check") == []
    assert rows("PRAGMA integrity_check") == [("ok",)]
    assert len(rows("PRAGMA foreign_key_list(paragraphs)")) == 2


def test_paragraphs_are_found_by_their_words_in_any_form(rows):
    query = "SELECT p.text FROM paragraphs_fts f JOIN paragraphs p ON p.id = f.rowid WHERE paragraphs_fts MATCH '{}' ORDER BY p.id"
    assert len(rows(query.format("counting"))) == 2
    assert rows(query.format("drop")) == [("'; DROP TABLE paragraphs; --",)]


def test_a_paragraph_keeps_its_tag(rows):
    assert rows("SELECT stance, confidence, abstained, evidence, awaiting FROM paragraphs WHERE place = 2") == [
        (_WAITS, 0.8, 0, "We wait.", "npcc")
    ]
    assert rows("SELECT stance FROM paragraphs WHERE role <> 'response'") == [(None,), (None,)]
    ((total,),) = rows("SELECT sum(probability) FROM probabilities JOIN paragraphs p ON p.id = paragraph WHERE p.place = 2")
    assert total == pytest.approx(1)
    assert rows("SELECT stance FROM secondary_stances") == [("accepts",)]


def test_recommendations_stand_with_their_answers(rows):
    query = "SELECT name, coverage, stance, deadline, days_overdue FROM recommendations WHERE force = 'Saltmere Police' ORDER BY id"
    assert rows(query) == [
        ("1", "answered", _WAITS, "2031-06-30", 10),
        ("The force should train all of the cooks…", "not_answered", None, None, None),
    ]
    assert rows("SELECT kind, count(*) FROM answers GROUP BY 1") == [("answer", 3)]
    assert [name for _, name in rows("SELECT force, recommendation FROM not_answered")] == ["The force should train all of the cooks…"]


def test_deferrals_are_listed_with_what_an_officer_asks(rows):
    ((force, recommendation, days, body, words),) = rows(
        "SELECT force, recommendation, days_overdue, awaiting, evidence FROM deferral_list WHERE to_check = 0"
    )
    assert (force, recommendation, days, body, words) == ("Saltmere Police", "1", 10, "npcc", "We wait.")


def test_two_documents_of_one_name_are_two(rows):
    assert rows("SELECT name, source FROM documents ORDER BY name") == [
        ("other/saltmere-reply.md", "other/saltmere-reply.md"),
        ("replies/saltmere-reply.md", "replies/saltmere-reply.md"),
    ]


def _written(documents, path):
    write_database(roll_up(documents, shipped_scheme(), datetime.date(2031, 7, 10)), shipped_scheme(), "Model x.", path)
    return path.read_bytes()


def _asked(path, query):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


_CUSTODY = {"force": "Saltmere Police", "inspection": "Custody"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"folder": "2023"}, {"folder": "2024"}),
        ({"folder": "2023"}, {"folder": "2023"}),  # a table may name two documents alike
        ({**_CUSTODY, "published": datetime.date(2029, 3, 4)}, {**_CUSTODY, "published": datetime.date(2031, 3, 4)}),
    ],
)
def test_a_deferral_belongs_to_the_response_that_its_paragraph_stands_in(make_tagged, make_document, tmp_path, one, other):
    waits = make_document(make_tagged("We wait.", stance=_WAITS, awaiting="npcc"), name="letter.txt", **one)
    agrees = make_document(make_tagged("We agree."), name="letter.txt", **other)
    _written([waits, agrees], tmp_path / "a.db")
    ((text, deferred, stands, asked),) = _asked(
        tmp_path / "a.db",
        "SELECT p.text, d.response, o.response, c.response FROM deferrals d JOIN paragraphs p ON p.id = d.paragraph"
        " JOIN documents o ON o.id = p.document JOIN recommendations c ON c.id = d.recommendation",
    )
    assert (text, deferred, asked) == ("We wait.", stands, stands)


def test_a_recommendation_belongs_to_the_document_that_states_it(make_tagged, make_document, tmp_path):
    known = {"force": "Saltmere Police", "inspection": "Custody", "name": "response.txt"}
    asks = make_tagged("By 30 June 2031, the force should count its keys.", role=Role.RECOMMENDATION, recommendations=("1",))
    chief = make_document(
        asks, make_tagged("We wait.", stance=_WAITS, awaiting="npcc", recommendations=("1",), index=1), folder="chief", **known
    )
    body = make_document(make_tagged("We agree.", recommendations=("1",)), folder="pcc", **known)
    _written([chief, body], tmp_path / "a.db")
    query = "SELECT o.source FROM recommendations c JOIN documents o ON o.id = c.document"
    assert _asked(tmp_path / "a.db", query) == [("chief/response.txt",)]
    answers = (
        "SELECT o.source, p.text FROM answers a JOIN paragraphs p ON p.id = a.paragraph JOIN documents o ON o.id = p.document ORDER BY 1"
    )
    assert _asked(tmp_path / "a.db", answers) == [("chief/response.txt", "We wait."), ("pcc/response.txt", "We agree.")]
    assert _asked(tmp_path / "a.db", "SELECT document FROM deferral_list") == [("chief/response.txt",)]


def test_the_same_documents_give_the_same_bytes(make_tagged, make_document, tmp_path):
    documents = [make_document(make_tagged(text), folder=text, name="letter.txt") for text in ("First", "Second")]
    assert _written(documents, tmp_path / "a.db") == _written(documents, tmp_path / "b.db")


def test_the_database_says_whose_labels_it_holds(rows, database):
    about = dict(rows("SELECT name, value FROM about"))
    assert about["labelled_by"] == "Model x. It is right in 8 of 10."
    assert about["as_of"] == "2031-07-10"
    metadata = json.loads(database.with_suffix(".metadata.json").read_text("utf-8"))
    assert "Model x." in metadata["databases"]["stances"]["description"]


def test_every_facet_and_label_is_a_column(rows, database):
    tables = json.loads(database.with_suffix(".metadata.json").read_text("utf-8"))["databases"]["stances"]["tables"]
    for table, options in tables.items():
        columns = {row[1] for row in rows(f"PRAGMA table_info({table})")}
        assert {*options.get("facets", ()), options.get("label_column", next(iter(columns)))} <= columns


def test_what_stood_there_before_is_replaced_whole(database, make_document, make_tagged):
    rollup = roll_up([make_document(make_tagged())], shipped_scheme(), datetime.date(2031, 7, 10))
    write_database(rollup, shipped_scheme(), "Model y.", database)
    with contextlib.closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchone() == (1,)
    assert {path.name for path in database.parent.iterdir()} == {"stances.db", "stances.metadata.json"}
