"""Who is compared: this program with each of its models, and the peers with heads trained on the same text."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from classifier.dataset import Dataset
from classifier.held_out import split
from corpus.errors import MissingExtraError
from eval.benchmarks.processes import stance_command
from eval.bootstrap import interval
from eval.metrics import Predictions, macro_f1, one_hot
from models.base import base_encoder_folder
from models.folder import SHIPPED

Vectors = Any
Command = Callable[[Path, Path], list[str]]
FAST = SHIPPED.parent / "fast"
PEERS = Path(__file__).parent / "peers"


@dataclass(frozen=True)
class Candidate:
    """Who is compared: ``command`` gives the command line for a source and an output.

    ``macro_f1`` is measured on the held-out forces, with its 95% interval; ``beside`` names the peer that has the same
    encoder.
    """

    name: str
    command: Command
    macro_f1: tuple[float, float, float] | None = None
    beside: str = ""


def own_candidates(beside: str, beside_fast: str, held_out: Dataset | None) -> list[Candidate]:
    """Give this program with each model that ships.

    :param beside: the peer that the default model is compared with.
    :param beside_fast: the peer that the fast one is compared with.
    :param held_out: paragraphs to measure macro-F1 on, or ``None``.
    :return: the candidates.
    """
    models: list[tuple[str, list[str | Path], Path, str]] = [("stance", [], SHIPPED, beside)]
    if FAST.is_dir():
        models.append(("stance --model fast", ["--model", FAST], FAST, beside_fast))
    return [Candidate(name, _own(options), _own_f1(folder, held_out), peer) for name, options, folder, peer in models]


def _own(options: Sequence[str | Path]) -> Command:
    return lambda source, output: stance_command("tag", source, "--format", "jsonl", "--output", output, "--no-cache", *options)


def _own_f1(folder: Path, held_out: Dataset | None) -> tuple[float, float, float] | None:
    if held_out is None:
        return None
    from classifier.tagger import Tagger

    tagger = Tagger.load(folder)
    labels = tagger.scheme.ids
    return _f1(one_hot([tag.stance for tag in tagger.tag_inputs(held_out.inputs)], labels), held_out, labels)


def peers(data: Dataset, scratch: Path, float_model: Path | None, labels: tuple[str, ...], most: int) -> tuple[list[Candidate], list[str]]:
    """Train the peers' heads on the forces that may be trained on, and measure them on the others.

    :param data: the authored corpus.
    :param scratch: where models and heads go.
    :param float_model: the shipped encoder in 32-bit floats, or ``None``.
    :param labels: the scheme's labels.
    :param most: so many paragraphs are trained on at most; 0 for all. With fewer than all nothing is measured.
    :return: the peers, and why others are missing.
    """
    training, held_out = split(data)
    if most:
        training, held_out = training.subset(range(0, len(training), max(1, len(training) // most))), held_out.subset([])
    made, missing = [], []
    encoders = [("sentence-transformers, all-MiniLM-L6-v2", base_encoder_folder())]
    if float_model is not None:
        encoders.insert(0, ("sentence-transformers, the shipped encoder", float_model))
    else:
        missing.append("sentence-transformers with the shipped encoder: give it with --float-model ('stance train --tune … --keep-float')")
    for name, folder in encoders:
        made.append(_sentence_transformers(name, folder, training, held_out, scratch, labels))
    made.append(_words(training, held_out, scratch, labels))
    if importlib.util.find_spec("model2vec") is None:
        missing.append(f"model2vec: {MissingExtraError('bench', 'model2vec')}")
    else:
        made.append(_static(training, held_out, scratch, labels))
    missing.append("sentence-transformers' ONNX and OpenVINO backends: optimum needs an older transformers than is pinned")
    return made, missing


def _sentence_transformers(
    name: str, folder: Path, training: Dataset, held_out: Dataset, scratch: Path, labels: tuple[str, ...]
) -> Candidate:
    from sentence_transformers import SentenceTransformer

    encoder = SentenceTransformer(str(folder), device="cpu")
    return _linear(name, "sentence_transformers_script.py", folder, encoder.encode, training, held_out, scratch, labels)


def _static(training: Dataset, held_out: Dataset, scratch: Path, labels: tuple[str, ...]) -> Candidate:
    """Distil static vectors from the base encoder, and train a head on them."""
    from model2vec.distill import distill

    encoder = distill(str(base_encoder_folder()))
    encoder.save_pretrained(str(scratch / "static"))
    return _linear(
        "model2vec of all-MiniLM-L6-v2", "model2vec_script.py", scratch / "static", encoder.encode, training, held_out, scratch, labels
    )


def _linear(
    name: str,
    script: str,
    model: Path,
    encode: Callable[[list[str]], Vectors],
    training: Dataset,
    held_out: Dataset,
    scratch: Path,
    labels: tuple[str, ...],
) -> Candidate:
    from sklearn.linear_model import LogisticRegression

    classifier = LogisticRegression(class_weight="balanced", max_iter=1000)
    classifier.fit(encode([item.text for item in training.inputs]), list(training.stances))
    found = classifier.predict_proba(encode([item.text for item in held_out.inputs])) if len(held_out) else None
    return _peer(name, script, model, classifier, found, held_out, scratch, labels)


def _words(training: Dataset, held_out: Dataset, scratch: Path, labels: tuple[str, ...]) -> Candidate:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    classifier = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True), LogisticRegression(C=5.0, class_weight="balanced", max_iter=1000)
    )
    classifier.fit([item.text for item in training.inputs], list(training.stances))
    found = classifier.predict_proba([item.text for item in held_out.inputs]) if len(held_out) else None
    return _peer("tf-idf of words, logistic regression", "words_script.py", scratch, classifier, found, held_out, scratch, labels)


def _peer(
    name: str, script: str, model: Path, classifier: Any, found: Vectors, held_out: Dataset, scratch: Path, labels: tuple[str, ...]
) -> Candidate:
    import joblib

    head = scratch / f"{name.replace(' ', '-')}.joblib"
    joblib.dump(classifier, head)  # read again only by the peer's script, in this run
    figure = None
    if found is not None:
        order = [list(classifier.classes_).index(label) for label in labels]
        figure = _f1(np.asarray(found)[:, order], held_out, labels)
    return Candidate(name, lambda source, output: [sys.executable, *map(str, (PEERS / script, model, head, output, source))], figure)


def _f1(probabilities: Vectors, held_out: Dataset, labels: tuple[str, ...]) -> tuple[float, float, float]:
    predictions = Predictions(labels, probabilities, np.array([labels.index(stance) for stance in held_out.stances]), held_out.forces)
    return (macro_f1(predictions), *interval(predictions, macro_f1))
