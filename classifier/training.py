"""Training: from labelled documents to a model folder whose encoder is kept; :mod:`classifier.tuned` tunes encoders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from classifier.dataset import AUTHORED_DOCUMENTS, AUTHORED_LABELS, Dataset, load_dataset
from classifier.estimator import StanceClassifier
from classifier.head import Head
from classifier.held_out import split
from classifier.measured import measure
from classifier.settings import RunSettings
from classifier.vectors import encode_all
from classifier.waiting import with_awaiting
from corpus.errors import TrainingError
from corpus.store import Corpus
from labels.scheme import Scheme
from models.card import model_card
from models.encoder import Encoded
from models.folder import ENCODER_FILE, TOKENIZER_FILE, ModelFolder, check_model_target, load_model_folder, save_model_folder

Report = Callable[[str], None]
#: The longest window of a tuned encoder, in tokens.
MAXIMUM_TOKENS = 256
#: What a manifest tells of its encoder, which stays true while that is kept; older ones name a single ``teacher``.
_OF_THE_ENCODER = ("base", "tuning", "teachers", "teacher", "cut_from", "averaged_with", "own_share", "before", "tuned_on")


def train_model(
    labels: Sequence[Path] | None,
    documents: Sequence[Path] | None,
    output: Path,
    source: Path | None,
    report: Report,
    settings: RunSettings | None = None,
    calibrated: bool = False,
) -> None:
    """Train the head of a model as the command line asks for it.

    :param labels: label folders; the authored ones if ``None``.
    :param documents: labelled documents, beside the authored ones and those of the user's corpus.
    :param output: the model folder to write.
    :param source: the model whose encoder is kept; the shipped one if ``None``.
    :param report: is told how it goes.
    :param settings: how documents are read and encoded.
    :param calibrated: whether to keep the held-out forces out, and to calibrate on them.
    :raises StanceError: if no model can be saved in the folder.
    """
    check_model_target(output)
    model = load_model_folder(source)
    data = training_data(labels, documents, report, settings)
    (refit_head if calibrated else retrain_head)(data, model, output, settings)


def training_data(
    labels: Sequence[Path] | None, documents: Sequence[Path] | None, report: Report, settings: RunSettings | None = None
) -> Dataset:
    """Load what there is to train on.

    :param labels: label folders; the authored ones if ``None``.
    :param documents: labelled documents, beside the authored ones and those of the user's corpus.
    :param report: is told how much it is.
    :param settings: how documents are read.
    :return: the labelled paragraphs.
    """
    stored = [entry.path for entry in Corpus.default().entries()]
    data = load_dataset(list(labels or [AUTHORED_LABELS]), [AUTHORED_DOCUMENTS, *stored, *(documents or [])], settings)
    report(f"{len(data)} labelled paragraphs of {len(set(data.documents))} documents; {data.unmatched} labels found no paragraph")
    return data


def retrain_head(data: Dataset, source: ModelFolder, output: Path, settings: RunSettings | None = None) -> None:
    """Retrain the head of a model on new labels, keeping its encoder, its calibration and its thresholds.

    These are kept because the source's encoder may have been tuned on some of the paragraphs: anything fitted on them
    now would be too sure of itself.

    :param data: labelled paragraphs.
    :param source: the model to start from.
    :param output: the new model folder.
    :param settings: how the paragraphs are encoded.
    """
    head = fit_head(data, encode_all(source, data.inputs, settings), source.scheme)
    training = {
        **describe(data, source.scheme),
        "base": f"the encoder of a model with digest {source.digest[:16]}",
        "calibrated": "as in that model",
    }
    save_model(output, source.path, head, source.scheme, dict(source.settings), training)


def refit_head(data: Dataset, source: ModelFolder, output: Path, settings: RunSettings | None = None) -> None:
    """Fit the head of a model on all forces but the held-out ones, and measure and calibrate it on these.

    :param data: labelled paragraphs, held-out forces among them.
    :param source: the model whose encoder is kept.
    :param output: the new model folder.
    :param settings: how the paragraphs are encoded.
    :raises TrainingError: if no held-out force is there, or the encoder was tuned on documents of one.
    """
    training, held_out = split(data)
    if not len(held_out):
        raise TrainingError("there is no paragraph of a held-out force to calibrate on; add --labels labels/authored")
    check_unseen(source, held_out)
    head = fit_head(training, encode_all(source, training.inputs, settings), source.scheme)
    measured = measure(head, encode_all(source, held_out.inputs, settings), held_out, source.scheme)
    encoder = {name: source.training[name] for name in _OF_THE_ENCODER if source.training.get(name) is not None}
    facts = {"tuned_on": source.training["paragraphs"], **encoder, **describe(training, source.scheme), **measured.facts}
    save_model(output, source.path, head, source.scheme, {**source.settings, **measured.settings}, facts)


def check_unseen(source: ModelFolder, held_out: Dataset) -> None:
    """Check that held-out forces can still measure what is made of a model.

    :param source: the model whose encoder is kept or tuned further.
    :param held_out: paragraphs of held-out forces.
    :raises TrainingError: if it was trained on a document of one.
    """
    seen = sorted(set(held_out.documents) & set(source.training["documents"]))
    if seen:
        raise TrainingError(f"{source.path}: was trained on {seen[0]}, of a held-out force; name a model that has not seen these forces")


def fit_head(data: Dataset, encoded: Sequence[Encoded], scheme: Scheme) -> Head:
    """Fit a head on vectors.

    :param data: labelled paragraphs.
    :param encoded: their vectors.
    :param scheme: the labels.
    :return: the head, with what tells secondary stances and who is awaited.
    """
    from threadpoolctl import threadpool_limits

    # One thread: on matrices of this size several wait for each other more than they work, and a head is then the same to
    # the last bit on any number of cores.
    with threadpool_limits(1):
        estimator = StanceClassifier().fit(
            encoded,
            data.stances,
            sentence_labels=data.sentence_stances,
            groups=data.forces,
            classes=scheme.ids,
            also=[label.also for label in data.labels],
        )
        return with_awaiting(estimator.head_, data, encoded, scheme)


def force_folds(forces: Sequence[str], folds: int) -> list[npt.NDArray[np.bool_]]:
    """Cut paragraphs into folds, all of a force together.

    :param forces: the force of each paragraph.
    :param folds: the number of folds, at most the number of forces.
    :return: for each fold, which paragraphs are in it.
    """
    from sklearn.model_selection import GroupKFold

    result = []
    for _, inside in GroupKFold(min(folds, len(set(forces)))).split(forces, groups=list(forces)):
        mask = np.zeros(len(forces), bool)
        mask[inside] = True
        result.append(mask)
    return result


def describe(data: Dataset, scheme: Scheme) -> dict[str, Any]:
    """Describe a training set for the manifest and the card.

    :param data: the training set.
    :param scheme: the labels.
    :return: documents, and counts by stance and force.
    """
    counts = Counter(data.stances)
    return {
        "documents": sorted(set(data.documents)),
        "paragraphs": len(data),
        "labelled_sentences": sum(stance is not None for row in data.sentence_stances for stance in row),
        "forces": len(set(data.forces)),
        "stances": {label: counts[label] for label in scheme.ids},
    }


def save_model(output: Path, source: Path, head: Head, scheme: Scheme, settings: dict[str, Any], training: dict[str, Any]) -> None:
    """Save a model folder with its card.

    :param output: the folder.
    :param source: the folder that holds the encoder and its tokenizer.
    :param head: the fitted head.
    :param scheme: the labels.
    :param settings: the window, the calibration, the thresholds.
    :param training: what it was trained on, and how it was measured.
    """
    card = model_card(scheme, settings, training)
    save_model_folder(output, source / ENCODER_FILE, source / TOKENIZER_FILE, head.arrays(), scheme, settings, training, card)
