"""From blocks to paragraphs, each with its role, speaker and recommendation numbers."""

from __future__ import annotations

from corpus.fingerprint import fingerprint
from corpus.records import Document, Paragraph
from corpus.structure.parties import Parties
from corpus.structure.styles import is_styled, style_bonus
from corpus.structure.turns import speakers_of
from corpus.structure.voice import VoiceModel, shipped_voice
from corpus.structure.walk import Walk


def segment(document: Document, voice: VoiceModel | None = None) -> tuple[Paragraph, ...]:
    """Cut a document into paragraphs with roles, speakers and recommendation numbers.

    :param document: as read.
    :param voice: the model of the wording; the shipped one if ``None``.
    :return: its paragraphs in order.
    """
    model = voice or shipped_voice()
    walk = Walk(document.blocks, model).run()
    if is_styled(document.blocks):
        walk = Walk(document.blocks, model, style_bonus(document.blocks, [found.role for found in walk.found])).run()
    decided = speakers_of(list(walk.turns.values()), Parties.of(document.blocks), model)
    speakers = dict(zip(walk.turns, decided, strict=True))
    return tuple(
        Paragraph(
            document=document.id,
            index=index,
            role=found.role,
            speaker=speakers.get(index),
            recommendations=found.numbers,
            heading=found.heading,
            context=found.context,
            text=block.text,
            page=block.page,
            fingerprint=fingerprint(block.text),
        )
        for index, (block, found) in enumerate(zip(document.blocks, walk.found, strict=True))
    )
