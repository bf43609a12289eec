"""Train the peers' heads, on the same text and tested on the same forces as everybody's."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from classifier.dataset import Dataset
from classifier.held_out import split
from corpus.errors import MissingExtraError
from eval.benchmarks.candidates import Candidate, Vectors, held_out_f1
from models.base import base_encoder_folder

SCRIPTS = Path(__file__).parent / "peers"
SHIPPED_ENCODER, MINILM = "sentence-transformers, the shipped encoder", "sentence-transformers, all-MiniLM-L6-v2"


@dataclass(frozen=True)
class PeerEncoders:
    """Folders of encoders that this program does not ship, each ``None`` where there is none.

    ``float_model`` is the shipped encoder in 32-bit floats, ``static_model`` a model of model2vec.
    """

    float_model: Path | None = None
    static_model: Path | None = None


def train_peers(
    data: Dataset, encoders: PeerEncoders, labels: tuple[str, ...], scratch: Path, whole: bool
) -> tuple[list[Candidate], list[str]]:
    """Train the peers' heads on the forces that may be trained on, and measure them on the others.

    :param data: the authored corpus.
    :param encoders: the encoders at hand.
    :param labels: the scheme's labels.
    :param scratch: where models and heads go.
    :param whole: whether this is the whole corpus. Otherwise nothing is measured, nor is a static model distilled, which
        takes minutes.
    :return: the peers, and why others are missing.
    """
    training, held_out = split(data)
    trainer = _Trainer(training, held_out if whole else None, labels, scratch)
    made: list[Candidate] = []
    missing = ["sentence-transformers' ONNX and OpenVINO backends: optimum needs an older transformers than is pinned"]
    if encoders.float_model is not None:
        made.append(trainer.sentence_transformers(SHIPPED_ENCODER, encoders.float_model))
    else:
        missing.append(f"{SHIPPED_ENCODER}: name its folder with --float-model; 'stance train --tune … --keep-float' keeps it")
    made += [trainer.sentence_transformers(MINILM, base_encoder_folder()), trainer.words()]
    if importlib.util.find_spec("model2vec") is None:
        missing.append(f"model2vec: {MissingExtraError('bench', 'model2vec')}")
    elif encoders.static_model is None and not whole:
        missing.append("model2vec: distilling takes minutes, which a quick run does not; name a distilled folder with --static-model")
    else:
        made.append(trainer.static(encoders.static_model))
    return made, missing


@dataclass(frozen=True)
class _Trainer:
    """What all peers are trained on and measured on."""

    training: Dataset
    held_out: Dataset | None
    labels: tuple[str, ...]
    scratch: Path

    def sentence_transformers(self, name: str, folder: Path) -> Candidate:
        from sentence_transformers import SentenceTransformer

        encoder = SentenceTransformer(str(folder), device="cpu")
        encoder.max_seq_length = min(encoder.max_seq_length, 384)  # as its script does
        return self._linear(name, "sentence_transformers_script.py", folder, encoder.encode)

    def static(self, folder: Path | None) -> Candidate:
        """Take a static model, or distil one from the base encoder."""
        from model2vec import StaticModel

        if folder is None:
            from model2vec.distill import distill

            folder = self.scratch / "static"
            distill(str(base_encoder_folder())).save_pretrained(str(folder))
        encoder = StaticModel.from_pretrained(str(folder))
        return self._linear("model2vec of all-MiniLM-L6-v2", "model2vec_script.py", folder, encoder.encode)

    def words(self) -> Candidate:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline

        words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
        classifier = make_pipeline(words, LogisticRegression(C=5.0, class_weight="balanced", max_iter=1000))
        return self._peer("tf-idf of words, logistic regression", "words_script.py", self.scratch, classifier, lambda texts: texts)

    def _linear(self, name: str, script: str, model: Path, encode: Callable[[list[str]], Vectors]) -> Candidate:
        from sklearn.linear_model import LogisticRegression

        return self._peer(name, script, model, LogisticRegression(class_weight="balanced", max_iter=1000), encode)

    def _peer(self, name: str, script: str, model: Path, classifier: Any, encode: Callable[[list[str]], Any]) -> Candidate:
        import joblib

        classifier.fit(encode([item.text for item in self.training.inputs]), list(self.training.stances))
        head = self.scratch / f"{name.replace(' ', '-')}.joblib"
        joblib.dump(classifier, head)  # read again only by the peer's script, in this run
        figure = None
        if self.held_out is not None:
            order = [list(classifier.classes_).index(label) for label in self.labels]
            found = np.asarray(classifier.predict_proba(encode([item.text for item in self.held_out.inputs])))[:, order]
            figure = held_out_f1(found, self.held_out, self.labels)
        start = [sys.executable, *map(str, (SCRIPTS / script, model, head))]
        return Candidate(name, lambda source, output: [*start, str(output), str(source)], figure)
