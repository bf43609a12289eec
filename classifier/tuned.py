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
from corpus.errors import TrainingError
from corpus.targets import check_writable
from labels.scheme import Scheme, shipped_scheme
from models.averaging import average_encoders, check_alike
from models.base import BASE_NAME, LARGE_BASE_NAME, base_encoder_folder, large_base_encoder_folder
from models.choice import Base
from models.cutting import KEPT_LAYERS, cut_encoder
from models.encoder import EncoderInput, OnnxEncoder
from models.examples import TuningSettings
from models.export import export_encoder
from models.folder import ENCODER_FILE, ModelFolder, check_model_target, load_model_folder
from models.recovering import recover_encoder
from models.tuning import tune_encoder

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class TunedTraining:
    """What to tune.

    ``teachers`` are models whose mean probabilities are learned too; a student also starts from the first and learns its vectors.
    ``keep`` is a folder for the tuned encoder in 32-bit floats. ``source`` is the model that is tuned further, the shipped one if
    ``None``, and ``layers`` how many of its layers are kept; for a student it is one to average weights with, if any.
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
        return replace(SETTINGS[self.base], seed=self.seed)


#: The large base is cut unless it is to teach; the whole one takes smaller steps, as deep encoders need, the small one larger ones.
#: Further tuning leaves the lower layers alone: they hold what the text has in common, and without their gradients an epoch needs
#: three fifths of the products.
SETTINGS = {
    Base.LARGE: TuningSettings(epochs=3),
    Base.WHOLE: TuningSettings(epochs=3, learning_rate=3e-5),
    Base.SMALL: TuningSettings(epochs=3, learning_rate=8e-5),
    Base.STUDENT: TuningSettings(epochs=4, vector_weight=2.0),
    Base.FURTHER: TuningSettings(epochs=2, tuned_layers=2),
}
#: How much of a student's weights stays when they are averaged with another model's (run 35 in ``eval/experiments.md``).
OWN_SHARE = 0.65


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
    :raises TrainingError: if a teacher, or the model to go on from, has seen documents of held-out forces, or a student has no teacher.
    :raises ModelFolderError: if the model to go on from, or to average with, has an encoder that does not fit.
    :raises StanceError: if no model can be saved in the folder, or no encoder in that for the tuned one.
    """
    check_model_target(output)
    if wanted.keep is not None:
        check_writable(wanted.keep / ENCODER_FILE)
    teachers = [load_model_folder(path) for path in wanted.teachers]
    data = training_data(labels, documents, report, settings)
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
    :raises TrainingError: if a teacher, or the model to go on from, has seen documents of held-out forces, or a student has no teacher.
    :raises ModelFolderError: if the model to go on from, or to average with, has an encoder that does not fit.
    """
    if wanted.base is Base.STUDENT and (not teachers or teachers[0].training["base"] != LARGE_BASE_NAME):
        raise TrainingError("a student starts from its first teacher; let the first --teacher be a model made with --tune whole")
    training, held_out = split(data)
    source = _source(wanted)
    for model in [*teachers, *([source] if source is not None else [])]:
        check_unseen(model, held_out)
    report(f"tuning on {len(training)} paragraphs of {len(set(training.forces))} forces; {len(held_out)} are held out")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        base = _base(wanted, source, teachers, folder, training)
        averaged = source if wanted.base is Base.STUDENT else None  # before hours of tuning, it is checked that this can be done
        if averaged is not None:
            recover_encoder(averaged, folder / "other")
            check_alike(base, folder / "other")
        examples = taught_by(labelled_examples(training, scheme) + unlabelled_examples(unlabelled), teachers)
        tune_encoder(base, folder / "tuned", examples, scheme, wanted.settings, report)
        if averaged is not None:
            average_encoders(folder / "tuned", folder / "other", OWN_SHARE)
        encoder = OnnxEncoder(*export_encoder(folder / "tuned", folder, training.inputs), MAXIMUM_TOKENS)
        if wanted.keep is not None:
            shutil.copytree(folder / "tuned", wanted.keep, dirs_exist_ok=True)
        report("fitting the head")
        head = fit_head(training, encoder.encode(training.inputs), scheme)
        measured = measure(head, encoder.encode(held_out.inputs), held_out, scheme)
        facts = {**describe(training, scheme), **_how(wanted, source, teachers), **measured.facts}
        save_model(output, folder, head, scheme, {"max_tokens": MAXIMUM_TOKENS, **measured.settings}, facts)
    return measured.calibration


def _source(wanted: TunedTraining) -> ModelFolder | None:
    further = wanted.base is Base.FURTHER
    return load_model_folder(wanted.source) if further or (wanted.base is Base.STUDENT and wanted.source is not None) else None


def _base(wanted: TunedTraining, source: ModelFolder | None, teachers: Sequence[ModelFolder], scratch: Path, training: Dataset) -> Path:
    if wanted.base is Base.SMALL:
        return base_encoder_folder()
    if wanted.base is Base.WHOLE:
        return large_base_encoder_folder()
    base = scratch / "base"
    if wanted.base is Base.FURTHER and source is not None:
        recover_encoder(source, base, wanted.layers)
        return base
    whole = large_base_encoder_folder() if wanted.base is Base.LARGE else scratch / "whole"
    if wanted.base is Base.STUDENT:
        recover_encoder(teachers[0], whole)
    cut_encoder(whole, base, [item.text for item in training.inputs])
    return base


def _how(wanted: TunedTraining, source: ModelFolder | None, teachers: Sequence[ModelFolder]) -> dict[str, Any]:
    facts: dict[str, Any] = {"tuning": asdict(wanted.settings), "teachers": [teacher.digest for teacher in teachers]}
    if wanted.base is Base.FURTHER and source is not None:
        return {**facts, **_history(source, wanted.layers)}
    cut = f"{LARGE_BASE_NAME}, cut to {len(KEPT_LAYERS)} of its 12 layers and part of its vocabulary"
    if wanted.base is Base.STUDENT:
        facts["cut_from"] = teachers[0].digest
    if source is not None:
        facts |= {"averaged_with": source.digest, "own_share": OWN_SHARE}
    return {**facts, "base": {Base.SMALL: BASE_NAME, Base.WHOLE: LARGE_BASE_NAME}.get(wanted.base, cut)}


def _history(source: ModelFolder, layers: int | None) -> dict[str, Any]:
    """Tell how the encoder that was tuned further had been tuned before; the first that was tuned so comes first."""
    known = ("tuning", "teachers", "teacher", "paragraphs", "tuned_on")
    before = {"model": source.digest, "kept_layers": layers, **{name: source.training[name] for name in known if name in source.training}}
    return {"base": source.training["base"], "before": [*source.training.get("before", ()), before]}
