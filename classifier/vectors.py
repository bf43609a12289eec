"""The vectors of many paragraphs, on all processor cores, those that are known from the cache."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import numpy as np

from classifier.lazy import LazyEncoder
from classifier.settings import RunSettings
from corpus.cache import Cache, key_of
from corpus.guarded import available_cores
from corpus.program import program_digest
from models.encoder import Encoded, EncoderInput
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
    settings = settings or RunSettings()
    with ExitStack() as stack:
        cache = stack.enter_context(Cache()) if settings.cached else None
        made_by = _made_by(model)
        found = {item: _kept(cache, made_by, item) for item in inputs}
        missing = [item for item, known in found.items() if known is None]
        pool = stack.enter_context(ThreadPoolExecutor(settings.jobs or available_cores()))
        encoder = LazyEncoder(model, threads=1)
        pieces = [missing[start : start + _PIECE] for start in range(0, len(missing), _PIECE)]
        for piece, made in zip(pieces, pool.map(encoder.encode, pieces), strict=True):
            for item, encoded in zip(piece, made, strict=True):
                found[item] = encoded
                if cache is not None:
                    cache.put(_key(made_by, item), np.vstack([encoded.paragraph[None], encoded.spans]).astype("<f4").tobytes())
    return [vectors for item in inputs if (vectors := found[item]) is not None]


def _made_by(model: ModelFolder) -> bytes:
    """Name the encoder, not the model: a head that was trained anew reads the same vectors."""
    files = [hashlib.sha256((model.path / name).read_bytes()).digest() for name in (ENCODER_FILE, TOKENIZER_FILE)]
    return key_of(program_digest("models"), str(model.settings["max_tokens"]), *files)


def _kept(cache: Cache | None, made_by: bytes, item: EncoderInput) -> Encoded | None:
    data = cache.get(_key(made_by, item)) if cache is not None else None
    rows = 1 + len(item.spans)
    if not data or len(data) % (4 * rows):
        return None
    vectors = np.frombuffer(data, "<f4").reshape(rows, -1).astype(np.float32)
    return Encoded(vectors[0], vectors[1:])


def _key(made_by: bytes, item: EncoderInput) -> bytes:
    return key_of("vectors", made_by, item.text, item.context, repr(item.spans))
