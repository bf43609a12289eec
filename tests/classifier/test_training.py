from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from classifier import training
from classifier.dataset import Dataset
from classifier.held_out import held_out_forces
from classifier.sentences import sentence_spans
from classifier.tagger import Tagger
from classifier.training import describe, force_folds, refit_head, retrain_head, train_model
from corpus.errors import ModelFolderError, TrainingError
from labels.files import ParagraphLabel
from labels.scheme import shipped_scheme
from models.encoder import EncoderInput

_SAID = {
    "accepts": "We accept this and will sweep yard {}.",
    "disputes_methodology": "The sample at yard {} was wrong and we dispute it.",
    "no_stance": "Yard {} lies by the river.",
}


@pytest.fixture(scope="module")
def data():
    texts = [(said.format(number), stance) for number in range(6) for stance, said in _SAID.items()]
    return Dataset(
        inputs=tuple(EncoderInput(text, tuple(sentence_spans(text))) for text, _ in texts),
        stances=tuple(stance for _, stance in texts),
        sentence_stances=tuple((stance,) for _, stance in texts),
        forces=tuple(f"force {place // 6}" for place in range(len(texts))),
        documents=tuple(f"reply-{place // 6}.md" for place in range(len(texts))),
        labels=tuple(ParagraphLabel(f"{place:016x}", stance=stance) for place, (_, stance) in enumerate(texts)),
        unmatched=0,
    )


def test_a_retrained_head_keeps_the_encoder_and_the_calibration_and_learns_the_labels(data, tagger, tmp_path):
    retrain_head(data, tagger.model, tmp_path / "mine")
    mine = Tagger.load(tmp_path / "mine", threads=1)
    assert mine.model.settings == tagger.model.settings
    assert mine.model.training["stances"]["accepts"] == 6
    assert tagger.model.digest[:16] in mine.model.training["base"]
    assert (tmp_path / "mine" / "encoder.onnx").read_bytes() == (tagger.model.path / "encoder.onnx").read_bytes()
    assert "has not been measured" in mine.measured()
    assert mine.model.digest != tagger.model.digest


def test_a_refitted_head_is_measured_and_calibrated_on_held_out_forces_alone(data, tagger, tmp_path):
    held_out = min(held_out_forces())
    parted = replace(data, forces=tuple(held_out if force == "force 0" else force for force in data.forces))
    refit_head(parted, tagger.model, tmp_path / "mine")
    mine = Tagger.load(tmp_path / "mine", threads=1)
    assert mine.model.training["paragraphs"] == 12
    assert mine.model.training["documents"] == ["reply-1.md", "reply-2.md"]
    assert mine.model.training["held_out"]["paragraphs"] == 6
    assert mine.model.training["tuned_on"] == tagger.model.training.get("tuned_on", tagger.model.training["paragraphs"])
    assert mine.model.settings["temperature"] != tagger.model.settings["temperature"]
    assert mine.model.settings["max_tokens"] == tagger.model.settings["max_tokens"]
    assert (tmp_path / "mine" / "encoder.onnx").read_bytes() == (tagger.model.path / "encoder.onnx").read_bytes()


def test_a_head_is_not_calibrated_on_what_its_encoder_has_seen(data, tagger, tmp_path):
    seen = tagger.model.training["documents"][0]
    held_out = min(held_out_forces())
    leaking = replace(data, forces=(held_out,) * len(data), documents=(seen,) * len(data))
    with pytest.raises(TrainingError, match=f"was trained on {seen}, of a held-out force"):
        refit_head(leaking, tagger.model, tmp_path / "mine")
    with pytest.raises(TrainingError, match="no paragraph of a held-out force"):
        refit_head(data, tagger.model, tmp_path / "mine")


def test_a_head_can_be_retrained_on_labels_of_whole_paragraphs_only(data, tagger, tmp_path):
    whole = Dataset(data.inputs, data.stances, tuple((None,) for _ in data.stances), data.forces, data.documents, data.labels, 0)
    retrain_head(whole, tagger.model, tmp_path / "mine")
    assert Tagger.load(tmp_path / "mine", threads=1).model.training["labelled_sentences"] == 0


def test_nothing_is_read_or_trained_for_a_folder_that_no_model_can_be_saved_in(tmp_path, monkeypatch):
    monkeypatch.setattr(training, "training_data", lambda *_: pytest.fail("documents were read for nothing"))
    (tmp_path / "chapter.txt").write_text("years of work", "utf-8")
    with pytest.raises(ModelFolderError, match="holds files that are no model"):
        train_model(None, None, tmp_path, None, print)
    with pytest.raises(ModelFolderError, match="no model there"):
        train_model(None, None, tmp_path / "mine", tmp_path, print)


def test_a_force_is_held_out_whole_and_each_once():
    forces = ["north", "south", "north", "east", "west", "east", "south"]
    folds = force_folds(forces, 3)
    assert len(folds) == 3
    assert np.sum(folds, axis=0).tolist() == [1] * len(forces)
    for fold in folds:
        inside = {force for force, held in zip(forces, fold, strict=True) if held}
        outside = {force for force, held in zip(forces, fold, strict=True) if not held}
        assert not inside & outside


def test_there_are_no_more_folds_than_forces():
    assert len(force_folds(["north", "south", "north"], 10)) == 2


def test_a_training_set_is_described_by_counts(data):
    found = describe(data, shipped_scheme())
    assert (found["paragraphs"], found["forces"], found["labelled_sentences"]) == (18, 3, 18)
    assert found["documents"] == ["reply-0.md", "reply-1.md", "reply-2.md"]
    assert found["stances"] == {
        "accepts": 6,
        "already_compliant": 0,
        "deferred_pending_guidance": 0,
        "disputes_methodology": 6,
        "no_stance": 6,
    }


def test_a_head_learns_secondary_stances_and_who_is_awaited(tagger, tmp_path):
    said = {
        "home_office": "Yard {} is kept as it is until the Home Office has settled the grant.",
        "college_of_policing": "Yard {} is kept as it is until the College of Policing has issued its guidance.",
    }
    rows = [(text.format(number), body) for number in range(8) for body, text in said.items()]
    rows += [(f"We have swept yard {number} every week since 2012.", None) for number in range(8)]
    stances = tuple("deferred_pending_guidance" if body else "already_compliant" for _, body in rows)
    waiting = Dataset(
        inputs=tuple(EncoderInput(text, tuple(sentence_spans(text))) for text, _ in rows),
        stances=stances,
        sentence_stances=tuple((stance,) for stance in stances),
        forces=tuple(f"force {place % 4}" for place in range(len(rows))),
        documents=tuple("reply.md" for _ in rows),
        labels=tuple(ParagraphLabel(f"{place:016x}", stance=stances[place], awaiting=body) for place, (_, body) in enumerate(rows)),
        unmatched=0,
    )
    retrain_head(waiting, tagger.model, tmp_path / "mine")
    mine = Tagger.load(tmp_path / "mine", threads=1)
    for body, text in said.items():
        tag = mine.tag_inputs([EncoderInput(text.format(99), tuple(sentence_spans(text.format(99))))])[0]
        assert (tag.stance, tag.awaiting) == ("deferred_pending_guidance", body)
