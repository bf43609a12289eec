"""The tagger: from a file to tagged paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from classifier.awaiting import awaited_body, awaiting_cues
from classifier.head import Head, Probabilities
from classifier.inputs import encoder_inputs
from classifier.records import Evidence, Tag, TaggedDocument, TaggedParagraph
from classifier.statuses import STATUS_PROBABILITY, stated_stance
from corpus.documents import paragraphs_of, read_document
from corpus.records import Document, Paragraph
from models.encoder import Encoded, Encoder, EncoderInput
from models.folder import ModelFolder, load_model_folder


class Tagger:
    """Tags response paragraphs with their stance.

    >>> tagger = Tagger.load()                      # doctest: +SKIP
    >>> tagger.tag("letter.pdf").responses[0].tag   # doctest: +SKIP
    """

    def __init__(self, model: ModelFolder, encoder: Encoder) -> None:
        """Put a tagger together; most callers want :meth:`load`.

        :param model: a verified model folder.
        :param encoder: its encoder.
        """
        self.model = model
        self.scheme = model.scheme
        self._encoder = encoder
        self._head = Head.from_arrays(model.arrays, float(model.settings["temperature"]))
        self._abstain_below = float(model.settings["abstain_below"])
        # Models of format 1 know no secondary stances: no score reaches these thresholds.
        self._also_above = float(model.settings.get("also_above", 2.0))
        self._defers_above = float(model.settings.get("defers_above", 2.0))

    @classmethod
    def load(cls, path: Path | str | None = None, threads: int = 0) -> Tagger:
        """Load a tagger.

        :param path: a model folder; the shipped model if ``None``.
        :param threads: threads of the encoder; 0 lets it choose.
        :return: the tagger.
        :raises ModelFolderError: if the folder cannot be trusted or read.
        """
        model = load_model_folder(Path(path) if path is not None else None)
        return cls(model, model.encoder(threads))

    def measured(self) -> str:
        """Say in a line which model this is and how it was measured.

        :return: a sentence or two for people.
        """
        figures = self.model.training.get("held_out")
        name = f"Model {self.model.digest[:12]}."
        if not figures:
            return f"{name} It was retrained here and has not been measured."
        share = f"{figures['accuracy']:.0%}"
        return f"{name} In fictional documents of forces that it had not seen, it gave {share} of the paragraphs the right label."

    def tag(self, source: Path | str | Document) -> TaggedDocument:
        """Tag a document.

        A file is read in this process: files that nobody vouches for are better read by the command, or by
        :class:`classifier.batch.Batch`, in processes of their own that are ended when they take too long or too much.

        :param source: a file, or a document that was read already.
        :return: the document with its tagged paragraphs.
        :raises DocumentError: if the file cannot be read.
        """
        document = source if isinstance(source, Document) else read_document(Path(source))
        return TaggedDocument(document, tuple(self.tag_paragraphs(paragraphs_of(document))))

    def tag_paragraphs(self, paragraphs: Iterable[Paragraph]) -> list[TaggedParagraph]:
        """Tag paragraphs; equal ones are read once.

        :param paragraphs: paragraphs of any role.
        :return: them, in order, each response with its tag.
        """
        listed = list(paragraphs)
        inputs = encoder_inputs(listed)
        distinct = list(dict.fromkeys(inputs.values()))
        tags = dict(zip(distinct, self.tag_inputs(distinct), strict=True))
        return [TaggedParagraph(paragraph, tags[inputs[place]] if place in inputs else None) for place, paragraph in enumerate(listed)]

    def tag_inputs(self, inputs: Sequence[EncoderInput]) -> list[Tag]:
        """Tag what was prepared for the encoder; each by itself, so that no tag depends on its neighbours by even a bit.

        :param inputs: from :func:`classifier.inputs.encoder_input`.
        :return: their tags, in the same order.
        """
        encoded = self._encoder.encode(inputs) if inputs else []
        return [self._tag(item, vectors, self._head.probabilities([vectors])[0]) for item, vectors in zip(inputs, encoded, strict=True)]

    def _tag(self, item: EncoderInput, vectors: Encoded, row: Probabilities) -> Tag:
        stated = stated_stance(item.text)
        plain = stated is not None and stated in self.scheme.ids
        if plain:
            row = _sure_of(self.scheme.ids.index(stated), row)
        best = int(np.argmax(row))
        stance = self.scheme.ids[best]
        also = self._also(vectors, best) if not plain else ()
        return Tag(
            stance=stance,
            probabilities={label: float(probability) for label, probability in zip(self.scheme.ids, row, strict=True)},
            abstained=bool(row[best] < self._abstain_below) and not plain,
            evidence=self._evidence(item, vectors, best),
            awaiting=self._awaiting(item, vectors) if self.scheme.defers((stance, *also)) else None,
            also=also,
        )

    def _also(self, vectors: Encoded, best: int) -> tuple[str, ...]:
        scores = self._head.presence([vectors])[0]
        limits = [self._defers_above if label == self.scheme.deferral else self._also_above for label in self.scheme.ids]
        found = [place for place, (score, limit) in enumerate(zip(scores, limits, strict=True)) if score >= limit and place != best]
        return tuple(self.scheme.ids[place] for place in found if self.scheme.ids[place] != self.scheme.neutral)

    def _awaiting(self, item: EncoderInput, vectors: Encoded) -> str:
        place = self._carrying(vectors, self.scheme.ids.index(self.scheme.deferral or ""))
        start, end = item.spans[place]
        found = self._head.awaited(awaiting_cues(item.text, start, end), vectors.spans[place])
        return awaited_body(item.text, start, end) if found is None else self.scheme.awaiting[found]

    def _evidence(self, item: EncoderInput, vectors: Encoded, label: int) -> Evidence:
        start, end = item.spans[self._carrying(vectors, label)]
        return Evidence(item.text[start:end], start, end)

    def _carrying(self, vectors: Encoded, label: int) -> int:
        """Choose the sentence that speaks most for a label."""
        return int(np.argmax(self._head.sentence_probabilities(vectors)[:, label]))


def _sure_of(place: int, row: Probabilities) -> Probabilities:
    """Give a label the probability of a status in set words, and the others the rest, in proportion."""
    sure = np.where(np.arange(len(row)) == place, 0.0, row)
    sure = sure * (1 - STATUS_PROBABILITY) / sure.sum() if sure.sum() else sure
    sure[place] = 1.0 - sure.sum()
    return sure
