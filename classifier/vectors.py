"""The vectors of many paragraphs, on all processor cores, those that are known from the cache."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import numpy as np

from classifier.lazy import LazyEncoder
from classifier.settings import RunSettings
from corpus.cache import Cache, key_of
from corpus.guarded.reading import available_cores
from corpus.program import program_digest
from models.encoder import Encoded, Encoder, EncoderInput
from models.folder import ENCODER_FILE, TOKENIZER_FILE, ModelFolder

#: So many paragraphs are handed to a thread at a time.
_PIECE = 16


def encode_all(model: ModelFolder, inputs: Sequence[EncoderInput], settings: RunSettings | None = None) -> list[Encoded]:
    """Encode paragraphs with the encoder of a model, each distinct one once.

    A researcher who corrects a few labels and trains again waits for the new paragraphs only.

    :param model: the model.
    :param inputs: the paragraphs.
    :param settings: how many threads, and whether the cache is used.
    :return: their vectors, in the same order.
    """
    files = [model.path / name for name in (ENCODER_FILE, TOKENIZER_FILE)]
    return encode_with(LazyEncoder(model, threads=1), made_by(files, int(model.settings["max_tokens"])), inputs, settings)


def encode_with(encoder: Encoder, mark: bytes, inputs: Sequence[EncoderInput], settings: RunSettings | None = None) -> list[Encoded]:
    """Encode paragraphs with any encoder, each distinct one once.

    :param encoder: the encoder; it is used by several threads at a time.
    :param mark: stands for the encoder, from :func:`made_by`.
    :param inputs: the paragraphs.
    :param settings: how many threads, and whether the cache is used.
    :return: their vectors, in the same order.
    """
    settings = settings or RunSettings()
    with ExitStack() as stack:
        cache = stack.enter_context(Cache()) if settings.cached else None
        found = {item: _kept(cache, mark, item) for item in inputs}
        missing = [item for item, known in found.items() if known is None]
        pool = stack.enter_context(ThreadPoolExecutor(settings.jobs or available_cores()))
        pieces = [missing[start : start + _PIECE] for start in range(0, len(missing), _PIECE)]
        for piece, made in zip(pieces, pool.map(encoder.encode, pieces), strict=True):
            for item, encoded in zip(piece, made, strict=True):
                found[item] = encoded
                if cache is not None:
                    cache.put(_key(mark, item), np.vstack([encoded.paragraph[None], encoded.spans]).astype("<f4").tobytes())
    return [vectors for item in inputs if (vectors := found[item]) is not None]


def made_by(files: Sequence[Path], max_tokens: int) -> bytes:
    """Name an encoder, not its model: a head that was trained anew reads the same vectors.

    :param files: what it was loaded from.
    :param max_tokens: its window.
    :return: a mark that another encoder, or another version of this program, does not have.
    """
    return key_of(program_digest("models"), str(max_tokens), *(hashlib.sha256(file.read_bytes()).digest() for file in files))


def _kept(cache: Cache | None, mark: bytes, item: EncoderInput) -> Encoded | None:
    data = cache.get(_key(mark, item)) if cache is not None else None
    rows = 1 + len(item.spans)
    if not data or len(data) % (4 * rows):
        return None
    vectors = np.frombuffer(data, "<f4").reshape(rows, -1).astype(np.float32)
    return Encoded(vectors[0], vectors[1:])


def _key(mark: bytes, item: EncoderInput) -> bytes:
    return key_of("vectors", mark, item.text, item.context, repr(item.spans))
