"""Training of a whole model: the encoder tuned, the head fitted, both measured and calibrated on held-out forces."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from classifier.calibration import Calibration
from classifier.dataset import AUTHORED_DOCUMENTS, Dataset
from classifier.distilling import labelled_examples, taught_by, unlabelled_examples, unlabelled_inputs
from classifier.held_out import split
from classifier.measured import measure
from classifier.settings import RunSettings
from classifier.training import MAXIMUM_TOKENS, check_unseen, describe, fit_head, save_model, training_data
from labels.scheme import Scheme, shipped_scheme
from models.base import BASE_NAME, LARGE_BASE_NAME, base_encoder_folder, large_base_encoder_folder
from models.choice import Base
from models.cutting import KEPT_LAYERS, cut_encoder
from models.encoder import EncoderInput, OnnxEncoder
from models.examples import TuningSettings
from models.export import export_encoder
from models.folder import ModelFolder, load_model_folder
from models.recovering import recover_encoder
from models.tuning import tune_encoder

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class TunedTraining:
    """What to tune.

    ``teachers`` are models whose mean probabilities are learned too, and the vectors of the first; a student that is cut from the
    large base is cut from the first of them that is that base uncut. ``keep`` is a folder for the tuned encoder in 32-bit floats;
    ``source`` the model that is tuned further, the shipped one if ``None``, and ``layers`` how many of its layers are kept.
    """

    base: Base
    seed: int = 0
    teachers: Sequence[Path] = ()
    keep: Path | None = None
    source: Path | None = None
    layers: int | None = None

    @property
    def settings(self) -> TuningSettings:
        """How the encoder is tuned."""
        found = SETTINGS[self.base]
        return replace(found, seed=self.seed, epochs=found.epochs + (1 if self.teachers else 0))


#: The large base is cut unless it is to teach; the whole one takes smaller steps, as deep encoders need, the small one larger ones.
#: A student takes an epoch more: what teachers say is harder to learn by heart.
#: Further tuning leaves the lower layers alone: they hold what the text has in common, and without their gradients an epoch needs
#: three fifths of the products.
SETTINGS = {
    Base.LARGE: TuningSettings(epochs=3),
    Base.WHOLE: TuningSettings(epochs=3, learning_rate=3e-5),
    Base.SMALL: TuningSettings(epochs=3, learning_rate=8e-5),
    Base.FURTHER: TuningSettings(epochs=2, tuned_layers=2),
}


def train_tuned_model(
    labels: Sequence[Path] | None,
    documents: Sequence[Path] | None,
    output: Path,
    wanted: TunedTraining,
    report: Report,
    settings: RunSettings | None = None,
) -> None:
    """Train a whole model as the command line asks for it.

    :param labels: label folders; the authored ones if ``None``.
    :param documents: labelled documents, beside the authored ones and those of the user's corpus.
    :param output: the model folder to write.
    :param wanted: the base, how to tune it, its teachers.
    :param report: is told how it goes.
    :param settings: how documents are read.
    :raises TrainingError: if a teacher, or the encoder to tune further, has seen documents of held-out forces.
    """
    data = training_data(labels, documents, report, settings)
    teachers = [load_model_folder(path) for path in wanted.teachers]
    unlabelled = unlabelled_inputs([AUTHORED_DOCUMENTS, *(documents or [])], data, settings) if teachers else []
    train_tuned(data, unlabelled, shipped_scheme(), output, wanted, teachers, report)


def train_tuned(
    data: Dataset,
    unlabelled: Sequence[EncoderInput],
    scheme: Scheme,
    output: Path,
    wanted: TunedTraining,
    teachers: Sequence[ModelFolder] = (),
    report: Report = lambda _: None,
) -> Calibration:
    """Tune the encoder and fit the head on all forces but the held-out ones; calibrate both on these, and save the model folder.

    :param data: labelled paragraphs, held-out forces among them.
    :param unlabelled: further text that a student learns from its teachers' view of.
    :param scheme: the labels.
    :param output: the model folder.
    :param wanted: the base and how to tune it.
    :param teachers: the models to learn from, if any.
    :param report: is told how it goes.
    :return: the calibration.
    :raises TrainingError: if a teacher, or the encoder to tune further, has seen documents of held-out forces.
    """
    training, held_out = split(data)
    source = load_model_folder(wanted.source) if wanted.base is Base.FURTHER else None
    for model in [*teachers, *([source] if source is not None else [])]:
        check_unseen(model, held_out)
    report(f"tuning on {len(training)} paragraphs of {len(set(training.forces))} forces; {len(held_out)} are held out")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        examples = taught_by(labelled_examples(training, scheme) + unlabelled_examples(unlabelled), teachers)
        base = _base(wanted, source, _whole(wanted, teachers), folder, training)
        tune_encoder(base, folder / "tuned", examples, scheme, wanted.settings, report)
        encoder = OnnxEncoder(*export_encoder(folder / "tuned", folder, training.inputs), MAXIMUM_TOKENS)
        if wanted.keep is not None:
            shutil.copytree(folder / "tuned", wanted.keep, dirs_exist_ok=True)
        report("fitting the head")
        head = fit_head(training, encoder.encode(training.inputs), scheme)
        measured = measure(head, encoder.encode(held_out.inputs), held_out, scheme)
        facts = {**describe(training, scheme), **_how(wanted, source, teachers), **measured.facts}
        save_model(output, folder, head, scheme, {"max_tokens": MAXIMUM_TOKENS, **measured.settings}, facts)
    return measured.calibration


def _whole(wanted: TunedTraining, teachers: Sequence[ModelFolder]) -> ModelFolder | None:
    """Give the first teacher that is the large base uncut, for a student that is cut from it: it starts where that one has come to."""
    whole = (teacher for teacher in teachers if teacher.training["base"] == LARGE_BASE_NAME)
    return next(whole, None) if wanted.base is Base.LARGE else None


def _base(wanted: TunedTraining, source: ModelFolder | None, whole: ModelFolder | None, scratch: Path, training: Dataset) -> Path:
    if wanted.base is Base.SMALL:
        return base_encoder_folder()
    if wanted.base is Base.WHOLE:
        return large_base_encoder_folder()
    base = scratch / "base"
    if source is not None:
        recover_encoder(source, base, wanted.layers)
        return base
    large = large_base_encoder_folder()
    if whole is not None:
        large = scratch / "whole"
        recover_encoder(whole, large)
    cut_encoder(large, base, [item.text for item in training.inputs])
    return base


def _how(wanted: TunedTraining, source: ModelFolder | None, teachers: Sequence[ModelFolder]) -> dict[str, Any]:
    facts = {"tuning": asdict(wanted.settings), "teachers": [teacher.digest for teacher in teachers]}
    if source is not None:
        return {**facts, **_history(source, wanted.layers)}
    if (whole := _whole(wanted, teachers)) is not None:
        facts["cut_from"] = whole.digest
    cut = f"{LARGE_BASE_NAME}, cut to {len(KEPT_LAYERS)} of its 12 layers and part of its vocabulary"
    return {**facts, "base": {Base.SMALL: BASE_NAME, Base.WHOLE: LARGE_BASE_NAME, Base.LARGE: cut}[wanted.base]}


def _history(source: ModelFolder, layers: int | None) -> dict[str, Any]:
    """Tell how the encoder that was tuned further had been tuned before; the first that was tuned so comes first."""
    known = ("tuning", "teachers", "teacher", "paragraphs", "tuned_on")
    before = {"model": source.digest, "kept_layers": layers, **{name: source.training[name] for name in known if name in source.training}}
    return {"base": source.training["base"], "before": [*source.training.get("before", ()), before]}
