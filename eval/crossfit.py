"""Calibration that has not seen what it is measured on.

The held-out forces are cut in two halves: temperature and thresholds are fitted on one, and measured on the other. On real documents, which
nothing is fitted on, stand those of all held-out forces.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from classifier.calibration import Calibration, calibrate
from classifier.dataset import Dataset
from classifier.head import Head, Probabilities, softmax
from classifier.held_out import halves
from classifier.measured import measure
from classifier.records import Tag
from classifier.tagger import Tagger
from eval.answers import Answers, Flags, answers_of_table, targets_of
from eval.metrics import Predictions
from eval.vectors import KnownVectors
from labels.scheme import Scheme
from models.encoder import Encoded
from models.folder import ModelFolder

_LEAST = 1e-6


def cross_fitted_table(table: Probabilities, data: Dataset, scheme: Scheme) -> Answers:
    """Calibrate a plain classifier's probabilities for held-out forces.

    :param table: what it says of them, shape (paragraphs, labels).
    :param data: the labelled paragraphs.
    :param scheme: the labels.
    :return: its answers.
    """
    scores, targets = _scores(table), targets_of(data, scheme)
    probabilities, kept = np.zeros_like(table), np.zeros(len(data), bool)
    for inside in _parts(data):
        calibration = calibrate(scores[~inside], targets[~inside])
        probabilities[inside], kept[inside] = _calibrated(scores[inside], calibration)
    return answers_of_table(Predictions(scheme.ids, probabilities, targets, data.forces), kept, data, scheme)


def calibrated_table(
    table: Probabilities, data: Dataset, groups: Sequence[str], held_out_table: Probabilities, held_out: Dataset, scheme: Scheme
) -> Answers:
    """Calibrate a plain classifier's probabilities by all held-out forces.

    :param table: what it says of other paragraphs, shape (paragraphs, labels).
    :param data: these paragraphs.
    :param groups: the force (or the document) of each.
    :param held_out_table: what it says of the held-out forces.
    :param held_out: their paragraphs.
    :param scheme: the labels.
    :return: its answers.
    """
    calibration = calibrate(_scores(held_out_table), targets_of(held_out, scheme))
    probabilities, kept = _calibrated(_scores(table), calibration)
    return answers_of_table(Predictions(scheme.ids, probabilities, targets_of(data, scheme), tuple(groups)), kept, data, scheme)


def cross_fitted_tags(folder: ModelFolder, encoded: Sequence[Encoded], data: Dataset) -> list[Tag]:
    """Tag held-out forces, each half with the temperature and thresholds that the other gave.

    :param folder: the model; its own temperature and thresholds, fitted on both halves, are not used.
    :param encoded: the vectors of the paragraphs.
    :param data: the labelled paragraphs.
    :return: their tags.
    """
    encoder = KnownVectors(data.inputs, encoded)
    head = Head.from_arrays(folder.arrays, 1.0)
    tags: dict[int, Tag] = {}
    for inside in _parts(data):
        outside = np.flatnonzero(~inside).tolist()
        fitted = measure(head, [encoded[place] for place in outside], data.subset(outside), folder.scheme).settings
        if head.presence_weights is None:  # a model of format 1 has no scores that thresholds could be fitted on
            fitted = {name: value for name, value in fitted.items() if name not in {"also_above", "defers_above"}}
        tagger = Tagger(replace(folder, settings={**folder.settings, **fitted}), encoder)
        places = np.flatnonzero(inside).tolist()
        tags.update(zip(places, tagger.tag_inputs([data.inputs[place] for place in places]), strict=True))
    return [tags[place] for place in range(len(data))]


def _parts(data: Dataset) -> Iterator[Flags]:
    first = halves(data)
    return (part for part in (first, ~first) if part.any())


def _scores(table: Probabilities) -> Probabilities:
    return np.log(np.clip(table, _LEAST, None))


def _calibrated(scores: Probabilities, calibration: Calibration) -> tuple[Probabilities, Flags]:
    probabilities = softmax(scores / calibration.temperature)
    return probabilities, probabilities.max(axis=1) >= calibration.abstain_below
