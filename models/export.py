"""Export a sentence-transformers encoder to ONNX, in 32-bit floats or in 8-bit integers."""

from __future__ import annotations

import logging
import shutil
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import MissingExtraError
from models.encoder import EncoderInput
from models.folder import ENCODER_FILE, TOKENIZER_FILE
from models.quantising import quantise
from models.smoothing import Feed, smooth

#: So many of the given texts are looked at to see how large activations become, and so many tokens of each.
_WATCHED = 256
_WINDOW = 256


def export_encoder(source: Path, target: Path, texts: Sequence[EncoderInput] | None = None) -> tuple[Path, Path]:
    """Export an encoder.

    :param source: the folder of an encoder, base or tuned: transformers' files and a ``tokenizer.json``.
    :param target: the folder to write to.
    :param texts: texts like those that it will read, some of which say how large its activations become. With them, its weights
        are stored as 8-bit integers, and activations are quantised as they come: a quarter of the size and more than twice the
        speed. Without them, all stays in 32-bit floats.
    :return: the ONNX file and the tokenizer file.
    :raises MissingExtraError: if the training extra is not installed.
    """
    try:
        import torch
        from transformers import AutoModel
    except ImportError as error:
        raise MissingExtraError("train", str(error.name)) from error
    target.mkdir(parents=True, exist_ok=True)
    model: Any = AutoModel.from_pretrained(str(source), dtype=torch.float32).eval()
    tokenizer = target / TOKENIZER_FILE
    shutil.copyfile(source / TOKENIZER_FILE, tokenizer)
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        logging.getLogger().setLevel(logging.ERROR)
        plain = Path(scratch) / "plain.onnx"
        names = ["input_ids", "attention_mask", *(["token_type_ids"] if getattr(model.config, "type_vocab_size", 0) > 1 else [])]
        examples = tuple(torch.zeros((2, 8), dtype=torch.long) if name == "token_type_ids" else torch.full((2, 8), 3) for name in names)
        axes = {name: {0: "batch", 1: "tokens"} for name in [*names, "vectors"]}
        torch.onnx.export(
            _Tokens(model), examples, str(plain), input_names=names, output_names=["vectors"], dynamic_axes=axes,
            opset_version=17, dynamo=False,
        )  # fmt: skip
        if texts is None:
            shutil.copyfile(plain, target / ENCODER_FILE)
        else:
            smoothed = Path(scratch) / "smoothed.onnx"
            smooth(plain, smoothed, _feeds(tokenizer, texts, names))
            quantise(smoothed, target / ENCODER_FILE)
    return target / ENCODER_FILE, tokenizer


def _feeds(tokenizer: Path, texts: Sequence[EncoderInput], names: Sequence[str]) -> Iterator[Feed]:
    """Give what an encoder reads of texts that are spread evenly over the given ones, each by itself."""
    from tokenizers import Tokenizer

    reader = Tokenizer.from_file(str(tokenizer))
    reader.no_padding()
    reader.enable_truncation(_WINDOW, strategy="longest_first")
    for item in texts[:: max(1, len(texts) // _WATCHED)]:
        encoding = reader.encode(item.text, item.context) if item.context else reader.encode(item.text)
        found = {"input_ids": encoding.ids, "attention_mask": encoding.attention_mask, "token_type_ids": encoding.type_ids}
        yield {name: np.array([found[name]], np.int64) for name in names}


def _Tokens(model: Any) -> Any:  # a class that can only be made once torch is imported
    """Wrap a transformer so that its only output is one vector a token."""
    import torch

    class Tokens(torch.nn.Module):  # type: ignore[misc]  # torch is not type-checked here
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any = None) -> Any:
            typed = {} if token_type_ids is None else {"token_type_ids": token_type_ids}
            return self.model(input_ids=input_ids, attention_mask=attention_mask.clamp(max=1), **typed).last_hidden_state

    return Tokens()
