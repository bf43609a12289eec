"""What an encoder is tuned on: labels, text without labels, and what teachers make of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from classifier.dataset import Dataset
from classifier.head import Head
from classifier.held_out import split
from classifier.inputs import encoder_input
from classifier.settings import RunSettings
from classifier.vectors import encode_all
from corpus.finding import find_documents
from corpus.guarded.ahead import read_all
from corpus.records import Role
from labels.scheme import Scheme
from models.encoder import Encoded, EncoderInput
from models.examples import TuningExample
from models.folder import ModelFolder


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
    :return: the examples with the mean of the teachers' probabilities, and with the vectors of the first.
    """
    soft = np.mean([head.probabilities(encoded) for head, encoded in teachers], axis=0)
    result = []
    for place, example in enumerate(examples):
        sentences = np.mean([head.sentence_probabilities(encoded[place]) for head, encoded in teachers], axis=0)
        first = teachers[0][1][place]
        result.append(
            replace(
                example,
                soft=tuple(soft[place].tolist()),
                soft_sentences=tuple(map(tuple, sentences.tolist())),
                vectors=np.vstack([first.paragraph[None], first.spans]),
            )
        )
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
                found[paragraph.text] = encoder_input(paragraph)
    return list(found.values())


def taught_by(examples: Sequence[TuningExample], teachers: Sequence[ModelFolder]) -> list[TuningExample]:
    """Let models speak on examples.

    :param examples: labelled or not.
    :param teachers: the models; whose vectors are learned too comes first.
    :return: the examples, with what :func:`taught` adds; as they are without teachers.
    """
    inputs = [example.input for example in examples]
    heads = [Head.from_arrays(model.arrays, float(model.settings["temperature"])) for model in teachers]
    spoken = [(head, encode_all(model, inputs)) for head, model in zip(heads, teachers, strict=True)]
    return taught(examples, spoken) if spoken else list(examples)
