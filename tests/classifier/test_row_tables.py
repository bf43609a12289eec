from __future__ import annotations

import csv
import datetime
import json

import openpyxl
import pytest
from pyarrow import parquet

from classifier.deferrals import open_deferrals
from classifier.rollup import roll_up
from classifier.tables import deferral_table, recommendation_table
from classifier.writers.files import FORMATS, write_table
from corpus.records import Role
from labels.scheme import shipped_scheme

_WAITS = "deferred_pending_guidance"


@pytest.fixture
def rollup(make_tagged, make_document):
    document = make_document(
        make_tagged("By 30 June 2031, the force should count its keys.", role=Role.RECOMMENDATION, recommendations=("1",), page=2),
        make_tagged("The force should train its cooks in hygiene.", role=Role.RECOMMENDATION, recommendations=("2",), index=1),
        make_tagged("We agree.", stance="accepts", recommendations=("1",), index=2),
        make_tagged("We wait.", stance=_WAITS, awaiting="npcc", recommendations=("1",), confidence=0.7, index=3, page=3),
        make_tagged("We wait for the NPCC.", stance=_WAITS, awaiting="npcc", recommendations=("1",), confidence=0.9, index=4, page=3),
        force="Saltmere Police",
        inspection="Custody",
        published=datetime.date(2031, 3, 4),
        due=datetime.date(2031, 4, 29),
        responded=datetime.date(2031, 5, 2),
    )
    return roll_up([document], shipped_scheme(), datetime.date(2031, 7, 10))


def test_a_recommendation_has_a_row_with_the_words_that_carry_its_stance(rollup):
    one, two = recommendation_table(rollup, "Model x.").rows
    assert (one["force"], one["recommendation"], one["stance"], one["evidence"]) == (
        "Saltmere Police",
        "1",
        _WAITS,
        "We wait for the NPCC.",
    )
    assert (one["confidence"], one["sure"], one["stances"]) == (0.9, True, [_WAITS, "accepts"])
    assert (one["deadline"], one["days_overdue"], one["days_late"]) == (datetime.date(2031, 6, 30), 10, 3)
    assert one["paragraphs"] == [f"saltmere-reply.md#{place}" for place in (2, 3, 4)]
    assert (two["coverage"], two["stance"], two["sure"], two["evidence"]) == ("not_answered", None, None, None)
    assert {row["labelled_by"] for row in (one, two)} == {"Model x."}


def test_a_deferral_has_a_row_with_all_that_is_asked_of_it(rollup):
    first, _ = deferral_table(open_deferrals(rollup, shipped_scheme()), "Model x.", rollup.as_of).rows
    assert (first["recommendation"], first["deadline_text"], first["days_overdue"]) == ("1", "By 30 June 2031", 10)
    assert (first["awaiting"], first["evidence"], first["confidence"], first["page"]) == ("npcc", "We wait for the NPCC.", 0.9, 3)
    assert (first["to_check"], first["index"], first["labelled_by"]) == (False, 4, "Model x.")


@pytest.fixture
def alike(make_tagged, make_document):
    """Two letters of one name in two folders, both of which defer what they call recommendation 1."""
    waits = [make_tagged(text, stance=_WAITS, awaiting="npcc", recommendations=("1",), index=2) for text in ("We wait.", "They wait.")]
    letters = [make_document(tagged, name="letter.txt", folder=folder) for tagged, folder in zip(waits, ("2023", "2024"), strict=True)]
    return roll_up(letters, shipped_scheme(), datetime.date(2031, 7, 10))


@pytest.mark.parametrize("output_format", ["jsonl", "csv", "parquet", "xlsx"])
def test_rows_of_two_documents_of_one_name_say_of_which_they_are(alike, tmp_path, output_format):
    write_table(recommendation_table(alike, "Model x."), output_format, tmp_path / "a.xlsx")
    write_table(deferral_table(open_deferrals(alike, shipped_scheme()), "Model x.", alike.as_of), output_format, tmp_path / "b.xlsx")
    names = ["2023/letter.txt", "2024/letter.txt"]
    assert _cells(tmp_path / "a.xlsx", output_format, "document") == names
    assert _cells(tmp_path / "a.xlsx", output_format, "paragraphs") == [f"{name}#2" for name in names]
    assert _cells(tmp_path / "b.xlsx", output_format, "document") == names
    assert _cells(tmp_path / "a.xlsx", output_format, "source") == _cells(tmp_path / "b.xlsx", output_format, "source") == names
    assert _cells(tmp_path / "b.xlsx", output_format, "force") == names


def _cells(path, output_format, column):
    if output_format == "jsonl":
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    elif output_format == "csv":
        rows = list(csv.DictReader(path.read_text("utf-8").splitlines()))
    elif output_format == "parquet":
        rows = parquet.read_table(path).to_pylist()
    else:
        head, *lines = openpyxl.load_workbook(path).worksheets[1].values
        rows = [dict(zip(head, line, strict=True)) for line in lines]
    return ["; ".join(row[column]) if isinstance(row[column], list) else row[column] for row in rows]


def test_every_row_has_a_cell_for_every_column(rollup):
    for table in (recommendation_table(rollup, "x"), deferral_table(open_deferrals(rollup, shipped_scheme()), "x", rollup.as_of)):
        assert all(list(row) == [column.name for column in table.columns] for row in table.rows)


@pytest.mark.parametrize("output_format", sorted(FORMATS))
def test_recommendations_can_be_written_in_every_format(rollup, tmp_path, output_format):
    write_table(recommendation_table(rollup, "Model x."), output_format, tmp_path / "out")
    assert (tmp_path / "out").stat().st_size > 100


def test_dates_are_iso_8601_in_json(rollup, tmp_path):
    write_table(recommendation_table(rollup, "Model x."), "jsonl", tmp_path / "out")
    row = json.loads((tmp_path / "out").read_text("utf-8").splitlines()[0])
    assert (row["deadline"], row["published"]) == ("2031-06-30", "2031-03-04")


def test_tables_say_to_which_day_they_count_and_what_they_leave_out(rollup):
    counted = "Model x. Days overdue are counted to 2031-07-10."
    assert recommendation_table(rollup, "Model x.").about == counted
    assert deferral_table([], "Model x.", rollup.as_of).about == counted
    assert deferral_table([], "Model x.", rollup.as_of, ["npcc"]).about == f"{counted} Only what awaits NPCC is listed."
