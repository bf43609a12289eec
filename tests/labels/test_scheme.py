from __future__ import annotations

import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import LabelFileError
from labels.scheme import scheme_from, scheme_to, shipped_scheme

_IDS = shipped_scheme().ids


@pytest.fixture
def data():
    return copy.deepcopy(scheme_to(shipped_scheme()))


@pytest.mark.parametrize(
    ("stances", "expected"),
    [
        (["accepts", "disputes_methodology"], "disputes_methodology"),
        (["already_compliant", "accepts"], "accepts"),
        (["accepts", "deferred_pending_guidance"], "deferred_pending_guidance"),
        (["deferred_pending_guidance", "disputes_methodology", "already_compliant"], "disputes_methodology"),
        (["no_stance", "already_compliant"], "already_compliant"),
        (["no_stance", "no_stance"], None),
        ([], None),
    ],
)
def test_the_most_cautious_of_several_stances_follows_the_guide(stances, expected):
    assert shipped_scheme().most_cautious(stances) == expected


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(_IDS), max_size=8), st.randoms())
def test_the_most_cautious_stance_does_not_depend_on_order_or_repetition(stances, random):
    shuffled = [*stances, *stances]
    random.shuffle(shuffled)
    assert shipped_scheme().most_cautious(stances) == shipped_scheme().most_cautious(shuffled)


def test_every_stance_but_the_neutral_one_has_its_place_in_the_order_of_caution():
    scheme = shipped_scheme()
    assert {*scheme.caution, scheme.neutral} == set(scheme.ids)
    assert len(set(scheme.caution)) == len(scheme.caution)


def test_a_label_is_shown_by_its_name_and_an_unknown_one_by_its_id():
    assert shipped_scheme().shown_as("deferred_pending_guidance") == "deferred pending national guidance"
    assert shipped_scheme().shown_as("sings") == "sings"


def test_a_scheme_survives_its_json_form(data):
    assert scheme_from(json.loads(json.dumps(data))) == shipped_scheme()


def test_a_scheme_of_other_labels_needs_neither_neutral_nor_deferral(data):
    labels = [{"id": name, "shown_as": name, "definition": "…"} for name in ("hot", "cold")]
    scheme = scheme_from({"name": "weather", "labels": labels, "caution": ["cold", "hot"]})
    assert scheme.ids == ("hot", "cold")
    assert scheme.neutral is None
    assert scheme.deferral is None
    assert scheme.most_cautious(["hot", "cold"]) == "cold"


@pytest.mark.parametrize("field", ["name", "labels", "caution"])
def test_a_scheme_without_a_needed_field_is_refused_by_its_name(data, field):
    del data[field]
    with pytest.raises(LabelFileError, match=rf"mine\.json: the scheme lacks '{field}'"):
        scheme_from(data, "mine.json")


@pytest.mark.parametrize(("field", "value"), [("caution", ["accepts", "sulks"]), ("neutral", "sulks"), ("deferral", "sulks")])
def test_a_scheme_that_names_a_label_it_does_not_have_is_refused(data, field, value):
    data[field] = value
    with pytest.raises(LabelFileError, match=r"names .*sulks.* but has no such label"):
        scheme_from(data)


@pytest.mark.parametrize("field", ["name", "caution", "neutral", "deferral", "awaiting", "labels"])
def test_a_scheme_of_something_else_than_text_is_refused(data, field):
    data[field] = {"caution": [["accepts"]], "awaiting": [3], "labels": [{**data["labels"][0], "shown_as": 3}]}.get(field, [])
    with pytest.raises(LabelFileError, match="something else than text"):
        scheme_from(data)


def test_two_labels_of_one_id_are_refused(data):
    data["labels"].append(data["labels"][0])
    with pytest.raises(LabelFileError, match="two labels of one id"):
        scheme_from(data)


@pytest.mark.parametrize("odd", [[], "accepts", {"name": "x", "labels": ["accepts"], "caution": []}, {"labels": 3}])
def test_what_is_no_scheme_is_refused_by_where_it_stands(odd):
    with pytest.raises(LabelFileError, match=r"odd\.json: .*compare it with labels/scheme\.json"):
        scheme_from(odd, "odd.json")


def test_a_scheme_without_labels_is_refused(data):
    with pytest.raises(LabelFileError, match="labels"):
        scheme_from({**data, "labels": [], "caution": [], "neutral": None, "deferral": None})
