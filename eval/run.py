"""An evaluation run: every candidate in the same folds on the same text, authored and real documents apart."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from classifier.dataset import AUTHORED_DOCUMENTS, AUTHORED_LABELS, Dataset, load_dataset
from classifier.estimator import StanceClassifier
from classifier.head import Head, Probabilities
from classifier.training import MAXIMUM_TOKENS, force_folds
from corpus.documents import find_documents
from corpus.errors import TrainingError
from corpus.writing import whole_file
from eval.baselines import cue_words, majority, words_and_characters
from eval.bootstrap import interval, paired_difference
from eval.masking import masked
from eval.metrics import (
    Predictions,
    accuracy,
    brier,
    by_stance,
    confusion,
    expected_calibration_error,
    kappa,
    macro_f1,
    reliability,
    risk_coverage,
)
from eval.shared_text import shared_with
from eval.structure import structure_figures
from labels.scheme import Scheme
from models.base import BASE_NAME, base_encoder_folder
from models.encoder import Encoded, OnnxEncoder
from models.export import export_encoder
from models.folder import ModelFolder, load_model_folder

Report = Callable[[str], None]
ROOT = Path(__file__).parent.parent
REAL_LABELS = ROOT / "labels" / "real"
HELD_OUT_PREDICTIONS = ROOT / "eval" / "results" / "held-out-predictions.jsonl"

MAJORITY, CUES, WORDS, FROZEN, SHIPPED = "majority", "cue words", "words and characters", f"frozen {BASE_NAME}", "shipped model"


def evaluate_to(output: Path, real: Path | None, folds: int, model: Path | None, report: Report = lambda _: None) -> dict[str, Any]:
    """Evaluate, and write the figures and the page.

    :param output: the folder for ``evaluation.json`` and ``evaluation.html``.
    :param real: real documents, or ``None``.
    :param folds: groups of forces held out in turn; 0 for one force at a time.
    :param model: a model folder to measure on the real documents; the shipped one if ``None``.
    :param report: is told how it goes.
    :return: the figures.
    :raises TrainingError: if the real documents have no labels.
    """
    from eval.page import write_evaluation_page

    folder = load_model_folder(model)
    results = evaluate(folder, real, folds, report)
    with whole_file(output / "evaluation.json") as file:
        json.dump(results, file, indent=1)
    write_evaluation_page(results, output / "evaluation.html")
    return results


def evaluate(folder: ModelFolder, real: Path | None, folds: int, report: Report) -> dict[str, Any]:
    """Evaluate all candidates.

    :param folder: the model to measure beside the baselines.
    :param real: real documents, or ``None``.
    :param folds: groups of forces held out in turn; 0 for one force at a time.
    :param report: is told how it goes.
    :return: figures for authored and, apart, for real documents.
    """
    scheme = folder.scheme
    report("reading the authored documents")
    authored = masked(load_dataset([AUTHORED_LABELS], [AUTHORED_DOCUMENTS]))
    encoder = frozen_encoder()
    report(f"encoding {len(authored)} paragraphs")
    encoded = encoder.encode(authored.inputs)
    predictions, notes = _held_out(authored, encoded, scheme, folds, report)
    kept = _kept_predictions(authored, scheme)
    results: dict[str, Any] = {
        "labels": list(scheme.ids),
        "shown_as": [scheme.shown_as(label) for label in scheme.ids],
        "model": {"digest": folder.digest, "held_out": folder.training.get("held_out"), "documents": len(folder.training["documents"])},
        "protocol": {"folds": folds or len(set(authored.forces)), "forces": len(set(authored.forces)), **notes},
        "authored": _figures(predictions, WORDS),
    }
    if kept is not None:
        results["authored"][f"{SHIPPED} (its recipe, on forces it had not seen)"] = _candidate(kept)
    if real is not None:
        report("the real documents")
        results["real"] = _real(folder, real, authored, encoder, encoded, scheme)
        results["structure"] = {"real": structure_figures(find_documents([real]), REAL_LABELS).summary()}
    return results


def frozen_encoder() -> OnnxEncoder:
    """Export the base encoder as it is, in 8-bit integers like the shipped one, once for each user.

    :return: the encoder.
    """
    from platformdirs import user_cache_path

    target = user_cache_path("stance", appauthor=False) / BASE_NAME
    paths = (target / "encoder.onnx", target / "tokenizer.json")
    if not all(path.is_file() for path in paths):
        paths = export_encoder(base_encoder_folder(), target)
    return OnnxEncoder(*paths, max_tokens=MAXIMUM_TOKENS)


def _held_out(
    data: Dataset, encoded: Sequence[Encoded], scheme: Scheme, folds: int, report: Report
) -> tuple[dict[str, Predictions], dict[str, Any]]:
    texts = [item.text for item in data.inputs]
    labels = scheme.ids
    names = (MAJORITY, CUES, WORDS, FROZEN, f"{WORDS}, shared text left in training")
    tables: dict[str, Probabilities] = {name: np.zeros((len(data), len(labels))) for name in names}
    dropped = 0
    for number, inside in enumerate(force_folds(data.forces, folds or len(set(data.forces))), 1):
        report(f"fold {number}: {int(inside.sum())} paragraphs held out")
        test, everything = np.flatnonzero(inside).tolist(), np.flatnonzero(~inside).tolist()
        held = [texts[place] for place in test]
        shared = shared_with([texts[place] for place in everything], held)
        training = [place for place, is_shared in zip(everything, shared.tolist(), strict=True) if not is_shared]
        dropped += len(everything) - len(training)
        stances = [data.stances[place] for place in training]
        tables[MAJORITY][test] = majority(stances, len(test), labels)
        tables[CUES][test] = cue_words(held, labels, scheme.neutral or labels[-1])
        tables[WORDS][test] = words_and_characters([texts[place] for place in training], stances, held, labels)
        tables[names[4]][test] = (
            tables[WORDS][test]
            if len(training) == len(everything)
            else words_and_characters([texts[place] for place in everything], [data.stances[place] for place in everything], held, labels)
        )
        part = data.subset(training)
        head = StanceClassifier().fit(
            [encoded[place] for place in training], part.stances, sentence_labels=part.sentence_stances, groups=part.forces, classes=labels
        )
        tables[FROZEN][test] = head.predict_proba([encoded[place] for place in test])
    targets = _targets(data, scheme)
    return {name: Predictions(labels, table, targets, data.forces) for name, table in tables.items()}, {"dropped_as_shared": dropped}


def _real(
    folder: ModelFolder, real: Path, authored: Dataset, encoder: OnnxEncoder, encoded: Sequence[Encoded], scheme: Scheme
) -> dict[str, Any]:
    data = load_dataset([REAL_LABELS], [real])
    trained_on = set(folder.training["documents"]) & set(data.documents)
    if trained_on:
        raise TrainingError(f"the model was trained on {', '.join(sorted(trained_on))}; a figure on them would mean nothing")
    plain = masked(data)
    texts = [item.text for item in plain.inputs]
    labels = scheme.ids
    head = StanceClassifier().fit(
        encoded, authored.stances, sentence_labels=authored.sentence_stances, groups=authored.forces, classes=labels
    )
    shipped = Head.from_arrays(folder.arrays, float(folder.settings["temperature"]))
    tables = {
        MAJORITY: majority(authored.stances, len(texts), labels),
        CUES: cue_words(texts, labels, scheme.neutral or labels[-1]),
        WORDS: words_and_characters([item.text for item in authored.inputs], authored.stances, texts, labels),
        FROZEN: head.predict_proba(encoder.encode(plain.inputs)),
        SHIPPED: shipped.probabilities(folder.encoder().encode(data.inputs)),
    }
    targets = _targets(data, scheme)
    # The real documents at hand come from few forces: intervals are over documents.
    return _figures({name: Predictions(labels, table, targets, data.documents) for name, table in tables.items()}, WORDS)


def _kept_predictions(data: Dataset, scheme: Scheme) -> Predictions | None:
    """Read what training predicted for held-out forces; their predictions cannot be made again without tuning again."""
    if not HELD_OUT_PREDICTIONS.is_file():
        return None
    rows = {row["fingerprint"]: row["probabilities"] for row in map(json.loads, HELD_OUT_PREDICTIONS.read_text("utf-8").splitlines())}
    places = [place for place, label in enumerate(data.labels) if label.fingerprint in rows]
    if not places:
        return None
    part = data.subset(places)
    return Predictions(scheme.ids, np.array([rows[label.fingerprint] for label in part.labels]), _targets(part, scheme), part.forces)


def _targets(data: Dataset, scheme: Scheme) -> Any:
    return np.array([scheme.ids.index(stance) for stance in data.stances])


def _figures(predictions: dict[str, Predictions], reference: str) -> dict[str, Any]:
    figures = {name: _candidate(found) for name, found in predictions.items()}
    for name, found in predictions.items():
        if name != reference:
            difference, low, high = paired_difference(found, predictions[reference], macro_f1)
            figures[name][f"macro_f1_less_{reference}"] = {"value": difference, "interval": [low, high]}
    return figures


def _candidate(predictions: Predictions) -> dict[str, Any]:
    def measured(metric: Callable[[Predictions], float]) -> dict[str, Any]:
        return {"value": metric(predictions), "interval": list(interval(predictions, metric))}

    return {
        "paragraphs": len(predictions.targets),
        "groups": len(set(predictions.groups)),
        "macro_f1": measured(macro_f1),
        "accuracy": measured(accuracy),
        "kappa": measured(kappa),
        "calibration_error": measured(expected_calibration_error),
        "brier": measured(brier),
        "by_stance": by_stance(predictions),
        "confusion": confusion(predictions),
        "reliability": reliability(predictions),
        "risk_coverage": risk_coverage(predictions)[:: -max(1, len(predictions.targets) // 200)][::-1],
    }
