"""One tuning run: batches, losses and steps. Needs torch; imported by :mod:`models.tuning` alone."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from labels.scheme import Scheme
from models.encoder import Vectors
from models.examples import TuningExample, TuningSettings


@dataclass(frozen=True, slots=True)
class Prepared:
    """A tokenised example; ``rows`` has shape (1 + sentences, tokens): which tokens make up the paragraph and each sentence.

    Sentences beyond the window have no row: ``sentences`` are the places of those that have one.
    """

    example: TuningExample
    ids: list[int]
    types: list[int]
    rows: Vectors
    sentences: tuple[int, ...]


def prepare(tokenizer: Tokenizer, example: TuningExample) -> Prepared:
    """Tokenise an example.

    :param tokenizer: truncates to the window.
    :param example: the example.
    :return: it, ready for batches.
    """
    item = example.input
    encoding = tokenizer.encode(item.text, item.context) if item.context else tokenizer.encode(item.text)
    own = [sequence == 0 for sequence in encoding.sequence_ids]
    offsets = [pair if mine else (0, 0) for pair, mine in zip(encoding.offsets, own, strict=True)]
    rows = [[right > left for left, right in offsets]]
    kept = []
    for place, (start, end) in enumerate(item.spans):
        row = [right > left and left >= start and right <= end for left, right in offsets]
        if any(row):
            rows.append(row)
            kept.append(place)
    return Prepared(example, encoding.ids, encoding.type_ids, np.asarray(rows, np.float32), tuple(kept))


def multiplies_bfloat16() -> bool:
    """Whether this processor has instructions for bfloat16; without them it is slower than float32 by ten times.

    :return: whether to use it.
    """
    return bool(torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported())


class TuningRun:
    """The layers over an encoder, and the losses that train both."""

    def __init__(self, encoder: Any, scheme: Scheme, settings: TuningSettings) -> None:
        """Set up.

        :param encoder: a transformers model.
        :param scheme: the labels, and the bodies that may be awaited.
        :param settings: how to tune.
        """
        labels = len(scheme.ids)
        self.encoder, self.labels, self.settings = encoder, labels, settings
        self.deferral = scheme.ids.index(scheme.deferral) if scheme.deferral else -1
        width = encoder.config.hidden_size
        self.sentence_layer = torch.nn.Linear(width, labels)
        self.paragraph_layer = torch.nn.Linear(width + 2 * labels, labels)
        self.presence_layer = torch.nn.Linear(width + 2 * labels, labels)
        self.awaiting_layer = torch.nn.Linear(2 * width, max(1, len(scheme.awaiting)))
        self.vector_variance = 1.0
        self.bfloat16 = settings.precision == "bfloat16" or (settings.precision == "auto" and multiplies_bfloat16())
        self.typed = getattr(encoder.config, "type_vocab_size", 0) > 1

    def train(self, prepared: Sequence[Prepared], report: Callable[[str], None]) -> None:
        """Train.

        :param prepared: the examples.
        :param report: is told of each epoch, and of every tenth of it.
        """
        settings = self.settings
        self._measure_vectors(prepared)
        layers = (self.sentence_layer, self.paragraph_layer, self.presence_layer, self.awaiting_layer)
        heads = [parameter for layer in layers for parameter in layer.parameters()]
        tuned = [parameter for parameter in self.encoder.parameters() if parameter.requires_grad]
        groups = [{"params": tuned, "lr": settings.learning_rate}, {"params": heads, "lr": settings.head_learning_rate}]
        optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        steps = settings.epochs * -(-len(prepared) // settings.batch)
        rate = torch.optim.lr_scheduler.LambdaLR(
            optimiser, lambda step: min(1.0, (step + 1) / max(1.0, settings.warm_up * steps)) * max(0.0, 1.0 - step / steps)
        )
        self._weigh(prepared)
        shuffler = random.Random(settings.seed)  # noqa: S311  # shuffling, not secrecy
        self.encoder.train()
        for epoch in range(settings.epochs):
            total, begun = 0.0, time.monotonic()
            batches = cut_batches(prepared, settings.batch, shuffler)
            for number, batch in enumerate(batches, 1):
                loss = self._loss(batch)
                optimiser.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_([*tuned, *heads], 1.0)
                optimiser.step()
                rate.step()
                total += float(loss.detach())
                if number % max(1, len(batches) // 10) == 0:
                    report(f"epoch {epoch + 1} of {settings.epochs}, {number}/{len(batches)}: loss {total / number:.3f}, "
                           f"{time.monotonic() - begun:.0f} s")  # fmt: skip
        self.encoder.eval()

    def _weigh(self, prepared: Sequence[Prepared]) -> None:
        """Weigh labels by the root of how much rarer than the mean they are."""

        def loss(found: Sequence[int]) -> Any:
            counts = np.bincount([label for label in found if label >= 0], minlength=self.labels).clip(1)
            weights = torch.tensor(np.sqrt(counts.mean() / counts), dtype=torch.float32)
            return torch.nn.CrossEntropyLoss(weight=weights, label_smoothing=self.settings.label_smoothing, ignore_index=-1)

        self.paragraph_loss = loss([item.example.label for item in prepared])
        self.sentence_loss = loss([label for item in prepared for label in item.example.sentence_labels])

    def _measure_vectors(self, prepared: Sequence[Prepared]) -> None:
        """Measure how far a teacher's vectors lie from their mean."""
        found = [item.example.vectors for item in prepared if item.example.vectors is not None]
        if found:
            self.vector_variance = max(float(np.concatenate(found).var(axis=0).mean()), 1e-12)

    def _loss(self, batch: Sequence[Prepared]) -> Any:
        tokens = self._tokens(batch)
        parts = [self._read(item, tokens[place]) for place, item in enumerate(batch)]
        features = torch.stack([torch.cat([vector, scores.max(0).values, scores.mean(0)]) for vector, _, scores in parts])
        found = self.paragraph_layer(features)
        targets = torch.tensor([item.example.label for item in batch])
        total = found.sum() * 0.0
        if (targets >= 0).any():
            total = total + self.paragraph_loss(found, targets)
            total = total + self.settings.presence_weight * self._presence_loss(batch, features, targets)
        known = torch.tensor([item.example.sentence_labels[place] for item in batch for place in item.sentences])
        if len(known) and (known >= 0).any():
            total = total + self.sentence_loss(torch.cat([scores for _, spans, scores in parts if len(spans)]), known)
        return total + self._awaiting_loss(batch, parts) + self._soft_loss(batch, found, parts) + self._vector_loss(batch, parts)

    def _tokens(self, batch: Sequence[Prepared]) -> Any:
        longest = max(len(item.ids) for item in batch)
        ids = torch.full((len(batch), longest), self.encoder.config.pad_token_id or 0, dtype=torch.long)
        mask, types = (torch.zeros((len(batch), longest), dtype=torch.long) for _ in range(2))
        for place, item in enumerate(batch):
            length = len(item.ids)
            ids[place, :length], types[place, :length] = torch.tensor(item.ids), torch.tensor(item.types)
            mask[place, :length] = 1
        typed = {"token_type_ids": types} if self.typed else {}
        with torch.autocast("cpu", torch.bfloat16, enabled=self.bfloat16):
            return self.encoder(input_ids=ids, attention_mask=mask, **typed).last_hidden_state.float()

    def _read(self, item: Prepared, tokens: Any) -> tuple[Any, Any, Any]:
        rows = torch.from_numpy(item.rows)
        vectors = (rows @ tokens[: rows.shape[1]]) / rows.sum(1, keepdim=True).clamp(min=1.0)
        spans = vectors[1:]
        return vectors[0], spans, self.sentence_layer(spans if len(spans) else vectors[:1])

    def _presence_loss(self, batch: Sequence[Prepared], features: Any, targets: Any) -> Any:
        present = torch.zeros((len(batch), self.labels))
        for place, item in enumerate(batch):
            present[place, [label for label in (item.example.label, *item.example.also) if label >= 0]] = 1.0
        known = targets >= 0
        return torch.nn.functional.binary_cross_entropy_with_logits(self.presence_layer(features[known]), present[known])

    def _awaiting_loss(self, batch: Sequence[Prepared], parts: Sequence[tuple[Any, Any, Any]]) -> Any:
        waiting = [place for place, item in enumerate(batch) if item.example.awaiting >= 0]
        if not waiting:
            return 0.0
        vectors = torch.stack([
            torch.cat([parts[place][0], self._carrying(batch[place], parts[place])]) for place in waiting
        ])  # fmt: skip
        targets = torch.tensor([batch[place].example.awaiting for place in waiting])
        loss = torch.nn.functional.cross_entropy(self.awaiting_layer(vectors), targets, reduction="sum")
        return self.settings.awaiting_weight * loss / len(batch) * 4.0  # deferrals are about a quarter of a batch at most

    def _carrying(self, item: Prepared, part: tuple[Any, Any, Any]) -> Any:
        """The mean vector of the sentences that carry the paragraph's deferral, of all where none is labelled so."""
        vector, spans, _ = part
        labels = [item.example.sentence_labels[place] for place in item.sentences]
        chosen = [place for place, label in enumerate(labels) if label == self.deferral]
        return spans[chosen].mean(0) if chosen else vector

    def _soft_loss(self, batch: Sequence[Prepared], found: Any, parts: Sequence[tuple[Any, Any, Any]]) -> Any:
        taught = [place for place, item in enumerate(batch) if item.example.soft]
        if not taught or not self.settings.soft_weight:
            return 0.0
        divergence = torch.nn.KLDivLoss(reduction="batchmean")
        log_softmax = torch.nn.functional.log_softmax
        loss = divergence(log_softmax(found[taught], -1), torch.tensor([batch[place].example.soft for place in taught]))
        spans = [(parts[place][2], batch[place]) for place in taught if batch[place].sentences and batch[place].example.soft_sentences]
        if spans:
            goals = torch.tensor([item.example.soft_sentences[place] for _, item in spans for place in item.sentences])
            loss = loss + divergence(log_softmax(torch.cat([scores for scores, _ in spans]), -1), goals)
        return self.settings.soft_weight * loss

    def _vector_loss(self, batch: Sequence[Prepared], parts: Sequence[tuple[Any, Any, Any]]) -> Any:
        """The share of the variance of a teacher's vectors that the student's do not explain."""
        if not self.settings.vector_weight:
            return 0.0
        goals, own = [], []
        for item, (vector, spans, _) in zip(batch, parts, strict=True):
            if item.example.vectors is not None:
                goals.append(item.example.vectors[[0, *(1 + place for place in item.sentences)]])
                own.append(torch.cat([vector[None], spans]))
        if not goals:
            return 0.0
        loss = torch.nn.functional.mse_loss(torch.cat(own), torch.from_numpy(np.concatenate(goals)))
        return self.settings.vector_weight * loss / self.vector_variance


def cut_batches(prepared: Sequence[Prepared], size: int, shuffler: random.Random) -> list[list[Prepared]]:
    """Shuffle, then sort within large chunks by length, so that little is padded.

    :param prepared: the examples.
    :param size: of a batch.
    :param shuffler: the source of randomness.
    :return: the batches of an epoch.
    """
    order = list(range(len(prepared)))
    shuffler.shuffle(order)
    batches: list[list[Prepared]] = []
    for start in range(0, len(order), 20 * size):
        chunk = sorted(order[start : start + 20 * size], key=lambda place: len(prepared[place].ids))
        batches.extend([prepared[place] for place in chunk[first : first + size]] for first in range(0, len(chunk), size))
    shuffler.shuffle(batches)
    return batches
