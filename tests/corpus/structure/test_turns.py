import pytest

from corpus.documents import paragraphs_of, read_document
from corpus.records import Speaker
from corpus.structure.parties import Parties
from corpus.structure.turn import Turn
from corpus.structure.turns import speakers_of
from corpus.structure.voice import shipped_voice

NOBODY = Parties(None, None, {})
PLAIN = "The policy was reissued in May."


def speakers(*turns: Turn, parties: Parties = NOBODY) -> list[Speaker]:
    return speakers_of(turns, parties, shipped_voice())


def test_no_paragraphs_have_no_speakers() -> None:
    assert speakers() == []


def test_a_heading_gives_the_floor_to_what_stands_right_below_it() -> None:
    turns = [Turn(PLAIN, (1, -1, -1), Speaker.PCC, 1, direct=True), Turn(PLAIN, (2, -1, -1), Speaker.CHIEF_CONSTABLE, 2, direct=True)]
    assert speakers(*turns) == [Speaker.PCC, Speaker.CHIEF_CONSTABLE]


def test_a_column_speaks_with_one_voice() -> None:
    turns = [Turn(PLAIN, (1, 0, row), column=Speaker.CHIEF_CONSTABLE) for row in range(3)]
    assert speakers(*turns) == [Speaker.CHIEF_CONSTABLE] * 3


def test_the_commissioners_own_words_stand_out_in_the_answer_of_a_force() -> None:
    place = (1, -1, -1)
    turns = [
        Turn(PLAIN, place, Speaker.CHIEF_CONSTABLE, 1, direct=True),
        Turn("I, as Commissioner, have asked for a report on this.", place, Speaker.CHIEF_CONSTABLE, 1, direct=True),
    ]
    assert speakers(*turns) == [Speaker.CHIEF_CONSTABLE, Speaker.PCC]


def test_a_quotation_goes_on_in_the_next_paragraph_of_its_section() -> None:
    place = (1, -1, -1)
    turns = [
        Turn("Chief Constable Tom Orrin said: “We have put this right and will go on looking at it.", place),
        Turn("“There is more to come.”", place),
    ]
    assert speakers(*turns) == [Speaker.CHIEF_CONSTABLE] * 2


def test_an_invitation_to_speak_is_still_the_inviters() -> None:
    place = (1, -1, -1)
    turns = [
        Turn("I invited the Chief Constable to add a statement of his own. It reads:", place, letter=True),
        Turn("“We have put this right.”", place, letter=True),
    ]
    signed = Parties(Speaker.PCC, Speaker.PCC, {})
    assert speakers(*turns, parties=signed) == [Speaker.PCC, Speaker.CHIEF_CONSTABLE]


def test_a_joint_title_speaks_for_both_where_nobody_is_named() -> None:
    together = Parties(None, Speaker.JOINT, {}, together=True)
    assert speakers(Turn(PLAIN, (1, -1, -1)), parties=together) == [Speaker.JOINT]


def test_a_letter_with_one_voice_is_the_signatorys_throughout() -> None:
    signed = Parties(Speaker.PCC, Speaker.PCC, {})
    texts = ["I am grateful for the report.", "The officers concerned have had training.", "I will publish the results."]
    assert speakers(*(Turn(text, (1, -1, -1), letter=True) for text in texts), parties=signed) == [Speaker.PCC] * 3


QUOTED = """<h1>PCC Highmere: response to the HMICFRS inspection of vetting</h1><p>I accept this report.</p>
<p>{lead}</p>{statement}<p>I will be monitoring the improvement plan.</p>"""
STATEMENT = ("We welcome the findings and twenty-four officers will be in post by June.", "Our staff have worked hard on this.")


@pytest.mark.parametrize("lead", ["The Chief Constable has given this response:", "I asked the Chief Constable. He has stated:"])
@pytest.mark.parametrize(
    "statement",
    ["<blockquote><p>{}</p><p>{}</p></blockquote>", "<p><em>{}</em></p><p><em>{}</em></p>", "<p>“{}</p><p>{}”</p>", '<p>"{}</p><p>{}"</p>'],
)
def test_a_statement_set_apart_is_whose_it_was_announced_to_be_to_its_end(tmp_path, lead, statement):
    page = tmp_path / "page.html"
    page.write_text(QUOTED.format(lead=lead, statement=statement.format(*STATEMENT)), "utf-8")
    found = {paragraph.text.strip('“”"'): paragraph.speaker for paragraph in paragraphs_of(read_document(page))}
    assert [found[text] for text in STATEMENT] == [Speaker.CHIEF_CONSTABLE] * 2
    assert found["I will be monitoring the improvement plan."] is Speaker.PCC
