"""The head: from vectors to calibrated probabilities, in plain numpy.

Two linear models. The first reads each sentence by itself; the second reads the paragraph's own vector together
with what the first says of its sentences, because a stance often hides in one clause of a paragraph whose topic
fills the vector. A temperature, fitted on held-out forces, makes the probabilities mean what they say
(Guo et al. 2017, On Calibration of Modern Neural Networks).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.encoder import Encoded, Vectors

Probabilities = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Head:
    """The weights of both models: rows are labels, in the scheme's order.

    ``sentence_weights`` has shape (labels, dimension), ``paragraph_weights`` (labels, dimension + 2 x labels).
    """

    sentence_weights: Vectors
    sentence_bias: Vectors
    paragraph_weights: Vectors
    paragraph_bias: Vectors
    temperature: float = 1.0

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[np.float32]], temperature: float) -> Head:
        """Build a head from the arrays of a model folder.

        :param arrays: the four arrays by name.
        :param temperature: the calibration.
        :return: the head.
        """
        return cls(arrays["sentence_weights"], arrays["sentence_bias"], arrays["paragraph_weights"], arrays["paragraph_bias"], temperature)

    def arrays(self) -> dict[str, npt.NDArray[np.float32]]:
        """Give the arrays of a model folder.

        :return: the four arrays by name.
        """
        return {
            "sentence_weights": self.sentence_weights,
            "sentence_bias": self.sentence_bias,
            "paragraph_weights": self.paragraph_weights,
            "paragraph_bias": self.paragraph_bias,
        }

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
        features = [paragraph_features(item, self.sentence_probabilities(item)) for item in encoded]
        return np.stack(features) @ self.paragraph_weights.T.astype(np.float64) + self.paragraph_bias

    def probabilities(self, encoded: Sequence[Encoded]) -> Probabilities:
        """Read paragraphs.

        :param encoded: the paragraphs.
        :return: calibrated probabilities, shape (paragraphs, labels).
        """
        return softmax(self.logits(encoded) / self.temperature)


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
