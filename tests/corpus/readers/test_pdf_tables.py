from types import SimpleNamespace

from corpus.readers.lines import Line
from corpus.readers.pdf_tables import _append, _backs_lines, _Grid, _region

_SIZE = 12.0


def backs_lines(rows: list[list[tuple[float, float] | None]], height: float) -> bool:
    """Ask of a grid of cells, each given by its left and right edge."""
    made = [
        SimpleNamespace(
            bbox=(72.0, number * height, 524.0, (number + 1) * height),
            cells=[cell and (cell[0], number * height, cell[1], (number + 1) * height) for cell in row],
        )
        for number, row in enumerate(rows)
    ]
    edges = sorted({cell[0] for row in rows for cell in row if cell is not None})
    return _backs_lines(made, edges, [_SIZE] * 50)


def test_white_boxes_behind_the_lines_of_prose_are_no_table() -> None:
    lines = [[(72.0, 492.7), (492.7, 524.0)], [(72.0, 518.8), (518.8, 524.0)], [(72.0, 501.1), (501.1, 524.0)], [(72.0, 367.5), None]]
    assert backs_lines(lines, 16.0)


def test_rows_of_one_line_are_a_table_where_most_share_a_column() -> None:
    rows = [[(72.0, 300.0), (300.0, 524.0)], [(72.0, 524.0), None], [(72.0, 300.0), (300.0, 524.0)], [(72.0, 300.0), (300.0, 524.0)]]
    assert not backs_lines(rows, 16.0)


def test_a_merged_first_column_leaves_a_table_one() -> None:
    assert not backs_lines([[(72.0, 200.0), (200.0, 524.0)], [None, (200.0, 524.0)], [None, (200.0, 524.0)]], 16.0)


def test_rows_of_several_lines_are_a_table() -> None:
    assert not backs_lines([[(72.0, 524.0), None], [(72.0, 300.0), (300.0, 524.0)]], 40.0)


def grid(page: int, *rows: tuple[str, ...]) -> _Grid:
    """A table with one line of text in each cell that is not empty."""
    cells = [{column: [Line(text, 0.0, 90.0, page, size=1.0)] if text else [] for column, text in enumerate(row)} for row in rows]
    return _Grid(page, (72.0, 72.0, 524.0, 700.0), [72.0, 200.0, 360.0], cells, head=[rows[0][0]])


def test_a_row_that_a_page_break_cuts_is_whole_again_in_narrow_columns() -> None:
    grids: list[_Grid] = []
    _append(grids, grid(1, ("1. The force should improve how it", "A group chaired by the Assistant Chief", "I asked for it in")))
    _append(
        grids,
        grid(2, ("assesses threats.", "Constable meets each month.", "May."), ("2. It should read more.", "It does.", "Good.")),
    )
    assert [block.text for part in grids for block in _region(part).blocks] == [
        "1. The force should improve how it assesses threats.",
        "A group chaired by the Assistant Chief Constable meets each month.",
        "I asked for it in May.",
        "2. It should read more.",
        "It does.",
        "Good.",
    ]


def test_the_rest_of_one_cell_on_a_last_page_belongs_to_its_row() -> None:
    grids: list[_Grid] = []
    _append(grids, grid(1, ("1. The force should read more.", "A group meets each month and", "Good.")))
    _append(grids, grid(2, ("", "reports to the board.", "")))
    assert [block.text for part in grids for block in _region(part).blocks] == [
        "1. The force should read more.",
        "A group meets each month and reports to the board.",
        "Good.",
    ]
