"""The trainable classifier, a scikit-learn estimator: encoder vectors under two regularised linear models."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.utils.validation import check_is_fitted

from classifier.head import Head, Probabilities, paragraph_features, softmax
from classifier.inputs import read_text
from corpus.errors import TrainingError
from models.encoder import Encoded, Encoder, EncoderInput

Item = str | EncoderInput | Encoded
#: A label that so many paragraphs take beside their own is learned from these.
_ENOUGH = 20


class StanceClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn is untyped
    """Classify paragraphs by vectors of the paragraph and of its sentences.

    Follows scikit-learn's conventions: ``fit``, ``predict``, ``predict_proba``, ``get_params``, clonable. Labels may
    be any strings. Items are strings, :class:`EncoderInput`, or vectors encoded before (:class:`Encoded`).
    """

    def __init__(
        self,
        encoder: Encoder | None = None,
        sentence_strength: float = 0.3,
        paragraph_strength: float = 0.1,
        secondary_strength: float = 1.0,
        folds: int = 4,
    ) -> None:
        """Set the parameters.

        :param encoder: needed unless all items are encoded already.
        :param sentence_strength: inverse of the penalty on the sentence model (scikit-learn's ``C``).
        :param paragraph_strength: the same for the paragraph model.
        :param secondary_strength: the same for the models of what paragraphs take beside their own label.
        :param folds: in how many parts the groups are cut, so that the paragraph model learns from sentence
            probabilities of the kind that it will meet: those of groups that the sentence model has not seen.
        """
        self.encoder = encoder
        self.sentence_strength = sentence_strength
        self.paragraph_strength = paragraph_strength
        self.secondary_strength = secondary_strength
        self.folds = folds

    def fit(
        self,
        items: Sequence[Item],
        labels: Sequence[str],
        sentence_labels: Sequence[Sequence[str | None]] | None = None,
        groups: Sequence[str] | None = None,
        classes: Sequence[str] | None = None,
        also: Sequence[Sequence[str]] | None = None,
    ) -> StanceClassifier:
        """Fit the models.

        :param items: the paragraphs.
        :param labels: their labels.
        :param sentence_labels: for each paragraph, a label for each of its sentences, or ``None`` where unknown. Where
            fewer than two labels are known, each sentence is taken to have its paragraph's label.
        :param groups: the force of each paragraph; each paragraph its own group if ``None``.
        :param classes: the order of the labels; sorted if ``None``.
        :param also: further labels of each paragraph, to learn which labels it takes beside its own; not learned if ``None``.
        :return: the fitted classifier.
        :raises TrainingError: if there are fewer than two labels, or an unknown one.
        """
        encoded = self._encoded(items)
        self.classes_ = np.array(list(classes) if classes is not None else sorted(set(labels)))
        places = {label: place for place, label in enumerate(self.classes_)}
        unknown = set(labels) - set(places)
        if len(set(labels)) < 2 or unknown:
            raise TrainingError(f"training needs at least two labels of the scheme, found {sorted(set(labels))}; label more paragraphs")
        targets = np.array([places[label] for label in labels])
        spans = self._span_targets(encoded, targets, sentence_labels, places)
        folds = self._fold_of(list(groups) if groups is not None else [str(place) for place in range(len(encoded))])
        weights, bias = self._fit_sentences(encoded, spans, np.ones(len(encoded), bool))
        features = np.zeros((len(encoded), encoded[0].paragraph.shape[0] + 2 * len(places)))
        for fold in np.unique(folds):
            inside = folds == fold
            part = self._fit_sentences(encoded, spans, ~inside) if len(np.unique(folds)) > 1 else (weights, bias)
            for place in np.flatnonzero(inside).tolist():
                features[place] = paragraph_features(encoded[place], _sentence_probabilities(encoded[place], *part))
        model = self._linear(self.paragraph_strength).fit(features, targets)
        paragraph_weights, paragraph_bias = _full(model, len(places))
        self.head_ = Head(weights, bias, paragraph_weights, paragraph_bias)
        if also is not None:
            beside = np.zeros((len(encoded), len(places)), bool)
            for place, found in enumerate(also):
                beside[place, [places[label] for label in found if label in places and places[label] != targets[place]]] = True
            presence_weights, presence_bias = self._fit_presence(features, targets, beside)
            self.head_ = replace(self.head_, presence_weights=presence_weights, presence_bias=presence_bias)
        return self

    def predict_proba(self, items: Sequence[Item]) -> Probabilities:
        """Give probabilities.

        :param items: the paragraphs.
        :return: shape (paragraphs, labels), columns in the order of ``classes_``.
        """
        check_is_fitted(self, "head_")
        return softmax(self.decision_function(items))

    def decision_function(self, items: Sequence[Item]) -> Probabilities:
        """Give logits.

        :param items: the paragraphs.
        :return: shape (paragraphs, labels).
        """
        check_is_fitted(self, "head_")
        head: Head = self.head_
        return head.logits(self._encoded(items))

    def predict(self, items: Sequence[Item]) -> npt.NDArray[Any]:
        """Give the most likely label of each paragraph.

        :param items: the paragraphs.
        :return: labels.
        """
        best = self.decision_function(items).argmax(axis=1)
        found: npt.NDArray[Any] = self.classes_[best]
        return found

    def _encoded(self, items: Sequence[Item]) -> list[Encoded]:
        if all(isinstance(item, Encoded) for item in items):
            return [item for item in items if isinstance(item, Encoded)]
        if self.encoder is None:
            raise TrainingError("texts need an encoder; give one, or encode the texts first")
        inputs = [EncoderInput(*read_text(item)) if isinstance(item, str) else item for item in items]
        return self.encoder.encode([item for item in inputs if isinstance(item, EncoderInput)])

    def _span_targets(
        self, encoded: Sequence[Encoded], targets: npt.NDArray[Any], given: Sequence[Sequence[str | None]] | None, places: dict[str, int]
    ) -> list[npt.NDArray[Any]]:
        known = [np.array([places.get(label, -1) if label is not None else -1 for label in row], int) for row in given or ()]
        if len({place for row in known for place in row.tolist() if place >= 0}) > 1:
            return known
        return [np.full(len(item.spans), target) for item, target in zip(encoded, targets, strict=True)]

    def _fold_of(self, groups: list[str]) -> npt.NDArray[Any]:
        folds = np.zeros(len(groups), int)
        parts = min(self.folds, len(set(groups)))
        if parts >= 2:
            for number, (_, inside) in enumerate(GroupKFold(parts).split(groups, groups=groups)):
                folds[inside] = number
        return folds

    def _fit_sentences(self, encoded: Sequence[Encoded], spans: Sequence[npt.NDArray[Any]], chosen: npt.NDArray[Any]) -> tuple[Any, Any]:
        places = np.flatnonzero(chosen).tolist()
        vectors = np.concatenate([encoded[place].spans for place in places])
        targets = np.concatenate([spans[place] for place in places])
        known = targets >= 0
        if len(np.unique(targets[known])) < 2:  # these groups say nothing of what tells labels apart
            return np.zeros((len(self.classes_), vectors.shape[1]), np.float32), np.zeros(len(self.classes_), np.float32)
        model = self._linear(self.sentence_strength).fit(vectors[known], targets[known])
        return _full(model, len(self.classes_))

    def _fit_presence(self, features: Probabilities, targets: npt.NDArray[Any], beside: npt.NDArray[np.bool_]) -> tuple[Any, Any]:
        """Fit one model a label, of which paragraphs take it beside their own.

        A label that is next to never beside another is learned from the paragraphs whose own it is; one that all paragraphs have,
        or none, cannot be learned and is never found.
        """
        weights = np.zeros((beside.shape[1], features.shape[1]), np.float32)
        bias = np.full(beside.shape[1], -20.0, np.float32)
        for label in range(beside.shape[1]):
            often = beside[:, label].sum() >= _ENOUGH
            rows = targets != label if often else np.ones(len(targets), bool)
            taken = beside[rows, label] | (targets[rows] == label)
            if taken.any() and not taken.all():
                linear = self._linear(self.secondary_strength, None) if often else self._linear(self.paragraph_strength)
                model = linear.fit(features[rows], taken)
                weights[label], bias[label] = model.coef_[0], model.intercept_[0]
        return weights, bias

    def _linear(self, strength: float, class_weight: str | None = "balanced") -> Any:
        return LogisticRegression(C=strength, class_weight=class_weight, max_iter=1000)


def _sentence_probabilities(item: Encoded, weights: Any, bias: Any) -> Probabilities:
    return softmax(item.spans.astype(np.float64) @ weights.T + bias)


def _full(model: Any, labels: int) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Give a fitted model's weights with a row for every label, also those that the training part lacked."""
    weights = np.zeros((labels, model.coef_.shape[1]), np.float32)
    bias = np.full(labels, -20.0, np.float32)  # a label never seen has next to no probability
    if len(model.classes_) == 2:
        weights[model.classes_[1]], weights[model.classes_[0]] = model.coef_[0] / 2, -model.coef_[0] / 2
        bias[model.classes_[1]], bias[model.classes_[0]] = model.intercept_[0] / 2, -model.intercept_[0] / 2
    else:
        weights[model.classes_], bias[model.classes_] = model.coef_, model.intercept_
    return weights, bias
