from __future__ import annotations

import csv
import dataclasses
import json

import pyarrow.parquet as parquet
import pytest

from classifier.formats import CONTINUED
from classifier.rows import paragraph_columns, paragraph_table
from classifier.writers.columns import Table
from classifier.writers.files import FORMATS, write_table
from classifier.writers.texts import TEXT_FORMATS
from corpus.errors import StanceError
from corpus.records import Role
from labels.scheme import shipped_scheme

_IDS = shipped_scheme().ids
_MEASURED = "Model x. It is right in 8 of 10."
_EVIL = '=HYPERLINK("x")'


@pytest.fixture
def document(make_tagged, make_document):
    return make_document(
        make_tagged(_EVIL, heading="+44 Rotas", recommendations=("-1", "=2"), confidence=0.75),
        make_tagged("We wait, “dearly”,\nfor Ålesund.", stance="deferred_pending_guidance", awaiting="npcc", index=1, page=3),
        make_tagged("A heading", role=Role.HEADING, index=2),
        name="@reply.md",
        force="Saltmere Police",
    )


def _table(document):
    return paragraph_table([document], shipped_scheme(), _MEASURED, all_roles=True)


def _rows(document):
    return _table(document).rows


def _empty():
    return Table("paragraphs", paragraph_columns(shipped_scheme()), [], _MEASURED)


def _write(document, output_format, path):
    write_table(_table(document), output_format, path)
    return path


def test_json_lines_hold_the_rows_with_their_keys_in_order(document, tmp_path):
    path = _write(document, "jsonl", tmp_path / "out.jsonl")
    lines = path.read_text("utf-8").split("\n")
    assert lines.pop() == ""
    found, expected = [json.loads(line) for line in lines], list(_rows(document))
    assert found == expected
    assert [list(row) for row in found] == [list(row) for row in expected]
    assert list(found[0]["probabilities"]) == list(_IDS)
    assert "Ålesund" in lines[1]


def test_no_cell_of_a_csv_can_start_a_formula(document, tmp_path):
    with _write(document, "csv", tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert (rows[0]["text"], rows[0]["evidence"], rows[0]["heading"]) == (f"'{_EVIL}", f"'{_EVIL}", "'+44 Rotas")
    assert (rows[0]["recommendations"], rows[0]["document"]) == ("'-1; =2", "'@reply.md")
    assert not any(value.startswith(tuple("=+-@\t\r")) for row in rows for value in row.values())


def test_a_csv_holds_every_row_under_one_head(document, tmp_path):
    with _write(document, "csv", tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["index"] for row in rows] == ["0", "1", "2"]
    assert rows[1]["text"] == "We wait, “dearly”,\nfor Ålesund."
    assert (rows[1]["awaiting"], rows[2]["stance"], rows[2]["probability_accepts"]) == ("npcc", "", "")
    assert float(rows[0]["probability_accepts"]) == 0.75


def test_a_csv_without_rows_still_has_its_head(tmp_path):
    write_table(_empty(), "csv", tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text("utf-8").startswith("document,source,force,index,")


def test_parquet_is_read_back_by_pyarrow(document, tmp_path):
    table = parquet.read_table(_write(document, "parquet", tmp_path / "out.parquet"))
    assert table.to_pylist() == list(_rows(document))
    assert table.column_names == list(next(iter(_rows(document))))


def test_parquet_without_rows_keeps_its_columns(tmp_path):
    write_table(_empty(), "parquet", tmp_path / "out.parquet")
    table = parquet.read_table(tmp_path / "out.parquet")
    assert (table.num_rows, "stance" in table.column_names) == (0, True)


@pytest.mark.parametrize("output_format", ["parquet", "xlsx"])
def test_what_is_no_text_needs_a_file(document, output_format):
    with pytest.raises(StanceError, match="needs a file; add --output FILE"):
        write_table(_table(document), output_format, None)


def test_parquet_says_whose_labels_it_holds(document, tmp_path):
    schema = parquet.read_schema(_write(document, "parquet", tmp_path / "out.parquet"))
    assert schema.metadata[b"about"].decode() == _MEASURED


def test_a_csv_begins_with_a_byte_order_mark_where_wanted(document, tmp_path):
    write_table(_table(document), "csv", tmp_path / "out.csv", bom=True)
    assert (tmp_path / "out.csv").read_bytes().startswith("\ufeffdocument,".encode())
    write_table(_table(document), "csv", tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_bytes().startswith(b"document,")


def test_text_formats_go_to_standard_output_without_a_file(document, capsys):
    write_table(_table(document), "jsonl", None)
    assert len(capsys.readouterr().out.splitlines()) == 3
    write_table(_table(document), "csv", None)
    assert capsys.readouterr().out.startswith("document,source,force,")


@pytest.mark.parametrize("output_format", sorted(FORMATS))
def test_an_error_half_way_leaves_no_file(document, tmp_path, output_format):
    def broken():
        yield next(iter(_rows(document)))
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_table(dataclasses.replace(_empty(), rows=broken()), output_format, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("output_format", sorted(FORMATS))
def test_real_tags_can_be_written_in_every_format(tagged, tmp_path, output_format):
    write_table(_table(tagged), output_format, tmp_path / "out")
    assert (tmp_path / "out").stat().st_size > 100


def test_the_formats_that_can_be_continued_are_those_written_as_text():
    assert {form.value for form in CONTINUED} == set(TEXT_FORMATS)
