from pathlib import Path

import pytest

from classifier.batch import Outcome
from classifier.cluster import ClusterBatch

pytest.importorskip("ray", reason="Ray is not installed; pip install '.[ray]'")


@pytest.mark.parametrize(
    ("names", "told"),
    [(["a.txt", "b.txt", "c.txt"], [1, 2, 3]), (["many.parquet"], [0, 0, 0]), (["a.txt", "many.parquet", "b.txt"], [1, 1, 1, 1, 3])],
)
def test_progress_is_told_once_a_file(tagger, monkeypatch, names, told):
    """The files are not there: what the cluster would give of each is one failure, of a table three."""
    monkeypatch.setattr(ClusterBatch, "_of_files", lambda batch, files: map(Outcome, files))
    monkeypatch.setattr(ClusterBatch, "_of_table", lambda batch, table: map(Outcome, [table] * 3))
    batch = ClusterBatch(tagger, [Path(name) for name in names])
    done = []
    batch.advance = lambda: done.append(None)
    assert [len(done) for _ in batch.outcomes()] == told
    assert len(done) == len(names)
