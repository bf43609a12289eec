from __future__ import annotations

import numpy as np
import pytest

from models.encoder import EncoderInput

_SENTENCES = [f"In week {number} the rota of the red team was read aloud in the yard." for number in range(40)]


def _joined(sentences):
    spans, text = [], ""
    for sentence in sentences:
        start = len(text) + bool(text)
        text = f"{text} {sentence}" if text else sentence
        spans.append((start, start + len(sentence)))
    return EncoderInput(text, tuple(spans))


def _likeness(one, other):
    return float(one @ other / (np.linalg.norm(one) * np.linalg.norm(other)))


def test_a_text_has_a_vector_and_each_of_its_spans_another(encoder):
    (found,) = encoder.encode([_joined(_SENTENCES[:3])])
    assert found.paragraph.shape == (encoder.dimension,)
    assert found.spans.shape == (3, encoder.dimension)
    assert len({row.tobytes() for row in found.spans}) == 3


def test_nothing_encodes_to_nothing_and_a_text_needs_no_spans(encoder):
    assert encoder.encode([]) == []
    (found,) = encoder.encode([EncoderInput("The rota was read aloud.")])
    assert found.spans.shape == (0, encoder.dimension)


def test_a_span_of_the_whole_text_has_the_vector_of_the_text(encoder):
    text = "The rota was read aloud, and nobody minded."
    (found,) = encoder.encode([EncoderInput(text, ((0, len(text)),))])
    np.testing.assert_allclose(found.spans[0], found.paragraph, atol=1e-5)


def test_a_text_longer_than_the_window_is_read_to_its_end(encoder):
    item = _joined(_SENTENCES)
    (found,) = encoder.encode([item])
    assert found.spans.shape == (len(_SENTENCES), encoder.dimension)
    assert (np.linalg.norm(found.spans, axis=1) > 0.1).all()
    (changed,) = encoder.encode([_joined([*_SENTENCES[:-1], "We dispute the sample and do not accept this finding."])])
    assert _likeness(changed.spans[-1], found.spans[-1]) < 0.9


def test_the_vector_of_a_long_text_is_that_of_all_its_sentences(encoder):
    (found,) = encoder.encode([_joined(_SENTENCES)])
    assert _likeness(found.paragraph, found.spans.mean(axis=0)) > 0.99


def test_a_span_longer_than_the_window_has_a_vector(encoder):
    text = "the rota of the red team " * 120
    (found,) = encoder.encode([EncoderInput(text, ((0, len(text)),))])
    assert np.linalg.norm(found.spans[0]) > 0.1


def test_vectors_come_in_the_order_of_the_texts(encoder):
    items = [_joined(_SENTENCES[:count]) for count in (9, 1, 40, 2, 5)]
    alone = [encoder.encode([item])[0] for item in items]
    together = encoder.encode(items)
    for place, found in enumerate(together):
        likeness = [_likeness(found.paragraph, other.paragraph) for other in alone]
        assert int(np.argmax(likeness)) == place
        assert len(found.spans) == len(items[place].spans)


def test_the_context_is_read_along_but_adds_no_spans(encoder):
    plain = _joined(_SENTENCES[:2])
    framed = EncoderInput(plain.text, plain.spans, "chief constable answers: the yard must be swept")
    other = EncoderInput(plain.text, plain.spans, "commissioner answers: penguins must be fed twice a day")
    vectors = encoder.encode([plain])[0], encoder.encode([framed])[0], encoder.encode([other])[0]
    assert {found.spans.shape for found in vectors} == {(2, encoder.dimension)}
    assert np.abs(vectors[0].paragraph - vectors[1].paragraph).max() > 1e-3
    assert np.abs(vectors[1].paragraph - vectors[2].paragraph).max() > 1e-3
    assert _likeness(vectors[0].paragraph, vectors[1].paragraph) > _likeness(vectors[0].paragraph, _context_alone(encoder))


def _context_alone(encoder):
    return encoder.encode([EncoderInput("penguins must be fed twice a day")])[0].paragraph


def test_a_text_has_the_same_vectors_whatever_it_is_encoded_with(encoder):
    item = EncoderInput("We accept this and will act by June.", ((0, 36),), "chief constable answers a recommendation")
    (alone,) = encoder.encode([item])
    company = [_joined(_SENTENCES[:count]) for count in (1, 2, 3, 5, 8)]
    found = encoder.encode([*company, item, *company])[len(company)]
    np.testing.assert_allclose(found.paragraph, alone.paragraph, atol=1e-3)
    np.testing.assert_allclose(found.spans, alone.spans, atol=1e-3)


def test_encoding_twice_gives_the_same(encoder):
    items = [_joined(_SENTENCES[:count]) for count in (4, 1)]
    for one, other in zip(encoder.encode(items), encoder.encode(items), strict=True):
        np.testing.assert_array_equal(one.paragraph, other.paragraph)
        np.testing.assert_array_equal(one.spans, other.spans)


@pytest.mark.parametrize("context", ["a.b/c" * 400, "Contents " + "." * 900, "penguin " * 900])
def test_a_context_longer_than_the_window_does_not_stop_the_reading(encoder, context):
    text = "We accept this."
    (found,) = encoder.encode([EncoderInput(text, ((0, len(text)),), context)])
    assert np.linalg.norm(found.spans[0]) > 0.1


@pytest.mark.parametrize("text", ["", " ", "\u200b", "😀 😀", "a" * 5000, "." * 900, "１２３ ﬁne \x00 x"])
def test_odd_texts_have_finite_vectors(encoder, text):
    (found,) = encoder.encode([EncoderInput(text, ((0, len(text)),))])
    assert np.isfinite(found.paragraph).all()
    assert np.isfinite(found.spans).all()
