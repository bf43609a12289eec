from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from classifier.head import Head, paragraph_features, softmax
from models.encoder import Encoded

_LABELS, _WIDTH = 3, 6


def _head(temperature=1.0, seed=0):
    random = np.random.default_rng(seed)
    shapes = (_LABELS, _WIDTH), (_LABELS,), (_LABELS, _WIDTH + 2 * _LABELS), (_LABELS,)
    return Head(*(random.normal(size=shape).astype(np.float32) for shape in shapes), temperature)


def _encoded(sentences, seed=0):
    random = np.random.default_rng(seed)
    return Encoded(random.normal(size=_WIDTH).astype(np.float32), random.normal(size=(sentences, _WIDTH)).astype(np.float32))


def test_probabilities_have_a_row_a_paragraph_and_a_column_a_label():
    found = _head().probabilities([_encoded(count, seed=count) for count in (1, 4, 2, 0)])
    assert found.shape == (4, _LABELS)
    np.testing.assert_allclose(found.sum(axis=1), 1.0)
    assert (found > 0).all()


def test_sentence_probabilities_have_a_row_a_sentence():
    found = _head().sentence_probabilities(_encoded(4))
    assert found.shape == (4, _LABELS)
    np.testing.assert_allclose(found.sum(axis=1), 1.0)
    assert _head().sentence_probabilities(_encoded(0)).shape == (0, _LABELS)


def test_a_paragraph_does_not_depend_on_its_neighbours():
    items = [_encoded(count, seed=count) for count in (3, 1, 2)]
    np.testing.assert_allclose(_head().probabilities(items)[1], _head().probabilities(items[1:2])[0])


def test_the_order_of_sentences_does_not_matter():
    item = _encoded(4)
    turned = Encoded(item.paragraph, item.spans[::-1].copy())
    np.testing.assert_allclose(_head().logits([item]), _head().logits([turned]))


def test_one_sentence_can_change_the_paragraph():
    item = _encoded(3)
    spans = item.spans.copy()
    spans[2] += 5 * _head().sentence_weights[1]
    assert np.abs(_head().logits([item]) - _head().logits([Encoded(item.paragraph, spans)])).max() > 1e-3


def test_a_temperature_changes_how_sure_but_not_which():
    items = [_encoded(2, seed=seed) for seed in range(12)]
    plain, hot, cold = (_head(temperature).probabilities(items) for temperature in (1.0, 4.0, 0.5))
    assert (plain.argmax(axis=1) == hot.argmax(axis=1)).all()
    assert (hot.max(axis=1) < plain.max(axis=1)).all()
    assert (plain.max(axis=1) <= cold.max(axis=1)).all()


def test_a_head_comes_back_from_its_arrays():
    again = Head.from_arrays(_head().arrays(), 2.0)
    assert again.temperature == 2.0
    np.testing.assert_array_equal(again.logits([_encoded(2)]), _head().logits([_encoded(2)]))


def test_features_hold_the_highest_and_the_mean_of_the_sentences():
    sentences = np.array([[0.5, 0.25, 0.25], [0.1, 0.8, 0.1]])
    found = paragraph_features(_encoded(2), sentences)
    assert found.shape == (_WIDTH + 2 * _LABELS,)
    highest, mean = found[_WIDTH : _WIDTH + _LABELS], found[_WIDTH + _LABELS :]
    np.testing.assert_allclose(highest / highest[0], [1.0, 1.6, 0.5])
    np.testing.assert_allclose(mean / highest[0], np.array([0.3, 0.525, 0.175]) / 0.5)


@settings(max_examples=40, deadline=None)
@given(arrays.arrays(np.float64, (2, 4), elements=st.floats(-1e6, 1e6)), st.floats(-1e6, 1e6))
def test_any_scores_become_probabilities_in_the_same_order(scores, shift):
    found = softmax(scores)
    np.testing.assert_allclose(found.sum(axis=-1), 1.0)
    assert (found >= 0).all()
    assert (np.take_along_axis(found, scores.argmax(axis=-1)[:, None], -1)[:, 0] == found.max(axis=-1)).all()
    np.testing.assert_allclose(softmax(scores + shift), found, atol=1e-6)


@pytest.mark.parametrize("scores", [[1e30, 0.0], [-1e30, -1e30], [700.0, 800.0]])
def test_huge_scores_do_not_overflow(scores):
    assert np.isfinite(softmax(np.array(scores))).all()
