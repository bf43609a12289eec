from types import SimpleNamespace

from corpus.readers.pdf_tables import _backs_lines

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
