"""Static vectors of words, distilled from a frozen encoder and run by model2vec (Tulkens and van Dongen 2024)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from corpus.errors import MissingExtraError
from eval.vectors import Kind, base_folder
from models.encoder import Encoded, EncoderInput


class StaticEncoder:
    """An encoder that averages the vectors of words; it reads no context."""

    def __init__(self, model: Any) -> None:
        """Wrap a model.

        :param model: a ``model2vec.StaticModel``.
        """
        self._model = model

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self._model.dim)

    @property
    def megabytes(self) -> float:
        """The size of its vectors, in millions of bytes."""
        return float(self._model.embedding.nbytes) / 1e6

    def encode(self, inputs: Sequence[EncoderInput]) -> list[Encoded]:
        """Encode texts, and each of their spans by itself.

        :param inputs: the texts.
        :return: their vectors, in the same order.
        """
        texts = [text for item in inputs for text in (item.text, *(item.text[start:end] for start, end in item.spans))]
        vectors = np.asarray(self._model.encode(texts, max_length=None), np.float32)
        found, place = [], 0
        for item in inputs:
            found.append(Encoded(vectors[place], vectors[place + 1 : place + 1 + len(item.spans)]))
            place += 1 + len(item.spans)
        return found


def static_encoder() -> StaticEncoder:
    """Distil static vectors from the small base encoder.

    :return: the encoder.
    :raises MissingExtraError: if model2vec is not installed.
    """
    try:
        from model2vec.distill import distill
    except ImportError as error:
        raise MissingExtraError("compare", str(error.name)) from error
    return StaticEncoder(distill(str(base_folder(Kind.SMALL))))
