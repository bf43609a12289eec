"""Mask the names of forces, so that no classifier can know a force by its name."""

from __future__ import annotations

import re

from classifier.dataset import Dataset
from classifier.sentences import sentence_spans
from models.encoder import EncoderInput

MASK = "Anyshire"
_KINDS = re.compile(
    r"\b(?:constabulary|police(?:\s+service)?|police(?:,?\s+fire)?\s+and\s+crime\s+commissioner|fire\s+and\s+rescue\s+service|office\s+of\s+the)\b",
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
    text = pattern.sub(MASK, item.text)
    spans = tuple(sentence_spans(text))
    # A changed name never moves a sentence's end; should it ever, the paragraph is left as it is.
    if len(spans) != len(item.spans):
        return item
    return EncoderInput(text, spans, pattern.sub(MASK, item.context))
