import pytest

from corpus.structure.ordinals import goes_on, number_at, ordinal_place

from .documents import find, read

LISTED = """Reply of the Marchford Commissioner to the inspection of records

What we were told to do

1 Before May, every sergeant should have been taught how a record is kept.

2 With immediate effect, forces should publish how many records were lost.

What we will do

On the first, training was given to all sergeants over the winter, and I regard the matter as finished.

On the second, I agree that the figure should be known. It will be published by the force in June.

My office will come back to the report in the spring.
"""


@pytest.mark.parametrize(
    ("text", "listed", "place"),
    [
        ("The second recommendation asks for a profile.", False, 2),
        ("As to the third, I would wait.", True, 3),
        ("As to the third, I would wait.", False, None),
        ("On the first of these, I agree.", True, None),
        ("On the second 'requires improvement', we agree.", True, None),
    ],
)
def test_a_paragraph_turns_to_a_recommendation_by_its_place(text: str, listed: bool, place: int | None) -> None:
    assert ordinal_place(text, listed) == place


def test_the_place_gives_the_number_that_is_listed_there() -> None:
    assert number_at(2, [("4",), ("9",)]) == ("9",)
    assert number_at(3, [("4",), ("9",)]) == ()
    assert number_at(3, []) == ("3",)


def test_quotations_and_references_back_go_on_with_it() -> None:
    assert goes_on('"We keep such a profile."', "His views are these:")
    assert goes_on("I have nothing to add to that.", '"We keep one."')
    assert not goes_on("You may care to know that staff were praised.", "We agree.")


def test_recommendations_numbered_without_punctuation_are_answered_by_ordinals() -> None:
    paragraphs = read(LISTED)
    assert find(paragraphs, "1 Before").role == "recommendation"
    assert find(paragraphs, "On the first").recommendations == ("1",)
    assert find(paragraphs, "On the second").recommendations == ("2",)
    assert find(paragraphs, "My office").recommendations == ()


def test_the_second_alone_turns_to_a_recommendation_where_they_are_listed() -> None:
    assert ordinal_place("The second is not in the gift of the police.", listed=True) == 2
    assert ordinal_place("The second is not in the gift of the police.", listed=False) is None
