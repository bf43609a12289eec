from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from classifier.records import Evidence, Tag
from classifier.report.figures import by_force, by_year, count_stances

LABELS = ("yes", "no")


def tag(yes):
    return Tag("yes" if yes >= 0.5 else "no", {"yes": yes, "no": 1 - yes}, False, Evidence("", 0, 0), None)


def test_labels_that_are_certain_have_no_range():
    yes, no = count_stances([tag(1.0)] * 3 + [tag(0.0)], LABELS)
    assert (yes.found, yes.low, yes.high) == (3, 3, 3)
    assert (no.found, no.low, no.high) == (1, 1, 1)


def test_the_range_is_that_of_a_sum_of_coins():
    # 100 coins of 0.5: 50 plus or minus 1.96 times 5.
    yes, _ = count_stances([tag(0.5)] * 100, LABELS)
    assert (yes.found, yes.low, yes.high) == (100, 40, 60)


@given(st.lists(st.floats(0, 1), max_size=60))
def test_a_range_lies_within_what_is_possible(probabilities):
    for count in count_stances([tag(value) for value in probabilities], LABELS):
        assert 0 <= count.low <= count.high <= len(probabilities)


def test_years_are_those_of_the_report_then_of_the_response(roll, make_document, make_tagged):
    first, second = datetime.date(2031, 3, 4), datetime.date(2032, 1, 1)
    documents = (
        make_document(make_tagged(), name="a.md", force="Saltmere Police", published=first, responded=second),
        make_document(make_tagged(), name="b.md", force="Saltmere Police", responded=datetime.date(2030, 5, 1)),
        make_document(make_tagged(), name="c.md", force="Saltmere Police"),
    )
    assert [(group.name, group.total) for group in by_year(roll(*documents), ("accepts",))] == [("2030", 1), ("2031", 1)]


def test_forces_are_listed_by_name_and_only_if_they_say_something(roll, make_document, make_tagged):
    documents = (
        make_document(make_tagged(), make_tagged(stance="no_stance", index=1), name="a.md", force="Wexmoor Police", inspection="custody"),
        make_document(make_tagged(), name="b.md", force="Saltmere Police", inspection="custody"),
        make_document(name="c.md", force="Orlmere Police", inspection="custody"),
    )
    groups = by_force(roll(*documents), ("accepts", "no_stance"))
    assert [(group.name, group.total, [count.found for count in group.counts]) for group in groups] == [
        ("Saltmere Police", 1, [1, 0]),
        ("Wexmoor Police", 2, [1, 1]),
    ]
