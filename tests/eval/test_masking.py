import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.dataset import Dataset
from classifier.sentences import sentence_spans
from eval.masking import MASK, masked
from labels.files import ParagraphLabel
from models.encoder import EncoderInput


def dataset(*rows):
    """Rows of (force, text, context)."""
    return Dataset(
        inputs=tuple(EncoderInput(text, tuple(sentence_spans(text)), context) for _, text, context in rows),
        stances=("accepts",) * len(rows),
        sentence_stances=tuple((None,) * len(sentence_spans(text)) for _, text, _ in rows),
        forces=tuple(force for force, _, _ in rows),
        documents=tuple(f"{place}.txt" for place in range(len(rows))),
        labels=tuple(ParagraphLabel(f"{place:016x}", stance="accepts") for place in range(len(rows))),
        unmatched=0,
    )


@pytest.mark.parametrize(
    "force",
    [
        "Wexmoor Police",
        "Wexmoor Constabulary",
        "Wexmoor Police Service",
        "Wexmoor Fire and Rescue Service",
        "Wexmoor Police and Crime Commissioner",
        "Wexmoor Police, Fire and Crime Commissioner",
        "Office of the Wexmoor Police and Crime Commissioner",
    ],
)
def test_the_name_goes_from_the_text_and_from_the_context(force):
    found = masked(dataset((force, "Wexmoor's officers agree. In WEXMOOR we act.", "pcc answers: The force in Wexmoor should act")))
    assert found.inputs[0].text == f"{MASK}'s officers agree. In {MASK} we act."
    assert found.inputs[0].context == f"pcc answers: The force in {MASK} should act"


def test_only_the_paragraphs_own_force_is_masked_and_only_as_a_word():
    text = "We work with Eastlea and buy from Wexmoorland Ltd."
    assert masked(dataset(("Wexmoor Police", text, ""))).inputs[0].text == text


def test_each_paragraph_has_the_name_of_its_own_force_masked():
    found = masked(dataset(("Wexmoor Police", "Wexmoor and Eastlea agree.", ""), ("Eastlea Police", "Wexmoor and Eastlea agree.", "")))
    assert [item.text for item in found.inputs] == [f"{MASK} and Eastlea agree.", f"Wexmoor and {MASK} agree."]


def test_everything_else_stays_as_it_was():
    data = dataset(("Great Sallow Police", "Great Sallow will act. It has begun.", ""), ("Eastlea Police", "We agree.", ""))
    found = masked(data)
    assert (found.stances, found.forces, found.documents, found.labels) == (data.stances, data.forces, data.documents, data.labels)
    assert found.sentence_stances == data.sentence_stances


def test_sentences_keep_their_words_when_a_name_is_masked():
    text = "In Great Sallow we act. The sample was small. Great Sallow will write."
    item = masked(dataset(("Great Sallow Police", text, ""))).inputs[0]
    assert [item.text[start:end] for start, end in item.spans] == [
        f"In {MASK} we act.",
        "The sample was small.",
        f"{MASK} will write.",
    ]


def test_a_name_in_small_letters_after_a_full_stop_is_masked_too():
    item = masked(dataset(("Wexmoor Police", "We met the staff. wexmoor staff agree.", ""))).inputs[0]
    assert "wexmoor" not in item.text.lower()
    assert len(item.spans) == 1


WORDS = st.sampled_from(["Wexmoor", "WEXMOOR's", "We", "the", "agree.", "review?", "(Wexmoor)", "No.", "3", "“Wexmoor”,", "act!", "e.g."])


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=25))
def test_no_name_is_left_and_every_span_is_a_sentence(words):
    text = " ".join(words)
    before = dataset(("Wexmoor Constabulary", text, text))
    item = masked(before).inputs[0]
    assert not re.search(r"\bwexmoor\b", f"{item.text} {item.context}", re.I)
    assert len(item.spans) == len(before.inputs[0].spans)
    ends = 0
    for start, end in item.spans:
        assert ends <= start < end <= len(item.text)
        assert item.text[start:end] == item.text[start:end].strip()
        ends = end
    assert item.text == text.replace("Wexmoor", MASK).replace("WEXMOOR", MASK)
