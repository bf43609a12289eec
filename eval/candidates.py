"""Candidates that are cheap to train, each fitted on labelled paragraphs and asked for probabilities."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from classifier.dataset import Dataset
from classifier.estimator import StanceClassifier
from classifier.head import Head, Probabilities
from eval.baselines import cue_words, majority, size_of_words, word_features, word_regression
from eval.vectors import Kind, frozen_encoder, kept_vectors
from labels.scheme import Scheme
from models.encoder import Encoded, Encoder

MAJORITY, CUES, WORDS = "majority", "cue words", "words and characters"
FROZEN = f"frozen {Kind.SMALL.value}"
STATIC = f"static words of {Kind.SMALL.value} (model2vec)"
BOTH = f"words and vectors of frozen {Kind.SMALL.value}"


@dataclass(frozen=True)
class Fitted:
    """A trained candidate: what it says of paragraphs, shape (paragraphs, labels), and the size of what would be shipped."""

    predict: Callable[[Dataset], Probabilities]
    megabytes: float


Fit = Callable[[Dataset, Scheme], Fitted]


def fit_majority(training: Dataset, scheme: Scheme) -> Fitted:
    """Say the most frequent training label of everything.

    :param training: labelled paragraphs.
    :param scheme: the labels.
    :return: the candidate.
    """
    return Fitted(lambda data: majority(training.stances, len(data), scheme.ids), 0.0)


def fit_cues(training: Dataset, scheme: Scheme) -> Fitted:
    """Say the label of the first cue; nothing is learned.

    :param training: not looked at.
    :param scheme: the labels.
    :return: the candidate.
    """
    del training
    return Fitted(lambda data: cue_words(texts_of(data), scheme.ids, scheme.neutral or scheme.ids[-1]), 0.0)


def fit_words(training: Dataset, scheme: Scheme) -> Fitted:
    """Fit tf-idf of words and characters with logistic regression.

    :param training: labelled paragraphs.
    :param scheme: the labels.
    :return: the candidate.
    """
    words = word_features().fit(texts_of(training))
    model = word_regression().fit(words.transform(texts_of(training)), list(training.stances))
    order = [list(model.classes_).index(label) for label in scheme.ids]
    return Fitted(lambda data: model.predict_proba(words.transform(texts_of(data)))[:, order], size_of_words(words, model))


def fit_frozen(kind: Kind) -> Fit:
    """Make the candidate of a frozen encoder under our head.

    :param kind: which encoder.
    :return: what fits it.
    """

    def fit(training: Dataset, scheme: Scheme) -> Fitted:
        source = frozen_encoder(kind, texts_of(training) if kind is Kind.CUT else ())
        return under_head(training, kept_vectors(source, training.inputs), source.encoder, source.megabytes, scheme)

    return fit


def fit_static(training: Dataset, scheme: Scheme) -> Fitted:
    """Fit our head on static vectors of words (model2vec).

    :param training: labelled paragraphs.
    :param scheme: the labels.
    :return: the candidate.
    :raises MissingExtraError: if model2vec is not installed.
    """
    from eval.static import static_encoder

    encoder = static_encoder()
    return under_head(training, encoder.encode(training.inputs), encoder, encoder.megabytes, scheme)


def fit_words_and_vectors(training: Dataset, scheme: Scheme) -> Fitted:
    """Fit one logistic regression on words, characters and a frozen encoder's vectors of the paragraph.

    :param training: labelled paragraphs.
    :param scheme: the labels.
    :return: the candidate.
    """
    words = word_features().fit(texts_of(training))
    source = frozen_encoder()

    def features(data: Dataset, encoded: Sequence[Encoded]) -> Any:
        vectors = np.stack([item.paragraph / max(1e-9, float(np.linalg.norm(item.paragraph))) for item in encoded])
        return sparse.hstack([words.transform(texts_of(data)), vectors], format="csr")

    model = word_regression().fit(features(training, kept_vectors(source, training.inputs)), list(training.stances))
    order = [list(model.classes_).index(label) for label in scheme.ids]
    size = source.megabytes + size_of_words(words, model)
    return Fitted(lambda data: model.predict_proba(features(data, source.encoder.encode(data.inputs)))[:, order], size)


def fit_sentences(training: Dataset, scheme: Scheme) -> Fitted:
    """Read each sentence by itself with a frozen encoder, and combine: a stance is as sure as its surest sentence.

    The neutral label is as sure as its least sure sentence: a paragraph has no stance where no sentence has one.

    :param training: labelled paragraphs with labelled sentences.
    :param scheme: the labels.
    :return: the candidate.
    """
    source = frozen_encoder()
    head = _head(training, kept_vectors(source, training.inputs), scheme)
    neutral = scheme.ids.index(scheme.neutral) if scheme.neutral else -1

    def predict(data: Dataset) -> Probabilities:
        rows = []
        for item in source.encoder.encode(data.inputs):
            sentences = head.sentence_probabilities(item)
            row = sentences.max(axis=0)
            row[neutral] = sentences[:, neutral].min()
            rows.append(row / row.sum())
        return np.stack(rows)

    return Fitted(predict, source.megabytes)


def under_head(training: Dataset, encoded: Sequence[Encoded], encoder: Encoder, megabytes: float, scheme: Scheme) -> Fitted:
    """Fit our head on vectors.

    :param training: labelled paragraphs.
    :param encoded: their vectors.
    :param encoder: what gave them.
    :param megabytes: its size.
    :param scheme: the labels.
    :return: the candidate.
    """
    head = _head(training, encoded, scheme)
    size = sum(array.nbytes for array in head.arrays().values()) / 1e6
    return Fitted(lambda data: head.probabilities(encoder.encode(data.inputs)), megabytes + size)


def _head(training: Dataset, encoded: Sequence[Encoded], scheme: Scheme) -> Head:
    classifier = StanceClassifier().fit(
        encoded, training.stances, sentence_labels=training.sentence_stances, groups=training.forces, classes=scheme.ids
    )
    head: Head = classifier.head_
    return head


def texts_of(data: Dataset) -> list[str]:
    """Give the texts of paragraphs.

    :param data: the paragraphs.
    :return: their texts.
    """
    return [item.text for item in data.inputs]


#: Trained anew in each fold of forces.
CHEAP: Mapping[str, Fit] = {MAJORITY: fit_majority, CUES: fit_cues, WORDS: fit_words, FROZEN: fit_frozen(Kind.SMALL)}
#: Besides, where the extra ``compare`` is installed or time allows.
MORE: Mapping[str, Fit] = {STATIC: fit_static, BOTH: fit_words_and_vectors}
