"""Encoders: from text to vectors, of a whole paragraph and of spans of it in one pass.

The vectors of a sentence come from the same pass as those of its paragraph, so that a sentence is read in its
context, and evidence costs nothing extra.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class EncoderInput:
    """A text to encode, with the spans (start, end, in characters) whose vectors are wanted too.

    ``context`` is read along with the text and influences its vectors, but is not averaged into them.
    """

    text: str
    spans: tuple[tuple[int, int], ...] = ()
    context: str = ""


@dataclass(frozen=True, slots=True)
class Encoded:
    """The vectors of a text: ``paragraph`` has shape (dimension,), ``spans`` (number of spans, dimension)."""

    paragraph: Vectors
    spans: Vectors


class Encoder(Protocol):
    """Anything that turns texts into vectors."""

    @property
    def dimension(self) -> int:
        """The length of a vector."""

    def encode(self, inputs: Sequence[EncoderInput]) -> list[Encoded]:
        """Encode texts.

        :param inputs: the texts.
        :return: their vectors, in the same order.
        """


@dataclass(frozen=True, slots=True)
class _Window:
    """A part of a text that fits the encoder: token ids, types, weights of its rows, and where the rows belong.

    ``rows`` has shape (1 + number of spans, tokens): the first row averages the text's own tokens.
    """

    owner: int
    ids: list[int]
    types: list[int]
    rows: Vectors


class OnnxEncoder:
    """A transformer encoder run by ONNX Runtime; texts longer than its window are read in several windows."""

    def __init__(self, model: Path, tokenizer: Path, max_tokens: int = 256, threads: int = 0) -> None:
        """Load the encoder.

        :param model: the ONNX file; its output is one vector a token, of shape (batch, tokens, dimension).
        :param tokenizer: the tokenizer's JSON file.
        :param max_tokens: the longest window, in tokens.
        :param threads: threads of ONNX Runtime; 0 lets it choose.
        """
        import onnxruntime
        from tokenizers import Tokenizer

        onnxruntime.disable_telemetry_events()  # once more, for a program that loaded the library before this package
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._names = {entry.name for entry in self._session.get_inputs()}
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._dimension = int(self._session.get_outputs()[0].shape[-1])
        self.max_tokens = max_tokens
        self._made_from = (str(model), str(tokenizer), max_tokens, threads)

    def __reduce__(self) -> tuple[Any, ...]:
        """Copy by loading again, so that scikit-learn can clone an estimator that holds an encoder, or send it to a process."""
        return _reload, self._made_from

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return self._dimension

    def encode(self, inputs: Sequence[EncoderInput]) -> list[Encoded]:
        """Encode texts, one window at a time.

        Batches are no quicker on a processor (`make bench` measures it), and an encoder that somebody else has quantised may
        scale the activations of a whole batch at once, so that a text's vectors depend on its neighbours.

        :param inputs: the texts.
        :return: their vectors, in the same order; an empty span has the vector 0.
        """
        windows = [window for owner, item in enumerate(inputs) for window in self._windows(owner, item)]
        sums = [np.zeros((1 + len(item.spans), self._dimension), np.float32) for item in inputs]
        weights = [np.zeros((1 + len(item.spans), 1), np.float32) for item in inputs]
        for window in windows:
            sums[window.owner] += window.rows @ self._run(window)
            weights[window.owner] += window.rows.sum(axis=1, keepdims=True)
        means = [total / np.maximum(weight, 1e-9) for total, weight in zip(sums, weights, strict=True)]
        return [Encoded(mean[0].astype(np.float32), mean[1:].astype(np.float32)) for mean in means]

    def _run(self, window: _Window) -> Vectors:
        ids, types = np.array([window.ids], np.int64), np.array([window.types], np.int64)
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": types}
        output: Vectors = self._session.run(None, {name: feed[name] for name in self._names})[0][0]
        return output

    def _windows(self, owner: int, item: EncoderInput) -> Iterator[_Window]:
        context = self._fitting(item.context)
        for start, end in self._pieces(item, context):
            piece = item.text[start:end]
            encoding = self._tokenizer.encode(piece, context) if context else self._tokenizer.encode(piece)
            own = [sequence == 0 for sequence in encoding.sequence_ids]
            offsets = [(left + start, right + start) for left, right in encoding.offsets]
            rows = np.zeros((1 + len(item.spans), len(own)), np.float32)
            rows[0] = [float(mine and right > left) for mine, (left, right) in zip(own, offsets, strict=True)]
            for number, (left_edge, right_edge) in enumerate(item.spans, 1):
                rows[number] = [
                    float(mine and right > left and left >= left_edge and right <= right_edge)
                    for mine, (left, right) in zip(own, offsets, strict=True)
                ]
            yield _Window(owner, encoding.ids, encoding.type_ids, rows)

    def _fitting(self, context: str) -> str:
        """Cut a context so that it leaves at least half of the window to the text."""
        if not context:
            return ""
        offsets = self._tokenizer.encode(context, add_special_tokens=False).offsets
        most = self.max_tokens // 2 - 4
        return context if len(offsets) <= most else context[: offsets[most - 1][1]]

    def _pieces(self, item: EncoderInput, context: str) -> list[tuple[int, int]]:
        """Cut a text into pieces that fit the window, between spans where that is possible."""
        plain = self._tokenizer.encode(item.text, add_special_tokens=False)
        room = self.max_tokens - 4
        if context:
            room -= len(self._tokenizer.encode(context, add_special_tokens=False).ids)
        if len(plain.ids) <= room:
            return [(0, len(item.text))]
        edges = {end for _, end in item.spans}
        pieces: list[tuple[int, int]] = []
        first = 0
        while first < len(plain.ids):
            last = min(first + room, len(plain.ids))
            if last < len(plain.ids):
                between = [place for place in range(first + 1, last + 1) if plain.offsets[place - 1][1] in edges]
                last = between[-1] if between else last
            pieces.append((plain.offsets[first][0], plain.offsets[last - 1][1]))
            first = last
        return pieces


def import_libraries() -> None:
    """Import what runs an encoder, for a program that will need it and has nothing else to do."""
    import onnxruntime  # noqa: F401
    import tokenizers  # noqa: F401


def _reload(model: str, tokenizer: str, max_tokens: int, threads: int) -> OnnxEncoder:
    return OnnxEncoder(Path(model), Path(tokenizer), max_tokens, threads)
