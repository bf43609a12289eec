"""What the classifier says of a paragraph."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.records import Document, Paragraph


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence that carries the stance; ``start`` and ``end`` are its offsets in the paragraph, in characters."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tag:
    """The stance of a response paragraph.

    ``stance`` is always the best guess; ``abstained`` says that it is too unsure to stand without a reader.
    ``probabilities`` are calibrated and sum to 1. ``also`` are the other stances that
    the paragraph clearly takes; ``awaiting`` says who is waited for, where its stance or one of these is a deferral.
    """

    stance: str
    probabilities: dict[str, float]
    abstained: bool
    evidence: Evidence
    awaiting: str | None
    also: tuple[str, ...] = ()

    @property
    def confidence(self) -> float:
        """The probability of the stance."""
        return self.probabilities[self.stance]


@dataclass(frozen=True, slots=True)
class TaggedParagraph:
    """A paragraph with its tag; ``tag`` is ``None`` where the role is not a response."""

    paragraph: Paragraph
    tag: Tag | None


@dataclass(frozen=True, slots=True)
class TaggedDocument:
    """A document with all its paragraphs, tagged."""

    document: Document
    paragraphs: tuple[TaggedParagraph, ...]

    @property
    def responses(self) -> tuple[TaggedParagraph, ...]:
        """The paragraphs that have a tag."""
        return tuple(tagged for tagged in self.paragraphs if tagged.tag is not None)
