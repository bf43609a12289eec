from hypothesis import given, settings
from hypothesis import strategies as st

from eval.shared_text import shared_with, word_runs

TEXT = (
    "Both forces run one joint firearms licensing team, and the team will clear its backlog of renewals before the end of March next year."
)


def test_copies_and_near_copies_are_found():
    copies = [
        TEXT,
        TEXT.upper().replace(",", ";"),
        TEXT.replace("March", "April"),
        f"As our neighbours say in their letter: {TEXT} We agree with them.",
        TEXT[: len(TEXT) // 2],
    ]
    assert shared_with(copies, [TEXT]).tolist() == [True] * len(copies)


def test_unrelated_text_is_kept():
    others = [
        "Custody staff have been trained to record each use of force on the same shift.",
        "The joint firearms licensing team is a small one.",
        "I do not accept the finding on stop and search.",
    ]
    assert shared_with(others, [TEXT]).tolist() == [False] * len(others)


def test_each_training_text_is_judged_against_every_held_out_text():
    assert shared_with(["Accepted.", TEXT, "Not accepted."], ["Something else entirely here today.", "ACCEPTED", TEXT]).tolist() == [
        True,
        True,
        False,
    ]


def test_a_short_text_inside_a_long_one_is_no_copy():
    assert shared_with(["We agree."], [f"We agree. {TEXT}"]).tolist() == [False]


def test_nothing_held_out_shares_nothing():
    assert shared_with([TEXT], []).tolist() == [False]
    assert shared_with([], [TEXT]).tolist() == []


def test_runs_are_of_five_words_whatever_the_punctuation():
    assert word_runs("One, two – three; four. Five six!") == {"one two three four five", "two three four five six"}
    assert word_runs("Only three words") == {"only three words"}


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(alphabet="abcde 12.,", min_size=1, max_size=60), min_size=1, max_size=5), st.integers(0, 4))
def test_a_held_out_text_is_always_shared_with_itself(texts, place):
    chosen = texts[place % len(texts)]
    shared = shared_with(texts, [chosen])
    assert shared[texts.index(chosen)]
    assert len(shared) == len(texts)
