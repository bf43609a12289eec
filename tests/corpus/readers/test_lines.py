import string

from hypothesis import given
from hypothesis import strategies as some

from corpus.fingerprint import normalise
from corpus.readers.hyphenation import join_hyphenated
from corpus.readers.lines import Line, join_lines, sentence_goes_on
from corpus.readers.text import text_blocks
from corpus.records import Emphasis

words = some.text(string.ascii_letters + "éü’", min_size=1, max_size=12)
# A line such as "o Word" is a typed bullet, whose sign is meant to go; a line that recurs may be a running header.
row = some.lists(words, min_size=1, max_size=14).map(" ".join).filter(lambda text: not text.startswith("o "))
rows = some.lists(row, min_size=1, max_size=30, unique_by=str.casefold)


@given(rows)
def test_joining_lines_loses_no_letter_and_keeps_their_order(texts: list[str]) -> None:
    lines = [Line(text, 0.0, float(len(text))) for text in texts]
    assert normalise("".join(block.text for block in join_lines(lines))) == normalise("".join(texts))


@given(rows)
def test_wrapped_text_keeps_every_letter(texts: list[str]) -> None:
    assert normalise("".join(block.text for block in text_blocks("\n".join(texts)))) == normalise("".join(texts))


def test_nothing_to_join_is_nothing() -> None:
    assert join_lines([]) == []


def test_a_sentence_goes_on_where_it_hangs_in_the_air() -> None:
    assert sentence_goes_on("The force has asked the College of Policing and the", "National Police Chiefs' Council.")
    assert not sentence_goes_on("The force has asked the College of Policing.", "National leads agree.")
    assert not sentence_goes_on("The force will now do the following things", "2. train its sergeants")


def test_the_vocabulary_of_the_document_decides_over_a_hyphen() -> None:
    assert join_hyphenated("a follow-", "up visit", {"follow-up"}) == "a follow-up visit"
    assert join_hyphenated("the care-", "taker", {"caretaker"}) == "the caretaker"


def test_a_bold_line_is_a_block_of_its_own() -> None:
    lines = [
        Line("The force should train its staff in this", 0, 40, emphasis=Emphasis.BOLD),
        Line("We have trained all of them in May.", 0, 36),
    ]
    assert len(join_lines(lines)) == 2


def test_a_paragraph_at_the_foot_of_a_column_is_not_cut_because_the_next_column_reaches_further() -> None:
    left = [Line("The force will decide about its own tool when the", 50, 285, top=100 + 12 * row, size=10) for row in range(8)]
    right = [Line("evaluation of the national lead is at an end and", 310, 540, top=100 + 12 * row, size=10) for row in range(8)]
    assert len(join_lines(left + right)) == 1


def test_header_lines_of_an_email_are_not_joined() -> None:
    text = "Subject: Response to the inspection of serious youth violence in the county\nAttachments: response.docx"
    assert len(text_blocks(text)) == 2


def test_a_recommendation_begins_a_block_even_below_a_line_without_a_full_stop() -> None:
    text = (
        "Recommendation 1: The force should review its cells.\nDone, and the first report went to the board on 12 June 2023\n"
        "Recommendation 2: The force should train more of its officers in the use of wipes.\nWe will do so in the autumn.\n"
        "The second part of this is a matter that we deal with at length in our answer to\n"
        "Recommendation 3: that answer is on the next page and it is a long one.\n"
    )
    blocks = [block.text for block in text_blocks(text)]
    assert any(block.startswith("Recommendation 2: The force should") for block in blocks)
    assert not any(block.startswith("Recommendation 3") for block in blocks)


def test_an_answer_below_a_quoted_line_is_no_part_of_the_quotation() -> None:
    text = (
        "> Recommendation 2: By June the force should make sure that return interviews are held\n"
        "> within three days of the return of the child and that they are recorded by the council\n"
        "Accepted in part. The council commissions the interviews and we have asked it for\nmonthly figures.\n"
    )
    assert text_blocks(text)[1].text == "Accepted in part. The council commissions the interviews and we have asked it for monthly figures."


def test_short_paragraphs_on_a_line_each_are_not_joined() -> None:
    rows = [
        "We accept the recommendation in full and have begun work on it.",
        "The chief constable has written to all officers about the matter in May.",
        "The force has agreed it.",
        "We do not think that the sample was large enough for this claim.",
        "We will look again.",
    ]
    assert [block.text for block in text_blocks("\n".join(rows))] == rows


def test_a_sentence_broken_early_before_a_figure_or_a_name_is_whole() -> None:
    text = (
        "We have begun, and the whole of the work on this recommendation is to be finished by\n30 September 2023.\n\n"
        "The guidance that we wait for is the one that is being written by the\nCollege of Policing.\n\n"
        "The lines of this paragraph are a good deal longer than those above it, as they are in many letters to the inspectorate.\n"
    )
    first, second, _ = [block.text for block in text_blocks(text)]
    assert first.endswith("finished by 30 September 2023.")
    assert second.endswith("by the College of Policing.")
