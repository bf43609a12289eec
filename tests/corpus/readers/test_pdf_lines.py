from corpus.readers.lines import Line
from corpus.readers.pdf_lines import _mended, _ordered, without_notes


def line(text: str, top: float, left: float = 70.0, size: float = 12.0) -> Line:
    return Line(text, left, left + 5 * len(text), 1, size=size, top=top)


def test_a_page_of_one_column_is_read_from_the_top_whatever_the_file_says() -> None:
    assert [one.text for one in _ordered([line("second", 120), line("third", 140), line("first", 100)])] == ["first", "second", "third"]


def test_two_columns_keep_the_order_of_the_file() -> None:
    left = [line(f"left {number}", 100 + 14 * number) for number in range(6)]
    right = [line(f"right {number}", 100 + 14 * number, left=320) for number in range(6)]
    assert _ordered(left + right) == left + right


def test_columns_whose_lines_share_no_baseline_keep_the_order_of_the_file() -> None:
    left = [line(f"left {number}", 100 + 14 * number) for number in range(6)]
    right = [line(f"right {number}", 106 + 14 * number, left=320) for number in range(6)]
    assert _ordered(left + right) == left + right


def test_header_and_footer_of_a_page_with_columns_come_first_and_last_wherever_the_file_has_them() -> None:
    left = [line(f"left {number}", 100 + 14 * number) for number in range(8)]
    right = [line(f"right {number}", 106 + 14 * number, left=320) for number in range(5)]
    header, footer = line("Our response", 50), line("Page 1", 780)
    assert _ordered([footer, header, *left, *right]) == [header, *left, *right, footer]


def test_a_line_cut_at_a_footnote_mark_is_mended() -> None:
    before = line("its plan", 100)
    assert [one.text for one in _mended([before, line(". The force agrees", 100, left=before.right)])] == ["its plan. The force agrees"]


def test_footnotes_are_left_out_and_the_page_number_below_them_is_no_body_text() -> None:
    body = [line("The sentence goes on to", 700)]
    notes = [line("3 See the report, page 4.", 760, size=9), line("and the one before it.", 771, size=9)]
    assert without_notes([*body, *notes, line("7", 800)], 12.0) == [*body, line("7", 800)]


def test_small_print_without_a_number_stays() -> None:
    lines = [line("The sentence ends here.", 700), line("Source: the survey of the force.", 760, size=9)]
    assert without_notes(lines, 12.0) == lines


def test_an_annex_in_small_print_is_no_footnote() -> None:
    annex = [
        line("Annex", 60, size=16.0),
        *(line(f"{number}. The cells were painted.", 80 + 12 * number, size=9.0) for number in range(1, 6)),
    ]
    assert without_notes([*annex, line("7", 800)], 12.0) == [*annex, line("7", 800)]
