import shutil

import pytest

import eval.splits
from classifier.dataset import AUTHORED, AUTHORED_DOCUMENTS, AUTHORED_LABELS
from classifier.held_out import held_out_forces
from eval.splits import AUTHORED_TEST, REAL_TEST, joined, load_split, without_shared

DOCUMENTS = ("first-a-haldon-wray-crime-data.md", "first-c-westmarch-hate-incidents.md", "coldridge-digitalforensics-2023.txt")


@pytest.fixture
def world(tmp_path, monkeypatch):
    """Two documents that may be trained on and one that may not; a copy of the first stands for a real one."""
    for name in ("documents", "labels", "real", "real-labels"):
        (tmp_path / name).mkdir()
    shutil.copy(AUTHORED / "manifest.jsonl", tmp_path)
    for name in DOCUMENTS:
        stem = name.rpartition(".")[0]
        shutil.copy(AUTHORED_DOCUMENTS / name, tmp_path / "documents")
        shutil.copy(AUTHORED_LABELS / f"{stem}.jsonl", tmp_path / "labels")
    shutil.copy(AUTHORED_DOCUMENTS / DOCUMENTS[0], tmp_path / "real" / "renamed.md")
    shutil.copy(AUTHORED_LABELS / "first-a-haldon-wray-crime-data.jsonl", tmp_path / "real-labels" / "renamed.jsonl")
    monkeypatch.setattr(eval.splits, "AUTHORED_DOCUMENTS", tmp_path / "documents")
    monkeypatch.setattr(eval.splits, "AUTHORED_LABELS", tmp_path / "labels")
    monkeypatch.setattr(eval.splits, "REAL_LABELS", tmp_path / "real-labels")
    return tmp_path


def test_what_is_measured_on_is_never_trained_on(world):
    split = load_split(world / "real")
    assert set(split.tests) == {AUTHORED_TEST, REAL_TEST}
    assert set(split.tests[AUTHORED_TEST].forces) <= held_out_forces()
    assert not set(split.everything.forces) & held_out_forces()
    # The real document is a copy of one of the two: its text is dropped from training.
    assert set(split.everything.documents) == set(DOCUMENTS[:2])
    assert set(split.training.documents) == {DOCUMENTS[1]}
    assert split.dropped == len(split.tests[REAL_TEST])


def test_intervals_are_over_forces_and_over_real_documents(world):
    split = load_split(world / "real")
    assert set(split.groups(AUTHORED_TEST)) == {"Coldridge"}
    assert set(split.groups(REAL_TEST)) == {"renamed.md"}


def test_without_real_documents_there_is_one_test(world):
    assert list(load_split(None).tests) == [AUTHORED_TEST]


def test_text_that_a_test_shares_is_dropped_and_nothing_else(make_dataset):
    training, test = make_dataset(("North", "South"), 2), make_dataset(("North",), 1)
    kept = without_shared(training, [test])
    assert len(kept) < len(training)
    assert not {item.text for item in kept.inputs} & {item.text for item in test.inputs}


def test_two_datasets_can_be_put_together(make_dataset):
    both = joined(make_dataset(("North",), 1), make_dataset(("South",), 2))
    assert len(both) == 15
    assert both.forces == ("North",) * 5 + ("South",) * 10
    assert len(both.labels) == len(both.sentence_stances) == len(both.inputs)
