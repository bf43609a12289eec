from types import SimpleNamespace

from rapidfuzz import fuzz

import corpus.structure.quoted
from corpus.structure.quoted import QuotedTexts

STATED = "By 31 March, the constabulary should review how its custody sergeants record the use of force in cells."


def quoted() -> QuotedTexts:
    texts = QuotedTexts()
    texts.add(STATED, ("4",))
    return texts


def test_a_recommendation_repeated_word_for_word_is_recognised() -> None:
    assert quoted().match(STATED) == ("4",)


def test_a_recommendation_slightly_reworded_is_recognised() -> None:
    reworded = "The constabulary should review, by 31 March, how custody sergeants record the use of force in cells."
    assert quoted().match(reworded) == ("4",)


def test_a_part_of_a_recommendation_is_recognised_also_with_an_opening_of_its_own() -> None:
    assert quoted().match("review how its custody sergeants record the use of force in cells") == ("4",)
    assert quoted().match(f"Number four asks: {STATED}") == ("4",)


def test_of_two_alike_the_likelier_is_meant() -> None:
    texts = quoted()
    texts.add(STATED.replace("March", "May"), ("5",))
    assert texts.match(STATED.replace("March", "May")) == ("5",)


def test_a_recommendation_is_known_as_soon_as_it_has_been_stated() -> None:
    texts = QuotedTexts()
    assert texts.match(STATED) is None
    texts.add(STATED, ("4",))
    assert texts.match(STATED) == ("4",)


def test_few_of_a_long_trackers_recommendations_are_compared_with_an_answer_to_the_last_letter(monkeypatch) -> None:
    compared = []

    def counted(*arguments: object, **options: object) -> float:
        compared.append(arguments)
        return float(fuzz.partial_ratio(*arguments, **options))

    monkeypatch.setattr(corpus.structure.quoted, "fuzz", SimpleNamespace(ratio=fuzz.ratio, partial_ratio=counted))
    matters = [
        f"{first} {second}" for first in ("custody", "vetting", "rape", "burglary") for second in ("files", "staff", "cells", "data")
    ]
    texts = QuotedTexts()
    for number in range(240):
        row = f"By {number} May the force should tell its board how it counts {matters[number % 16]} in each area, and what each costs."
        texts.add(row, (str(number),))
    for number in range(20):
        answer = f"A sergeant now reads {number} of the {matters[number % 16]} and tells the superintendent of each shift twice a week."
        assert [texts.match(answer) for _ in range(3)] == [None] * 3
    assert len(compared) < 0.02 * 20 * 240


def test_an_answer_on_the_same_subject_is_no_quotation() -> None:
    assert quoted().match("Custody sergeants now record each use of force on a form that an inspector reads in the same week.") is None


def test_a_short_phrase_is_never_a_quotation() -> None:
    assert quoted().match("use of force") is None


def test_a_bare_item_number_is_known_only_if_it_was_listed() -> None:
    quoted = QuotedTexts()
    quoted.add("Forces should keep better records of each decision.", ("5",))
    assert quoted.named_in("I would go further on item 5 than on item 7.") == ("5",)
