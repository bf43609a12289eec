from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.statuses import Status, status_of


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Delivered", Status.DONE),
        ("Force response: Complete.", Status.DONE),
        ("Chief Constable's response – met in full, May 2024", Status.DONE),
        ("PCC comment: Agreed.", Status.UNDER_WAY),
        ("On track", Status.UNDER_WAY),
        ("Ongoing.", Status.UNDER_WAY),
        ("Not completed", Status.UNDER_WAY),
        ("Declined", Status.REFUSED),
        ("Force: n/a", Status.NOTHING),
        ("PCC comment: None.", Status.NOTHING),
        ("Force response: Not applicable", Status.NOTHING),
        ("Force response: Awaiting national guidance.", Status.WAITING),
        ("Position: on hold until the College has published its guidance", Status.WAITING),
    ],
)
def test_a_status_in_set_words_is_read_with_the_label_before_it(text, status):
    assert status_of(text) is status


@pytest.mark.parametrize(
    "text",
    [
        "Force response:",
        "Officers: declined",
        "Force response: The vans are delivered each May.",
        "Awaiting delivery of two vans.",
        "Delivered by hand",
        "Held regular meetings with the Home Office.",
        "Subject to monitoring by my Governance Board.",
        "Awaiting no further guidance, we have acted",
        "Awaiting approval by the force's own change board.",
        "Complete by March 2027",
    ],
)
def test_anything_more_or_less_is_no_status(text):
    assert status_of(text) is None


@given(st.text(alphabet="ab :–.-Forceinplc", max_size=400))
def test_any_text_is_read(text):
    assert status_of(text) in {None, *Status}
