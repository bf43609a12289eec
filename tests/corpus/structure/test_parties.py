from corpus.records import Block, Speaker
from corpus.structure.parties import Parties, is_title


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
