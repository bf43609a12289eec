"""The head: from vectors to calibrated probabilities, in plain numpy.

Linear models. The first reads each sentence by itself; the second reads the paragraph's own vector together
with what the first says of its sentences, because a stance often hides in one clause of a paragraph whose topic
fills the vector. A temperature, fitted on held-out forces, makes the probabilities mean what they say
(Guo et al. 2017, On Calibration of Modern Neural Networks). A third, on what the second reads, says of each stance by
itself whether the paragraph takes it beside its main one; a fourth says who is waited for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.encoder import Encoded, Vectors

Probabilities = npt.NDArray[np.float64]
_LATER = ("presence_weights", "presence_bias", "awaiting_weights", "awaiting_bias")


@dataclass(frozen=True)
class Head:
    """The weights of the models: rows are labels, in the scheme's order.

    ``sentence_weights`` has shape (labels, dimension), ``paragraph_weights`` and ``presence_weights`` (labels, dimension + 2 x labels),
    ``awaiting_weights`` (bodies, cues + dimension). A model folder of format 1 has neither of the last two.
    """

    sentence_weights: Vectors
    sentence_bias: Vectors
    paragraph_weights: Vectors
    paragraph_bias: Vectors
    temperature: float = 1.0
    presence_weights: Vectors | None = None
    presence_bias: Vectors | None = None
    awaiting_weights: Vectors | None = None
    awaiting_bias: Vectors | None = None

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[np.float32]], temperature: float) -> Head:
        """Build a head from the arrays of a model folder.

        :param arrays: the arrays by name.
        :param temperature: the calibration.
        :return: the head.
        """
        return cls(
            arrays["sentence_weights"],
            arrays["sentence_bias"],
            arrays["paragraph_weights"],
            arrays["paragraph_bias"],
            temperature,
            *(arrays.get(name) for name in _LATER),
        )

    def arrays(self) -> dict[str, npt.NDArray[np.float32]]:
        """Give the arrays of a model folder.

        :return: the arrays by name.
        """
        named = {
            "sentence_weights": self.sentence_weights,
            "sentence_bias": self.sentence_bias,
            "paragraph_weights": self.paragraph_weights,
            "paragraph_bias": self.paragraph_bias,
        }
        return named | {name: array for name in _LATER if (array := getattr(self, name)) is not None}

    def sentence_probabilities(self, encoded: Encoded) -> Probabilities:
        """Read each sentence of a paragraph.

        :param encoded: the paragraph.
        :return: shape (sentences, labels); not calibrated.
        """
        return softmax(encoded.spans.astype(np.float64) @ self.sentence_weights.T + self.sentence_bias)

    def logits(self, encoded: Sequence[Encoded]) -> Probabilities:
        """Read paragraphs.

        :param encoded: the paragraphs.
        :return: logits before the temperature, shape (paragraphs, labels).
        """
        return self._features(encoded) @ self.paragraph_weights.T.astype(np.float64) + self.paragraph_bias

    def probabilities(self, encoded: Sequence[Encoded]) -> Probabilities:
        """Read paragraphs.

        :param encoded: the paragraphs.
        :return: calibrated probabilities, shape (paragraphs, labels).
        """
        return softmax(self.logits(encoded) / self.temperature)

    def presence(self, encoded: Sequence[Encoded]) -> Probabilities:
        """Say of each stance by itself whether a paragraph takes it beside its main one; what it says of the main one counts for nothing.

        :param encoded: the paragraphs.
        :return: scores between 0 and 1, shape (paragraphs, labels); not calibrated, and 0 throughout in a model of format 1.
        """
        if self.presence_weights is None or self.presence_bias is None:
            return np.zeros((len(encoded), len(self.paragraph_bias)))
        scores = self._features(encoded) @ self.presence_weights.T.astype(np.float64) + self.presence_bias
        return np.asarray(1.0 / (1.0 + np.exp(-scores)), np.float64)

    def awaited(self, cues: Probabilities, evidence: Vectors) -> int | None:
        """Say who is waited for.

        :param cues: what the words of the paragraph say, shape (cues,).
        :param evidence: the vector of the sentence that carries the deferral, shape (dimension,).
        :return: the place of a body in the scheme; ``None`` in a model of format 1.
        """
        if self.awaiting_weights is None or self.awaiting_bias is None:
            return None
        features = np.concatenate([cues, evidence.astype(np.float64)])
        return int(np.argmax(self.awaiting_weights.astype(np.float64) @ features + self.awaiting_bias))

    def _features(self, encoded: Sequence[Encoded]) -> Probabilities:
        return np.stack([paragraph_features(item, self.sentence_probabilities(item)) for item in encoded])


def paragraph_features(encoded: Encoded, sentences: Probabilities) -> Probabilities:
    """Put together what the second model reads.

    :param encoded: the paragraph.
    :param sentences: the probabilities of its sentences, shape (sentences, labels).
    :return: the paragraph's vector, then the highest and the mean probability of each label over its sentences.
    """
    if not len(sentences):
        sentences = np.full((1, sentences.shape[1]), 1.0 / sentences.shape[1])
    return np.concatenate(
        [encoded.paragraph.astype(np.float64), SENTENCE_SCALE * sentences.max(axis=0), SENTENCE_SCALE * sentences.mean(axis=0)]
    )


#: Brings the sentence probabilities to the scale of the vectors' strongest directions, so that one penalty fits both.
SENTENCE_SCALE = 2.0


def softmax(scores: npt.NDArray[np.floating]) -> Probabilities:
    """Turn scores into probabilities along the last axis.

    :param scores: any real numbers.
    :return: numbers between 0 and 1 that sum to 1.
    """
    shifted = scores - scores.max(axis=-1, keepdims=True) if scores.size else scores
    powers = np.exp(shifted.astype(np.float64))
    result: Probabilities = powers / powers.sum(axis=-1, keepdims=True)
    return result
