"""Get an encoder back from a model folder, in 32-bit floats, so that it can be tuned further where its base is not at hand.

What comes back computes what the 8-bit encoder computes but for the rounding of activations: its weights are those integers
times their scales, and what smoothing moved into them is moved out again (:mod:`models.smoothing`).
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.errors import MissingExtraError, ModelFolderError
from models.folder import ENCODER_FILE, TOKENIZER_FILE, ModelFolder

Weights = dict[str, npt.NDArray[np.float32]]
#: Both bases have twelve heads of attention (their config.json): an ONNX file does not say.
_HEADS = 12
_PRODUCT = re.compile(r"/model/(?P<layer>encoder/.+)/MatMul_output_0")
_LAYER = re.compile(r"encoder\.layer\.(\d+)\.")


def recover_encoder(source: ModelFolder, target: Path, layers: int | None = None) -> None:
    """Write an encoder in transformers' files.

    :param source: a model whose encoder was quantised by :func:`models.export.export_encoder`.
    :param target: the folder to write, for :func:`models.tuning.tune_encoder`.
    :param layers: keep only so many, the first ones; all if ``None``.
    :raises MissingExtraError: if the training extra is not installed.
    :raises ModelFolderError: if the encoder is no such one, or has fewer layers.
    """
    try:
        import onnx
        import torch
    except ImportError as error:
        raise MissingExtraError("train", str(error.name)) from error
    weights = _weights(onnx.load(str(source.path / ENCODER_FILE)))
    depth = 1 + max((int(found[1]) for found in map(_LAYER.match, weights) if found), default=-1)
    if layers is not None and not 1 <= layers <= depth:
        raise ModelFolderError(f"{source.path}: has {depth} layers, so {layers} of them cannot be kept; name 1 to {depth}")
    kept = depth if layers is None else layers
    weights = {name: array for name, array in weights.items() if not (found := _LAYER.match(name)) or int(found[1]) < kept}
    try:
        model = _empty(weights, kept)
        found = model.load_state_dict({name: torch.from_numpy(array) for name, array in weights.items()}, strict=False)
        missing = [name for name in found.missing_keys if not name.startswith("pooler.")] + found.unexpected_keys
    except (KeyError, RuntimeError) as error:
        missing = [str(error).splitlines()[0]]
    if missing:
        raise ModelFolderError(f"{source.path}: its encoder cannot be tuned further ({missing[0]}); name a model that 'stance train' tuned")
    model.save_pretrained(str(target))
    shutil.copyfile(source.path / TOKENIZER_FILE, target / TOKENIZER_FILE)


def _weights(model: Any) -> Weights:
    """Give the weights by the names that transformers knows them by; matrices have shape (outputs, inputs)."""
    from onnx.numpy_helper import to_array

    arrays = {entry.name: to_array(entry) for entry in model.graph.initializer}
    makers = {output: node for node in model.graph.node for output in node.output}
    found: Weights = {}
    for name, array in arrays.items():
        if name.startswith("model.") and not name.endswith("_scales"):
            scales = arrays.get(f"{name}_scales", np.float32(1))
            found[name.removeprefix("model.")] = array.astype(np.float32) * scales
    for node in model.graph.node:
        named = _PRODUCT.fullmatch(node.output[0])
        if named and node.op_type == "Reshape":
            matrix = _matrix(node, makers, arrays)
            if matrix is not None:
                found[named["layer"].replace("/", ".") + ".weight"] = np.ascontiguousarray(matrix.T)
    return found


def _matrix(node: Any, makers: Mapping[str, Any], arrays: Mapping[str, Any]) -> npt.NDArray[np.float32] | None:
    """Give the matrix of shape (inputs, outputs) behind the last step of a product by token; ``None`` if it is none."""

    def maker(of: Any, wanted: str) -> Any:
        found = makers.get(of.input[0]) if of is not None else None
        return found if found is not None and found.op_type == wanted else None

    product = maker(maker(node, "Mul"), "MatMulIntegerToFloat")
    smoothed = maker(maker(maker(product, "QuantizeLinear"), "Flatten"), "Mul")
    if product is None or smoothed is None:
        return None
    integers, scales, factors = (arrays[name] for name in (product.input[1], product.input[3], smoothed.input[1]))
    matrix: npt.NDArray[np.float32] = integers.astype(np.float32) * scales[None, :] * factors[:, None]
    return matrix


def _empty(weights: Weights, layers: int) -> Any:
    """Make the model that such weights belong to: an MPNet if its attention is relative, otherwise a BERT."""
    from transformers import BertConfig, BertModel, MPNetConfig, MPNetModel

    vocabulary, width = weights["embeddings.word_embeddings.weight"].shape
    sizes: dict[str, Any] = {
        "vocab_size": vocabulary,
        "hidden_size": width,
        "num_hidden_layers": layers,
        "num_attention_heads": _HEADS,
        "intermediate_size": len(weights["encoder.layer.0.intermediate.dense.weight"]),
        "max_position_embeddings": len(weights["embeddings.position_embeddings.weight"]),
    }
    if "encoder.relative_attention_bias.weight" in weights:
        return MPNetModel(MPNetConfig(layer_norm_eps=1e-5, **sizes))
    return BertModel(BertConfig(**sizes))
