"""Mask the names of forces, so that no classifier can know a force by its name."""

from __future__ import annotations

import re

from classifier.dataset import Dataset
from models.encoder import EncoderInput

MASK = "Anyshire"
_KINDS = re.compile(
    r"\b(?:constabulary|police(?:,?\s+fire)?\s+and\s+crime\s+commissioner|police(?:\s+service)?|fire\s+and\s+rescue\s+service|office\s+of\s+the)\b",
    re.I,
)


def masked(data: Dataset) -> Dataset:
    """Mask the name of each paragraph's own force.

    :param data: labelled paragraphs.
    :return: the same with names masked, in the text and in the context.
    """
    inputs = tuple(_masked_input(item, force) for item, force in zip(data.inputs, data.forces, strict=True))
    return Dataset(inputs, data.stances, data.sentence_stances, data.forces, data.documents, data.labels, data.unmatched)


def _masked_input(item: EncoderInput, force: str) -> EncoderInput:
    name = " ".join(_KINDS.sub(" ", force).split())
    if len(name) < 4:
        return item
    pattern = re.compile(rf"\b{re.escape(name)}\b", re.I)
    # Sentence by sentence: cutting the masked text anew could find other sentences than those that were labelled.
    text, spans, place = "", [], 0
    for start, end in item.spans:
        text += item.text[place:start]
        sentence = pattern.sub(MASK, item.text[start:end])
        spans.append((len(text), len(text) + len(sentence)))
        text += sentence
        place = end
    return EncoderInput(text + item.text[place:], tuple(spans), pattern.sub(MASK, item.context))
