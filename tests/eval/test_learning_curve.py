import io
import json

import numpy as np
import pytest
from rich.console import Console

import eval.learning_curve
from eval.candidates import FROZEN, WORDS
from eval.learning_curve import learning_curve, write_learning_curve
from eval.splits import AUTHORED_TEST, REAL_TEST, Split
from eval.vectors import Source
from models.encoder import Encoded


class Letters:
    """Counts of letters: an encoder that costs nothing."""

    dimension = 26

    def encode(self, inputs):
        return [Encoded(count(item.text), np.stack([count(item.text[start:end]) for start, end in item.spans])) for item in inputs]


def count(text):
    return np.array([text.lower().count(chr(97 + place)) / max(1, len(text)) for place in range(26)], np.float32)


@pytest.fixture
def results(make_dataset, monkeypatch, tmp_path):
    monkeypatch.setenv("STANCE_CACHE", str(tmp_path / "cache"))
    files = tmp_path / "encoder.onnx", tmp_path / "tokenizer.json"
    for file in files:
        file.write_text("letters")
    monkeypatch.setattr(eval.learning_curve, "frozen_encoder", lambda: Source(Letters(), files))
    training = make_dataset(("North", "South", "West"), 4)
    split = Split(training, training, {AUTHORED_TEST: make_dataset(("East",), 2), REAL_TEST: make_dataset(("Far",), 1)})
    return learning_curve(split, sizes=(40, 50, 1000), draws=3)


def test_parts_are_drawn_several_times_and_the_whole_once(results):
    for test in (AUTHORED_TEST, REAL_TEST):
        for name in (WORDS, FROZEN):
            sizes = results["curves"][test][name]
            assert {size: len(found) for size, found in sizes.items()} == {"40": 3, "50": 3, "60": 1}
            assert all(0 <= draw["macro_f1"] <= 1 for found in sizes.values() for draw in found)


def test_words_learn_all_of_an_easy_task_from_the_whole(results):
    assert results["curves"][REAL_TEST][WORDS]["60"][0]["accuracy"] == 1


def test_table_and_plot_are_written(results, tmp_path):
    out = io.StringIO()
    write_learning_curve(results, tmp_path, Console(file=out, width=140))
    assert json.loads((tmp_path / "learning-curve.json").read_text("utf-8"))["draws"] == 3
    assert (tmp_path / "learning-curve.svg").read_text("utf-8").startswith("<svg")
    assert "Real documents" in out.getvalue()
    assert "60" in out.getvalue()
