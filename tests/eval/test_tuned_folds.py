import json

import pytest

from corpus.errors import TrainingError
from eval.candidates import MAJORITY, WORDS, fit_majority, fit_words
from eval.folds import hold_out_in_turn
from eval.tuned_folds import USUAL, check_names, write_folds
from labels.scheme import shipped_scheme


def test_the_table_compares_the_first_candidate_with_the_others_on_the_same_forces(make_dataset, tmp_path):
    data = make_dataset(("North", "South", "West"), 2)
    found = hold_out_in_turn(data, 3, shipped_scheme(), lambda _: None, {WORDS: fit_words, MAJORITY: fit_majority})
    results = write_folds(found, tmp_path, draws=20)
    assert json.loads((tmp_path / "folds.json").read_text("utf-8")) == json.loads(json.dumps(results))
    rows = [line for line in (tmp_path / "folds.md").read_text("utf-8").splitlines() if line.startswith("| ")]
    assert f"{WORDS} less this" in rows[0]
    assert [row.split(" | ")[0] for row in rows[2:]] == [f"| {WORDS}", f"| {MAJORITY}"]
    scores = {name: figures["macro_f1"]["value"] for name, figures in results["candidates"].items()}
    assert results["differences"][MAJORITY]["macro_f1"]["value"] == pytest.approx(scores[WORDS] - scores[MAJORITY])


def test_a_model_that_has_seen_the_forces_is_refused():
    check_names(USUAL)
    with pytest.raises(TrainingError, match=r"shipped: not a candidate .* choose among majority, cues"):
        check_names(["words", "shipped"])
