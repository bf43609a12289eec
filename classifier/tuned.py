"""Training of a whole model: the encoder tuned, the head fitted, both measured and calibrated on held-out forces."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from classifier.calibration import Calibration
from classifier.dataset import AUTHORED_DOCUMENTS, Dataset
from classifier.head import Head
from classifier.held_out import split
from classifier.inputs import context_of
from classifier.measured import measure
from classifier.sentences import sentence_spans
from classifier.settings import RunSettings
from classifier.training import MAXIMUM_TOKENS, check_unseen, describe, fit_head, save_model, training_data
from classifier.vectors import encode_all
from corpus.finding import find_documents
from corpus.guarded.ahead import read_all
from corpus.records import Role
from labels.scheme import Scheme, shipped_scheme
from models.base import BASE_NAME, LARGE_BASE_NAME, base_encoder_folder, large_base_encoder_folder
from models.choice import Base
from models.cutting import KEPT_LAYERS, cut_encoder
from models.encoder import Encoded, EncoderInput, OnnxEncoder
from models.examples import TuningExample, TuningSettings
from models.export import export_encoder
from models.folder import ModelFolder, load_model_folder
from models.recovering import recover_encoder
from models.tuning import tune_encoder

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class TunedTraining:
    """What to tune.

    ``teachers`` are models whose mean probabilities are learned too; ``keep`` a folder for the tuned encoder in 32-bit floats;
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
        return replace(SETTINGS[self.base], seed=self.seed)


#: The large base is cut unless it is to teach; the whole one takes smaller steps, as deep encoders need, the small one larger ones.
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
        examples = labelled_examples(training, scheme) + unlabelled_examples(unlabelled)
        if teachers:
            inputs = [example.input for example in examples]
            examples = taught(examples, [(_head_of(teacher), encode_all(teacher, inputs)) for teacher in teachers])
        base = _base(wanted, source, folder / "base", training)
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


def labelled_examples(data: Dataset, scheme: Scheme) -> list[TuningExample]:
    """Turn labelled paragraphs into examples.

    :param data: the paragraphs.
    :param scheme: the labels.
    :return: an example for each.
    """
    places = {label: place for place, label in enumerate(scheme.ids)}
    return [
        TuningExample(
            item,
            places[stance],
            tuple(places[found] if found is not None else -1 for found in row),
            tuple(places[also] for also in label.also),
            scheme.awaiting.index(label.awaiting) if label.awaiting in scheme.awaiting else -1,
        )
        for item, stance, row, label in zip(data.inputs, data.stances, data.sentence_stances, data.labels, strict=True)
    ]


def unlabelled_examples(inputs: Sequence[EncoderInput]) -> list[TuningExample]:
    """Turn text without labels into examples, for teachers to speak on.

    :param inputs: the text.
    :return: an example for each.
    """
    return [TuningExample(item, -1, (-1,) * len(item.spans)) for item in inputs]


def taught(examples: Sequence[TuningExample], teachers: Sequence[tuple[Head, Sequence[Encoded]]]) -> list[TuningExample]:
    """Give examples what teachers make of them.

    :param examples: labelled or not.
    :param teachers: the head of each, and its encoder's vectors of the examples.
    :return: the examples with the mean of the teachers' probabilities.
    """
    soft = np.mean([head.probabilities(encoded) for head, encoded in teachers], axis=0)
    result = []
    for place, example in enumerate(examples):
        sentences = np.mean([head.sentence_probabilities(encoded[place]) for head, encoded in teachers], axis=0)
        result.append(replace(example, soft=tuple(soft[place].tolist()), soft_sentences=tuple(map(tuple, sentences.tolist()))))
    return result


def unlabelled_inputs(documents: Sequence[Path], data: Dataset, settings: RunSettings | None = None) -> list[EncoderInput]:
    """Gather text for a student that no reader has labelled: findings, recommendations and unread paragraphs.

    :param documents: documents, or folders of them.
    :param data: what is labelled; documents of held-out forces are left out.
    :param settings: how the documents are read.
    :return: distinct texts of at least twelve words.
    :raises DocumentError: if one cannot be read.
    """
    training, held_out = split(data)
    skipped, known = set(held_out.documents), {item.text for item in training.inputs}
    found: dict[str, EncoderInput] = {}
    settings = settings or RunSettings()
    files = [file for file in find_documents(documents) if file.name not in skipped]
    for read in read_all(files, settings.limits, settings.jobs, settings.cached):
        for paragraph in read.paragraphs:
            wanted = paragraph.role in {Role.RESPONSE, Role.FINDING, Role.RECOMMENDATION}
            if wanted and paragraph.text not in known and len(paragraph.text.split()) >= 12:
                found[paragraph.text] = EncoderInput(paragraph.text, tuple(sentence_spans(paragraph.text)), context_of(paragraph))
    return list(found.values())


def _base(wanted: TunedTraining, source: ModelFolder | None, folder: Path, training: Dataset) -> Path:
    if source is not None:
        recover_encoder(source, folder, wanted.layers)
    elif wanted.base is Base.SMALL:
        return base_encoder_folder()
    elif wanted.base is Base.WHOLE:
        return large_base_encoder_folder()
    else:
        cut_encoder(large_base_encoder_folder(), folder, [item.text for item in training.inputs])
    return folder


def _head_of(model: ModelFolder) -> Head:
    return Head.from_arrays(model.arrays, float(model.settings["temperature"]))


def _how(wanted: TunedTraining, source: ModelFolder | None, teachers: Sequence[ModelFolder]) -> dict[str, Any]:
    facts = {"tuning": asdict(wanted.settings), "teachers": [teacher.digest for teacher in teachers]}
    if source is not None:
        return {**facts, **_history(source, wanted.layers)}
    cut = f"{LARGE_BASE_NAME}, cut to {len(KEPT_LAYERS)} of its 12 layers and part of its vocabulary"
    return {**facts, "base": {Base.SMALL: BASE_NAME, Base.WHOLE: LARGE_BASE_NAME, Base.LARGE: cut}[wanted.base]}


def _history(source: ModelFolder, layers: int | None) -> dict[str, Any]:
    """Tell how the encoder that was tuned further had been tuned before; the first that was tuned so comes first."""
    known = ("tuning", "teachers", "teacher", "paragraphs", "tuned_on")
    before = {"model": source.digest, "kept_layers": layers, **{name: source.training[name] for name in known if name in source.training}}
    return {"base": source.training["base"], "before": [*source.training.get("before", ()), before]}
