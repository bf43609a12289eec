import json
import shutil
from dataclasses import replace

import pytest
from threadpoolctl import threadpool_limits

import eval.run
from classifier.dataset import AUTHORED_DOCUMENTS
from corpus.errors import TrainingError
from eval.candidates import CUES, MAJORITY, WORDS, fit_cues, fit_majority, fit_words
from eval.run import APART, LEFT_IN, MASKED, SHIPPED, Wanted
from eval.splits import AUTHORED_TEST, REAL_TEST, Split, without_shared

NAMES = [MAJORITY, CUES, WORDS, f"{WORDS}, {LEFT_IN}"]
FAST = "fast model"


@pytest.fixture(scope="module")
def world(tmp_path_factory, make_dataset):
    """Invented forces, two of them held out; the real documents share the wording of one that is trained on."""
    root = tmp_path_factory.mktemp("world")
    (root / "real").mkdir()
    shutil.copy(AUTHORED_DOCUMENTS / "first-a-haldon-wray-crime-data.md", root / "real")
    training = make_dataset(("North", "South", "West"), 2)
    held_out = make_dataset(("East", "Centre"), 1, "held-out-{}.md")
    real = make_dataset(("North", "Far"), 1, "real-{}.txt")
    split = Split(training, without_shared(training, [held_out, real]), {AUTHORED_TEST: held_out, REAL_TEST: real})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(eval.run, "load_split", lambda *_: split)
        patch.setattr(eval.run, "CHEAP", {MAJORITY: fit_majority, CUES: fit_cues, WORDS: fit_words})
        patch.setattr(eval.run, "FAST", root / "none")
        yield root, split


@pytest.fixture(scope="module")
def results(world):
    root, _ = world
    with threadpool_limits(1):  # the matrices are so small that threads only wait for each other
        return eval.run.evaluate_to(root / "out", Wanted(root / "real", draws=5))


def test_every_candidate_is_measured_on_the_same_paragraphs(results, world):
    _, split = world
    for test in (AUTHORED_TEST, REAL_TEST):
        rows = results[test]
        assert list(rows)[:4] == NAMES
        assert {rows[name]["paragraphs"] for name in (*NAMES, SHIPPED)} == {len(split.tests[test])}
        assert {rows[name]["groups"] for name in NAMES} == {2}


def test_the_shipped_model_says_more_than_a_stance(results):
    for test in (AUTHORED_TEST, REAL_TEST):
        assert results[test][SHIPPED]["exact_offsets"]["value"] == 1
        assert results[test][SHIPPED]["deferrals"] == 2
        assert "evidence" not in results[test][WORDS]


def test_shared_text_is_dropped_and_the_figure_without_dropping_stands_beside(results, world):
    _, split = world
    assert results["protocol"]["dropped_as_shared"] == split.dropped > 0
    # Both real paragraphs of North are in training, those of the held-out forces are not.
    assert results[REAL_TEST][f"{SHIPPED}, {APART}"]["paragraphs"] == 5
    assert f"{SHIPPED}, {APART}" not in results[AUTHORED_TEST]


def test_names_masked_are_measured_beside(results):
    assert {f"{SHIPPED}, {MASKED}"} <= set(results[AUTHORED_TEST]) & set(results[REAL_TEST])


def test_the_shipped_model_is_compared_with_every_other(results):
    others = results["differences"][REAL_TEST][SHIPPED]
    assert set(NAMES) <= set(others)
    rows = results[REAL_TEST]
    expected = rows[SHIPPED]["macro_f1"]["value"] - rows[CUES]["macro_f1"]["value"]
    assert others[CUES]["macro_f1"]["value"] == pytest.approx(expected)


def test_every_wrong_real_paragraph_is_listed_without_its_text(results, world):
    _, split = world
    wrong = results["errors"][SHIPPED]
    assert len(wrong) == round((1 - results[REAL_TEST][SHIPPED]["accuracy"]["value"]) * len(split.tests[REAL_TEST]))
    assert all(set(row) == {"document", "fingerprint", "labelled", "said", "confidence", "abstained"} for row in wrong)


def test_figures_and_page_are_written(results, world):
    root, _ = world
    assert sorted(path.name for path in (root / "out").iterdir()) == ["evaluation.html", "evaluation.json"]
    written = json.loads((root / "out" / "evaluation.json").read_text("utf-8"))
    assert written[AUTHORED_TEST][MAJORITY]["macro_f1"] == results[AUTHORED_TEST][MAJORITY]["macro_f1"]
    assert SHIPPED in (root / "out" / "evaluation.html").read_text("utf-8")


def test_the_model_is_never_measured_on_what_it_was_trained_on(world, monkeypatch):
    root, _ = world
    known = eval.run.load_model_folder()
    trained = replace(known, training={**known.training, "documents": ["held-out-East.md", "elsewhere.pdf"]})
    monkeypatch.setattr(eval.run, "load_model_folder", lambda _: trained)
    with threadpool_limits(1):
        found = eval.run.evaluate(Wanted(root / "real", draws=2), lambda _: None)
    assert SHIPPED in found[REAL_TEST]
    assert SHIPPED not in found[AUTHORED_TEST]
    assert found["models"][SHIPPED]["trained_on_held_out"] == 1
    assert found["models"][SHIPPED]["not_given_to_the_others"] == ["elsewhere.pdf"]
    trained = replace(known, training={**known.training, "documents": ["real-Far.txt"]})
    with pytest.raises(TrainingError, match=r"trained on real-Far\.txt"):
        eval.run.evaluate(Wanted(root / "real", draws=2), lambda _: None)
