from __future__ import annotations

import datetime
import io
import sys

import pytest
from rich.console import Console

from classifier.formats import Format, ListFormat, Output
from classifier.writers.output import write_deferrals, write_paragraphs, write_recommendations
from corpus.errors import MissingExtraError, StanceError

_TODAY = datetime.date(2031, 7, 1)


@pytest.fixture
def write(tagger):
    """Write in one of the three ways; to tag the first document is a failure."""

    def tagging():
        raise AssertionError("a document was tagged for nothing")
        yield

    def write(kind, output):
        console = Console(file=io.StringIO())
        if kind == "paragraphs":
            write_paragraphs(tagging(), tagger, output, False, console)
        elif kind == "deferrals":
            write_deferrals(tagging(), tagger, output, _TODAY, (), console)
        else:
            write_recommendations(tagging(), tagger, output, _TODAY, console)

    return write


_WAYS = [("paragraphs", name) for name in Format] + [(kind, name) for kind in ("deferrals", "recommendations") for name in ListFormat]


@pytest.mark.parametrize(("kind", "output_format"), _WAYS)
def test_nothing_is_tagged_for_a_file_that_cannot_be_written(write, tmp_path, kind, output_format):
    (tmp_path / "letter.txt").touch()
    for path in (tmp_path / "letter.txt" / "out", tmp_path):
        with pytest.raises(StanceError, match="cannot be written"):
            write(kind, Output(output_format, path))


@pytest.mark.parametrize("kind", ["paragraphs", "deferrals", "recommendations"])
@pytest.mark.parametrize(("output_format", "library"), [("parquet", "pyarrow"), ("xlsx", "xlsxwriter")])
def test_nothing_is_tagged_for_a_format_whose_library_is_missing(write, tmp_path, monkeypatch, kind, output_format, library):
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtraError, match=rf"needs {library}, which is not installed; run: pip install '\.\[{output_format}\]'"):
        write(kind, Output(output_format, tmp_path / "out"))


def test_nothing_is_tagged_for_a_format_that_needs_a_file_and_has_none(write):
    for output_format in ("parquet", "xlsx", "sqlite"):
        with pytest.raises(StanceError, match="add --output FILE"):
            write("paragraphs", Output(output_format, None))
