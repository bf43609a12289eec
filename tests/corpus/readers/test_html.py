from pathlib import Path

import pytest

from corpus.readers.html import html_blocks, page_title
from corpus.readers.markdown import markdown_blocks
from corpus.records import BlockKind, Emphasis


def texts(html: str) -> list[str]:
    return [block.text for block in html_blocks(html)]


def test_navigation_notices_and_footers_are_left_out() -> None:
    page = """<body><div class="cookie-banner">We use cookies.</div><nav><a>Home</a></nav>
    <main><h1>Our response</h1><p>We accept it.</p><script>alert(1)</script><p hidden>Not shown</p></main>
    <footer><p>Privacy</p></footer></body>"""
    assert texts(page) == ["Our response", "We accept it."]


def test_a_page_is_read_whole_where_much_of_it_stands_beside_its_article() -> None:
    letter, answer = "I welcome what the inspectors say of us. " * 9, "The force has done all that was asked of it. " * 6
    page = f"<body><article><h1>Our response</h1><p>{letter}</p></article><section><p>{answer}</p></section></body>"
    assert texts(page) == ["Our response", letter.strip(), answer.strip()]


def test_teasers_beside_the_article_of_a_page_are_left_out() -> None:
    letter, teaser = "I welcome what the inspectors say of us. " * 9, "The Commissioner opens a refuge in the town today. "
    page = f"<body><article><h1>Our response</h1><p>{letter}</p></article><section><p>{teaser}</p></section></body>"
    assert texts(page) == ["Our response", letter.strip()]


def test_a_table_is_read_row_by_row_with_the_place_of_each_cell() -> None:
    page = """<table><tr><th>Recommendation</th><th>Response</th></tr>
    <tr><td>Train staff.</td><td><p>Done.</p><p>Again in May.</p></td></tr></table>"""
    assert [(block.text, block.row, block.column) for block in html_blocks(page)] == [
        ("Recommendation", 0, 0),
        ("Response", 0, 1),
        ("Train staff.", 1, 0),
        ("Done.", 1, 1),
        ("Again in May.", 1, 1),
    ]


def test_a_cell_below_one_that_spans_rows_keeps_its_column() -> None:
    page = """<table><tr><td rowspan="2">Train.</td><td colspan="2">Force</td><td>Done.</td></tr>
    <tr><td>PCC</td><td>May</td><td>Good.</td></tr><tr><td>Tell.</td></tr></table>"""
    assert [(block.text, block.row, block.column) for block in html_blocks(page)] == [
        *[("Train.", 0, 0), ("Force", 0, 1), ("Done.", 0, 3)],
        *[("PCC", 1, 1), ("May", 1, 2), ("Good.", 1, 3)],
        ("Tell.", 2, 0),
    ]


def test_the_caption_of_a_table_is_a_heading_above_it() -> None:
    found = html_blocks("<table><caption>Recommendation 3</caption><tr><td>Train.</td></tr></table>")
    assert [(block.text, block.kind, block.table) for block in found] == [
        ("Recommendation 3", BlockKind.HEADING, None),
        ("Train.", BlockKind.TABLE_CELL, 0),
    ]


def test_a_list_of_numbers_keeps_the_number_that_the_browser_would_show() -> None:
    found = html_blocks('<ol start="4"><li>The fourth.</li><li>The fifth.</li></ol>')
    assert [(block.text, block.marker, block.kind) for block in found] == [
        ("The fourth.", "4.", BlockKind.LIST_ITEM),
        ("The fifth.", "5.", BlockKind.LIST_ITEM),
    ]


def test_an_item_that_states_its_number_keeps_it_and_the_next_count_on() -> None:
    found = html_blocks('<ol><li value="4">The fourth.</li><li>The fifth.</li></ol>')
    assert [(block.text, block.marker) for block in found] == [("The fourth.", "4."), ("The fifth.", "5.")]


def test_what_stands_in_a_list_beside_its_items_is_read() -> None:
    page = "<ul>Loose<li>One.</li><ul><li>Under one.</li></ul><p>Between.</p><div><li>Two.</li></div></ul>"
    found = [(block.text, block.kind, block.level) for block in html_blocks(page)]
    assert found[0] == ("Loose", BlockKind.LIST_ITEM, 1)
    assert found[1:3] == [("One.", BlockKind.LIST_ITEM, 1), ("Under one.", BlockKind.LIST_ITEM, 2)]
    assert [text for text, _, _ in found[3:]] == ["Between.", "Two."]


def test_line_breaks_part_what_reads_as_two_lines() -> None:
    assert texts("<p>Recommendation 4<br>The force should train its staff.</p>") == [
        "Recommendation 4",
        "The force should train its staff.",
    ]


def test_two_line_breaks_part_paragraphs_of_whatever_length() -> None:
    page = "<p>The force accepts it.<br><br>The policy was changed.<br />\n<br>All of them know it.</p>"
    assert texts(page) == ["The force accepts it.", "The policy was changed.", "All of them know it."]


def test_line_breaks_in_preformatted_text_part_its_words() -> None:
    assert texts("<pre>The force has done it.<br>The policy was changed.</pre>") == ["The force has done it. The policy was changed."]


def test_soft_hyphens_and_invisible_characters_are_dropped() -> None:
    assert texts("<p>super\u00advision\u200b is good\u00a0now</p>") == ["supervision is good now"]


def test_markdown_recommendations_in_bold_and_answers_in_italics_are_told_apart() -> None:
    found = markdown_blocks(
        "# Title\n\n**The force should train staff.**\n\n*It has trained [all of them](https://example.org).*\n\n- one\n- two\n"
    )
    assert [(block.text, block.emphasis) for block in found[:3]] == [
        ("Title", Emphasis.NONE),
        ("The force should train staff.", Emphasis.BOLD),
        ("It has trained all of them.", Emphasis.ITALIC),
    ]
    assert [block.kind for block in found[3:]] == [BlockKind.LIST_ITEM, BlockKind.LIST_ITEM]


def test_markdown_tables_are_tables() -> None:
    found = markdown_blocks("| Recommendation | Response |\n| --- | --- |\n| Train. | Done. |\n")
    assert [(block.text, block.row, block.column) for block in found][2:] == [("Train.", 1, 0), ("Done.", 1, 1)]


def test_bars_of_links_and_cookie_choices_are_left_out_whatever_they_are_called() -> None:
    page = """<body><div class="x1"><a>Home</a> | <a>Budget</a> | <a>Visits</a></div>
    <div><p>The constabulary <a>accepts</a> the report in full.</p></div>
    <div id="z">This site sets cookies. <a>Allow</a> <a>Refuse</a></div></body>"""
    assert texts(page) == ["The constabulary accepts the report in full."]


def test_typed_numbers_of_markdown_lists_stay_as_in_plain_text() -> None:
    assert [block.text for block in markdown_blocks("1. First point.\n2. Second point.\n")] == ["1. First point.", "2. Second point."]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (("1. Train.", "2. Count.", "1. Visit."), ["1. Train.", "2. Count.", "1. Visit."]),
        (("1. Train.", "1. Count.", "1. Visit."), ["1. Train.", "2. Count.", "3. Visit."]),
    ],
)
def test_numbers_that_begin_again_are_those_that_were_typed_unless_all_are_one(typed: tuple[str, ...], read: list[str]) -> None:
    found = markdown_blocks("\n\nDone.\n\n".join(typed))
    assert [block.text for block in found if block.text != "Done."] == read


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_the_title_of_a_page_is_read_apart_from_its_text(encoding: str) -> None:
    page = "<html><head><title>\n Response &amp; reply – PCC </title></head><body><p>Text.</p></body></html>"
    assert page_title(page.encode(encoding), Path("page.html")) == "Response & reply – PCC"


def test_a_page_may_have_no_title() -> None:
    assert page_title(b"<p>No title.</p>", Path("page.html")) == ""


def test_the_marks_of_notes_are_left_out_and_their_text_is_read() -> None:
    page = """<p>It is done.<sup><a href="#n1" id="r1">[1]</a></sup> We go on with it on the 2<sup>nd</sup> of May.</p>
    <ol><li id="n1">As we said in March. <a href="#r1">↑</a></li></ol>"""
    assert texts(page) == ["It is done. We go on with it on the 2nd of May.", "As we said in March."]


def test_quoted_words_have_the_marks_that_a_browser_shows() -> None:
    assert texts("<p>The Chief Constable said: <q>It is <b>done</b>.</q></p>") == ["The Chief Constable said: “It is done.”"]


def test_a_break_between_the_labels_of_a_form_is_kept() -> None:
    found = html_blocks("<p><b>Title of inspection:</b> The policing of empty yards<br><b>Report published:</b> 10 October 2024</p>")
    assert [block.text for block in found] == ["Title of inspection: The policing of empty yards", "Report published: 10 October 2024"]


def test_a_table_around_the_whole_text_is_no_table() -> None:
    inner = "<table><tr><td>Recommendation 1: train.</td><td>It is done.</td></tr></table>"
    found = html_blocks(f"<table><tr><td><p>We answer here.</p>{inner}<p>That is all.</p></td></tr></table>")
    assert [(block.text, block.table) for block in found] == [
        ("We answer here.", None),
        ("Recommendation 1: train.", 0),
        ("It is done.", 0),
        ("That is all.", None),
    ]


def test_a_break_typed_into_a_markdown_cell_parts_its_paragraphs() -> None:
    found = markdown_blocks("| Recommendation | Response |\n| --- | --- |\n| Train. | Done since 2019.<br>An audit found no gaps. |\n")
    assert [block.text for block in found][-2:] == ["Done since 2019.", "An audit found no gaps."]
