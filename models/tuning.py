"""Tune an encoder on labelled paragraphs and on the labels of their sentences, in one pass over each paragraph.

Cross-entropy with label smoothing and root-balanced class weights on mean-pooled vectors: one linear layer reads each sentence,
another the paragraph's vector together with what the first says of its sentences. Two smaller losses teach which stances a
paragraph takes at all (the secondary ones too) and, where it waits, for whom. A student also learns its teachers'
probabilities (Hinton et al. 2015, Distilling the Knowledge in a Neural Network) and, if wanted, the vectors of one of them
(as Jiao et al. 2020, TinyBERT).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from corpus.errors import MissingExtraError
from labels.scheme import Scheme
from models.examples import TuningExample, TuningSettings
from models.folder import TOKENIZER_FILE


def tune_encoder(
    source: Path,
    target: Path,
    examples: Sequence[TuningExample],
    scheme: Scheme,
    settings: TuningSettings,
    report: Callable[[str], None] = lambda _: None,
) -> None:
    """Tune an encoder.

    :param source: the folder of the encoder to start from: transformers' files and a ``tokenizer.json``.
    :param target: the folder to write the tuned one to.
    :param examples: what to learn from.
    :param scheme: the labels, and the bodies that may be awaited.
    :param settings: how to tune.
    :param report: is told of each epoch.
    :raises MissingExtraError: if the training extra is not installed.
    """
    try:
        import torch
        from tokenizers import Tokenizer
        from transformers import AutoModel

        from models.tuning_run import TuningRun, prepare
    except ImportError as error:
        raise MissingExtraError("train", str(error.name)) from error
    torch.manual_seed(settings.seed)
    dropout = {"hidden_dropout_prob": settings.dropout, "attention_probs_dropout_prob": settings.dropout}
    encoder: Any = AutoModel.from_pretrained(str(source), dtype=torch.float32, **dropout)
    encoder.embeddings.requires_grad_(not settings.freeze_embeddings)
    if settings.tuned_layers is not None:
        encoder.encoder.requires_grad_(False)
        encoder.encoder.layer[-settings.tuned_layers :].requires_grad_(True)
    tokenizer = Tokenizer.from_file(str(source / TOKENIZER_FILE))
    tokenizer.no_padding()
    tokenizer.enable_truncation(settings.max_tokens, strategy="longest_first")
    prepared = [prepare(tokenizer, example) for example in examples]
    TuningRun(encoder, scheme, settings).train(prepared, report)
    encoder.save_pretrained(str(target))
    shutil.copyfile(source / TOKENIZER_FILE, target / TOKENIZER_FILE)
