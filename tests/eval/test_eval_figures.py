import json

import numpy as np
import pytest

from eval.answers import answers_of_table, targets_of
from eval.figures import differences, figures_of
from eval.metrics import Predictions
from labels.scheme import shipped_scheme

SCHEME = shipped_scheme()


@pytest.fixture
def build_answers(make_dataset):
    data = make_dataset(tuple("ABCD"), 2)

    def build(wrong=()):
        targets = targets_of(data, SCHEME)
        found = targets.copy()
        found[list(wrong)] = (found[list(wrong)] + 1) % 5
        table = np.full((len(data), 5), 0.05)
        table[np.arange(len(data)), found] = 0.8
        return answers_of_table(Predictions(SCHEME.ids, table, targets, data.forces), np.ones(len(data), bool), data, SCHEME)

    return build


def test_every_figure_has_an_interval_and_can_be_written(build_answers):
    figures = json.loads(json.dumps(figures_of(build_answers([0, 12, 13]), tags=False, draws=30), allow_nan=False))
    low, high = figures["accuracy"]["interval"]
    assert low <= figures["accuracy"]["value"] <= high
    assert low < high
    assert figures["paragraphs"] == 40
    assert figures["groups"] == 4
    for scores in figures["by_stance"].values():
        assert scores["intervals"]["f1"][0] <= scores["f1"] <= scores["intervals"]["f1"][1]
    assert figures["risk_coverage"][-1] == pytest.approx([1, 3 / 40])


def test_only_a_tagger_has_figures_of_evidence(build_answers):
    answers = build_answers()
    assert "evidence" not in figures_of(answers, tags=False, draws=5)
    undefined = figures_of(answers, tags=True, draws=5)["evidence"]
    assert undefined == {"value": None, "interval": None}


def test_the_chosen_is_compared_with_each_other_on_the_same_samples(build_answers):
    # One paragraph of each force more is wrong: worse by a tenth in each, so in each sample.
    chosen, worse = build_answers(), build_answers([0, 10, 20, 30])
    part = worse.take(np.arange(5))
    found = differences({"chosen": chosen, "worse": worse, "part": part}, "chosen", draws=20)
    assert list(found) == ["worse"]
    assert found["worse"]["accuracy"]["value"] == pytest.approx(0.1)
    assert found["worse"]["accuracy"]["interval"] == pytest.approx([0.1, 0.1])
