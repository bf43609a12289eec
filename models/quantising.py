"""Store an encoder's weights as 8-bit integers, and quantise what meets them as it comes, token by token.

The library's dynamic quantisation gives all tokens that are read together one scale: one token with large activations costs the
others most of their precision, and in a batch a text's vectors depend on its neighbours. Here each token has its own scale
(Yao et al. 2022, ZeroQuant, section 3.1), so a text has the same vectors whatever is read along with it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

_DOMAIN = "stance"
#: ``x`` has shape (texts, tokens, inputs), ``weights`` (inputs, outputs), ``scales`` (outputs,). Unsigned integers around 128 are
#: what processors multiply fastest with signed ones.
_MULTIPLY = """
<opset_import: ["" : 17, "com.microsoft" : 1], domain: "stance">
MatMulByToken (x, weights, scales) => (y) {
    tokens = Flatten <axis = 2> (x)
    magnitudes = Abs (tokens)
    largest = ReduceMax <axes = [1], keepdims = 0> (magnitudes)
    steps_in_range = Constant <value = float {127.0}> ()
    raw_steps = Div (largest, steps_in_range)
    smallest = Constant <value = float {1e-9}> ()
    steps = Max (raw_steps, smallest)
    number = Shape (steps)
    zeros = ConstantOfShape <value = uint8[1] {128}> (number)
    quantised = QuantizeLinear <axis = 0> (tokens, steps, zeros)
    one = Constant <value = float {1.0}> ()
    zero = Constant <value = uint8 {128}> ()
    products = com.microsoft.MatMulIntegerToFloat (quantised, weights, one, scales, zero)
    last = Constant <value = int64[1] {1}> ()
    column = Unsqueeze (steps, last)
    rows = Mul (products, column)
    outer = Shape <start = 0, end = 2> (x)
    inner = Shape <start = 1> (weights)
    shape = Concat <axis = 0> (outer, inner)
    y = Reshape (rows, shape)
}
"""
#: ``table`` has shape (entries, dimension), ``scales`` (entries, 1).
_LOOK_UP = """
<opset_import: ["" : 17], domain: "stance">
GatherByEntry (table, scales, places) => (y) {
    integers = Gather (table, places)
    steps = Gather (scales, places)
    values = Cast <to = 1> (integers)
    y = Mul (values, steps)
}
"""


def quantise(plain: Path, target: Path) -> None:
    """Quantise an encoder.

    :param plain: an ONNX encoder in 32-bit floats.
    :param target: the file to write: tables of embeddings and matrices in 8 bits, and already optimised by ONNX Runtime in the
        ways that any processor can run, which spares each start that work.
    """
    import onnx
    import onnxruntime

    model = onnx.load(str(plain))
    model.functions.extend(onnx.parser.parse_function(text) for text in (_MULTIPLY, _LOOK_UP))
    model.opset_import.extend([onnx.helper.make_opsetid(_DOMAIN, 1), onnx.helper.make_opsetid("com.microsoft", 1)])
    weights = {entry.name: entry for entry in model.graph.initializer}
    for node in model.graph.node:
        if node.op_type == "MatMul" and node.input[1] in weights:
            _replace(model, node, weights[node.input[1]], "MatMulByToken", 0)
        elif node.op_type == "Gather" and node.input[0] in weights:
            _replace(model, node, weights[node.input[0]], "GatherByEntry", 1)
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(target)
    options.log_severity_level = 3
    onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


def _replace(model: Any, node: Any, weights: Any, name: str, axis: int) -> None:
    """Let a node work on integers, with one scale for what lies along an axis of its matrix."""
    import onnx

    matrix = onnx.numpy_helper.to_array(weights)
    scales = np.maximum(np.abs(matrix).max(axis=axis, keepdims=bool(axis)) / 127, np.finfo(np.float32).tiny).astype(np.float32)
    weights.CopyFrom(onnx.numpy_helper.from_array(np.round(matrix / scales).astype(np.int8), weights.name))
    model.graph.initializer.append(onnx.numpy_helper.from_array(scales, f"{weights.name}_scales"))
    node.op_type, node.domain = name, _DOMAIN
    del node.attribute[:]
    inputs = [node.input[0], node.input[1], f"{weights.name}_scales"]
    node.input[:] = inputs if axis == 0 else [inputs[0], inputs[2], inputs[1]]
