import numpy as np
import pytest

from classifier.records import Evidence, Tag
from eval.answers import METRICS, TAG_METRICS, answers_of_table, answers_of_tags, surest, targets_of
from eval.metrics import Predictions
from labels.scheme import shipped_scheme

SCHEME = shipped_scheme()
IDS = SCHEME.ids


def tag(data, place, stance=None, sentence=0, **given):
    """A tag that is right in everything, unless told otherwise."""
    stance = stance or data.stances[place]
    start, end = data.inputs[place].spans[sentence]
    defers = stance == SCHEME.deferral
    fields = {"abstained": False, "also": (), "awaiting": "home_office" if defers else None, **given}
    probabilities = {label: 0.8 if label == stance else 0.05 for label in IDS}
    return Tag(stance, probabilities, evidence=Evidence(data.inputs[place].text[start:end], start, end), **fields)


@pytest.fixture
def data(make_dataset):
    return make_dataset(("North", "South"), 1)


def figures(data, tags):
    answers = answers_of_tags(tags, data, data.forces, SCHEME)
    return {name: metric(answers) for name, metric in {**METRICS, **TAG_METRICS}.items()}


def test_a_tagger_that_is_always_right_has_perfect_figures(data):
    found = figures(data, [tag(data, place) for place in range(len(data))])
    ones = ("macro_f1", "accuracy", "kappa", "surest_accuracy", "kept", "deferral_precision", "deferral_recall", "awaiting",
            "awaiting_of_all", "all_stances_f1", "evidence", "evidence_of_stances", "evidence_of_all", "exact_offsets")  # fmt: skip
    assert {name: found[name] for name in ones} == dict.fromkeys(ones, 1.0)
    assert found["kept_error"] == 0
    assert np.isnan(found["also_f1"])  # no secondary stance is labelled, and none is said


def test_a_deferral_said_beside_the_stance_counts_as_found(data):
    place = data.stances.index("deferred_pending_guidance")
    tags = [tag(data, place) for place in range(len(data))]
    tags[place] = tag(data, place, "accepts", also=("deferred_pending_guidance",), awaiting="npcc")
    found = figures(data, tags)
    assert found["deferral_recall"] == 1
    assert found["awaiting"] == found["awaiting_of_all"] == 0.5


def test_a_deferral_that_is_missed_counts_only_among_all(data):
    place = data.stances.index("deferred_pending_guidance")
    tags = [tag(data, place) for place in range(len(data))]
    tags[place] = tag(data, place, "no_stance")
    found = figures(data, tags)
    assert found["deferral_recall"] == found["awaiting_of_all"] == 0.5
    assert found["deferral_precision"] == found["awaiting"] == 1


def test_the_sentence_shown_must_carry_the_label_of_the_paragraph(data):
    tags = [tag(data, place, sentence=int(stance == "accepts")) for place, stance in enumerate(data.stances)]
    found = figures(data, tags)
    assert found["evidence"] == found["evidence_of_all"] == 8 / 10
    assert found["evidence_of_stances"] == 6 / 8  # the two neutral paragraphs are right whatever is shown


def test_evidence_is_not_asked_where_no_sentence_has_the_label(data):
    row = data.stances.index("accepts")
    sentences = list(data.sentence_stances)
    sentences[row] = (None, "no_stance")
    lacking = type(data)(data.inputs, data.stances, tuple(sentences), data.forces, data.documents, data.labels, 0)
    answers = answers_of_tags([tag(data, place) for place in range(len(data))], lacking, data.forces, SCHEME)
    assert answers.evidence.tolist().count(-1) == 1


def test_what_is_abstained_from_costs_no_error(data):
    tags = [tag(data, place) for place in range(len(data))]
    tags[0] = tag(data, 0, "no_stance", abstained=True)
    found = figures(data, tags)
    assert found["kept"] == 0.9
    assert found["kept_error"] == 0
    assert found["accuracy"] == 0.9


def test_secondary_stances_are_counted_over_paragraphs_and_labels(data):
    tags = [tag(data, place) for place in range(len(data))]
    tags[0] = tag(data, 0, also=("disputes_methodology",))
    assert figures(data, tags)["also_f1"] == 0
    answers = answers_of_tags(tags, data, data.forces, SCHEME)
    assert TAG_METRICS["all_stances_f1"](answers) == pytest.approx(20 / 21)


def test_a_plain_classifier_is_not_asked_for_evidence_or_who_is_awaited(data):
    table = np.eye(5)[targets_of(data, SCHEME)]
    answers = answers_of_table(Predictions(IDS, table, targets_of(data, SCHEME), data.forces), np.ones(len(data), bool), data, SCHEME)
    assert METRICS["deferral_recall"](answers) == 1
    assert all(np.isnan(TAG_METRICS[name](answers)) for name in ("evidence", "awaiting", "exact_offsets"))


def test_the_surest_are_seven_in_ten_and_those_with_the_highest_probability(data):
    targets = targets_of(data, SCHEME)
    table = np.full((10, 5), 0.05)
    table[np.arange(10), targets] = np.linspace(0.3, 0.9, 10)
    answers = answers_of_table(Predictions(IDS, table, targets, data.forces), np.ones(10, bool), data, SCHEME)
    kept = surest(answers).predictions.probabilities.max(axis=1)
    assert len(kept) == 7
    assert kept.min() == pytest.approx(np.sort(np.linspace(0.3, 0.9, 10))[3])


def test_answers_can_be_taken_several_times(data):
    answers = answers_of_tags([tag(data, place) for place in range(len(data))], data, data.forces, SCHEME)
    taken = answers.take(np.array([2, 2, 7]))
    assert taken.groups == ("North", "North", "South")
    assert taken.truly_defers.tolist() == [True, True, True]
    assert taken.also.shape == (3, 5)
