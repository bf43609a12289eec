from corpus.records import Block, Speaker
from corpus.structure.several import force_headings

from .documents import find, read


def test_each_force_answers_under_its_name() -> None:
    page = read(
        "<h1>Replies of the forces to the inspection of vetting</h1><h2>A. Borderland Constabulary</h2>"
        "<p>Recommendation 6 has been met. The unit has nine analysts, and there is no vacancy in it.</p>"
        "<h2>B. Cleeve and Teme Police</h2><p>Recommendation 6 is accepted and two analysts will join the unit in July.</p>"
        "<p>Police and Crime Commissioner for Cleeve and Teme</p><p>I endorse this reply.</p>",
        "replies.html",
    )
    assert find(page, "Recommendation 6 has").speaker is Speaker.CHIEF_CONSTABLE
    assert find(page, "Recommendation 6 is").speaker is Speaker.CHIEF_CONSTABLE
    assert find(page, "I endorse").speaker is Speaker.PCC


def test_the_name_of_one_force_is_a_title() -> None:
    blocks = [Block(text) for text in ("Response to PEEL", "Borderland Constabulary", "We accept the report.", "Borderland Constabulary")]
    assert force_headings(blocks, [True, True, False, True]) == set()


def test_under_a_forces_name_a_commissioner_may_answer() -> None:
    page = read(
        "<h1>Response of the Police and Crime Commissioner to the joint inspection</h1><h2>Borderland Constabulary</h2>"
        "<p>The PCC welcomes the report and will fund the unit.</p><h2>Cleeve Police</h2><p>I welcome the findings.</p>",
        "replies.html",
    )
    assert find(page, "The PCC").speaker is Speaker.PCC
    assert find(page, "I welcome").speaker is Speaker.PCC
