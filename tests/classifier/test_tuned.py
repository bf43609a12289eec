from __future__ import annotations

import shutil
from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="training needs the training extra")

from classifier import tuned
from classifier.dataset import Dataset
from classifier.held_out import held_out_forces
from classifier.tuned import TunedTraining, train_tuned, train_tuned_model
from corpus.errors import StanceError, TrainingError
from labels.files import ParagraphLabel
from labels.scheme import shipped_scheme
from models.base import LARGE_BASE_NAME
from models.choice import Base
from models.encoder import EncoderInput
from models.folder import FAST, SHIPPED, load_model_folder

_KNOWN = "We accept this recommendation in full and will change the training of all sergeants by the end of June."


def two_stances():
    said = {"accepts": "We accept this and will sweep yard {}.", "no_stance": "Yard {} lies by the river."}
    texts = [(text.format(number), stance) for number in range(8) for stance, text in said.items()]
    return Dataset(
        tuple(EncoderInput(text, ((0, len(text)),), "") for text, _ in texts),
        tuple(stance for _, stance in texts),
        tuple((stance,) for _, stance in texts),
        tuple(min(held_out_forces()) if place >= 10 else f"force {place // 5}" for place in range(len(texts))),
        tuple(f"reply-{place // 5}.md" for place in range(len(texts))),
        tuple(ParagraphLabel(f"{place:016x}", stance=stance) for place, (_, stance) in enumerate(texts)),
        0,
    )


def test_a_model_tuned_further_says_what_it_was_and_is_measured_on_held_out_forces(tmp_path):
    pytest.importorskip("torch", reason="tuning needs the training extra")
    data = two_stances()
    wanted = TunedTraining(Base.FURTHER, source=FAST, layers=2)
    train_tuned(data, [], shipped_scheme(), tmp_path / "mine", wanted)
    mine, before = load_model_folder(tmp_path / "mine"), load_model_folder(FAST)
    assert mine.training["held_out"]["paragraphs"] == 6
    assert mine.training["paragraphs"] == 10
    assert mine.training["base"] == before.training["base"]
    assert mine.training["before"][-1]["model"] == before.digest
    assert (mine.path / "encoder.onnx").stat().st_size < (FAST / "encoder.onnx").stat().st_size
    card = (mine.path / "card.md").read_text("utf-8")
    assert f"from the first 2 layers of the model {before.digest[:12]}" in card


def test_a_student_says_whom_it_learned_from(tmp_path):
    pytest.importorskip("torch", reason="tuning needs the training extra")
    teacher = load_model_folder(FAST)
    told = []
    train_tuned(two_stances(), [], shipped_scheme(), tmp_path / "mine", TunedTraining(Base.SMALL), [teacher], told.append)
    mine = load_model_folder(tmp_path / "mine")
    assert mine.training["teachers"] == [teacher.digest]
    assert f"from the probabilities of {teacher.digest[:12]}." in (mine.path / "card.md").read_text("utf-8")


@pytest.mark.parametrize("teachers", [[], [FAST]])
def test_a_student_that_has_no_whole_teacher_to_start_from_is_refused(teachers, tmp_path):
    loaded = [load_model_folder(path) for path in teachers]
    with pytest.raises(TrainingError, match="let the first --teacher be a model made with --tune whole"):
        train_tuned(two_stances(), [], shipped_scheme(), tmp_path / "mine", TunedTraining(Base.STUDENT), loaded)


def test_a_student_starts_from_layers_of_its_teacher_and_is_averaged_with_the_other(tmp_path, monkeypatch):
    pytest.importorskip("torch", reason="tuning needs the training extra")
    # The large base is not at hand everywhere: the shipped model stands for it, and for the model to average with.
    shipped = load_model_folder()
    whole = replace(shipped, training={**shipped.training, "base": LARGE_BASE_NAME})
    started = []
    monkeypatch.setattr(tuned, "cut_encoder", lambda source, target, texts: shutil.copytree(source, target))
    monkeypatch.setattr(tuned, "tune_encoder", lambda base, target, *rest: started.append(rest) or shutil.copytree(base, target))
    train_tuned(two_stances(), [], shipped_scheme(), tmp_path / "mine", TunedTraining(Base.STUDENT, source=SHIPPED), [whole])
    mine = load_model_folder(tmp_path / "mine")
    assert started[0][0][0].vectors.shape[1] == 768
    assert mine.training["cut_from"] == whole.digest
    assert (mine.training["averaged_with"], mine.training["own_share"]) == (shipped.digest, tuned.OWN_SHARE)
    item = EncoderInput("Yard 3 lies by the river.")
    ours, theirs = (model.encoder(threads=1).encode([item])[0].paragraph for model in (mine, shipped))
    assert np.dot(ours, theirs) / np.linalg.norm(ours) / np.linalg.norm(theirs) > 0.98


def test_nothing_is_read_or_tuned_for_a_folder_that_cannot_be_written(tmp_path, monkeypatch):
    monkeypatch.setattr(tuned, "training_data", lambda *_: pytest.fail("documents were read for nothing"))
    (tmp_path / "chapter.txt").write_text("years of work", "utf-8")
    for output, wanted, reason in (
        (tmp_path, TunedTraining(Base.SMALL), "holds files that are no model"),
        (tmp_path / "mine", TunedTraining(Base.SMALL, keep=tmp_path / "chapter.txt"), "cannot be written"),
        (tmp_path / "mine", TunedTraining(Base.STUDENT, teachers=[tmp_path]), "no model there"),
    ):
        with pytest.raises(StanceError, match=reason):
            train_tuned_model(None, None, output, wanted, print)


def test_a_teacher_that_has_seen_held_out_forces_teaches_nobody(tmp_path, make_labelled):
    teacher = load_model_folder(FAST)
    data = make_labelled(_KNOWN, min(held_out_forces()), teacher.training["documents"][0])
    with pytest.raises(TrainingError, match="of a held-out force"):
        train_tuned(data, [], shipped_scheme(), tmp_path / "mine", TunedTraining(Base.SMALL), [teacher])
    assert not (tmp_path / "mine").exists()


def test_an_encoder_that_has_seen_held_out_forces_is_not_tuned_further(tmp_path, make_labelled):
    seen = load_model_folder(FAST).training["documents"][0]
    data = make_labelled(_KNOWN, min(held_out_forces()), seen)
    with pytest.raises(TrainingError, match=f"was trained on {seen}, of a held-out force"):
        train_tuned(data, [], shipped_scheme(), tmp_path / "mine", TunedTraining(Base.FURTHER, source=FAST))
    assert not (tmp_path / "mine").exists()
