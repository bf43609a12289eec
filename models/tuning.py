"""Tune an encoder on labelled paragraphs and on the labels of their sentences, in one pass over each paragraph.

Cross-entropy with label smoothing and root-balanced class weights on mean-pooled vectors: one linear layer reads
each sentence, another the paragraph's vector together with what the first says of its sentences.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import MissingExtraError
from models.encoder import EncoderInput


@dataclass(frozen=True, slots=True)
class TuningExample:
    """A labelled paragraph: ``label`` and ``sentence_labels`` are positions in the scheme, -1 where unknown."""

    input: EncoderInput
    label: int
    sentence_labels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TuningSettings:
    """How to tune. Learning rates are for AdamW with linear warm-up and decay; ``max_tokens`` cuts training text only."""

    epochs: int = 3
    learning_rate: float = 5e-5
    head_learning_rate: float = 1e-3
    batch: int = 16
    max_tokens: int = 288
    label_smoothing: float = 0.05
    warm_up: float = 0.1
    seed: int = 0


def tune_encoder(
    source: Path,
    target: Path,
    examples: Sequence[TuningExample],
    labels: int,
    settings: TuningSettings,
    report: Callable[[str], None] = lambda _: None,
) -> None:
    """Tune an encoder.

    :param source: a sentence-transformers folder to start from.
    :param target: the folder to write the tuned one to.
    :param examples: labelled paragraphs.
    :param labels: the number of labels in the scheme.
    :param settings: how to tune.
    :param report: is told of each epoch.
    :raises MissingExtraError: if the training extra is not installed.
    """
    try:
        import torch
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise MissingExtraError("train", str(error.name)) from error
    torch.manual_seed(settings.seed)
    transformer = SentenceTransformer(str(source), device="cpu")
    module: Any = transformer[0]
    run = _Run(module.auto_model, module.tokenizer, labels, settings)
    prepared = [run.prepare(example) for example in examples]
    run.train(prepared, report)
    transformer.save(str(target))


class _Run:
    """One tuning run."""

    def __init__(self, encoder: Any, tokenizer: Any, labels: int, settings: TuningSettings) -> None:
        import torch

        self.torch = torch
        self.encoder = encoder
        self.tokenizer = tokenizer
        self.settings = settings
        width = encoder.config.hidden_size
        self.sentence_layer = torch.nn.Linear(width, labels)
        self.paragraph_layer = torch.nn.Linear(width + 2 * labels, labels)
        self.labels = labels

    def prepare(self, example: TuningExample) -> dict[str, Any]:
        """Tokenise an example, and say which tokens make up the paragraph and each of its sentences."""
        item = example.input
        texts = (item.text, item.context) if item.context else (item.text,)
        encoding = self.tokenizer(*texts, truncation="longest_first", max_length=self.settings.max_tokens, return_offsets_mapping=True)
        own = [sequence == 0 for sequence in encoding.sequence_ids()]
        offsets = [pair if mine else (0, 0) for pair, mine in zip(encoding["offset_mapping"], own, strict=True)]
        rows = [[right > left for left, right in offsets]]
        kept = []
        for (start, end), label in zip(item.spans, example.sentence_labels, strict=True):
            row = [right > left and left >= start and right <= end for left, right in offsets]
            if any(row):  # a sentence beyond the window has no tokens
                rows.append(row)
                kept.append(label)
        return {
            "ids": encoding["input_ids"],
            "types": encoding.get("token_type_ids") or [0] * len(own),
            "rows": np.asarray(rows, np.float32),
            "sentence_labels": kept,
            "label": example.label,
        }

    def train(self, prepared: list[dict[str, Any]], report: Callable[[str], None]) -> None:
        torch, settings = self.torch, self.settings
        heads = [*self.sentence_layer.parameters(), *self.paragraph_layer.parameters()]
        groups = [{"params": self.encoder.parameters(), "lr": settings.learning_rate}, {"params": heads, "lr": settings.head_learning_rate}]
        optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
        steps = settings.epochs * -(-len(prepared) // settings.batch)
        rate = torch.optim.lr_scheduler.LambdaLR(
            optimiser, lambda step: min(1.0, (step + 1) / (settings.warm_up * steps)) * max(0.0, 1.0 - step / steps)
        )
        losses = self._losses(prepared)
        shuffler = random.Random(settings.seed)  # noqa: S311  # shuffling, not secrecy
        self.encoder.train()
        for epoch in range(settings.epochs):
            total = 0.0
            batches = _batches(prepared, settings.batch, shuffler)
            for batch in batches:
                loss = self._loss(batch, losses)
                optimiser.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_([*self.encoder.parameters(), *heads], 1.0)
                optimiser.step()
                rate.step()
                total += float(loss.detach())
            report(f"epoch {epoch + 1} of {settings.epochs}: loss {total / len(batches):.3f}")
        self.encoder.eval()

    def _losses(self, prepared: list[dict[str, Any]]) -> tuple[Any, Any]:
        """Give the two losses; a label's weight is the root of how much rarer than the mean it is."""

        def loss(found: list[int]) -> Any:
            counts = np.bincount([label for label in found if label >= 0], minlength=self.labels).clip(1)
            weights = self.torch.tensor(np.sqrt(counts.mean() / counts), dtype=self.torch.float32)
            return self.torch.nn.CrossEntropyLoss(weight=weights, label_smoothing=self.settings.label_smoothing, ignore_index=-1)

        return loss([item["label"] for item in prepared]), loss([label for item in prepared for label in item["sentence_labels"]])

    def _loss(self, batch: list[dict[str, Any]], losses: tuple[Any, Any]) -> Any:
        torch = self.torch
        longest = max(len(item["ids"]) for item in batch)
        ids, mask, types = (torch.zeros((len(batch), longest), dtype=torch.long) for _ in range(3))
        for place, item in enumerate(batch):
            length = len(item["ids"])
            ids[place, :length] = torch.tensor(item["ids"])
            types[place, :length] = torch.tensor(item["types"])
            mask[place, :length] = 1
        tokens = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=types).last_hidden_state
        paragraphs, sentences = [], []
        for place, item in enumerate(batch):
            rows = torch.from_numpy(item["rows"])
            vectors = (rows @ tokens[place, : rows.shape[1]]) / rows.sum(1, keepdim=True).clamp(min=1.0)
            scores = self.sentence_layer(vectors[1:]) if len(vectors) > 1 else self.sentence_layer(vectors[:1])
            paragraphs.append(self.paragraph_layer(torch.cat([vectors[0], scores.max(0).values, scores.mean(0)])))
            sentences.append(scores[: len(item["sentence_labels"])])
        result = losses[0](torch.stack(paragraphs), torch.tensor([item["label"] for item in batch]))
        known = torch.tensor([label for item in batch for label in item["sentence_labels"]])
        if (known >= 0).any():
            result = result + losses[1](torch.cat(sentences), known)
        return result


def _batches(prepared: list[dict[str, Any]], size: int, shuffler: random.Random) -> list[list[dict[str, Any]]]:
    """Shuffle, then sort within large chunks by length, so that little is padded."""
    order = list(range(len(prepared)))
    shuffler.shuffle(order)
    batches: list[list[dict[str, Any]]] = []
    for start in range(0, len(order), 20 * size):
        chunk = sorted(order[start : start + 20 * size], key=lambda place: len(prepared[place]["ids"]))
        batches.extend([prepared[place] for place in chunk[first : first + size]] for first in range(0, len(chunk), size))
    shuffler.shuffle(batches)
    return batches
