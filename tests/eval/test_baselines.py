import pytest

from eval.baselines import cue_words, majority, size_of_words, word_features, word_regression
from labels.scheme import shipped_scheme

LABELS = shipped_scheme().ids


def said(probabilities, labels=LABELS):
    return [labels[place] for place in probabilities.argmax(axis=1)]


def test_the_majority_is_said_of_everything():
    found = majority(["accepts", "no_stance", "accepts"], 4, LABELS)
    assert found.shape == (4, len(LABELS))
    assert said(found) == ["accepts"] * 4


def test_cue_words_tell_the_stances_apart():
    texts = [
        "The sample was unfair and the finding inaccurate.",
        "We await new practice from the national lead.",
        "We accept this and will act.",
        "A scheme is already in place.",
        "The inspection took place in spring.",
    ]
    assert said(cue_words(texts, LABELS, "no_stance")) == [
        "disputes_methodology",
        "deferred_pending_guidance",
        "accepts",
        "already_compliant",
        "no_stance",
    ]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("We accept it, but await guidance, and do not agree with the sample; a policy is already in place.", "disputes_methodology"),
        ("We accept it, a policy is already in place, and more is pending.", "deferred_pending_guidance"),
        ("We accept it, although a policy is already in place.", "accepts"),
    ],
)
def test_the_more_cautious_cue_wins(text, stance):
    assert said(cue_words([text], LABELS, "no_stance")) == [stance]


def test_a_cue_for_a_label_that_the_scheme_lacks_is_passed_over():
    labels = ("accepts", "no_stance")
    assert said(cue_words(["We await guidance, which we will follow.", "It is pending."], labels, "no_stance"), labels) == list(labels)


def test_the_size_of_words_grows_with_what_they_weigh():
    texts = [f"We accept point {number} and will act on it soon" for number in range(6)] + ["The sample was unfair and we object"] * 6
    stances = ["accepts"] * 6 + ["disputes_methodology"] * 6
    small = word_features().fit(texts)
    model = word_regression().fit(small.transform(texts), stances)
    weights = 4 * len(small.get_feature_names_out()) / 1e6
    assert weights < size_of_words(small, model) < 20 * weights
