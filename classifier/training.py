"""Training: from labelled documents to a model folder."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from classifier.calibration import Calibration, calibrate
from classifier.dataset import AUTHORED_DOCUMENTS, AUTHORED_LABELS, Dataset, load_dataset
from classifier.estimator import StanceClassifier
from classifier.head import Probabilities, softmax
from corpus.documents import find_documents
from corpus.store import Corpus
from corpus.writing import whole_file
from labels.scheme import Scheme, shipped_scheme
from models.base import BASE_NAME, base_encoder_folder
from models.card import model_card
from models.encoder import Encoded, OnnxEncoder
from models.export import export_encoder
from models.folder import ENCODER_FILE, TOKENIZER_FILE, ModelFolder, load_model_folder, save_model_folder
from models.tuning import TuningExample, TuningSettings, tune_encoder

Report = Callable[[str], None]
MAXIMUM_TOKENS = 256


@dataclass(frozen=True)
class Trained:
    """What training gives: the classifier, its calibration, and its predictions for held-out forces.

    ``logits`` has shape (held-out paragraphs, labels): each row comes from a model that had not seen the paragraph's
    force. ``places`` are the positions of these paragraphs in the training set.
    """

    classifier: StanceClassifier
    calibration: Calibration
    logits: Probabilities
    places: tuple[int, ...]


def train_model(
    labels: Sequence[Path] | None,
    documents: Sequence[Path] | None,
    output: Path,
    source: Path | None,
    tune: bool,
    predictions: Path | None,
    seed: int,
    report: Report,
) -> None:
    """Train a model as the command line asks for it.

    :param labels: label folders; the authored ones if ``None``.
    :param documents: labelled documents, beside the authored ones and those of the user's corpus.
    :param output: the model folder to write.
    :param source: without tuning, the model whose encoder is kept; the shipped one if ``None``.
    :param tune: whether to tune the encoder too.
    :param predictions: with tuning, where to write the predictions for held-out forces.
    :param seed: the seed of the tuning.
    :param report: is told how it goes.
    """
    stored = [entry.path for entry in Corpus.default().entries()]
    data = load_dataset(list(labels or [AUTHORED_LABELS]), [AUTHORED_DOCUMENTS, *stored, *(documents or [])])
    report(f"{len(data)} labelled paragraphs of {len(set(data.documents))} documents; {data.unmatched} labels found no paragraph")
    if not tune:
        retrain_head(data, load_model_folder(source), output)
        return
    authored = {file.name for file in find_documents([AUTHORED_DOCUMENTS])}
    held_out = [place for place, document in enumerate(data.documents) if document in authored]
    trained = train_tuned(data, shipped_scheme(), output, TuningSettings(seed=seed), held_out, report)
    if predictions is not None:
        save_predictions(predictions, data, trained)


def save_predictions(path: Path, data: Dataset, trained: Trained) -> None:
    """Write what was predicted for forces that the predicting model had not seen.

    :param path: the file, JSON lines.
    :param data: the training set.
    :param trained: what training gave.
    """
    probabilities = softmax(trained.logits / trained.calibration.temperature)
    with whole_file(path) as file:
        for place, values in zip(trained.places, probabilities.tolist(), strict=True):
            row = {"fingerprint": data.labels[place].fingerprint, "probabilities": [round(value, 5) for value in values]}
            file.write(json.dumps(row) + "\n")


def retrain_head(data: Dataset, source: ModelFolder, output: Path) -> None:
    """Retrain the head of a model on new labels, keeping its encoder and its calibration.

    The calibration is kept because the source's encoder may have been tuned on some of these paragraphs: anything
    fitted on them now would be too sure of itself.

    :param data: labelled paragraphs.
    :param source: the model to start from.
    :param output: the new model folder.
    """
    classifier = _fit(data, source.encoder().encode(data.inputs), source.scheme, range(len(data)))
    training = {
        **describe(data, source.scheme),
        "base": f"the encoder of a model with digest {source.digest[:16]}",
        "calibrated": "as in that model",
    }
    _save(output, source.path, classifier, source.scheme, dict(source.settings), training)


def train_tuned(
    data: Dataset,
    scheme: Scheme,
    output: Path,
    settings: TuningSettings,
    held_out: Sequence[int],
    report: Report = lambda _: None,
) -> Trained:
    """Tune the encoder, train the head, calibrate both on held-out forces, and save the model folder.

    The forces are cut in two. An encoder and head that saw only the first half predict the second: on these predictions
    the model is measured and calibrated. Then both are trained again on everything. The shipped model has seen
    twice as much as the measured one, so the figures err on the low side.

    :param data: labelled paragraphs.
    :param scheme: the labels.
    :param output: the model folder.
    :param settings: how to tune.
    :param held_out: positions that may be held out; the others are trained on throughout.
    :param report: is told how it goes.
    :return: the trained model.
    """
    base = base_encoder_folder()
    eligible = np.zeros(len(data), bool)
    eligible[list(held_out)] = True
    inside = force_folds(data.forces, 2)[0] & eligible
    places, outside = np.flatnonzero(inside).tolist(), np.flatnonzero(~inside).tolist()
    chosen, rest = data.subset(places), data.subset(outside)
    with tempfile.TemporaryDirectory() as scratch:
        report(f"tuning without {len(set(chosen.forces))} of {len(set(data.forces))} forces, to measure")
        encoder = _tuned(rest, scheme, base, Path(scratch) / "half", settings, report)
        half = _fit(rest, encoder.encode(rest.inputs), scheme, range(len(rest)))
        logits, targets = half.decision_function(encoder.encode(chosen.inputs)), _targets(chosen, scheme)
        report("tuning on everything")
        final = Path(scratch) / "final"
        encoder = _tuned(data, scheme, base, final, settings, report)
        classifier = _fit(data, encoder.encode(data.inputs), scheme, range(len(data)))
        save_tuned(output, final, classifier, data, scheme, settings, logits, targets, len(set(chosen.forces)))
    return Trained(classifier, calibrate(logits, targets), logits, tuple(places))


def save_tuned(
    output: Path,
    encoder: Path,
    classifier: StanceClassifier,
    data: Dataset,
    scheme: Scheme,
    settings: TuningSettings,
    logits: Probabilities,
    targets: npt.NDArray[np.integer],
    forces: int,
) -> None:
    """Save a tuned model with what was measured on held-out forces.

    :param output: the model folder.
    :param encoder: the folder with the exported encoder and its tokenizer.
    :param classifier: the fitted head.
    :param data: what it was trained on.
    :param scheme: the labels.
    :param settings: how the encoder was tuned.
    :param logits: predictions for held-out forces, shape (paragraphs, labels).
    :param targets: their labels, as column numbers.
    :param forces: the number of forces held out.
    """
    calibration = calibrate(logits, targets)
    saved = {"max_tokens": MAXIMUM_TOKENS, "temperature": calibration.temperature, "abstain_below": calibration.abstain_below}
    training = {
        **describe(data, scheme),
        "base": BASE_NAME,
        "tuning": asdict(settings),
        "calibrated": f"On {forces} forces, half of all, predicted by an encoder and head that had not seen them",
        "calibration": asdict(calibration),
        "held_out": held_out_figures(logits, targets),
    }
    _save(output, encoder, classifier, scheme, saved, training)


def held_out_figures(logits: Probabilities, targets: npt.NDArray[np.integer]) -> dict[str, float]:
    """Measure predictions for held-out forces.

    :param logits: shape (paragraphs, labels).
    :param targets: the true labels, as column numbers.
    :return: accuracy and macro-F1, rounded to three decimals.
    """
    from sklearn.metrics import f1_score

    found = logits.argmax(axis=1)
    return {
        "paragraphs": len(targets),
        "accuracy": round(float((found == targets).mean()), 3),
        "macro_f1": round(float(f1_score(targets, found, average="macro")), 3),
    }


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


def _tuned(data: Dataset, scheme: Scheme, base: Path, target: Path, settings: TuningSettings, report: Report) -> OnnxEncoder:
    places = {label: place for place, label in enumerate(scheme.ids)}
    examples = [
        TuningExample(item, places[stance], tuple(places[found] if found is not None else -1 for found in row))
        for item, stance, row in zip(data.inputs, data.stances, data.sentence_stances, strict=True)
    ]
    tune_encoder(base, target / "tuned", examples, len(scheme.ids), settings, report)
    encoder, tokenizer = export_encoder(target / "tuned", target)
    return OnnxEncoder(encoder, tokenizer, MAXIMUM_TOKENS)


def _fit(
    data: Dataset, encoded: Sequence[Encoded], scheme: Scheme, places: Sequence[int] | npt.NDArray[np.integer] | range
) -> StanceClassifier:
    chosen = [int(place) for place in places]
    part = data.subset(chosen)
    return StanceClassifier().fit(
        [encoded[place] for place in chosen], part.stances, sentence_labels=part.sentence_stances, groups=part.forces, classes=scheme.ids
    )


def _targets(data: Dataset, scheme: Scheme) -> npt.NDArray[np.integer]:
    places = {label: place for place, label in enumerate(scheme.ids)}
    return np.array([places[stance] for stance in data.stances])


def _save(
    output: Path, source: Path, classifier: StanceClassifier, scheme: Scheme, settings: dict[str, Any], training: dict[str, Any]
) -> None:
    card = model_card(scheme, settings, training)
    save_model_folder(output, source / ENCODER_FILE, source / TOKENIZER_FILE, classifier.head_.arrays(), scheme, settings, training, card)
