import textwrap
from pathlib import Path

import pytest

from corpus.readers import read_blocks
from corpus.readers.text import text_blocks
from corpus.records import BlockKind, Emphasis

QUOTED = "The force’s officers – all of them – “welcome” the report, at a cost of £5."


def texts(text: str) -> list[str]:
    return [block.text for block in text_blocks(text)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_usual_encoding_gives_the_same_text(encoding: str) -> None:
    assert [block.text for block in read_blocks(Path("a.txt"), QUOTED.encode(encoding))[1]] == [QUOTED]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_any_system_part_the_lines(end: str) -> None:
    assert texts(f"A first paragraph stands here.{end}{end}A second one stands here.") == [
        "A first paragraph stands here.",
        "A second one stands here.",
    ]


def test_wrapped_lines_become_one_paragraph() -> None:
    wrapped = """The constabulary has changed the way in which it records the decisions of its
custody sergeants, and an inspector now looks at a sample of them in every week
of the year.

A second paragraph follows after an empty line and is wrapped in the same way as
the first."""
    found = texts(wrapped)
    assert len(found) == 2
    assert found[0].endswith("in every week of the year.")
    assert found[1].startswith("A second paragraph")
    assert found[1].endswith("in the same way as the first.")


def test_one_paragraph_a_line_without_empty_lines_stays_apart() -> None:
    lines = [f"Paragraph {word} says something of its own about how the force answers " + "the report " * 22 + "today." for word in "abc"]
    assert texts("\n".join(lines)) == [" ".join(line.split()) for line in lines]


def test_one_paragraph_a_line_stays_apart_though_some_lines_are_equally_long() -> None:
    lengths = [22, 30, 18, 30, 30, 25, 30, 16, 21, 26, 12, 30]
    lines = [f"Paragraph {number} says " + "word " * length + "now." for number, length in enumerate(lengths)]
    assert max(map(len, lines)) < 200
    assert texts("\n".join(lines)) == lines


def test_text_wrapped_at_150_characters_is_still_wrapped_text() -> None:
    paragraph = " ".join(f"The custody sergeants of district {number} have all been trained since." for number in range(12))
    wrapped = textwrap.wrap(paragraph, 150)
    assert texts("\n".join(wrapped)) == [paragraph]


@pytest.mark.parametrize(
    "reference", ["the plan of 2023–2025", "the report on page 12", "the objectives of 2021-22", "what it says at p. 7"]
)
def test_a_line_of_prose_that_ends_like_a_page_number_is_kept(reference: str) -> None:
    text = f"""Statement of the Chief Constable

The constabulary welcomes the judgement on its work under {reference}
and the many positive comments that came with it, of which we are all proud."""
    assert reference in texts(text)[1]


def test_a_hyphen_that_only_the_line_end_put_there_goes() -> None:
    text = """The inspectors looked at twenty files and found that the quality of the super-
vision had improved in each of the three districts that they had come to visit."""
    assert "the supervision had" in texts(text)[0]


def test_a_hyphen_that_belongs_to_the_word_stays() -> None:
    text = """The inspectors looked at twenty files and found that the repeat victims of anti-
social behaviour had been visited in each of the districts they had come to see."""
    assert "anti-social behaviour" in texts(text)[0]


def test_running_headers_and_page_numbers_are_dropped_and_the_sentence_is_whole() -> None:
    pages = [f"The answer on topic {word} begins on one page of the document and it is not finished when the page" for word in "abcd"]
    body = "Marchford Police and Crime Commissioner\n\nResponse to the report on custody\n\n2 May 2023\n\n"
    for number, line in enumerate(pages, 1):
        body += f"{line}\n\nMarchford PCC - response to the inspectorate\nPage {number} of 4\n\fis full, so that it ends on the next.\n\n"
    found = texts(body)
    assert not any("response to the inspectorate" in text or "Page 2" in text for text in found)
    assert [text for text in found if text.startswith("The answer")] == [f"{line} is full, so that it ends on the next." for line in pages]


def test_a_sentence_goes_on_over_a_page_number_without_a_form_feed() -> None:
    text = """The register of gifts has been published on the website in every quarter since

- 4 -

2014 and is audited by two members of the panel, who have never found a mistake.
"""
    assert texts(text)[0].startswith("The register")
    assert texts(text)[0].endswith("mistake.")


def test_a_heading_that_recurs_is_no_running_header() -> None:
    text = "\n\n".join(f"Recommendation {n}\n\nOur response\n\nWe have done what number {n} asks for and more." for n in range(1, 6))
    assert texts(text).count("Our response") == 5


def test_list_items_stay_apart_from_their_lead_in_and_lose_their_signs() -> None:
    found = text_blocks("The force will:\n• train its sergeants;\n• buy new cameras; and\n  mount them in each van;\n- report in May.\n")
    assert [(block.text, block.kind is BlockKind.LIST_ITEM) for block in found] == [
        ("The force will:", False),
        ("train its sergeants;", True),
        ("buy new cameras; and mount them in each van;", True),
        ("report in May.", True),
    ]


def test_emphasis_over_a_whole_line_is_kept_as_such() -> None:
    found = text_blocks("**The force should train its staff.**\n\n*It does.*\n\nIt is *very* glad.\n")
    assert [(block.text, block.emphasis) for block in found] == [
        ("The force should train its staff.", Emphasis.BOLD),
        ("It does.", Emphasis.ITALIC),
        ("It is very glad.", Emphasis.NONE),
    ]


def test_copies_below_a_signature_are_no_part_of_it() -> None:
    assert texts("Ada Fenwick, Police and Crime Commissioner for Marchford\n\ncc: Chief Constable of Marchford\n")[1].startswith("cc:")


def test_nested_items_under_a_letter_o_lose_the_sign() -> None:
    assert texts("• Decisions are taken by:\no\tthe duty inspector;\no\tthe night sergeant.") == [
        "Decisions are taken by:",
        "the duty inspector;",
        "the night sergeant.",
    ]


def test_a_web_address_at_the_foot_of_each_page_is_furniture() -> None:
    foot = "\n\n{}\nwww.marchford-pcc.example/replies\n\n"
    body = "The constabulary has trained each of its sergeants in the keeping of records and it will go on"
    pages = [f"{body} to train them\n{foot.format(f'{page} of 3')}every second year at its own cost." for page in (1, 2)]
    assert not any(
        "www." in text for text in texts("Replies to reports\n\nMarchford\n\n2024\n\n" + "\n\n".join(pages) + foot.format("3 of 3"))
    )


def test_numbers_of_recommendations_and_rows_of_a_table_are_no_page_numbers() -> None:
    text = (
        "Recommendation     1\n\nThe cells were reviewed in March.\n\nRecommendation     2\n\nThe posts are set out below.\n\n"
        "Year     Posts   Vacant\n2023     210   45\n2024     240   15\n"
    )
    kept = " ".join(block.text for block in text_blocks(text))
    assert all(line in kept for line in ("Recommendation 1", "Recommendation 2", "2023 210 45", "2024 240 15"))


@pytest.mark.parametrize("end", ["\f", "\n                Page {} of 4\n"])
def test_what_each_page_of_a_form_says_again_is_no_running_header(end: str) -> None:
    pages = [
        f"Recommendation {number}\n\nThe force should look at its {topic} again.\n\nWe accept this recommendation.\n\n"
        f"The {topic} were looked at in March.\n\nThe work is complete.\n" + end.format(number)
        for number, topic in enumerate(("cells", "meals", "vans", "records"), 1)
    ]
    kept = [
        block.text for block in text_blocks("".join(["Reply to the inspection of custody\n\nPublished in May\n\nby the force\n\n", *pages]))
    ]
    assert kept.count("We accept this recommendation.") == kept.count("The work is complete.") == 4
    assert not any("Page" in text for text in kept)


@pytest.mark.parametrize(
    "text", ["1.\tThe first.\n2.\tThe second.\n", "Our ref:\tP/1\nYour ref:\tH/2\n", "\to\tby day;\n\to\tby night.\n", "Tel\t1\nFax\t2\n"]
)
def test_tabs_after_numbers_bullets_and_labels_set_no_cells_apart(text: str) -> None:
    assert all(block.table is None for block in text_blocks(text))


@pytest.mark.parametrize(("top", "foot"), [("OFFICIAL", ""), ("", "Office of the Commissioner")])
def test_the_running_line_of_two_pages_is_dropped_where_it_cuts_a_sentence(top: str, foot: str) -> None:
    first = "I do not accept that the sample of eleven files examined in Aldmoor supports the"
    second = "finding, and I have written to say so."
    pages = f"{top}\n\nMy answer\n\nThis is what I have to say.\n\nRecommendation 2\n\n{first}\n\n{foot}\n\f{top}\n\n{second}\n\n{foot}\n"
    found = texts(pages)
    assert f"{first} {second}" in found
    assert sum(text in {top, foot} for text in found) <= 1


def test_one_line_left_whole_does_not_make_wrapped_lines_paragraphs() -> None:
    answer = (
        "I agree that empty yards should be a priority for every force. Aldmoor Police formed a unit of nine officers in "
        "October and I have asked for its first results in the new year, so that the panel can read them by then."
    )
    notice = "This message is confidential and meant for whom it is addressed to. " * 4
    assert answer in texts(f"{textwrap.fill(answer, 78)}\n\nKind regards\n\n{notice}")
