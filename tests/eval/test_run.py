import functools
import json
import shutil

import pytest
from threadpoolctl import threadpool_limits

import eval.run
from classifier.dataset import AUTHORED, AUTHORED_DOCUMENTS, AUTHORED_LABELS, load_dataset
from corpus.errors import TrainingError
from eval.bootstrap import interval, paired_difference
from labels.scheme import shipped_scheme
from models.folder import load_model_folder

DOCUMENTS = (
    "first-a-haldon-wray-crime-data",
    "first-a-quenby-serious-youth-violence",
    "first-c-westmarch-equality-policies",
    "first-c-westmarch-hate-incidents",
)
BASELINES = ["majority", "cue words", "words and characters", eval.run.FROZEN, "words and characters, shared text left in training"]


def make_world(root, stems, patch):
    """A few authored documents; copies of two under new names stand for real ones. The encoder is the shipped one as it is."""
    for folder in ("documents", "labels", "real", "real-labels"):
        (root / folder).mkdir()
    shutil.copy(AUTHORED / "manifest.jsonl", root)
    for stem in stems:
        shutil.copy(AUTHORED_DOCUMENTS / f"{stem}.md", root / "documents")
        shutil.copy(AUTHORED_LABELS / f"{stem}.jsonl", root / "labels")
    for stem in stems[:2]:
        shutil.copy(AUTHORED_DOCUMENTS / f"{stem}.md", root / "real" / f"renamed-{stem}.md")
        shutil.copy(AUTHORED_LABELS / f"{stem}.jsonl", root / "real-labels" / f"renamed-{stem}.jsonl")
    patch.setattr(eval.run, "AUTHORED_DOCUMENTS", root / "documents")
    patch.setattr(eval.run, "AUTHORED_LABELS", root / "labels")
    patch.setattr(eval.run, "REAL_LABELS", root / "real-labels")
    patch.setattr(eval.run, "HELD_OUT_PREDICTIONS", root / "held-out.jsonl")
    patch.setattr(eval.run, "frozen_encoder", lambda: load_model_folder().encoder())
    patch.setattr(eval.run, "interval", functools.partial(interval, draws=5))
    patch.setattr(eval.run, "paired_difference", functools.partial(paired_difference, draws=5))


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    root = tmp_path_factory.mktemp("world")
    with pytest.MonkeyPatch.context() as patch:
        make_world(root, DOCUMENTS, patch)
        ids = shipped_scheme().ids
        with (root / "held-out.jsonl").open("w", encoding="utf-8") as file:
            for label in load_dataset([root / "labels"], [root / "documents"]).labels[:10]:  # predictions that are all right, and sure
                row = {"fingerprint": label.fingerprint, "probabilities": [float(label.stance == one) for one in ids]}
                file.write(json.dumps(row) + "\n")
        yield root


@pytest.fixture(scope="module")
def results(world):
    lines = []
    with threadpool_limits(1):  # the matrices are so small that threads only wait for each other
        found = eval.run.evaluate_to(world / "out", world / "real", 2, None, lines.append)
    assert any("fold 2" in line for line in lines)
    return found


def test_every_candidate_is_measured_on_the_same_paragraphs(results, world):
    count = len(load_dataset([world / "labels"], [world / "documents"]))
    authored = results["authored"]
    assert list(authored)[:5] == BASELINES
    assert {authored[name]["paragraphs"] for name in BASELINES} == {count}
    assert {authored[name]["groups"] for name in BASELINES} == {3}
    assert results["protocol"]["forces"] == 3
    assert results["protocol"]["folds"] == 2
    assert {sum(map(sum, row["confusion"])) for name, row in authored.items() if name in BASELINES} == {count}


def test_every_figure_has_an_interval(results):
    for part in ("authored", "real"):
        for row in results[part].values():
            for metric in ("macro_f1", "accuracy", "kappa", "calibration_error", "brier"):
                low, high = row[metric]["interval"]
                assert low <= high
                assert isinstance(row[metric]["value"], float)


def test_candidates_are_compared_with_words_and_characters(results):
    rows = results["authored"]
    difference = rows["cue words"]["macro_f1_less_words and characters"]
    expected = rows["cue words"]["macro_f1"]["value"] - rows["words and characters"]["macro_f1"]["value"]
    assert difference["value"] == pytest.approx(expected)
    assert "macro_f1_less_words and characters" not in rows["words and characters"]


def test_what_training_predicted_for_held_out_forces_is_reported(results):
    (name,) = [name for name in results["authored"] if name.startswith("shipped model")]
    assert results["authored"][name]["paragraphs"] == 10
    assert results["authored"][name]["accuracy"]["value"] == 1
    assert results["authored"][name]["brier"]["value"] == 0


def test_real_documents_are_reported_apart_with_the_shipped_model(results):
    assert list(results["real"]) == [*BASELINES[:4], "shipped model"]
    assert {row["groups"] for row in results["real"].values()} == {2}
    assert results["structure"]["real"]["documents"] == 2
    assert 0 < results["structure"]["real"]["roles"]["response"]["f1"] <= 1


def test_the_risk_of_keeping_every_paragraph_is_reported(results):
    for part in ("authored", "real"):
        for row in results[part].values():
            assert row["risk_coverage"][-1] == pytest.approx((1, 1 - row["accuracy"]["value"]))


def test_figures_and_page_are_written(results, world):
    assert sorted(path.name for path in (world / "out").iterdir()) == ["evaluation.html", "evaluation.json"]
    written = json.loads((world / "out" / "evaluation.json").read_text("utf-8"))
    assert written["authored"]["majority"]["macro_f1"] == results["authored"]["majority"]["macro_f1"]
    assert "majority" in (world / "out" / "evaluation.html").read_text("utf-8")


def test_the_model_is_never_measured_on_what_it_was_trained_on(tmp_path, monkeypatch):
    make_world(tmp_path, DOCUMENTS[:2], monkeypatch)
    model = load_model_folder()
    known = next(name for name in model.training["documents"] if (AUTHORED_DOCUMENTS / name).is_file())
    shutil.copy(AUTHORED_DOCUMENTS / known, tmp_path / "real")
    shutil.copy(AUTHORED_LABELS / f"{known.rpartition('.')[0]}.jsonl", tmp_path / "real-labels")
    with threadpool_limits(1), pytest.raises(TrainingError, match=f"trained on {known}"):
        eval.run.evaluate(model, tmp_path / "real", 2, lambda _: None)
