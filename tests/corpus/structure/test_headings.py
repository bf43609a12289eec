import pytest

from corpus.records import Block, BlockKind
from corpus.structure.headings import is_heading, is_label, is_numbered_reference, is_prompt

BODY = Block("The force has changed its policy and every sergeant has been told what is new in it.")


@pytest.mark.parametrize(
    "text",
    [
        "Our response",
        "Recommendation 9",
        "AFI 3 – supervision",
        "Area 1: investigation",
        "KEY FINDINGS",
        "3. Next steps",
        "What will the force do?",
    ],
)
def test_short_lines_that_announce_something_are_headings(text: str) -> None:
    assert is_heading(Block(text), BODY)


@pytest.mark.parametrize(
    "text",
    [
        "The force agrees.",
        "Date published: 4 May 2023",
        "The inspectors found the following:",
        "We have trained all of the sergeants, and an inspector reads a sample of their records in each of the weeks of a year",
        "42",
    ],
)
def test_sentences_labels_and_numbers_are_none(text: str) -> None:
    assert not is_heading(Block(text), BODY)


def test_a_list_item_is_no_heading_and_a_marked_one_is() -> None:
    assert not is_heading(Block("Custody sergeants", BlockKind.LIST_ITEM), BODY)
    assert is_heading(Block("a heading in lower case, marked as one", BlockKind.HEADING), None)


def test_questions_and_instructions_of_forms_are_prompts() -> None:
    assert is_prompt("If not, please say why.")
    assert is_prompt("Is the recommendation accepted?")
    assert not is_prompt("Next steps")


def test_labels_and_numbered_references_are_told_apart() -> None:
    assert is_label("Date published:")
    assert is_numbered_reference("Recommendations 4 and 5:")
    assert not is_numbered_reference("The force answers recommendation 4 in the table that stands on the next page of it")
