from __future__ import annotations

import numpy as np
import pytest

from classifier.calibration import calibrate, fit_temperature, fit_thresholds
from classifier.head import softmax


def _drawn(count, seed, sharpness=2.0):
    """Draw logits, and labels with the very probabilities that the logits stand for."""
    random = np.random.default_rng(seed)
    logits = sharpness * random.normal(size=(count, 4))
    chances = softmax(logits).cumsum(axis=1)
    return logits, (random.random((count, 1)) > chances).sum(axis=1).clip(0, 3)


def test_logits_that_are_right_need_no_temperature():
    assert fit_temperature(*_drawn(4000, seed=0)) == pytest.approx(1.0, abs=0.1)


@pytest.mark.parametrize("factor", [0.5, 2.0, 4.0])
def test_the_temperature_undoes_how_much_too_sure_the_logits_are(factor):
    logits, targets = _drawn(4000, seed=1)
    found = fit_temperature(factor * logits, targets)
    assert found == pytest.approx(factor, rel=0.15)
    assert (found > 1.0) == (factor > 1.0)


def test_a_calibrated_confidence_is_the_share_of_right_answers():
    logits, targets = _drawn(4000, seed=2)
    fitted = calibrate(5.0 * logits, targets)
    fresh, truth = _drawn(4000, seed=3)
    probabilities = softmax(5.0 * fresh / fitted.temperature)
    right = (probabilities.argmax(axis=1) == truth).mean()
    assert probabilities.max(axis=1).mean() == pytest.approx(right, abs=0.03)


def test_the_bound_on_the_errors_of_what_is_kept_holds_nearly_always():
    failures = 0
    fresh, truth = _drawn(20000, seed=999, sharpness=3.0)
    for seed in range(60):
        fitted = calibrate(*_drawn(300, seed=seed, sharpness=3.0))
        probabilities = softmax(fresh / fitted.temperature)
        kept = probabilities.max(axis=1) >= fitted.abstain_below
        failures += (probabilities.argmax(axis=1) != truth)[kept].mean() > fitted.risk_bound
    assert failures <= 8  # 3 are expected at 5%; more than 8 of 60 comes about once in 200 times


def test_the_coverage_is_the_share_that_is_kept():
    logits, targets = _drawn(500, seed=4)
    fitted = calibrate(logits, targets)
    kept = softmax(logits / fitted.temperature).max(axis=1) >= fitted.abstain_below
    assert kept.mean() == pytest.approx(fitted.coverage)
    assert 0.0 < fitted.coverage < 1.0


def test_a_lower_target_keeps_less():
    logits, targets = _drawn(1000, seed=5)
    strict, lax = calibrate(logits, targets, risk=0.05), calibrate(logits, targets, risk=0.25)
    assert strict.abstain_below > lax.abstain_below
    assert strict.coverage < lax.coverage


def test_a_classifier_that_is_never_wrong_keeps_everything():
    targets = np.arange(200) % 4
    fitted = calibrate(8.0 * np.eye(4)[targets], targets)
    assert fitted.coverage == 1.0
    assert fitted.risk_bound < 0.02


def test_paragraphs_of_equal_confidence_are_kept_or_given_up_together():
    logits = np.array([[4.0, 0.0, 0.0]] * 60 + [[2.0, 0.0, 0.0]] * 60)
    targets = np.array([0] * 60 + [0] * 20 + [1] * 40)
    fitted = calibrate(logits, targets)
    probabilities = softmax(logits / fitted.temperature)
    kept = probabilities.max(axis=1) >= fitted.abstain_below
    assert kept.mean() == fitted.coverage == 0.5
    assert (probabilities.argmax(axis=1) != targets)[kept].mean() <= fitted.risk_bound


def test_where_the_target_is_out_of_reach_the_bound_says_so_and_holds():
    failures = 0
    for seed in range(60):
        random = np.random.default_rng(seed)
        logits, targets = random.normal(size=(150, 4)), random.integers(0, 4, 150)
        fitted = calibrate(logits, targets)
        assert fitted.risk_bound > 0.10
        failures += fitted.risk_bound < 0.75  # the labels are drawn without regard to the logits: 3 of 4 are wrong
    assert failures <= 8


def _presence(seed, count=600):
    """Draw three labels, one of them a rare deferral, with scores that tell them apart but for some."""
    random = np.random.default_rng(seed)
    best = random.choice(3, size=count, p=[0.5, 0.1, 0.4])
    present = np.zeros((count, 3), bool)
    present[np.arange(count), best] = True
    second = random.random(count) < 0.1
    present[second, (best[second] + 1) % 2] = True
    scores = np.clip(0.25 + 0.5 * present + 0.15 * random.normal(size=present.shape), 0.0, 1.0)
    return scores, best, present


def test_the_threshold_for_deferrals_finds_nearly_all_of_them():
    scores, best, present = _presence(0)
    fitted = fit_thresholds(scores, best, present, deferral=1, neutral=2)
    found = (best == 1) | (scores[:, 1] >= fitted.defers_above)
    assert (found & present[:, 1]).sum() / present[:, 1].sum() >= 0.97


def test_a_deferral_is_not_seen_everywhere_where_its_scores_say_nothing():
    scores, best, present = _presence(1)
    scores[:, 1] = np.random.default_rng(2).random(len(scores))
    fitted = fit_thresholds(scores, best, present, deferral=1, neutral=2)
    found = (best == 1) | (scores[:, 1] >= fitted.defers_above)
    assert (found & present[:, 1]).sum() / found.sum() >= 0.85


def test_secondary_stances_are_told_from_noise():
    scores, best, present = _presence(3)
    fitted = fit_thresholds(scores, best, present, deferral=1, neutral=2)
    assert 0.3 < fitted.also_above < 0.8


def test_a_scheme_without_a_deferral_defers_nothing():
    assert fit_thresholds(*_presence(4), deferral=-1, neutral=2).defers_above > 1.0
