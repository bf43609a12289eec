import datasets
import pytest

from classifier.dataset import AUTHORED_DOCUMENTS, AUTHORED_LABELS, load_dataset
from classifier.held_out import split
from labels.hub import SPLITS, authored_dataset, export_dataset


@pytest.fixture(scope="module")
def corpus():
    return authored_dataset()


def test_the_export_holds_what_is_trained_and_measured_on(corpus):
    training, held_out = split(load_dataset([AUTHORED_LABELS], [AUTHORED_DOCUMENTS]))
    assert set(corpus) == set(SPLITS.values())
    assert sum(len(rows) for rows in corpus.values()) == len(training) + len(held_out)
    assert sum(sum(rows["held_out"]) for rows in corpus.values()) == len(held_out)


def test_the_folder_loads_as_it_is(corpus, tmp_path, monkeypatch):
    monkeypatch.setattr("labels.hub.authored_dataset", lambda: corpus)
    counts = export_dataset(tmp_path / "hub")
    loaded = datasets.load_dataset(str(tmp_path / "hub"), cache_dir=str(tmp_path / "cache"))
    assert {name: len(rows) for name, rows in loaded.items()} == counts
    assert loaded["documents"].features == corpus["documents"].features
    assert (tmp_path / "hub" / "README.md").read_text("utf-8").startswith("---\nlicense: cc-by-4.0")
    assert (tmp_path / "hub" / "counts" / "stance.svg").is_file()
