from corpus.readers.repair import repair
from corpus.records import Block, BlockKind


def test_a_typed_bullet_becomes_a_list_item() -> None:
    assert repair([Block("• train its sergeants")]) == [Block("train its sergeants", BlockKind.LIST_ITEM)]


def test_a_sentence_cut_between_two_paragraphs_is_whole_again() -> None:
    first = "The force has asked the regional unit to look at each of the cases that were"
    assert [block.text for block in repair([Block(first), Block("left open in the spring.")])] == [first + " left open in the spring."]


def test_a_row_cut_by_a_page_break_is_one_cell_again() -> None:
    first = Block(
        "The force has asked the regional unit to look at each of the cases that were", BlockKind.TABLE_CELL, table=0, row=3, column=1
    )
    second = Block("left open in the spring.", BlockKind.TABLE_CELL, table=1, row=0, column=1)
    assert len(repair([first, second])) == 1


def test_a_finished_sentence_is_left_alone() -> None:
    blocks = [Block("The force has looked at each of the cases that had been left open."), Block("there is no more to say.")]
    assert repair(blocks) == blocks


def test_answers_that_name_their_recommendations_in_one_paragraph_are_parted() -> None:
    block = Block("Recommendation 4: our post is filled. Recommendation 6: we comply. AFI 2 – the sample is wrong.", page=3)
    assert [(part.text, part.page) for part in repair([block])] == [
        ("Recommendation 4: our post is filled.", 3),
        ("Recommendation 6: we comply.", 3),
        ("AFI 2 – the sample is wrong.", 3),
    ]


def test_a_paragraph_that_only_mentions_recommendations_is_whole() -> None:
    blocks = [Block("We answer in turn. Recommendation 4: our post is filled. Recommendation 6: we comply.")]
    assert repair(blocks) == blocks
