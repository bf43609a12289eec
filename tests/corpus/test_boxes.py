from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.boxes import chosen, left_out, nothing_ticked


@pytest.mark.parametrize(
    ("text", "ticked"),
    [
        ("☒ Accepted ☐ Partially accepted ☐ Not accepted", ["Accepted"]),
        ("Response: ☐ Accepted ☒ Not accepted", ["Not accepted"]),
        ("Accepted ☐ Not accepted ☒", ["Not accepted"]),
        ("Is this agreed? Yes ☒ No ☐", ["Yes"]),
        ("[ ] Accept [X] Already in place [ ] Reject", ["Already in place"]),
        ("☑ Accepted ☒ Rejected", ["Accepted"]),
        ("□ Accepted ■ Rejected. The sample was of nine cases.", ["Rejected"]),
        ("☐ Accepted ☐ Not accepted", []),
        ("☒ Accepted", []),
        ("The panel asked [x] and was told [ ] that a sentence of more words than any option has is no choice.", []),
    ],
)
def test_what_is_ticked_is_found(text, ticked):
    assert chosen(text) == ticked


def test_a_remark_behind_the_last_option_belongs_to_no_option():
    text = "☒ Accepted ☐ Not accepted – from June the vans will be checked weekly."
    assert "".join(text[start:end] for start, end in left_out(text)) == "☒☐ Not accepted"


@pytest.mark.parametrize(
    ("text", "empty"),
    [
        ("Decision: ☐ Accepted ☐ Not accepted", True),
        ("Yes [ ] No [ ]", True),
        ("☐ Accepted ☒ Not accepted", False),
        ("☐ Accepted ☐ Not accepted. We will say which in May.", False),
        ("We will say which in May.", False),
    ],
)
def test_a_choice_that_nobody_made_says_nothing(text, empty):
    assert nothing_ticked(text) is empty


@given(st.lists(st.sampled_from(["☐", "☒", "[x]", "[ ]", " ", "Accepted", "No: ", ". ", "\n", "–"]), max_size=20).map("".join))
def test_what_is_left_out_is_in_order_and_leaves_something(text):
    spans = left_out(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert not spans or all(words in text.replace("☒", "").replace("[x]", "") for words in chosen(text))
