"""SetFit (Tunstall et al. 2022, Efficient Few-Shot Learning Without Prompts), by the library of that name."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from typing import Any

import numpy as np

from classifier.dataset import Dataset
from corpus.errors import MissingExtraError
from eval.candidates import Fitted, texts_of
from eval.vectors import Kind, base_folder
from labels.scheme import Scheme

NAME = f"SetFit, {Kind.SMALL.value}"


@dataclass(frozen=True)
class SetFitSettings:
    """How SetFit trains: ``steps`` of contrastive pairs, then a logistic regression; the rest is the library's own."""

    steps: int = 300
    batch: int = 16
    max_tokens: int = 256
    seed: int = 0


def fit_setfit(training: Dataset, scheme: Scheme, settings: SetFitSettings | None = None) -> Fitted:
    """Train SetFit on labelled paragraphs: pairs of equal and of different labels, then a head on the tuned vectors.

    :param training: labelled paragraphs.
    :param scheme: the labels.
    :param settings: how to train.
    :return: the candidate; its size is that of 32-bit floats, as the library saves it.
    :raises MissingExtraError: if setfit is not installed.
    """
    try:
        import torch
        from datasets import Dataset as Table
        from setfit import SetFitModel, Trainer, TrainingArguments
    except ImportError as error:
        raise MissingExtraError("compare", str(error.name)) from error
    settings = settings or SetFitSettings()
    torch.manual_seed(settings.seed)
    model: Any = SetFitModel.from_pretrained(
        str(base_folder(Kind.SMALL)), labels=list(scheme.ids), head_params={"max_iter": 1000, "class_weight": "balanced"}, device="cpu"
    )
    model.model_body.max_seq_length = settings.max_tokens
    places = {label: place for place, label in enumerate(scheme.ids)}
    table = Table.from_dict({"text": texts_of(training), "label": [places[stance] for stance in training.stances]})
    with tempfile.TemporaryDirectory() as scratch:
        arguments = TrainingArguments(
            output_dir=scratch, batch_size=settings.batch, max_steps=settings.steps, sampling_strategy="undersampling", seed=settings.seed,
            report_to="none", save_strategy="no", show_progress_bar=False, use_amp=False,
        )  # fmt: skip
        Trainer(model=model, args=arguments, train_dataset=table).train()
    size = sum(parameter.nbytes for parameter in model.model_body.parameters()) / 1e6

    def predict(data: Dataset) -> Any:
        # The head knows the labels by their numbers, in rising order.
        vectors = model.model_body.encode(texts_of(data), normalize_embeddings=model.normalize_embeddings, convert_to_numpy=True)
        table = np.zeros((len(data), len(scheme.ids)))
        table[:, np.asarray(model.model_head.classes_, int)] = model.model_head.predict_proba(vectors)
        return table

    return Fitted(predict, size)
