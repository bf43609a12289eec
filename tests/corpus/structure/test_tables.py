import pytest

from corpus.records import Block, BlockKind, Role, Speaker
from corpus.structure.tables import Tables

from .documents import find, read, responses


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


def columns_of(head: tuple[str, ...], *body: tuple[str, ...]) -> list[tuple[Role | None, Speaker | None]]:
    blocks = rows(0, head, *body)
    found = [Tables.of(blocks).column(block) for block in blocks[len(head) : 2 * len(head)]]
    return [(column.role, column.speaker) if column else (None, None) for column in found]


def test_areas_for_improvement_are_what_is_answered_and_no_owner() -> None:
    head = ("Ref", "Area for improvement", "Force position", "PCC comment")
    body = ("C1", "Leaflets should be easy to read.", "They are.", "Seen in use.")
    assert [role for role, _ in columns_of(head, body)] == [Role.ADMINISTRATIVE, Role.RECOMMENDATION, Role.RESPONSE, Role.RESPONSE]


def test_the_cells_tell_numbers_and_office_holders_from_answers() -> None:
    head = ("Item", "What HMICFRS asked for", "Where we are", "SRO")
    body = (("1", "The force should count its vans.", "Counted.", "Supt Quill"), ("2", "Wash them.", "In hand.", "Head of Fleet"))
    assert [role for role, _ in columns_of(head, *body)] == [Role.ADMINISTRATIVE, Role.RECOMMENDATION, Role.RESPONSE, Role.ADMINISTRATIVE]


def test_a_day_in_the_head_of_a_column_leaves_it_a_head() -> None:
    head = ("No", "What the inspectors recommended", "Position at 31 August 2021", "Commissioner")
    assert [role for role, _ in columns_of(head, ("1", "Allocate every report.", "14 of 20 posts filled", "In my budget"))][
        2
    ] is Role.RESPONSE


def test_what_stands_beside_the_commissioners_column_is_the_forces() -> None:
    head = ("Recommendation", "Position", "Commissioner's comment")
    assert [speaker for _, speaker in columns_of(head, ("Allocate every report.", "Done.", "Good."))] == [
        None,
        Speaker.CHIEF_CONSTABLE,
        Speaker.PCC,
    ]


def test_a_status_is_an_answer_unless_it_is_a_colour_or_a_figure() -> None:
    head = ("Recommendation", "Status", "Update")
    body = (("Train staff.", "Completed.", "In May."), ("Buy vans.", "Amber", "Ordered."), ("Wash them.", "60%", "Half are clean."))
    blocks = rows(0, head, *body)
    found = [Tables.of(blocks).column(block) for block in blocks if block.column == 1][1:]
    assert [column and column.role for column in found] == [Role.RESPONSE, Role.ADMINISTRATIVE, Role.ADMINISTRATIVE]


def test_codes_and_not_days_number_the_rows() -> None:
    page = """<h1>Aldmoor Police and Crime Commissioner: recommendations tracker</h1><table>
    <tr><th>No.</th><th>Recommendation</th><th>Decision</th><th>Due</th></tr>
    <tr><td>DF1</td><td>Establish how many phones are waiting.</td><td>Signed off in May.</td><td>31 October 2022</td></tr>
    <tr><td>DF2</td><td>Give victims their phones back within a day.</td><td>Agreed.</td><td>1 May 2022</td></tr></table>"""
    found = read(page, "tracker.html")
    assert [(find(found, start).role, find(found, start).recommendations) for start in ("Signed off", "Agreed")] == [
        (Role.RESPONSE, ("DF1",)),
        (Role.RESPONSE, ("DF2",)),
    ]


@pytest.mark.parametrize(("number", "text"), [("No.", "Recommendation"), ("Rec", "Text"), ("Rec no.", "Wording")])
def test_a_tracker_of_several_inspections_has_the_number_in_its_second_column(number: str, text: str) -> None:
    page = f"""<h1>PCC response: tracker</h1>
    <table><tr><th>Inspection</th><th>{number}</th><th>{text}</th><th>Force update</th><th>PCC view</th></tr>
    <tr><td rowspan=2>Yards 2023</td><td>1</td><td>Sweep the yard.</td><td>It is swept on Mondays.</td><td>I am satisfied.</td></tr>
    <tr><td>2</td><td>Count the vans.</td><td>A form is being tried.</td><td>I shall watch this.</td></tr>
    <tr><td>Keys 2022</td><td>1</td><td>Count the keys.</td><td>We await the College of Policing.</td><td>Agreed.</td></tr></table>"""
    found = read(page, "tracker.html")
    assert [paragraph.recommendations for paragraph in responses(found)] == [("1",), ("1",), ("2",), ("2",), ("1",), ("1",)]
    assert len([paragraph for paragraph in found if paragraph.role is Role.RECOMMENDATION]) == 3


def test_a_column_may_say_who_answers_in_each_row() -> None:
    head = "<tr><th>Rec no.</th><th>Recommendation</th><th>Respondent</th><th>Response</th></tr>"
    first = "<td rowspan='2'>1</td><td rowspan='2'>Chief constables should offer a choice.</td><td>Force</td><td>It starts in March.</td>"
    page = f"<h1>PCC Stannerby: response</h1><table>{head}<tr>{first}</tr><tr><td>PCC</td><td>I support this.</td></tr></table>"
    paragraphs = read(page, "response.html")
    assert [(paragraph.text, paragraph.speaker, paragraph.recommendations) for paragraph in responses(paragraphs)] == [
        ("It starts in March.", Speaker.CHIEF_CONSTABLE, ("1",)),
        ("I support this.", Speaker.PCC, ("1",)),
    ]


def test_the_name_of_who_holds_an_office_is_no_answer() -> None:
    rows = (("Force", "Harrowmere Police"), ("Commissioner", "Gwendolen Ashby-Rudd"), ("Date of response", "4 May 2024"))
    cells = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in (*rows, ("PCC response", "I welcome this report.")))
    paragraphs = read(f"<h1>Response to the inspection of vetting</h1><table>{cells}</table>", "response.html")
    assert [paragraph.text for paragraph in responses(paragraphs)] == ["I welcome this report."]


@pytest.mark.parametrize("value", ["Fully Accepted", "Not Accepted", "In Progress", "No Comment"])
def test_a_decision_in_capitals_beside_an_office_is_its_answer(value: str) -> None:
    rows = "".join(
        f"<tr><td>{label}</td><td>{text}</td></tr>"
        for label, text in (("Recommendation", "3"), ("Force", "We will write a policy."), ("PCC", value), ("Due date", "4 May 2024"))
    )
    paragraphs = read(f"<h1>Response to the inspection of vetting</h1><table>{rows}</table>", "response.html")
    assert find(paragraphs, value).role is Role.RESPONSE
