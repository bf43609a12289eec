from collections import Counter

import pytest

from eval.bootstrap import group_draws, interval, intervals, paired_differences
from eval.metrics import accuracy, kappa, macro_f1


def difference(first, second, metric, draws):
    found = paired_differences(first, second, {"it": metric}, draws)["it"]
    return (found["value"], *found["interval"])


def test_the_interval_holds_the_value(mixed):
    for metric in (accuracy, macro_f1):
        low, high = interval(mixed, metric, draws=200)
        assert 0 <= low < metric(mixed) < high <= 1


def test_a_classifier_that_is_always_right_has_no_spread(certain):
    assert interval(certain([0, 1, 2], [0, 1, 2]), accuracy, draws=50) == (1, 1)


def test_the_same_seed_gives_the_same_interval_and_another_gives_another(mixed):
    assert interval(mixed, accuracy, draws=25, seed=3) == interval(mixed, accuracy, draws=25, seed=3)
    assert interval(mixed, accuracy, draws=25, seed=3) != interval(mixed, accuracy, draws=25, seed=4)


def test_paragraphs_of_a_group_stay_together():
    groups = ["north", "south", "north", "east", "south", "north"]
    for places in group_draws(groups, draws=50, seed=1):
        drawn = Counter(places.tolist())
        for group in set(groups):
            assert len({drawn[place] for place, name in enumerate(groups) if name == group}) == 1
        assert sum(drawn[groups.index(group)] for group in set(groups)) == 3


def test_the_spread_is_that_of_groups_and_not_of_paragraphs(certain):
    # 100 paragraphs, but only two forces, one all right and one all wrong: nothing is known.
    found = certain([0] * 100, [0] * 50 + [1] * 50, ("north",) * 50 + ("south",) * 50)
    assert interval(found, accuracy, draws=100) == (0, 1)


def test_one_group_alone_gives_no_spread(certain):
    found = certain([0, 0, 1, 1], [0, 1, 1, 1], ("north",) * 4)
    assert interval(found, accuracy, draws=20) == (0.75, 0.75)


def test_an_interval_of_kappa_is_made_of_numbers_where_a_group_has_one_label(certain):
    found = certain([0, 0, 1, 1], [0, 0, 1, 1], ("north", "north", "south", "south"))
    assert interval(found, kappa, draws=50) == (1, 1)


def test_a_classifier_differs_from_itself_by_nothing(mixed):
    assert difference(mixed, mixed, macro_f1, draws=50) == (0, 0, 0)


def test_a_difference_is_first_less_second_with_its_interval(certain):
    groups = tuple(f"force {place // 2}" for place in range(20))
    better = certain([0, 1] * 10, [0, 1] * 10, groups)
    # Wrong once in every group: worse by a half in each, so in each sample.
    worse = certain([0, 0] * 10, [0, 1] * 10, groups)
    assert difference(better, worse, accuracy, draws=50) == pytest.approx((0.5, 0.5, 0.5))
    assert difference(worse, better, accuracy, draws=50) == pytest.approx((-0.5, -0.5, -0.5))


def test_over_paragraphs_one_document_that_tells_nothing_apart_does_not_decide(certain):
    groups = ("first",) * 4 + ("second",) * 20 + ("third",) * 20
    truth = [0, 1] * 22
    right, wrong = certain(truth, truth, groups), certain([0, 1] * 2 + [0] * 40, truth, groups)
    found = paired_differences(right, wrong, {"it": accuracy}, draws=400)["it"]
    assert found["interval"][0] == 0
    assert 0.2 < found["over_paragraphs"][0] < found["value"] < found["over_paragraphs"][1] < 0.7


def test_an_interval_is_over_the_samples_that_define_the_metric(certain):
    found = certain([0] * 4, [0, 0, 1, 1], ("north", "north", "south", "south"))

    def sometimes(part):
        return float("nan") if set(part.groups) == {"south"} else 0.5

    def never(part):
        return float("nan")

    assert intervals(found, {"sometimes": sometimes, "never": never}, draws=50) == {"sometimes": [0.5, 0.5], "never": None}
