from __future__ import annotations

import pytest

from classifier.awaiting import awaited_body
from labels.scheme import shipped_scheme

_CASES = {
    "college_of_policing": [
        "We await guidance from the College of Policing.",
        "No change until the new Authorised Professional Practice is out.",
    ],
    "npcc": ["We will wait for the NPCC to settle its position.", "Pending a decision by the national policing lead, nothing changes."],
    "home_office": ["This depends on the Home Office.", "We hold off until Parliament has passed the legislation."],
    "inspectorate": [
        "We will decide once HMICFRS has published its report.",
        "Nothing changes before the inspectorate comes for its revisit.",
    ],
    "other_national": ["We wait for the Ministry of Justice.", "The work is on hold pending the national programme."],
    "local_body": ["We wait for the county council to decide.", "The plan is subject to the local authorities."],
}


@pytest.mark.parametrize(("body", "text"), [(body, text) for body, texts in _CASES.items() for text in texts])
def test_the_body_that_is_named_is_the_one_awaited(body, text):
    assert awaited_body(text, 0, len(text)) == body


def test_every_body_of_the_scheme_can_be_found():
    assert set(_CASES) == set(shipped_scheme().awaiting)


def test_letter_case_and_line_ends_do_not_matter():
    text = "WE AWAIT THE COLLEGE\nOF POLICING."
    assert awaited_body(text, 0, len(text)) == "college_of_policing"


def test_the_sentence_of_the_deferral_counts_more_than_the_rest():
    lead = "The county council and the city council were told of this plan last year in the usual way. "
    waits = "We will act once the Home Office has settled the rules."
    assert awaited_body(lead + waits, len(lead), len(lead) + len(waits)) == "home_office"


def test_a_body_beside_a_word_of_waiting_counts_more_than_one_that_is_only_named():
    text = "HMICFRS praised the stables and the horses and the people who look after them all year; we await the College of Policing."
    assert awaited_body(text, 0, len(text)) == "college_of_policing"


def test_where_no_body_is_named_the_fallback_stands():
    text = "We will wait and see what comes of it."
    assert awaited_body(text, 0, len(text)) == "other_national"
    assert awaited_body(text, 0, len(text), fallback="local_body") == "local_body"
    assert awaited_body("", 0, 0) == "other_national"
