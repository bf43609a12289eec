"""What an encoder is tuned on, and how."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.encoder import EncoderInput, Vectors


@dataclass(frozen=True, slots=True)
class TuningExample:
    """A paragraph to learn from.

    ``label``, ``sentence_labels`` and ``also`` are positions in the scheme, ``awaiting`` one among its bodies; -1 where unknown.
    ``soft`` and ``soft_sentences`` are teachers' probabilities, of shapes (labels,) and (sentences, labels); empty without one.
    ``vectors`` are a teacher's, of the paragraph and then of each sentence: shape (1 + sentences, dimension); ``None`` without one.
    """

    input: EncoderInput
    label: int
    sentence_labels: tuple[int, ...]
    also: tuple[int, ...] = ()
    awaiting: int = -1
    soft: tuple[float, ...] = ()
    soft_sentences: tuple[tuple[float, ...], ...] = ()
    vectors: Vectors | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TuningSettings:
    """How to tune. Learning rates are for AdamW with linear warm-up and decay; ``max_tokens`` cuts training text only.

    ``tuned_layers`` is how many are tuned, the last ones; those below keep their weights, as the embeddings do. All if ``None``.
    ``vector_weight`` is that of the loss by a teacher's vectors, which are as long as the encoder's.
    ``precision`` is ``float32``, ``bfloat16`` (autocast) or ``auto``: the latter where the processor multiplies bfloat16.
    """

    epochs: int = 2
    learning_rate: float = 5e-5
    head_learning_rate: float = 1e-3
    batch: int = 16
    max_tokens: int = 288
    label_smoothing: float = 0.05
    warm_up: float = 0.1
    dropout: float = 0.0
    freeze_embeddings: bool = True
    tuned_layers: int | None = None
    presence_weight: float = 0.5
    awaiting_weight: float = 0.3
    soft_weight: float = 1.0
    vector_weight: float = 0.0
    seed: int = 0
    precision: str = "auto"
