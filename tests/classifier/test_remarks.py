from __future__ import annotations

import pytest

from classifier.remarks import likely_answers, speaks_of_all


def test_a_remark_on_the_same_rare_words_is_pointed_to():
    remarks = ["I thank the staff for their work.", "Equality data will be recorded on every form.", "Our budget is balanced."]
    background = [*remarks, "The force recorded crime.", "The force is good at recording crime and data.", "Data was gathered."]
    assert likely_answers(["The force needs to improve how it records equality data."], remarks, background) == [[1]]


def test_one_shared_word_is_not_enough():
    assert likely_answers(["Count the keys."], ["The keys of the piano are white."], ["a", "b", "c"]) == [[]]


def test_nothing_is_found_where_there_is_nothing():
    assert likely_answers(["", "Count the keys."], [], []) == [[], []]


@pytest.mark.parametrize(
    "text",
    [
        "I shall be following those areas for improvement.",
        "We accept all of the recommendations.",
        "I accept most of the findings.",
        "We will work on the areas where we can improve.",
    ],
)
def test_a_remark_on_everything_is_known(text):
    assert speaks_of_all(text)


@pytest.mark.parametrize("text", ["We accept recommendation 4.", "The keys are counted.", "Recommendation 7 was for the College."])
def test_a_remark_on_one_thing_is_not_on_everything(text):
    assert not speaks_of_all(text)
