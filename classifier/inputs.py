"""What the classifier reads of a paragraph: its sentences, who speaks, and the recommendation that it answers."""

from __future__ import annotations

from collections.abc import Iterable

from classifier.sentences import sentence_spans
from corpus.records import Paragraph, Role, Speaker
from models.encoder import EncoderInput

_SPEAKERS = {Speaker.PCC: "commissioner", Speaker.CHIEF_CONSTABLE: "chief constable", Speaker.JOINT: "joint"}
_CONTEXT_WORDS = 40


def encoder_input(paragraph: Paragraph) -> EncoderInput:
    """Prepare a paragraph for the encoder.

    The guide judges a paragraph with the recommendation that it answers in view (rule 10): the same description is
    an answer under a recommendation and mere context elsewhere.

    :param paragraph: a response paragraph.
    :return: its text with the spans of its sentences, and its context.
    """
    return EncoderInput(paragraph.text, tuple(sentence_spans(paragraph.text)), context_of(paragraph))


def encoder_inputs(paragraphs: Iterable[Paragraph]) -> dict[int, EncoderInput]:
    """Prepare the responses among paragraphs.

    :param paragraphs: paragraphs of any role.
    :return: what to encode, by the place of its paragraph.
    """
    return {
        place: encoder_input(paragraph)
        for place, paragraph in enumerate(paragraphs)
        if paragraph.role is Role.RESPONSE and paragraph.text.strip()
    }


def context_of(paragraph: Paragraph) -> str:
    """Say in words who speaks and what is answered.

    :param paragraph: a response paragraph.
    :return: such as "chief constable answers: By 31 March the force should …".
    """
    speaker = _SPEAKERS.get(paragraph.speaker, "responder") if paragraph.speaker is not None else "responder"
    asked = " ".join(paragraph.context.split()[:_CONTEXT_WORDS])
    if asked:
        return f"{speaker} answers: {asked}"
    return f"{speaker} answers a recommendation" if paragraph.recommendations else f"{speaker} on the report"
