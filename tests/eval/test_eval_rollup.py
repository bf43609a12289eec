from __future__ import annotations

import json
from pathlib import Path

import pytest

from classifier.rollup import Coverage
from eval.rollup import RollupFigures, Share, evaluate_layouts, evaluate_real, labelled_tags
from labels.files import read_label_file
from labels.scheme import shipped_scheme

_ROOT = Path(__file__).parent.parent.parent
_REAL = _ROOT.parent / "shared" / "documents"
_LABELS = _ROOT / "labels" / "real"


def _by_readers(path):
    return labelled_tags(path, read_label_file(_LABELS / f"{path.stem}.jsonl"), shipped_scheme())


@pytest.mark.skipif(not _REAL.is_dir(), reason="the real documents are not at hand")
def test_with_the_readers_labels_the_roll_up_of_the_real_documents_is_right():
    figures = evaluate_real(_REAL, _by_readers, shipped_scheme())
    for share in (figures.found, figures.right, figures.coverage, figures.ties, figures.stance, figures.deferred_found, figures.deadlines):
        assert (share.right, share.of > 0) == (share.of, True)


def test_the_truth_names_stances_and_coverages_of_the_scheme():
    truth = json.loads((_ROOT / "eval" / "real-recommendations.json").read_text("utf-8"))["documents"]
    for row in (row for rows in truth.values() for row in rows):
        assert row["coverage"] in {coverage.value for coverage in Coverage}
        assert set(row.get("stances", ())) <= set(shipped_scheme().ids)
        assert row["number"] or row["fingerprint"]


def test_what_is_missing_or_too_much_is_counted():
    figures = RollupFigures()
    row = {"number": "1", "coverage": "not_answered", "deadline": None, "awaiting": None}
    figures.add([row], [], "deferred_pending_guidance")
    assert (figures.found, figures.right) == (Share(0, 1), Share(0, 0))
    assert [str(Share(2, 3)), str(Share())] == ["2/3", "–"]


def test_answered_recommendations_of_a_layout_are_compared_with_its_labels(tmp_path):
    source = _ROOT / "tests" / "layouts" / "development"
    for suffix in (".txt", ".jsonl"):
        (tmp_path / f"letter{suffix}").write_bytes((source / f"01-harrowmere-custody-letter{suffix}").read_bytes())
    scheme = shipped_scheme()

    def tag(path):
        labels = read_label_file(path.with_suffix(".jsonl"))
        return labelled_tags(path, [label for label in labels if label.role == "response"], scheme)

    found, right = evaluate_layouts(tmp_path, tag, scheme)
    assert found.of == 4
    assert right.right == right.of
