from corpus.records import Block, Role, Speaker
from corpus.structure.items import counted_items

from .documents import find, read, responses

_DUTIES = ("Chief constables should train their sergeants.", "The force must count its stock.", "The force needs to answer its calls.")


def test_headings_that_count_off_duties_give_their_numbers_to_the_answers() -> None:
    page = read(
        "<h1>Reply of the Borderland Constabulary to the inspection of vetting</h1><h2>Main findings</h2><p>Inspectors found delays.</p>"
        + "".join(
            f"<h2>Item {number}</h2><p>{duty}</p><p>The cupboards were turned out in spring and all {number}0 boxes listed.</p>"
            for number, duty in enumerate(_DUTIES, 1)
        ),
        "reply.html",
    )
    found = [paragraph for paragraph in page if paragraph.text.startswith("The cupboards")]
    assert [paragraph.recommendations for paragraph in found] == [("1",), ("2",), ("3",)]
    assert {paragraph.role for paragraph in found} == {Role.RESPONSE}
    assert find(page, "The force must").role is Role.RECOMMENDATION


def test_numbered_headings_over_prose_or_with_gaps_count_nothing() -> None:
    def items(word: str, numbers: tuple[int, ...], texts: tuple[str, ...]) -> set[int]:
        blocks = [Block(text) for number, duty in zip(numbers, texts, strict=True) for text in (f"{word} {number}", duty)]
        return set(counted_items(blocks, [index % 2 == 0 for index in range(len(blocks))]))

    assert items("Area", (1, 2, 3), _DUTIES) == {0, 2, 4}
    assert items("Area", (1, 2, 4), _DUTIES) == set()
    assert items("Section", (1, 2, 3), _DUTIES) == set()
    assert items("Area", (1, 2, 3), ("We have done it.", "I should say that we have.", "It was good.")) == set()


def test_who_answers_may_stand_in_the_heading_of_the_answer() -> None:
    page = read(
        "Response of the Borderland Police and Crime Commissioner to the inspection\n\nRecommendation 1\n\n"
        "The force should train its sergeants.\n\nForce response: Head of Learning and Development\n\n"
        "The course has been bought and starts in May.\n\nRecommendation 2\n\nThe force should count its stock.\n\n"
        "Force response: Assistant Chief Constable (Crime)\n\nThe count was finished in April.\n",
        "reply.txt",
    )
    assert find(page, "Force response: Head").role is Role.HEADING
    assert find(page, "Force response: Assistant").role is Role.HEADING
    answer = find(page, "The course")
    assert (answer.role, answer.recommendations, answer.speaker) == (Role.RESPONSE, ("1",), Speaker.CHIEF_CONSTABLE)


def test_an_answer_that_names_an_office_is_no_heading() -> None:
    page = read(
        "Response of the Commissioner to the inspection\n\nRecommendation 1\n\nThe force should train its sergeants.\n\n"
        "Force response: The Head of Learning has bought a course.\n\nRecommendation 2\n\nThe force should count its stock.\n\n"
        "Force response: Accepted\n\nThe count of all stock was finished in April, and the force has published it.\n",
        "reply.txt",
    )
    assert find(page, "Force response: The").role is Role.RESPONSE
    assert find(page, "Force response: Accepted").role is Role.RESPONSE


_ONE = (
    "Response of the Borderland Police and Crime Commissioner to the inspection\n\nRecommendation 1\n\nThe force should train its "
    "sergeants.\n\nForce response\n\nWe have trained every sergeant since May.\n\nPCC response\n\nI welcome what has been done."
)


def test_the_second_answer_to_the_only_recommendation_is_one_to_it() -> None:
    assert [paragraph.recommendations for paragraph in responses(read(_ONE))] == [("1",), ("1",)]


def test_a_second_party_that_speaks_last_answers_none_of_several_recommendations() -> None:
    several = _ONE.replace("Recommendation 1", "Recommendation 2\n\nForces should count.\n\nWe count it all now.\n\nRecommendation 1")
    assert find(read(several), "I welcome").recommendations == ()


def test_answers_numbered_as_the_list_above_them_answer_its_recommendations() -> None:
    listed = "\n\n".join(f"{number}. {duty}" for number, duty in enumerate(_DUTIES, 1))
    answers = "1. We train them in May.\n\n2. We counted it in June.\n\n3. We answer nine in ten."
    page = read(f"Reply of Borderland Police\n\nRecommendations made:\n\n{listed}\n\nChief Constable's response:\n\n{answers}")
    assert [paragraph.recommendations for paragraph in responses(page)] == [("1",), ("2",), ("3",)]
    shorter = read(f"Reply of Borderland Police\n\nRecommendations made:\n\n{listed}\n\nOur response:\n\n{answers[:51]}")
    assert {paragraph.recommendations for paragraph in responses(shorter)} == {()}


def test_an_answer_stands_between_recommendations_that_are_counted_below_one_heading() -> None:
    page = """# Aldmoor Police and Crime Commissioner: response to the inspection of Aldmoor Police

## Cause of concern 1

Calls are left unanswered at night.

Recommendations

1. By June 2024, the force should put more staff into its control room.

The force has recruited twelve more call handlers.

2. By September 2024, the force should record why calls are abandoned.

This is already done: each abandoned call is read by a supervisor.

## Cause of concern 2

Visits to offenders are late.

Recommendations

1. The force should make the visits that are overdue.

They will be made by the end of May.
"""
    found = responses(read(page, "letter.md"))
    assert [(paragraph.text.split()[0], paragraph.recommendations) for paragraph in found] == [
        ("The", ("1",)),
        ("This", ("2",)),
        ("They", ("1",)),
    ]


def test_recommendations_right_below_the_heading_of_a_cause_have_their_own_numbers() -> None:
    page = """# Aldmoor Police and Crime Commissioner: response to the inspection of Aldmoor Police

## Cause of concern 1

## Recommendations

1. Within three months, Aldmoor Police should record all thefts.
2. Within six months, Aldmoor Police should train its call handlers.

## Cause of concern 2

## Recommendations

1. Within six months, Aldmoor Police should record all calls.
2. Within nine months, Aldmoor Police should identify repeat callers.
"""
    found = [paragraph.recommendations for paragraph in read(page, "letter.md") if paragraph.role is Role.RECOMMENDATION]
    assert found == [("1",), ("2",), ("1",), ("2",)]
