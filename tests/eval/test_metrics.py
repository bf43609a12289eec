import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.metrics import (
    accuracy,
    brier,
    by_stance,
    confusion,
    expected_calibration_error,
    kappa,
    macro_f1,
    one_hot,
    reliability,
    risk_coverage,
)


def test_figures_are_those_worked_out_by_hand(small):
    assert accuracy(small) == pytest.approx(3 / 4)
    assert macro_f1(small) == pytest.approx((2 / 3 + 2 / 3 + 1) / 3)
    # Observed 3/4; expected (1*2 + 2*1 + 1*1) / 16.
    assert kappa(small) == pytest.approx((3 / 4 - 5 / 16) / (1 - 5 / 16))
    assert brier(small) == pytest.approx((0.14 + 0.06 + 0.62 + 0.24) / 4)
    assert expected_calibration_error(small) == pytest.approx((0.3 + 0.2 + 0.5 + 0.4) / 4)


def test_confusion_has_true_labels_in_rows(small):
    assert confusion(small) == [[1, 0, 0], [1, 1, 0], [0, 0, 1]]


def test_each_stance_has_its_own_figures(small):
    figures = by_stance(small)
    assert list(figures) == ["accepts", "disputes_methodology", "no_stance"]
    assert figures["accepts"] == pytest.approx({"precision": 1 / 2, "recall": 1, "f1": 2 / 3, "support": 1})
    assert figures["disputes_methodology"] == pytest.approx({"precision": 1, "recall": 1 / 2, "f1": 2 / 3, "support": 2})
    assert figures["no_stance"] == pytest.approx({"precision": 1, "recall": 1, "f1": 1, "support": 1})


def test_a_label_that_never_occurs_costs_no_macro_f1_and_is_still_listed(certain):
    found = certain([0, 1, 0], [0, 1, 1])
    assert macro_f1(found) == pytest.approx(2 / 3)
    assert by_stance(found)["no_stance"] == {"precision": 0, "recall": 0, "f1": 0, "support": 0}
    assert confusion(found) == [[1, 0, 0], [1, 1, 0], [0, 0, 0]]


def test_kappa_of_guessing_one_label_is_zero_and_of_always_missing_below_it(certain):
    assert kappa(certain([0, 0, 0, 0], [0, 0, 1, 2])) == pytest.approx(0)
    assert kappa(certain([1, 0, 1, 0], [0, 1, 0, 1])) == pytest.approx(-1)


def test_kappa_is_a_number_where_all_paragraphs_have_one_label(certain):
    assert kappa(certain([1, 1, 1], [1, 1, 1])) == 1.0


def test_a_calibrated_classifier_has_no_calibration_error(certain):
    assert expected_calibration_error(certain([0] * 10, [0] * 8 + [1] * 2, confidence=0.8)) == pytest.approx(0)


@pytest.mark.parametrize(("right", "error"), [(10, 0.0), (5, 0.5), (0, 1.0)])
def test_an_over_confident_classifier_is_off_by_its_error_rate(right, error, certain):
    assert expected_calibration_error(certain([0] * 10, [0] * right + [1] * (10 - right))) == pytest.approx(error)


def test_bins_are_weighted_by_their_paragraphs(build):
    rows = [[0.9, 0.1, 0.0]] * 6 + [[0.6, 0.2, 0.2]] * 2
    found = build(rows, [0, 0, 0, 1, 1, 1, 0, 0])
    assert [tuple(map(float, point)) for point in reliability(found)] == [pytest.approx((0.25, 0.6, 1.0)), pytest.approx((0.75, 0.9, 0.5))]
    assert expected_calibration_error(found) == pytest.approx(0.25 * 0.4 + 0.75 * 0.4)


def test_brier_runs_from_nothing_to_two(build, certain):
    assert brier(certain([0, 1, 2], [0, 1, 2])) == 0
    assert brier(certain([1, 2, 0], [0, 1, 2])) == 2
    assert brier(build([[1 / 3] * 3], [2])) == pytest.approx(4 / 9 + 1 / 9 + 1 / 9)


def test_the_surest_paragraphs_are_kept_first(small):
    assert risk_coverage(small) == [(0.25, 0), (0.5, 0), (0.75, 0), (1, 0.25)]


def test_one_hot_puts_all_on_the_label_said():
    assert one_hot(["no_stance", "accepts"], ("accepts", "disputes_methodology", "no_stance")).tolist() == [[0, 0, 1], [1, 0, 0]]


def test_paragraphs_can_be_taken_several_times(small):
    taken = small.take(np.array([2, 2, 0]))
    assert taken.targets.tolist() == [1, 1, 0]
    assert taken.groups == ("force 2", "force 2", "force 0")
    assert accuracy(taken) == pytest.approx(1 / 3)


@st.composite
def rows_and_targets(draw):
    count = draw(st.integers(1, 12))
    weights = draw(st.lists(st.lists(st.integers(1, 50), min_size=3, max_size=3), min_size=count, max_size=count))
    targets = draw(st.lists(st.integers(0, 2), min_size=count, max_size=count))
    return [[weight / sum(row) for weight in row] for row in weights], targets


@settings(max_examples=40, deadline=None)
@given(drawn=rows_and_targets())
def test_figures_stay_within_their_bounds(drawn, build):
    predictions = build(*drawn)
    points = risk_coverage(predictions)
    coverage = [share for share, _ in points]
    assert coverage == sorted(set(coverage))
    assert points[-1] == pytest.approx((1, 1 - accuracy(predictions)))
    assert all(0 <= risk <= 1 for _, risk in points)
    assert sum(share for share, _, _ in reliability(predictions)) == pytest.approx(1)
    assert 0 <= expected_calibration_error(predictions) <= 1
    assert 0 <= brier(predictions) <= 2
    assert 0 <= macro_f1(predictions) <= 1
    assert not math.isnan(kappa(predictions))
    assert sum(map(sum, confusion(predictions))) == len(predictions.targets)
