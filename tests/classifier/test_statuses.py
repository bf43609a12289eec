from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.sentences import sentence_spans
from classifier.statuses import STATUS_PROBABILITY, stated_stance
from corpus.documents import read_document
from corpus.structure.segment import segment
from labels.files import read_label_folder
from models.encoder import EncoderInput


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Complete.", "already_compliant"),
        ("Status: complete", "already_compliant"),
        ("Action complete, September 2023.", "already_compliant"),
        ("This recommendation has been implemented in full.", "already_compliant"),
        ("The force is compliant.", "already_compliant"),
        ("The force has met this recommendation.", "already_compliant"),
        ("Accepted in principle", "accepts"),
        ("Partly done.", "accepts"),
        ("In progress", "accepts"),
        ("Not yet started.", "accepts"),
        ("NOT ACCEPTED", "disputes_methodology"),
        ("Noted.", "no_stance"),
        ("N/A", "no_stance"),
        ("Awaiting national guidance.", "deferred_pending_guidance"),
        ("On hold pending the NPCC review", "deferred_pending_guidance"),
    ],
)
def test_a_status_in_set_words_says_its_stance(text, stance):
    assert stated_stance(text) == stance


@pytest.mark.parametrize(
    "text",
    [
        "Complete records are kept.",
        "Completed forms go to the sergeant, and we will review them.",
        "Accepted, but held until the College publishes.",
        "Awaiting delivery of two vans.",
        "The force is compliant with the old code and will adopt the new one.",
        "Closed.",
        "Noted, and we will act on it by June.",
        "",
    ],
)
def test_anything_more_or_less_is_left_to_the_model(text):
    assert stated_stance(text) is None


def test_every_status_among_the_labelled_entries_of_trackers_is_right():
    from classifier.dataset import AUTHORED_DOCUMENTS, AUTHORED_LABELS

    offices = ("torrowby", "wychmere", "gallowdale", "eskmoor", "ruddlesham", "hathershire")
    found = []
    for stem, labels in read_label_folder(AUTHORED_LABELS).items():
        if stem.startswith(offices):
            texts = {p.fingerprint: p.text for p in segment(read_document(next(AUTHORED_DOCUMENTS.glob(f"{stem}.*"))))}
            found += [(stated_stance(texts[label.fingerprint]), label.stance) for label in labels if label.stance]
    stated = [pair for pair in found if pair[0] is not None]
    assert len(stated) >= 25
    assert all(one == other for one, other in stated)


def test_the_tagger_takes_a_status_at_its_word(tagger):
    texts = ("The force has met this recommendation.", "We will train every sergeant by June.")
    plain, other = tagger.tag_inputs(
        [EncoderInput(text, tuple(sentence_spans(text)), "chief constable answers a recommendation") for text in texts]
    )
    assert (plain.stance, plain.also, plain.awaiting, plain.abstained) == ("already_compliant", (), None, False)
    assert plain.confidence == pytest.approx(STATUS_PROBABILITY)
    assert sum(plain.probabilities.values()) == pytest.approx(1.0)
    assert other.confidence != pytest.approx(STATUS_PROBABILITY)


@given(st.text(max_size=80))
def test_any_text_is_read(text):
    assert stated_stance(text) in {None, "already_compliant", "accepts", "disputes_methodology", "no_stance", "deferred_pending_guidance"}
