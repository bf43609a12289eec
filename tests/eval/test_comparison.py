import json

import numpy as np
import pytest

import eval.comparison
from corpus.errors import TrainingError
from eval.candidates import fit_cues, fit_majority, fit_words
from eval.catalogue import Entry
from eval.comparison import compare, ensembles, kept_outcomes, run_candidate, text_digest
from eval.splits import AUTHORED_TEST, REAL_TEST, Split
from labels.scheme import shipped_scheme

SCHEME = shipped_scheme()


@pytest.fixture
def split(make_dataset):
    training = make_dataset(("North", "South", "West"), 2)
    return Split(training, training, {AUTHORED_TEST: make_dataset(("East", "Centre"), 2), REAL_TEST: make_dataset(("Far",), 1)})


@pytest.fixture
def runs(monkeypatch):
    """A catalogue of three, of which one is dear; counts how often each is trained."""
    counts = dict.fromkeys(("majority", "cues", "shipped"), 0)

    def counted(name, fit):
        def run(training, scheme):
            counts[name] += 1
            return fit(training, scheme)

        return run

    fits = {"majority": fit_majority, "cues": fit_cues, "shipped": fit_words}
    entries = {name: Entry(f"the {name}", counted(name, fit), cheap=name != "shipped") for name, fit in fits.items()}
    monkeypatch.setattr(eval.comparison, "ENTRIES", entries)
    monkeypatch.setattr(eval.comparison, "ENSEMBLES", {"both": ("cues", "shipped"), "lacking": ("cues", "absent")})
    return counts


def test_only_what_was_run_is_reported_and_nothing_is_run_twice(split, runs, tmp_path):
    results = compare([], split, tmp_path, lambda _: None)
    assert set(results["tests"][REAL_TEST]) == {"majority", "cues"}
    results = compare(["shipped"], split, tmp_path, lambda _: None)
    assert set(results["tests"][REAL_TEST]) == {"majority", "cues", "shipped", "both"}
    assert runs == {"majority": 1, "cues": 1, "shipped": 1}
    compare([], split, tmp_path, lambda _: None)
    assert runs == {"majority": 1, "cues": 1, "shipped": 1}


def test_table_plots_and_figures_are_written(split, runs, tmp_path):
    results = compare(["majority", "shipped"], split, tmp_path, lambda _: None)
    table = (tmp_path / "comparison.md").read_text("utf-8")
    assert table.index("the shipped") < table.index("the majority")  # the best first
    assert "held-out" in table.lower()
    assert json.loads((tmp_path / "comparison.json").read_text("utf-8"))["costs"]["shipped"]["paragraphs_per_second"] > 0
    assert {path.name for path in tmp_path.glob("*.svg")} == {"comparison-authored.svg", "comparison-real.svg"}
    assert results["differences"][AUTHORED_TEST]["majority"]["macro_f1"]["value"] > 0


def test_results_of_other_text_are_left_out_and_named(split, runs, tmp_path, make_dataset):
    compare(["majority"], split, tmp_path, lambda _: None)
    other = Split(split.training, split.training.subset(range(10)), split.tests)
    told = []
    assert kept_outcomes(tmp_path / "comparison", text_digest(other), told.append) == {}
    assert told == ["majority: was run on other text or labels; run it again"]


def test_another_label_is_other_text(split):
    training = split.training
    changed = type(training)(
        training.inputs, ("accepts",) * len(training), training.sentence_stances, training.forces, training.documents, training.labels, 0
    )
    assert text_digest(split) != text_digest(Split(changed, changed, split.tests))


def test_an_ensemble_is_the_mean_of_its_members_and_costs_all_of_them(split, runs):
    outcomes = {name: run_candidate(name, split, SCHEME) for name in ("cues", "shipped")}
    made = ensembles(outcomes)
    assert list(made) == ["both"]
    expected = (outcomes["cues"].table(REAL_TEST) + outcomes["shipped"].table(REAL_TEST)) / 2
    np.testing.assert_allclose(made["both"].table(REAL_TEST), expected)
    assert made["both"].seconds == pytest.approx(outcomes["cues"].seconds + outcomes["shipped"].seconds)
    assert made["both"].paragraphs_per_second < outcomes["shipped"].paragraphs_per_second


def test_no_time_is_told_of_models_that_had_been_trained_before(split, runs, monkeypatch, tmp_path):
    entries = {"cues": Entry("the cues", fit_cues), "shipped": Entry("the shipped", fit_words, trained=True)}
    monkeypatch.setattr(eval.comparison, "ENTRIES", entries)
    results = compare(["cues", "shipped"], split, tmp_path, lambda _: None)
    assert results["costs"]["cues"]["seconds"] >= 0
    assert results["costs"]["shipped"]["seconds"] is None
    assert results["costs"]["both"]["seconds"] is None
    rows = [line for line in (tmp_path / "comparison.md").read_text("utf-8").splitlines() if line.startswith("| the shipped")]
    assert rows
    assert all(row.endswith("| – |") for row in rows)


def test_a_name_that_is_not_known_is_told_with_those_that_are(split, runs, tmp_path):
    with pytest.raises(TrainingError, match="called wrods; choose among majority, cues, shipped"):
        compare(["wrods"], split, tmp_path, lambda _: None)
