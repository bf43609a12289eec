from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import LabelFileError
from labels.agreement import agreement, cohen_kappa
from labels.files import ParagraphLabel


def _labels(*stances, mark="m"):
    return [ParagraphLabel(f"{mark}{place}", stance=stance) for place, stance in enumerate(stances)]


@pytest.mark.parametrize(
    ("first", "second", "kappa"),
    [
        # 50 answers, 35 alike; by chance 0.5 x 0.6 + 0.5 x 0.4 = 0.5: (0.7 - 0.5) / (1 - 0.5).
        ("y" * 25 + "n" * 25, "y" * 20 + "n" * 5 + "y" * 10 + "n" * 15, 0.4),
        # 4 answers, 3 alike; by chance (2 x 1 + 1 x 2 + 1 x 1) / 16 = 5 / 16: (12 - 5) / (16 - 5).
        ("aabc", "abbc", 7 / 11),
        ("abcd", "abcd", 1.0),
        ("aabb", "bbaa", -1.0),
        ("aabb", "abab", 0.0),
        ("aaaa", "aaaa", 1.0),
    ],
)
def test_kappa_is_as_reckoned_by_hand(first, second, kappa):
    assert cohen_kappa(first, second) == pytest.approx(kappa)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=20))
def test_kappa_takes_no_side_and_never_exceeds_one(pairs):
    first, second = zip(*pairs, strict=True)
    assert cohen_kappa(first, second) == pytest.approx(cohen_kappa(second, first))
    assert -1.0 - 1e-9 <= cohen_kappa(first, second) <= 1.0 + 1e-9


@pytest.mark.parametrize(("first", "second"), [("", ""), ("ab", "a")])
def test_kappa_needs_pairs(first, second):
    with pytest.raises(ValueError, match="same length"):
        cohen_kappa(first, second)


def test_only_paragraphs_labelled_by_both_are_compared():
    ours = {"one": _labels("accepts", "accepts", None), "two": _labels("no_stance")}
    theirs = {"one": _labels("accepts", "no_stance", "accepts"), "three": _labels("no_stance")}
    found = agreement(ours, theirs)
    assert found.paragraphs == 2
    assert found.observed == 0.5
    assert found.differences == (("one", "m1", "accepts", "no_stance"),)


def test_each_stance_has_its_own_kappa():
    found = agreement({"one": _labels(*"aabc")}, {"one": _labels(*"abbc")})
    # c against the rest is the same for both; b: 3 of 4 alike, by chance (1 x 2 + 3 x 2) / 16: (0.75 - 0.5) / 0.5.
    assert found.kappa_by_stance == pytest.approx({"a": 0.5, "b": 0.5, "c": 1.0})
    assert found.kappa == pytest.approx(7 / 11)


def test_what_else_a_paragraph_says_is_compared_without_regard_to_order():
    ours = {"one": [ParagraphLabel("a", stance="x", also=("y", "z")), ParagraphLabel("b", stance="x", also=("y",))]}
    theirs = {"one": [ParagraphLabel("a", stance="x", also=("z", "y")), ParagraphLabel("b", stance="x")]}
    assert agreement(ours, theirs).also_agreement == 0.5


def test_copies_of_a_paragraph_are_paired_in_order():
    ours = {"one": [ParagraphLabel("m", stance=stance) for stance in ("x", "y", "x")]}
    theirs = {"one": [ParagraphLabel("m", stance=stance) for stance in ("x", "x")]}
    found = agreement(ours, theirs)
    assert found.paragraphs == 2
    assert found.differences == (("one", "m", "y", "x"),)


def test_a_file_of_many_documents_is_compared_with_a_folder_of_them():
    whole = {"reader": [ParagraphLabel("m", stance="x", document="one"), ParagraphLabel("m", stance="y", document="two")]}
    folder = {"two": [ParagraphLabel("m", stance="y")], "one": [ParagraphLabel("m", stance="x")]}
    found = agreement(whole, folder)
    assert (found.paragraphs, found.observed) == (2, 1.0)


def test_readers_with_nothing_in_common_are_told_so():
    with pytest.raises(LabelFileError, match="no labelled paragraph in common"):
        agreement({"one": _labels("accepts")}, {"two": _labels("accepts")})
    with pytest.raises(LabelFileError, match="no labelled paragraph in common"):
        agreement({"one": _labels(None)}, {"one": _labels("accepts")})


def test_what_a_label_file_holds_cannot_write_to_the_terminal():
    ours, theirs = ({"one": [ParagraphLabel("m\x1b[31m", stance=stance)]} for stance in ("x", "\ry"))
    assert agreement(ours, theirs).differences == (("one", "m\\x1b[31m", "x", "\\ry"),)
