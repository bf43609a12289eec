"""Learn who a deferral waits for: from the words for each body, and the vector of the sentence that carries it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from sklearn.linear_model import LogisticRegression

from classifier.awaiting import awaiting_cues
from classifier.dataset import Dataset
from classifier.head import Head
from labels.scheme import Scheme
from models.encoder import Encoded

#: Inverse of the penalty (scikit-learn's ``C``).
_STRENGTH = 1.0


def with_awaiting(head: Head, data: Dataset, encoded: Sequence[Encoded], scheme: Scheme) -> Head:
    """Teach a head who is waited for.

    :param head: a fitted head.
    :param data: labelled paragraphs; those that defer teach.
    :param encoded: their vectors.
    :param scheme: the bodies that may be awaited.
    :return: the head with the weights for it; as it was where fewer than two bodies are awaited in the data.
    """
    waiting = [place for place, label in enumerate(data.labels) if label.awaiting in scheme.awaiting and len(encoded[place].spans)]
    bodies = [scheme.awaiting.index(str(data.labels[place].awaiting)) for place in waiting]
    if scheme.deferral is None or len(set(bodies)) < 2:
        return head
    deferral = scheme.ids.index(scheme.deferral)
    features = []
    for place in waiting:
        carrying = int(np.argmax(head.sentence_probabilities(encoded[place])[:, deferral]))
        start, end = data.inputs[place].spans[carrying]
        features.append(np.concatenate([awaiting_cues(data.inputs[place].text, start, end), encoded[place].spans[carrying]]))
    model = LogisticRegression(C=_STRENGTH, max_iter=2000).fit(np.stack(features), bodies)
    weights = np.zeros((len(scheme.awaiting), model.coef_.shape[1]), np.float32)
    bias = np.full(len(scheme.awaiting), -20.0, np.float32)
    if len(model.classes_) == 2:
        weights[model.classes_[1]], bias[model.classes_[1]] = model.coef_[0], model.intercept_[0]
        bias[model.classes_[0]] = 0.0
    else:
        weights[model.classes_], bias[model.classes_] = model.coef_, model.intercept_
    return replace(head, awaiting_weights=weights, awaiting_bias=bias)
