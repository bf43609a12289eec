"""Encoders as they come, for candidates that are compared: exported once for each user, their vectors kept in the cache."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from classifier.training import MAXIMUM_TOKENS
from classifier.vectors import encode_with, made_by
from corpus.cache import default_folder
from models.base import BASE_NAME, LARGE_BASE_NAME, base_encoder_folder, large_base_encoder_folder
from models.cutting import KEPT_LAYERS, cut_encoder
from models.encoder import Encoded, EncoderInput, OnnxEncoder
from models.export import export_encoder
from models.folder import ENCODER_FILE, TOKENIZER_FILE, ModelFolder


class Kind(StrEnum):
    """Encoders that nobody has tuned on stances."""

    SMALL = BASE_NAME
    CUT = f"{LARGE_BASE_NAME} cut to {len(KEPT_LAYERS)} layers"
    LARGE = LARGE_BASE_NAME


def base_folder(kind: Kind, texts: Sequence[str] = ()) -> Path:
    """Find the encoder that tuning or export starts from; a cut one is made once for each user.

    :param kind: which.
    :param texts: for a cut encoder, texts whose words are kept; other texts give another encoder.
    :return: its folder.
    :raises MissingExtraError: if its package is not installed.
    """
    if kind is Kind.SMALL:
        return base_encoder_folder()
    if kind is Kind.LARGE:
        return large_base_encoder_folder()
    target = _place(kind, texts) / "base"
    if not (target / TOKENIZER_FILE).is_file():
        cut_encoder(large_base_encoder_folder(), target, texts)
    return target


def _place(kind: Kind, texts: Sequence[str]) -> Path:
    mark = f"-{hashlib.sha256(chr(10).join(texts).encode()).hexdigest()[:12]}" if kind is Kind.CUT else ""
    return default_folder() / "encoders" / f"{kind.value.replace(' ', '-')}-float32{mark}"


@dataclass(frozen=True)
class Source:
    """An encoder with the files that it was loaded from."""

    encoder: OnnxEncoder
    files: tuple[Path, Path]

    @property
    def megabytes(self) -> float:
        """The size of its files, in millions of bytes."""
        return sum(file.stat().st_size for file in self.files) / 1e6


def frozen_encoder(kind: Kind = Kind.SMALL, texts: Sequence[str] = ()) -> Source:
    """Export a base encoder as it is, in 32-bit floats, once for each user.

    :param kind: which.
    :param texts: for a cut encoder, texts whose words are kept; other texts give another encoder.
    :return: the encoder, on one thread.
    """
    target = _place(kind, texts)
    paths = (target / ENCODER_FILE, target / TOKENIZER_FILE)
    if not all(path.is_file() for path in paths):
        export_encoder(base_folder(kind, texts), target)
    return Source(OnnxEncoder(*paths, max_tokens=MAXIMUM_TOKENS, threads=1), paths)


def shipped_encoder(folder: ModelFolder) -> Source:
    """Load the encoder of a model folder.

    :param folder: the model.
    :return: the encoder, on one thread.
    """
    return Source(folder.encoder(threads=1), (folder.path / ENCODER_FILE, folder.path / TOKENIZER_FILE))


def kept_vectors(source: Source, inputs: Sequence[EncoderInput]) -> list[Encoded]:
    """Encode texts, and keep the vectors for the next run.

    :param source: the encoder; vectors of other files are other vectors.
    :param inputs: the texts.
    :return: their vectors, in the same order.
    """
    return encode_with(source.encoder, made_by(source.files, MAXIMUM_TOKENS), inputs)


class KnownVectors:
    """An encoder that looks up what was encoded before."""

    def __init__(self, inputs: Sequence[EncoderInput], encoded: Sequence[Encoded]) -> None:
        """Remember vectors.

        :param inputs: the texts.
        :param encoded: their vectors.
        """
        self._known = dict(zip(inputs, encoded, strict=True))

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return len(next(iter(self._known.values())).paragraph)

    def encode(self, inputs: Sequence[EncoderInput]) -> list[Encoded]:
        """Look texts up.

        :param inputs: texts that were given at the start.
        :return: their vectors, in the same order.
        """
        return [self._known[item] for item in inputs]
