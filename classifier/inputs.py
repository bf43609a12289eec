"""What the classifier reads of a paragraph: its sentences, who speaks, and the recommendation that it answers."""

from __future__ import annotations

from collections.abc import Iterable

from classifier.sentences import sentence_spans
from corpus.boxes import left_out
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
    return EncoderInput(*read_text(paragraph.text), context_of(paragraph))


def read_text(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Give what is read of a paragraph: all of it, but where boxes are ticked, not the options that were not chosen.

    :param text: the paragraph.
    :return: the text, as long as before, with blanks in place of options not chosen and of boxes; the spans of its sentences.
    """
    cuts = left_out(text)
    if not cuts:
        return text, tuple(sentence_spans(text))
    characters = list(text)
    for start, end in cuts:
        characters[start:end] = " " * (end - start)
    blanked = "".join(characters)
    # What stands on both sides of a cut is not one sentence, and a label or a full stop alone is none.
    edges = [0, *(edge for cut in cuts for edge in cut), len(text)]
    kept = [(edges[place], edges[place + 1]) for place in range(0, len(edges), 2)]
    spans = [(start + left, start + right) for start, end in kept for left, right in sentence_spans(blanked[start:end])]
    said = [span for span in spans if any(map(str.isalnum, text[slice(*span)])) and text[span[1] - 1] != ":"]
    return blanked, tuple(said or spans)


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
