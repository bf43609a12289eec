from corpus.records import Block, Role, Speaker
from corpus.structure.signatures import signatory, signature_lines

from .documents import find, read

LETTER = [
    "Dear Home Secretary,",
    "I welcome the report.",
    "I have asked for a plan.",
    "It will come to me in May and be published in June.",
]


def blocks(*lines: str) -> list[Block]:
    return [Block(line) for line in (*LETTER, *lines)]


def test_a_letter_is_signed_by_the_office_below_the_name() -> None:
    found = blocks("Yours sincerely,", "Ada Fenwick", "Police and Crime Commissioner for Marchford")
    assert signatory(found) is Speaker.PCC
    assert signature_lines(found) == {4, 5, 6}


def test_name_and_office_on_one_line_are_a_signature() -> None:
    assert signatory(blocks("Tom Orrin, Chief Constable of Marchford")) is Speaker.CHIEF_CONSTABLE


def test_two_who_sign_speak_together() -> None:
    found = blocks("Ada Fenwick", "Police and Crime Commissioner", "Tom Orrin", "Chief Constable")
    assert signatory(found) is Speaker.JOINT


def test_those_who_only_get_a_copy_do_not_sign() -> None:
    found = blocks("Yours sincerely,", "Ada Fenwick", "Police and Crime Commissioner", "cc: Chief Constable of Marchford")
    assert signatory(found) is Speaker.PCC


def test_a_document_without_a_signature_has_no_signatory() -> None:
    assert signatory(blocks()) is None


def test_the_line_below_a_quotation_says_whose_it_is_and_signs_nothing_else() -> None:
    lines = blocks("Title", "Lead", "“We are proud of our people.”", "— Chief Constable Ida Roe")
    assert signature_lines(lines) == {len(lines) - 1}
    assert signatory(lines) is None


def test_prose_below_the_one_who_said_a_quotation_is_still_the_response() -> None:
    letter = """Marchford Police and Crime Commissioner: response to the inspection of custody

I welcome the report of the inspectors and thank them for their work with Marchford Police.

“The constabulary accepts this recommendation and has rewritten its custody policy.”

Chief Constable Mara Tindle

I am content with this answer of the constabulary.

My office will look at it again in the autumn."""
    found = read(letter)
    assert [find(found, start).role for start in ("“The", "I am content", "My office")] == [Role.RESPONSE] * 3
    assert [find(found, start).speaker for start in ("“The", "I am content")] == [Speaker.CHIEF_CONSTABLE, Speaker.PCC]
