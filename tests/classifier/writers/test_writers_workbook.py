from __future__ import annotations

import datetime
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from classifier.writers.columns import Column, Kind, Table
from classifier.writers.workbook import MAXIMUM_CHARACTERS, write_workbook

openpyxl = pytest.importorskip("openpyxl")
_ABOUT = "Model x. It is right in 8 of 10."


def _table(rows, *columns):
    return Table("paragraphs", columns or (Column("text"),), rows, _ABOUT)


def _sheets(path):
    book = openpyxl.load_workbook(path)
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


@pytest.mark.parametrize(
    "text", ["=1+1", '=HYPERLINK("http://x")', "+44 0", "-3", "@x", "{=1}", "https://example.org", "0123", "\t=1", "＝1"]
)
def test_a_text_stays_a_text_whatever_it_looks_like(tmp_path, text):
    write_workbook([_table([{"text": text}])], tmp_path / "out.xlsx")
    (cell,) = openpyxl.load_workbook(tmp_path / "out.xlsx")["paragraphs"][2]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)
    xml = zipfile.ZipFile(tmp_path / "out.xlsx").read("xl/worksheets/sheet2.xml").decode()
    assert "<f>" not in xml


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec=None), max_size=40))
def test_any_text_can_be_written_and_the_file_be_read(tmp_path, text):
    write_workbook([_table([{"text": text}])], tmp_path / "out.xlsx")
    found = _sheets(tmp_path / "out.xlsx")["paragraphs"][1][0] or ""
    kept = [character for character in text if character.isprintable() and not 0xD800 <= ord(character) <= 0xDFFF]
    assert [character for character in found if character in kept] == kept or "_x" in found


def test_cells_have_their_own_kinds(tmp_path):
    columns = (
        Column("n", Kind.WHOLE),
        Column("p", Kind.REAL),
        Column("abstained", Kind.FLAG),
        Column("day", Kind.DATE),
        Column("also", Kind.TEXTS),
    )
    row = {"n": 3, "p": 0.25, "abstained": True, "day": datetime.date(2031, 3, 4), "also": ["a", "b"]}
    write_workbook([_table([row, dict.fromkeys(row)], *columns)], tmp_path / "out.xlsx")
    head, cells, empty = _sheets(tmp_path / "out.xlsx")["paragraphs"]
    assert head == ["n", "p", "abstained", "day", "also"]
    assert cells == [3, 0.25, True, datetime.datetime(2031, 3, 4), "a; b"]
    assert empty[:4] == [None] * 4


def test_the_first_sheet_says_whose_labels_these_are(tmp_path):
    write_workbook([_table([])], tmp_path / "out.xlsx")
    sheets = _sheets(tmp_path / "out.xlsx")
    assert list(sheets) == ["README", "paragraphs"]
    assert sheets["README"][0] == [_ABOUT]
    assert any("not a person's" in row[0] for row in sheets["README"])
    assert sheets["paragraphs"] == [["text"]]


def test_a_long_table_goes_on_in_further_sheets(tmp_path):
    write_workbook([_table({"text": str(number)} for number in range(7))], tmp_path / "out.xlsx", maximum_rows=4)
    sheets = _sheets(tmp_path / "out.xlsx")
    assert list(sheets) == ["README", "paragraphs", "paragraphs 2", "paragraphs 3"]
    assert [row[0] for name in list(sheets)[1:] for row in sheets[name]] == ["text", *"012", "text", *"345", "text", "6"]


@pytest.mark.parametrize("character", ["a", "😀"])
def test_a_text_longer_than_a_cell_is_cut_and_says_so(tmp_path, character):
    write_workbook([_table([{"text": character * 40_000}])], tmp_path / "out.xlsx")
    found = _sheets(tmp_path / "out.xlsx")["paragraphs"][1][0]
    assert len(found.encode("utf-16-le")) // 2 <= MAXIMUM_CHARACTERS
    assert found.endswith("(cut here: the cell was longer than Excel allows)")


def test_what_the_model_was_unsure_of_is_coloured(tmp_path):
    write_workbook([_table([{"abstained": True}], Column("abstained", Kind.FLAG))], tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["paragraphs"]
    assert [str(range_.sqref) for range_ in sheet.conditional_formatting] == ["A2"]
