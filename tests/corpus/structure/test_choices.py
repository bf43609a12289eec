"""Boxes below a recommendation: the ticked one answers it."""

from corpus.records import Role

from .documents import find, read, responses

_LETTER = """# Aldmoor Police and Crime Commissioner: response to the custody inspection

## Recommendation 1

The force should write down why each cell is searched.

{}

## Recommendation 2

The force should count the keys of each van every week.

It counts them on Mondays.
"""


def test_a_ticked_option_answers_the_recommendation_above() -> None:
    found = responses(read(_LETTER.format("- [ ] Agreed\n- [x] Not agreed\n- [ ] Agreed in part"), "form.md"))
    assert [(paragraph.text, paragraph.recommendations) for paragraph in found] == [
        ("[ ] Agreed [x] Not agreed [ ] Agreed in part", ("1",)),
        ("It counts them on Mondays.", ("2",)),
    ]


def test_boxes_that_nobody_ticked_answer_nothing() -> None:
    found = read(_LETTER.format("Agreed ☐ Not agreed ☐"), "form.md")
    assert find(found, "Agreed").role is not Role.RESPONSE


def test_a_ticked_option_of_the_front_matter_is_no_answer() -> None:
    found = read("Kind of report: ☒ National ☐ Local\n\n" + _LETTER.format("We will do so in May."), "form.md")
    assert find(found, "Kind of report").role is not Role.RESPONSE
