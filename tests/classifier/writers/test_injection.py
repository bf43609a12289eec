"""Cells that would be formulas, read by real parsers."""

import csv

import pytest

from classifier.rows import paragraph_table
from classifier.writers.files import write_table
from corpus.cells import plain_cell, safe_cell
from labels.scheme import shipped_scheme

_PAYLOADS = [
    "=cmd|' /C calc'!A0",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    '=HYPERLINK("http://127.0.0.1:9/?"&A1,"click")',
    '=IMPORTXML("http://127.0.0.1:9/","//a")',
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\uff1d1+1",
    "'=1+1",
    '"=1+1',
    '","=1+1',
    "=1+1\n=2+2",
    "%0A=1+1",
    '=DDE("cmd";"/C calc";"x")',
    '=WEBSERVICE("http://127.0.0.1:9/")',
]


@pytest.mark.parametrize("payload", _PAYLOADS)
def test_a_neutralised_cell_says_what_it_said(payload):
    assert plain_cell(safe_cell(payload)) == payload or safe_cell(payload) == payload


@pytest.fixture
def table(make_tagged, make_document):
    tagged = [make_tagged(payload, heading=payload, recommendations=(payload,), index=place) for place, payload in enumerate(_PAYLOADS)]
    return paragraph_table([make_document(*tagged, name="=reply.md", force="+Force")], shipped_scheme(), "-measured", all_roles=True)


@pytest.mark.parametrize("read", ["csv", "pandas"])
def test_no_cell_that_a_parser_finds_starts_a_formula(tmp_path, table, read):
    write_table(table, "csv", tmp_path / "out.csv")
    if read == "pandas":
        pandas = pytest.importorskip("pandas")
        rows = pandas.read_csv(tmp_path / "out.csv", dtype=str, keep_default_na=False).to_dict("records")
    else:
        with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    assert len(rows) == len(_PAYLOADS)
    for row in rows:
        for cell in row.values():
            assert not cell.lstrip(" \n\u00a0\u200b").startswith(("=", "+", "-", "@", "\t", "\r", "\uff1d"))
