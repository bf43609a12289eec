"""OpenDocument text as its programs write it: what is on the page is read, in whatever element it stands."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from corpus.readers import read_blocks
from corpus.records import Block

NAMES = ("office", "text", "table", "style")
SPACES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in NAMES)
SPACES += (
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
)
MANIFEST = (
    '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<m:file-entry m:full-path="/" m:media-type="application/vnd.oasis.opendocument.text"/></m:manifest>'
)
NUMBERED = '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1"/></text:list-style>'
ANSWER = "<text:p>The constabulary accepts this.</text:p>"


def blocks(body: str) -> list[Block]:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("styles.xml", f"<office:document-styles {SPACES}/>")
        styles = f"<office:automatic-styles>{NUMBERED}</office:automatic-styles>"
        text = f"<office:body><office:text>{body}</office:text></office:body>"
        archive.writestr("content.xml", f"<office:document-content {SPACES}>{styles}{text}</office:document-content>")
    return read_blocks(Path("response.odt"), file.getvalue())[1]


@pytest.mark.parametrize(
    "drawn",
    [
        f"<draw:frame><draw:text-box>{ANSWER}</draw:text-box><svg:title>Box</svg:title></draw:frame>",
        f"<draw:g><draw:custom-shape>{ANSWER}</draw:custom-shape></draw:g>",
    ],
)
def test_text_boxes_and_shapes_are_read_below_their_paragraph(drawn: str) -> None:
    assert [block.text for block in blocks(drawn)] == ["The constabulary accepts this."]
    found = blocks(f"<text:p>The policy is <text:span>{drawn}</text:span>now in force.</text:p><text:p>Last.</text:p>")
    assert [block.text for block in found] == ["The policy is now in force.", "The constabulary accepts this.", "Last."]


def test_notes_are_read_after_the_text() -> None:
    note = f"<text:note><text:note-citation>1</text:note-citation><text:note-body>{ANSWER}</text:note-body></text:note>"
    found = blocks(f"<text:p>It is done.{note} We go on.</text:p><text:p>Last.</text:p>")
    assert [block.text for block in found] == ["It is done. We go on.", "Last.", "The constabulary accepts this."]


def test_merged_and_repeated_cells_leave_the_others_in_their_columns() -> None:
    spanning = '<table:table-cell table:number-rows-spanned="2"><text:p>Train.</text:p></table:table-cell>'
    cells = f'{spanning}<table:table-cell table:number-columns-repeated="2"/>'
    rows = [
        f"{cells}<table:table-cell>{ANSWER}</table:table-cell>",
        "<table:covered-table-cell/><table:table-cell><text:p>PCC</text:p></table:table-cell>",
    ]
    found = blocks("<table:table>" + "".join(f"<table:table-row>{row}</table:table-row>" for row in rows) + "</table:table>")
    assert [(block.row, block.column) for block in found] == [(0, 0), (0, 3), (1, 1)]


def test_an_item_keeps_the_number_that_it_starts_with() -> None:
    item = f'<text:list-item text:start-value="4">{ANSWER}</text:list-item><text:list-item>{ANSWER}</text:list-item>'
    assert [block.marker for block in blocks(f'<text:list text:style-name="L">{item}</text:list>')] == ["4.", "5."]
