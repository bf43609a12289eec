from __future__ import annotations

import numpy as np
import onnxruntime
import pytest

pytest.importorskip("onnx", reason="quantising needs the training extra")
import onnx
from onnx import TensorProto, helper, numpy_helper

from models.quantising import quantise
from models.smoothing import smooth

_INPUTS, _OUTPUTS = 48, 32
_LOUD = 7  # a channel with values a hundred times larger than the rest, as transformers have


@pytest.fixture
def random():
    return np.random.default_rng(0)


def _encoder(path, matrix):
    inputs, outputs = matrix.shape
    graph = helper.make_graph(
        [helper.make_node("MatMul", ["x", "matrix"], ["y"], name="product")],
        "encoder",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["texts", "tokens", inputs])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["texts", "tokens", outputs])],
        [numpy_helper.from_array(matrix.astype(np.float32), "matrix")],
    )
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9), str(path))
    return path


@pytest.fixture
def plain(tmp_path, random):
    """A multiplication in which the loud channel counts no more than any other."""
    matrix = random.normal(size=(_INPUTS, _OUTPUTS))
    matrix[_LOUD] /= 100
    return _encoder(tmp_path / "plain.onnx", matrix)


@pytest.fixture
def texts(random):
    values = random.normal(size=(6, 9, _INPUTS)).astype(np.float32)
    values[..., _LOUD] *= 100
    return values


def _run(path, values, name="x"):
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    return session.run(None, {name: values})[0]


def _error(path, exact, texts):
    return float(np.linalg.norm(_run(path, texts) - exact) / np.linalg.norm(exact))


def test_smoothing_alone_changes_no_result(plain, tmp_path, texts):
    smooth(plain, tmp_path / "smooth.onnx", [{"x": text[None]} for text in texts])
    np.testing.assert_allclose(_run(tmp_path / "smooth.onnx", texts), _run(plain, texts), rtol=1e-3, atol=1e-3)


def test_eight_bits_come_close_and_closer_after_smoothing(plain, tmp_path, texts):
    exact = _run(plain, texts)
    quantise(plain, tmp_path / "rough.onnx")
    smooth(plain, tmp_path / "smooth.onnx", [{"x": text[None]} for text in texts])
    quantise(tmp_path / "smooth.onnx", tmp_path / "fine.onnx")
    rough, fine = (_error(tmp_path / name, exact, texts) for name in ("rough.onnx", "fine.onnx"))
    # 0.01 where the processor adds products of 8 bits in 32 bits; 0.07 where it adds two of them in 16, which may saturate.
    assert fine < 0.1
    assert fine < rough / 3


def test_a_quantised_text_has_the_same_vectors_whatever_is_read_with_it(plain, tmp_path, texts):
    quantise(plain, tmp_path / "quantised.onnx")
    together = _run(tmp_path / "quantised.onnx", texts)
    alone = np.concatenate([_run(tmp_path / "quantised.onnx", text[None]) for text in texts])
    np.testing.assert_array_equal(together, alone)


def test_a_quantised_encoder_is_smaller(tmp_path, random):
    plain = _encoder(tmp_path / "plain.onnx", random.normal(size=(512, 512)))
    quantise(plain, tmp_path / "quantised.onnx")
    assert (tmp_path / "quantised.onnx").stat().st_size < plain.stat().st_size / 3


def test_entries_of_a_table_keep_their_precision_beside_louder_ones(tmp_path, random):
    table = random.normal(size=(40, _INPUTS)).astype(np.float32) * np.geomspace(0.01, 1, 40, dtype=np.float32)[:, None]
    graph = helper.make_graph(
        [helper.make_node("Gather", ["table", "ids"], ["y"], name="look-up")],
        "encoder",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, ["texts", "tokens"])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["texts", "tokens", _INPUTS])],
        [numpy_helper.from_array(table, "table")],
    )
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9), str(tmp_path / "plain.onnx"))
    quantise(tmp_path / "plain.onnx", tmp_path / "quantised.onnx")
    found = _run(tmp_path / "quantised.onnx", np.arange(40)[None], "ids")[0]
    assert (np.abs(found - table).max(axis=1) <= np.abs(table).max(axis=1) / 127).all()
