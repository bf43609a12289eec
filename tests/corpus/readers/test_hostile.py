"""Inputs that once broke a reader, and others of their kind."""

import contextlib
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from torture.documents import MAKERS, archive, letter, open_document_body, open_document_members, word_body, word_members

from corpus.errors import DamagedDocumentError, DocumentError, OversizedDocumentError
from corpus.readers import read_blocks
from corpus.readers.furniture import furniture_lines

_SAYS = "We accept this recommendation in full and will change the form by June."


def _read(name, text):
    return read_blocks(Path(name), text if isinstance(text, bytes) else text.encode("utf-8"))[1]


def test_a_manifest_that_does_not_unpack_is_a_damaged_file():
    data = bytearray(archive(open_document_members(open_document_body(letter()))))
    place = data.find(b"META-INF/manifest.xml") + len(b"META-INF/manifest.xml")
    data[place : place + 40] = bytes(range(200, 240))
    with pytest.raises(DamagedDocumentError, match="damaged Word or OpenDocument file"):
        _read("a.odt", bytes(data))


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li", "section"])
def test_a_page_that_nests_deeper_than_any_document_is_told_at_once(tag):
    began = time.process_time()
    with pytest.raises(DamagedDocumentError, match="nests its parts too deeply"):
        _read("a.html", f"<html><body>{f'<{tag}>' * 100_000}{_SAYS}")
    assert time.process_time() - began < 5


def test_unclosed_paragraphs_rows_and_drawings_are_no_nesting():
    rows = "<table>" + f"<tr><td>{_SAYS}" * 600 + "</table>"
    drawing = "<svg>" + "<path d='M0 0'/>" * 600 + "</svg>"
    blocks = _read("a.html", f"<html><body>{rows}{drawing}{'<p>' * 600}{_SAYS}")
    assert len(blocks) >= 600


_LOOP = "for(i=0;i<n;i++)count(i);" * 600


@pytest.mark.parametrize("unseen", [f"<script>{_LOOP}</script>", f"<SCRIPT type='text/x'>{_LOOP}</script >", f"<!--{'<div>' * 600}-->"])
def test_what_scripts_and_comments_hold_is_no_nesting(unseen):
    assert [block.text for block in _read("a.html", f"<p>Our answer</p>{unseen}<p>{_SAYS}</p>")] == ["Our answer", _SAYS]


@pytest.mark.parametrize("end", ["", "</scripts>", "</script", "-->"])
def test_a_script_without_its_end_goes_on_to_that_of_the_page(end):
    assert [block.text for block in _read("a.html", f"<p>{_SAYS}</p><script>{_LOOP}{end}<p>Not shown")] == [_SAYS]


@pytest.mark.parametrize(
    "page",
    [
        "<p title='<script>'>{says}</p>{deep}</script>",
        "<svg><style>{deep}</style></svg>{says}",
        "<select><style></select>{deep}</style>{says}",
        "<script><!--<script></script>{deep}--></script>{says}",
        "<script></script>{deep}<script></script>{says}",
        "<!-->{deep}-->{says}",
        "<di<!---->v>{deep}{says}",
    ],
)
def test_no_elements_hide_from_the_count_where_the_browser_sees_no_script(page):
    began = time.process_time()
    with contextlib.suppress(DocumentError):
        _read("a.html", page.format(deep="<b>" * 100_000, says=_SAYS))
    assert time.process_time() - began < 5


@pytest.mark.parametrize("sign", ["<script ", "</script  ", "<!--", "<style>", "--><!-- --"])
def test_scripts_without_end_are_left_out_in_time(sign):
    began = time.process_time()
    with contextlib.suppress(DocumentError):
        _read("a.html", f"{'<div>' * 600}<script>{sign * 60_000}")
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "members", [word_members("<w:sdt><w:sdtContent>" * 3000 + word_body(letter()) + "</w:sdtContent></w:sdt>" * 3000)], ids=["word"]
)
def test_a_word_document_that_nests_too_deeply_is_told(members):
    with pytest.raises(DamagedDocumentError, match="nests its parts too deeply to be read as DOCX"):
        _read("a.docx", archive(members))


_MARKED = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_TEN = "".join(f'<!ENTITY a{place} "{f"&a{place - 1};" * 10}">' for place in range(1, 9))


@pytest.mark.parametrize(
    "members",
    [
        word_members(f"<w:p><w:r><w:t>&a8;</w:t></w:r></w:p>{word_body(letter())}", f'<!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">{_TEN}]>'),
        word_members(f"<mc:AlternateContent {_MARKED}><mc:Choice>" * 4000 + "</mc:Choice></mc:AlternateContent>" * 4000),
    ],
    ids=["entities", "alternatives"],
)
def test_entities_and_alternatives_within_alternatives_of_a_word_file_are_told_at_once(members):
    began = time.process_time()
    with pytest.raises(DocumentError):
        _read("a.docx", archive(members))
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "lines",
    [
        [f"Page {number} of 20000" for number in range(4000)],
        [line for number in range(3000) for line in (_SAYS, f"Report - page {number}")],
        ["a"] * 20_000,
        [""] * 100_000 + [_SAYS],
        ["A running head", _SAYS] * 3000,
        [f"Footer |{' ' * 120}x"] * 4000,
    ],
)
def test_page_furniture_takes_no_more_than_the_length_of_a_document(lines):
    began = time.process_time()
    furniture_lines(lines, set(range(0, len(lines), 2)))
    assert time.process_time() - began < 5


def test_a_paragraph_of_many_lines_is_joined_in_time_that_grows_with_its_length():
    began = time.process_time()
    with pytest.raises(OversizedDocumentError, match="holds a paragraph"):
        _read("a.html", "<html><body><pre>" + "a b\n" * 60_000)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "parts", ["<table><tr><td>" * 200 + "<table><tr><td>x y</table>" * 1500, "<div id=a role=tab aria-controls=a>" * 400 + _SAYS * 8000]
)
def test_tables_and_tabs_inside_each_other_take_no_more_than_the_length_of_a_page(parts):
    began = time.process_time()
    with contextlib.suppress(DocumentError):
        _read("a.html", f"<html><body>{parts}")
    assert time.process_time() - began < 3


@pytest.mark.parametrize("start", ["²", "9" * 5000])
def test_a_list_that_begins_at_no_number_is_read(start):
    assert [block.text for block in _read("a.html", f"<html><body><ol start='{start}'><li>{_SAYS}</ol>")] == [_SAYS]


_DAMAGE = (st.binary(max_size=400), st.integers(0, 3000), st.integers(0, 400))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(MAKERS)), *_DAMAGE)
def test_a_damaged_document_is_read_or_refused_and_what_is_read_is_clean(suffix, noise, place, lost):
    data = MAKERS[suffix](letter())
    place %= len(data)
    try:
        blocks = _read(f"a{suffix}", data[:place] + noise + data[place + lost :])
    except DocumentError:
        return
    for block in blocks:
        assert block.text.encode("utf-8").strip()
        assert not any(ord(character) < 32 for character in block.text)


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md"])
def test_a_paragraph_that_nobody_writes_is_told(name):
    with pytest.raises(OversizedDocumentError, match=r"holds a paragraph of [\d,]+ characters, over the limit of 100,000"):
        _read(name, f"<p>{_SAYS * 2000}")


def test_more_text_than_any_response_is_told():
    with pytest.raises(OversizedDocumentError, match="over the limit of 5,000,000 for one document"):
        _read("a.html", "<html><body>" + f"<p>{_SAYS}</p>" * 75_000)
