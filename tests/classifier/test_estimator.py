from __future__ import annotations

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.metrics import accuracy_score

from classifier.estimator import StanceClassifier
from corpus.errors import TrainingError
from models.encoder import Encoded as _Encoded
from models.encoder import EncoderInput

_WIDTH = 8


def _made(labels, names=("calm", "stormy", "foggy"), seed=0, sentences=2):
    """Make vectors that lie near the corner of their label."""
    random = np.random.default_rng(seed)
    items = []
    for label in labels:
        centre = np.zeros(_WIDTH)
        centre[names.index(label)] = 4.0
        items.append(
            _Encoded(
                (centre + random.normal(size=_WIDTH)).astype(np.float32),
                (centre + random.normal(size=(sentences, _WIDTH))).astype(np.float32),
            )
        )
    return items


_LABELS = ["calm", "stormy", "foggy"] * 12


@pytest.fixture(scope="module")
def fitted():
    return StanceClassifier().fit(_made(_LABELS), _LABELS)


def test_it_learns_labels_that_are_no_stances(fitted):
    assert fitted.classes_.tolist() == ["calm", "foggy", "stormy"]
    assert accuracy_score(_LABELS, fitted.predict(_made(_LABELS, seed=1))) > 0.9


def test_probabilities_follow_the_order_of_its_classes(fitted):
    items = _made(_LABELS, seed=1)
    found = fitted.predict_proba(items)
    assert found.shape == (len(items), 3)
    np.testing.assert_allclose(found.sum(axis=1), 1.0)
    assert (fitted.classes_[found.argmax(axis=1)] == fitted.predict(items)).all()
    assert (fitted.decision_function(items).argmax(axis=1) == found.argmax(axis=1)).all()


def test_it_follows_the_conventions_of_scikit_learn(fitted):
    classifier = StanceClassifier(sentence_strength=0.7, folds=2)
    usual = {"encoder": None, "paragraph_strength": 0.1, "secondary_strength": 1.0}
    assert classifier.get_params() == {**usual, "sentence_strength": 0.7, "folds": 2}
    again = clone(classifier.set_params(folds=3))
    assert again is not classifier
    assert again.get_params() == classifier.get_params()
    assert again.fit(_made(_LABELS), _LABELS) is again


@pytest.mark.parametrize(
    "method",
    [
        "predict",
        "predict_proba",
        "decision_function",
    ],
)
def test_it_cannot_predict_before_it_is_fitted(fitted, method):
    with pytest.raises(NotFittedError):
        getattr(clone(fitted), method)(_made(["calm"]))


def test_fitting_twice_gives_the_same(fitted):
    again = clone(fitted).fit(_made(_LABELS), _LABELS)
    items = _made(_LABELS, seed=2)
    np.testing.assert_array_equal(again.predict_proba(items), fitted.predict_proba(items))


def test_the_order_of_the_labels_can_be_given_with_labels_that_are_not_met():
    classes = ["windy", "stormy", "calm"]
    labels = ["calm", "stormy"] * 10
    found = StanceClassifier().fit(_made(labels), labels, classes=classes)
    assert found.classes_.tolist() == classes
    probabilities = found.predict_proba(_made(labels, seed=1))
    assert probabilities[:, 0].max() < 0.01
    assert (found.predict(_made(labels, seed=1)) == labels).mean() > 0.9


def test_a_label_that_only_one_force_has_does_not_stop_the_folds():
    labels = [*["calm", "stormy"] * 9, *["foggy"] * 6]
    groups = [*(f"force {place % 3}" for place in range(18)), *["force 3"] * 6]
    found = StanceClassifier(folds=4).fit(_made(labels), labels, groups=groups)
    assert (found.predict(_made(labels, seed=1)) == labels).mean() > 0.8


def test_forces_with_one_label_each_can_be_learned():
    labels = [*["calm"] * 6, *["stormy"] * 6]
    found = StanceClassifier(folds=2).fit(_made(labels), labels, groups=[*["east"] * 6, *["west"] * 6])
    assert (found.predict(_made(labels, seed=1)) == labels).all()


def test_labels_of_sentences_are_learned_from():
    labels = ["calm", "stormy"] * 15
    items = _made(labels)
    turned = [["stormy" if label == "calm" else "calm"] * 2 for label in labels]
    plain = StanceClassifier().fit(items, labels)
    against = StanceClassifier().fit(items, labels, sentence_labels=turned)
    straight = plain.head_.sentence_probabilities(items[0])
    assert (straight.argmax(axis=1) == 0).all()
    assert (against.head_.sentence_probabilities(items[0]).argmax(axis=1) == 1).all()


@pytest.mark.parametrize("often", [True, False])
def test_what_paragraphs_take_beside_their_label_is_learned_where_it_is_often_there(often):
    """Half of the calm paragraphs are stormy too, and lie between the corners; of a label that is seldom second, its own teach."""
    labels, count = ["calm", "stormy", "foggy"] * 60, 25 if often else 5
    items, also = _made(labels), [()] * len(labels)
    for place in [place for place, label in enumerate(labels) if label == "calm"][:count]:
        shift = np.eye(1, _WIDTH, 5, dtype=np.float32) * 6
        items[place] = _Encoded(items[place].paragraph + shift[0], items[place].spans + shift)
        also[place] = ("stormy",)
    head = StanceClassifier().fit(items, labels, also=also, classes=["calm", "stormy", "foggy"]).head_
    scores = head.presence(items)[:, 1]
    second = [place for place, found in enumerate(also) if found]
    own = [place for place, label in enumerate(labels) if label == "stormy"]
    neither = [place for place, label in enumerate(labels) if label != "stormy" and not also[place]]
    assert scores[second].min() > scores[neither].max()
    assert bool(np.median(scores[own]) > np.median(scores[second])) is not often


@pytest.mark.parametrize("known", [0, 1, 2])
def test_labels_of_sentences_may_be_missing(known):
    labels = ["calm", "stormy"] * 12
    rows = [[label, None] if place < known else [None, None] for place, label in enumerate(labels)]
    found = StanceClassifier().fit(_made(labels), labels, sentence_labels=rows)
    assert (found.predict(_made(labels, seed=1)) == labels).mean() > 0.9


@pytest.mark.parametrize(("labels", "classes"), [(["calm"] * 4, None), ([], None), (["calm", "foggy"] * 2, ["calm", "stormy"])])
def test_labels_that_cannot_train_are_refused_with_what_to_do(labels, classes):
    with pytest.raises(TrainingError, match=r"at least two labels of the scheme, found .*label more paragraphs"):
        StanceClassifier().fit(_made(labels), labels, classes=classes)


def test_texts_need_an_encoder():
    with pytest.raises(TrainingError, match="texts need an encoder"):
        StanceClassifier().fit(["one", "two"], ["calm", "stormy"])


def test_texts_are_read_by_the_encoder_as_their_vectors_are(tagger):
    encoder = tagger.model.encoder(threads=1)
    texts = [
        f"The sea is {mood} at pier {number}. Boats {verb}." for number in range(4) for mood, verb in (("flat", "rest"), ("wild", "sink"))
    ]
    labels = ["calm", "stormy"] * 4
    found = StanceClassifier(encoder=encoder, paragraph_strength=10.0, sentence_strength=10.0).fit(texts, labels)
    assert found.predict(texts).tolist() == labels
    item = EncoderInput(texts[0], ((0, len(texts[0])),))
    assert found.predict_proba([item]).shape == (1, 2)


def test_a_clone_keeps_a_working_encoder(tagger):
    classifier = StanceClassifier(encoder=tagger.model.encoder(threads=1))
    texts, labels = ["The sea is flat.", "Boats sink.", "The sea is calm.", "Masts break."], ["calm", "stormy"] * 2
    np.testing.assert_allclose(
        clone(classifier).fit(texts, labels).predict_proba(texts), classifier.fit(texts, labels).predict_proba(texts)
    )
