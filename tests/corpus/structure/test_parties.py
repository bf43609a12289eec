from corpus.records import Block, Speaker
from corpus.structure.parties import Parties, is_title, passes_on_answers
from corpus.structure.turn import Turn
from corpus.structure.turns import speakers_of
from corpus.structure.voice import shipped_voice

from .documents import find, read


def parties(*lines: str) -> Parties:
    return Parties.of([Block(line) for line in lines])


def test_the_title_says_whose_response_it_is_and_not_what_it_answers() -> None:
    assert parties("Marchford Commissioner's response to the inspection of Marchford Constabulary").titled_by is Speaker.PCC


def test_a_name_stands_for_its_office_throughout() -> None:
    found = parties("The Chief Constable, Tom Orrin, has added his remarks.", "Commissioner Ada Fenwick welcomed the report.")
    assert found.with_offices("Mr Orrin said that it was fair, and Ms Fenwick agreed.") == (
        "the Chief Constable said that it was fair, and the Commissioner agreed."
    )


def test_strangers_keep_their_names() -> None:
    found = parties("The Chief Constable, Tom Orrin, has added his remarks.")
    assert found.with_offices("Dr Pell of the university checked it.") == "Dr Pell of the university checked it."


def test_a_joint_inspection_is_no_joint_response() -> None:
    assert not parties("Response to the joint inspection of rape cases").together
    assert parties("Joint response to the inspection of rape cases").together


def test_a_document_that_brings_the_chief_constables_comments_says_so() -> None:
    assert parties("These are my comments, with those of the Chief Constable.").chief_heard
    assert not parties("These are my comments.").chief_heard


def test_titles_are_told_from_other_lines() -> None:
    assert is_title("PCC response to inspections of constabularies")
    assert not is_title("Neighbourhood policing")


def test_a_response_that_both_have_agreed_is_joint() -> None:
    agreed = Block("Agreed by the Police and Crime Commissioner, Ann Moss, and the Chief Constable, Bo Lund, on 6 August 2024")
    assert Parties.of([Block("Response to PEEL"), agreed]).together
    assert not Parties.of([Block("Response to PEEL"), Block("Agreed by the Police and Crime Commissioner, Ann Moss")]).together


def test_answers_that_the_chief_constable_supplied_are_his_and_who_says_so_is_another() -> None:
    letter = read(
        "Dear Home Secretary\n\nI write with my comments. The position on each recommendation has been supplied by the Chief Constable.\n\n"
        "Recommendation 1: showers\n\nThe force should screen the showers.\n\n"
        "The building is shared with the fire and rescue service, and a screen was put up in May.\n\n"
        "Commissioner's comments\n\nI am glad of the screen.\n\nYours sincerely\n\nAnn Example\n\nPolice and Crime Commissioner\n",
        "letter.txt",
    )
    assert find(letter, "The building").speaker is Speaker.CHIEF_CONSTABLE
    assert find(letter, "I am glad").speaker is Speaker.PCC
    note = "Each answer was supplied by the Chief Constable and has been agreed by the board."
    assert passes_on_answers(note)
    assert not passes_on_answers("The Chief Constable supplied the radios, and answers were given by residents.")
    statement = Turn(text=note, place=(0, -1, -1))
    assert speakers_of([statement], Parties(None, Speaker.PCC, {}), shipped_voice()) == [Speaker.PCC]
