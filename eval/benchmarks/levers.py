"""Lever by lever: what makes the encoder fast, each measured beside the way that ships, in alternation."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from classifier.tagger import Tagger
from corpus.guarded.reading import available_cores
from eval.benchmarks.speed import spread
from models.encoder import Encoded, EncoderInput, OnnxEncoder, Vectors
from models.export import export_encoder
from models.folder import ENCODER_FILE, TOKENIZER_FILE, ModelFolder

Inputs = Sequence[EncoderInput]
_BATCH = 16


class BatchedEncoder(OnnxEncoder):
    """The encoder with windows of like length read together: the vectors are the same, and what time it saves is measured."""

    def encode(self, inputs: Inputs) -> list[Encoded]:
        """Encode texts, sixteen windows at a time, the longest first.

        :param inputs: the texts.
        :return: their vectors, in the same order.
        """
        windows = [window for owner, item in enumerate(inputs) for window in self._windows(owner, item)]
        windows.sort(key=lambda window: -len(window.ids))
        sums = [np.zeros((1 + len(item.spans), self.dimension), np.float32) for item in inputs]
        weights = [np.zeros((1 + len(item.spans), 1), np.float32) for item in inputs]
        for start in range(0, len(windows), _BATCH):
            batch = windows[start : start + _BATCH]
            for window, vectors in zip(batch, self._run_together(batch), strict=True):
                sums[window.owner] += window.rows @ vectors[: len(window.ids)]
                weights[window.owner] += window.rows.sum(axis=1, keepdims=True)
        means = [total / np.maximum(weight, 1e-9) for total, weight in zip(sums, weights, strict=True)]
        return [Encoded(mean[0].astype(np.float32), mean[1:].astype(np.float32)) for mean in means]

    def _run_together(self, batch: Sequence[Any]) -> Vectors:
        shape = (len(batch), max(len(window.ids) for window in batch))
        # What is padded with does not matter: the mask hides it, and no row gives it weight.
        feed = {name: np.zeros(shape, np.int64) for name in ("input_ids", "attention_mask", "token_type_ids")}
        for place, window in enumerate(batch):
            length = len(window.ids)
            feed["input_ids"][place, :length] = window.ids
            feed["attention_mask"][place, :length] = 1
            feed["token_type_ids"][place, :length] = window.types
        output: Vectors = self._session.run(None, {name: feed[name] for name in self._names})[0]
        return output


def float_twin(folder: ModelFolder, float_model: Path, scratch: Path) -> OnnxEncoder:
    """Export the shipped encoder in 32-bit floats.

    :param folder: the model that ships.
    :param float_model: its encoder as training left it.
    :param scratch: where the export goes.
    :return: the encoder, with one thread a text.
    """
    paths = export_encoder(float_model, scratch / "float")
    return OnnxEncoder(*paths, int(folder.settings["max_tokens"]), threads=1)


def levers(folder: ModelFolder, twin: OnnxEncoder | None, inputs: Inputs, rounds: int) -> dict[str, Any]:
    """Encode the same texts in several ways, in turn.

    :param folder: the model.
    :param twin: its encoder in 32-bit floats, or ``None``.
    :param inputs: the texts.
    :param rounds: how often.
    :return: by way: ``texts_per_second``, and ``times``, how much quicker than the plain way (8 bits, one text at a time,
        one thread), by the medians.
    """
    ways = _ways(folder, twin)
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds + 1):
        for name, encode in ways.items():
            start = time.perf_counter()
            encode(inputs)
            if number:  # the first round only warms up
                seconds[name].append(time.perf_counter() - start)
    figures = {name: spread([len(inputs) / value for value in values]) for name, values in seconds.items()}
    plain = figures[_PLAIN]["median"]
    return {name: {"texts_per_second": found, "times": found["median"] / plain} for name, found in figures.items()}


_PLAIN = "8 bits, one text at a time, one thread"


def _ways(folder: ModelFolder, twin: OnnxEncoder | None) -> dict[str, Callable[[Inputs], object]]:
    paths = (folder.path / ENCODER_FILE, folder.path / TOKENIZER_FILE)
    most, cores = int(folder.settings["max_tokens"]), available_cores()
    single = OnnxEncoder(*paths, most, threads=1)
    ways: dict[str, Callable[[Inputs], object]] = {_PLAIN: single.encode}
    if twin is not None:
        ways["32-bit floats instead of 8 bits"] = twin.encode
    ways[f"{cores} threads on one text"] = OnnxEncoder(*paths, most, threads=cores).encode
    ways[f"{cores} texts at a time, one thread each (ships)"] = lambda inputs: _at_a_time(single, inputs, cores)
    ways[f"batches of {_BATCH} by length"] = BatchedEncoder(*paths, most, threads=1).encode
    ways["windows of half the length"] = OnnxEncoder(*paths, most // 2, threads=1).encode
    return ways


def _at_a_time(encoder: OnnxEncoder, inputs: Inputs, threads: int) -> list[list[Encoded]]:
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(lambda item: encoder.encode([item]), inputs))


def agreement(folder: ModelFolder, twin: OnnxEncoder, inputs: Inputs) -> dict[str, Any]:
    """Count the paragraphs that the shipped encoder and its twin in 32-bit floats give the same label.

    :param folder: the model.
    :param twin: its encoder in 32-bit floats.
    :param inputs: the paragraphs.
    :return: ``paragraphs``, and the ``share`` with the same label: as shipped, and in batches.
    """
    paths = (folder.path / ENCODER_FILE, folder.path / TOKENIZER_FILE)
    most = int(folder.settings["max_tokens"])

    def labels(encoder: OnnxEncoder) -> Any:
        return np.array([tag.stance for tag in Tagger(folder, encoder).tag_inputs(inputs)])

    wanted = labels(twin)
    found = {"share": labels(OnnxEncoder(*paths, most)), "share_in_batches": labels(BatchedEncoder(*paths, most))}
    return {"paragraphs": len(inputs), **{name: float((values == wanted).mean()) for name, values in found.items()}}
