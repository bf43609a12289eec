import pytest

from corpus.structure.numbers import answered_numbers, heading_numbers, lead_numbers, opening_numbers, references


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Recommendation 9", ("9",)),
        ("Recommendations 4 and 5", ("4", "5")),
        ("Force position (Recommendations 16-20)", ("16", "17", "18", "19", "20")),
        ("Recommendations 1, 3 & 7: training", ("1", "3", "7")),
        ("Recommendations 2 to 4", ("2", "3", "4")),
        ("Area for improvement 3 – supervision", ("AFI 3",)),
        ("AFI 3 to AFI 6", ("AFI 3", "AFI 4", "AFI 5", "AFI 6")),
        ("AFIs 1 and 2", ("AFI 1", "AFI 2")),
        ("Cause of concern 1", ("Cause of concern 1",)),
        ("R7: training", ("7",)),
        ("R3 to R5", ("3", "4", "5")),
        ("Recommendation (ii)", ("ii",)),
        ("Recommendation B: training", ("B",)),
        ("AREA FOR IMPROVEMENT TWO", ("AFI 2",)),
        ("Cause of concern 1 – recommendation 2", ("Cause of concern 1, recommendation 2",)),
        ("Recommendation 4a", ("4a",)),
        ("Recommendations 1.1 to 1.4", ("1.1", "1.2", "1.3", "1.4")),
        ("Recommendations 5a-5d", ("5a", "5b", "5c", "5d")),
        ("Recommendations 2 through 4", ("2", "3", "4")),
        ("R2/R3", ("2", "3")),
        ("Recommendation R2/R3", ("2", "3")),
        ("Recommendation 2/7", ("2",)),
        ("AFI-2", ("AFI 2",)),
        ("Area for improvement – 2", ("AFI 2",)),
        ("Second recommendation", ("2",)),
        ("2) Recommendation", ("2",)),
        ("Recommendations two and three", ("2", "3")),
        ("Commissioner's comments", ()),
        ("Recommendations", ()),
    ],
)
def test_headings_give_the_numbers_they_carry(text: str, expected: tuple[str, ...]) -> None:
    assert heading_numbers(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The recommendation: 30 days to answer",
        "Recommendation: 12 March 2024",
        "Five recommendations were made on 3 May",
        "This is a recommendation I support.",
        "I accept the recommendation a panel made.",
        "We met this recommendation one year early.",
        "Both recommendations two and three years ago were met.",
        "This was done because of concern 3 sergeants had raised.",
        "The recommendation – 2 officers a shift – was met.",
    ],
)
def test_dates_and_amounts_are_no_numbers_of_recommendations(text: str) -> None:
    assert references(text) == []


def test_an_absurd_range_is_not_written_out() -> None:
    assert heading_numbers("Recommendations 1 to 900") == ("1", "900")


def test_a_recommendation_that_is_only_referred_back_to_is_not_answered() -> None:
    assert answered_numbers("See the response to recommendation 3, and on recommendation 5 we agree.") == ("5",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("R1. Forces should train.", ("1",)),
        ("R2 – Forces should train.", ("2",)),
        ("Recommendation 3.2: Forces should train.", ("3.2",)),
        ("Recommendation (iv): Forces should train.", ("iv",)),
        ("Forces should train (recommendation 1).", ()),
    ],
)
def test_the_start_of_a_paragraph_gives_the_number_of_its_recommendation(text: str, expected: tuple[str, ...]) -> None:
    assert lead_numbers(text) == expected


def test_a_paragraph_turns_to_others_than_those_it_stands_below() -> None:
    assert opening_numbers("Recommendations 1, 2 and 3 are for the Home Office.", ("4", "5")) == ("1", "2", "3")
    assert opening_numbers("Recommendation 3 is met.", ("AFI 3",)) == ()
    assert opening_numbers("This goes with recommendation 3.", ("4",)) == ()
