from corpus.records import Block, BlockKind, Role, Speaker
from corpus.structure.tables import Tables

from .documents import find, read


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


def test_an_answer_below_the_merged_cell_of_a_recommendation_goes_on_with_it() -> None:
    page = """<h1>Aldmoor Police: response to the inspection of custody</h1><table>
    <tr><th>Recommendation</th><th>Responder</th><th>Response</th></tr>
    <tr><td rowspan="2">Recommendation 4: The force should train every sergeant.</td><td>Force</td>
    <td>We have trained all of the sergeants.</td></tr>
    <tr><td>PCC</td><td>I have asked for figures on this every month.</td></tr>
    <tr><td>The force should buy more vans.</td><td>Force</td><td>We have bought nine vans.</td></tr></table>"""
    found = read(page, "response.html")
    assert [find(found, start).recommendations for start in ("We have trained", "I have asked", "We have bought")] == [("4",), ("4",), ()]
    assert find(found, "I have asked").speaker is Speaker.PCC
