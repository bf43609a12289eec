from __future__ import annotations

import pytest

from classifier.inputs import context_of, encoder_input
from corpus.records import Speaker


@pytest.mark.parametrize(
    ("speaker", "words"),
    [(Speaker.PCC, "commissioner"), (Speaker.CHIEF_CONSTABLE, "chief constable"), (Speaker.JOINT, "joint"), (None, "responder")],
)
def test_the_context_says_who_speaks_and_what_is_answered(make_paragraph, speaker, words):
    asked = make_paragraph(speaker=speaker, context="By June the force\n should sweep the yard.")
    assert context_of(asked) == f"{words} answers: By June the force should sweep the yard."


def test_without_the_recommendations_words_its_number_still_tells(make_paragraph):
    assert context_of(make_paragraph()) == "commissioner answers a recommendation"
    assert context_of(make_paragraph(recommendations=())) == "commissioner on the report"


def test_a_long_recommendation_is_cut(make_paragraph):
    assert len(context_of(make_paragraph(context="sweep the yard " * 200)).split()) < 60


def test_the_paragraph_is_read_with_its_sentences(make_paragraph):
    found = encoder_input(make_paragraph("We agree. It is done."))
    assert found.text == "We agree. It is done."
    assert found.spans == ((0, 9), (10, 21))
    assert found.context == "commissioner answers a recommendation"


def test_of_boxes_only_the_ticked_option_is_read(make_paragraph):
    text = "Response: ☐ Accepted ☒ Not accepted ☐ Accepted in part. The sample was of nine cases."
    found = encoder_input(make_paragraph(text))
    assert len(found.text) == len(text)
    assert " ".join(found.text.split()) == "Response: Not accepted . The sample was of nine cases."
    assert [text[start:end] for start, end in found.spans] == ["Not accepted", "The sample was of nine cases."]


def test_boxes_that_nobody_ticked_are_read_as_they_are(make_paragraph):
    text = "☐ Accepted ☐ Not accepted"
    assert encoder_input(make_paragraph(text)).text == text
