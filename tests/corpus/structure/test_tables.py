from corpus.records import Block, BlockKind, Role, Speaker
from corpus.structure.tables import Tables


def rows(table: int, *cells: tuple[str, ...]) -> list[Block]:
    return [
        Block(text, BlockKind.TABLE_CELL, table=table, row=row, column=column)
        for row, line in enumerate(cells)
        for column, text in enumerate(line)
    ]


def test_the_head_of_a_table_says_what_its_columns_hold() -> None:
    blocks = rows(0, ("Recommendation", "Force response", "Owner"), ("Train staff.", "Done in May.", "Head of Learning"))
    tables = Tables.of(blocks)
    columns = [tables.column(block) for block in blocks[3:]]
    assert [column and column.role for column in columns] == [Role.RECOMMENDATION, Role.RESPONSE, Role.ADMINISTRATIVE]
    assert columns[1] is not None
    assert columns[1].speaker is Speaker.CHIEF_CONSTABLE
    assert [tables.is_head(block) for block in blocks] == [True] * 3 + [False] * 3


def test_a_table_that_goes_on_without_a_head_keeps_its_columns() -> None:
    blocks = rows(0, ("Recommendation", "Response"), ("Train staff.", "Done in May.")) + rows(1, ("Buy vans.", "Bought in June."))
    column = Tables.of(blocks).column(blocks[-1])
    assert column is not None
    assert column.role is Role.RESPONSE


def test_a_table_of_figures_has_no_such_columns() -> None:
    blocks = rows(0, ("Year", "Crimes"), ("2021", "412"))
    assert not Tables.of(blocks).has_columns(blocks[0])


def test_a_paragraph_stands_in_no_table() -> None:
    assert Tables.of([Block("Words.")]).column(Block("Words.")) is None
