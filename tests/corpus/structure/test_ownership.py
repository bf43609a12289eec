from corpus.records import Role, Speaker
from corpus.structure.ownership import document_cues
from corpus.structure.parties import Parties
from corpus.structure.turn import Turn

from .documents import find, read

PCCS = Parties(Speaker.PCC, Speaker.PCC, {})
PLACE = (1, -1, -1)
BOOKLET = """The Marchford Commissioner's reply to the inspection of the keeping of records

Foreword

I am glad that the inspectorate looked at records. My office has read the report with care.

What we will do

Training in the new form was given to all sergeants over the winter, and the last of them sat the course in April.

A word from the Chief Constable

"My officers take pride in their records. I accept the report and will see that it is carried through."

The Commissioner will question the Chief Constable on the records in public in May.
"""


def test_a_document_in_which_the_chief_constable_has_one_section_is_the_commissioners_elsewhere() -> None:
    paragraphs = read(BOOKLET)
    assert find(paragraphs, "Training in").speaker is Speaker.PCC
    assert find(paragraphs, '"My officers').speaker is Speaker.CHIEF_CONSTABLE


def test_what_stands_after_a_quoted_statement_is_not_said_by_the_one_quoted() -> None:
    text = BOOKLET.replace('"My officers', 'Chief Constable Ida Roe said: "My officers')
    assert find(read(text), "The Commissioner will").speaker is Speaker.PCC


def test_a_document_is_not_the_commissioners_where_the_force_speaks_unannounced() -> None:
    turns = [
        Turn("The policy was reissued.", PLACE),
        Turn("My officers have read it.", PLACE),
        Turn("We agree.", (2, -1, -1), Speaker.CHIEF_CONSTABLE, 1, direct=True),
    ]
    assert "own document" not in document_cues(turns, PCCS, [None] * 3)
    assert "own document" in document_cues(turns[::2], PCCS, [None] * 2)


def test_a_document_says_whose_the_rest_is() -> None:
    turns = [Turn("Where nothing else is said, the reply is mine.", PLACE)]
    assert document_cues(turns, PCCS, [None])["default"] == 1.0
    turns = [Turn("Unless stated otherwise, the answers are the Force's.", PLACE)]
    assert document_cues(turns, PCCS, [None])["default"] == -1.0


def test_a_part_below_the_chief_constables_signature_is_the_commissioners() -> None:
    text = BOOKLET.replace(
        "The Commissioner will question the Chief Constable on the records in public in May.",
        "Ida Roe-Marsh, Chief Constable\n\nKeeping an eye on it\n\nMy volunteers, the youngest of whom is fourteen, will look at records "
        "every six months and will tell the public what they found.",
    )
    paragraphs = read(text)
    assert find(paragraphs, "Keeping an eye").role is Role.HEADING
    assert find(paragraphs, "My volunteers").speaker is Speaker.PCC
