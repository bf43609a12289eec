"""Train the wording model of the structure (``corpus/structure/voice.json``) on the authored documents' roles and speakers.

It lives here, to the right of the labels that it needs; what it writes is data of the leftmost room.
Run as ``python -m classifier.voice_training`` (``make voice``).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

import corpus.structure
from classifier.dataset import AUTHORED_DOCUMENTS, AUTHORED_LABELS, known_forces
from classifier.held_out import held_out_forces
from corpus.documents import paragraphs_of, read_document
from corpus.ending import run_module
from corpus.finding import find_documents
from corpus.records import Role, Speaker
from corpus.structure.voice import voice_features
from corpus.writing import whole_file
from labels.files import read_label_folder

_SMALLEST_WEIGHT = 0.03
_FEWEST_PARAGRAPHS = 4
_TARGET = Path(corpus.structure.__file__).parent / "voice.json"


def train_voice(skipped: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Train on whole documents of forces that are not held out; collections of single paragraphs have no roles worth learning from.

    :param skipped: stems of documents to leave out, such as those of one author.
    :return: the JSON form of the model.
    """
    texts: list[str] = []
    roles: list[str] = []
    speakers: list[tuple[str, str]] = []
    labels = read_label_folder(AUTHORED_LABELS)
    paths = find_documents([AUTHORED_DOCUMENTS])
    forces, held_out = known_forces(paths), held_out_forces()
    for path in paths:
        if (
            forces.get(path.name) in held_out
            or path.stem in skipped
            or path.stem not in labels
            or path.stem.startswith(("first-", "pairs-"))
        ):
            continue
        known = {label.fingerprint: label for label in labels[path.stem]}
        for paragraph in paragraphs_of(read_document(path)):
            label = known.get(paragraph.fingerprint)
            if label is None or label.role == Role.HEADING:
                continue
            texts.append(paragraph.text)
            roles.append(label.role)
            if label.speaker in {Speaker.PCC, Speaker.CHIEF_CONSTABLE}:
                speakers.append((paragraph.text, label.speaker))
    return {
        "roles": _linear(texts, roles, strength=0.3),
        "speakers": _linear([text for text, _ in speakers], [speaker for _, speaker in speakers], strength=0.2),
    }


def _linear(texts: Sequence[str], targets: Sequence[str], strength: float) -> dict[str, Any]:
    counter = CountVectorizer(analyzer=_sorted_features, binary=True, min_df=_FEWEST_PARAGRAPHS)
    matrix = counter.fit_transform(texts)
    model = LogisticRegression(C=strength, max_iter=800, class_weight="balanced").fit(matrix, targets)
    weights = model.coef_.T
    kept = np.abs(weights).max(axis=1) > _SMALLEST_WEIGHT
    names = counter.get_feature_names_out()[kept]
    return {
        "classes": list(model.classes_),
        "intercepts": [round(float(value), 3) for value in model.intercept_],
        "weights": {str(name): [round(float(value), 2) for value in row] for name, row in zip(names, weights[kept], strict=True)},
    }


def _sorted_features(text: str) -> list[str]:
    return sorted(voice_features(text))


def main() -> None:
    """Train and write the shipped wording model."""
    with whole_file(_TARGET) as file:
        json.dump(train_voice(), file, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    run_module(main)
