import pytest

from classifier.report.made import measured_of, wilson


def test_wilson_agrees_with_the_textbook():
    # 81 of 263: 0.2553 to 0.3662 (Newcombe 1998, Stat. Med. 17, 857-872, table I).
    assert wilson(81 / 263, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)


def test_an_interval_that_was_recorded_with_the_model_is_preferred():
    figures = {"accuracy": 0.84, "macro_f1": 0.83, "paragraphs": 2000}
    assert not measured_of({"held_out": figures}).bootstrap
    found = measured_of({"held_out": {**figures, "accuracy_interval": [0.8, 0.87]}})
    assert (found.low, found.high, found.bootstrap) == (0.8, 0.87, True)


def test_a_retrained_model_has_no_figures():
    assert measured_of({"base": "mine"}) is None
