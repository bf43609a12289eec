from __future__ import annotations

import pytest

from corpus.readers.choices import is_option_line
from corpus.readers.repair import repair
from corpus.readers.text import text_blocks
from corpus.records import Block, BlockKind


def cell(text: str, row: int) -> Block:
    return Block(text, BlockKind.TABLE_CELL, table=0, row=row, column=1)


def test_options_on_lines_of_their_own_are_one_answer():
    lines = ["☐ Accepted", "☐ Partially accepted", "☒ Not accepted"]
    assert repair([Block(line) for line in lines]) == [Block("☐ Accepted ☐ Partially accepted ☒ Not accepted")]


def test_options_in_a_cell_are_one_answer_and_those_of_the_next_row_another():
    rows = [cell("☒ Accepted", 0), cell("☐ Not accepted", 0), cell("☐ Accepted", 1), cell("☒ Not accepted", 1)]
    assert [(block.text, block.row) for block in repair(rows)] == [("☒ Accepted ☐ Not accepted", 0), ("☐ Accepted ☒ Not accepted", 1)]


@pytest.mark.parametrize("box", ["☐", "☑"])
def test_a_list_whose_bullets_are_boxes_stays_a_list(box):
    found = repair([Block(f"{box} Sent to the panel"), Block(f"{box} Put on the website")])
    assert found == [Block("Sent to the panel", BlockKind.LIST_ITEM), Block("Put on the website", BlockKind.LIST_ITEM)]


def test_options_of_a_text_file_are_not_run_together_with_what_is_around_them():
    text = "The yard should be swept.\n[ ] Accepted\n[x] Not accepted\nIt is swept each Monday.\n"
    assert "[ ] Accepted [x] Not accepted" in [block.text for block in repair(text_blocks(text))]


@pytest.mark.parametrize(
    ("line", "option"),
    [("☐ Accepted", True), ("- [x] Accepted", True), ("Accepted ☒", True), ("☐", False), ("☐ Yes ☒ No", False), ("Accepted", False)],
)
def test_an_option_has_one_box_and_words_on_one_side_of_it(line, option):
    assert is_option_line(line) is option
