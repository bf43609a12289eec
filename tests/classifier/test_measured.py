from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="training needs the training extra")

from classifier.measured import accuracy_interval


def test_the_interval_is_wide_where_forces_differ_and_narrow_where_they_do_not():
    forces = [f"force {place // 50}" for place in range(500)]
    alike = np.arange(500) % 5 > 0
    apart = np.arange(500) < 400
    (low, high), (lower, higher) = accuracy_interval(alike, forces), accuracy_interval(apart, forces)
    assert low == high == 0.8
    assert lower < 0.7
    assert higher > 0.9


def test_the_interval_is_the_same_each_time():
    right = np.random.default_rng(5).random(300) < 0.9
    forces = [f"force {place % 7}" for place in range(300)]
    assert accuracy_interval(right, forces) == accuracy_interval(right, forces)
