"""Candidates that take long to train: encoders tuned on the labels, with parts of the recipe left out or changed."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from classifier.dataset import Dataset
from classifier.distilling import labelled_examples, taught, unlabelled_examples
from classifier.head import Head
from classifier.training import MAXIMUM_TOKENS, fit_head
from corpus.errors import MissingExtraError
from eval.candidates import Fit, Fitted
from eval.masking import masked
from eval.splits import NEIGHBOUR_LABELS
from eval.vectors import Kind, Source, base_folder
from labels.scheme import Scheme
from models.encoder import Encoder, OnnxEncoder
from models.examples import TuningExample, TuningSettings
from models.export import export_encoder
from models.folder import TOKENIZER_FILE
from models.tuning import tune_encoder

#: Attention matrices that adapters are put beside, as BERT and MPNet name them, and their rank (Hu et al. 2021, LoRA).
_ADAPTED = ("query", "value", "q", "v")
_RANK = 16


class Neighbours(StrEnum):
    """What is learned from the neighbouring documents.

    ``UNLABELLED`` is self-training: an encoder tuned without them says what it makes of their text, and another learns from that.
    """

    LABELLED = "labelled"
    UNLABELLED = "unlabelled"
    ABSENT = "absent"


@dataclass(frozen=True)
class Recipe:
    """How the small base is tuned: with what settings, and on what of the text."""

    settings: TuningSettings
    context: bool = True
    sentences: bool = True
    names: bool = True
    neighbours: Neighbours = Neighbours.LABELLED
    adapters: bool = False


def fit_recipe(recipe: Recipe) -> Fit:
    """Make the candidate of a recipe: the encoder tuned and exported in 8-bit integers, under our head.

    :param recipe: how to tune.
    :return: what fits it.
    """

    def fit(training: Dataset, scheme: Scheme) -> Fitted:
        seen = read_by(recipe, training)
        examples = labelled_examples(seen, scheme)
        if recipe.neighbours is Neighbours.UNLABELLED:
            teacher = _tuned(recipe, seen, examples, scheme)
            others = of_neighbours(training, True).inputs
            examples += taught(unlabelled_examples(others), [(teacher.head, teacher.encoder.encode(others))])
        tuned = _tuned(recipe, seen, examples, scheme)
        return Fitted(lambda data: tuned.head.probabilities(tuned.encoder.encode(read_by(recipe, data).inputs)), tuned.megabytes)

    return fit


@dataclass(frozen=True)
class _Tuned:
    head: Head
    encoder: Encoder
    megabytes: float


def _tuned(recipe: Recipe, seen: Dataset, examples: Sequence[TuningExample], scheme: Scheme) -> _Tuned:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        tune = tune_adapters if recipe.adapters else tune_encoder
        tune(base_folder(Kind.SMALL), folder / "tuned", examples, scheme, recipe.settings)
        files = export_encoder(folder / "tuned", folder, seen.inputs)
        source = Source(OnnxEncoder(*files, MAXIMUM_TOKENS, threads=1), files)
        head = fit_head(seen, source.encoder.encode(seen.inputs), scheme)
        return _Tuned(head, source.encoder, source.megabytes + sum(array.nbytes for array in head.arrays().values()) / 1e6)


def of_neighbours(data: Dataset, wanted: bool) -> Dataset:
    """Choose the paragraphs of the neighbouring documents, or all others.

    :param data: labelled paragraphs.
    :param wanted: whether the neighbours' are wanted.
    :return: those.
    """
    neighbours = {file.stem for file in NEIGHBOUR_LABELS.glob("*.jsonl")}
    return data.subset(place for place, name in enumerate(data.documents) if (Path(name).stem in neighbours) == wanted)


def read_by(recipe: Recipe, data: Dataset) -> Dataset:
    """Leave out of a dataset what a recipe does not read.

    :param recipe: the recipe.
    :param data: labelled paragraphs.
    :return: them as the recipe reads them; without the neighbouring documents' where it takes no labels from these.
    """
    if recipe.neighbours is not Neighbours.LABELLED:
        data = of_neighbours(data, False)
    if not recipe.names:
        data = masked(data)
    if not recipe.context:
        data = replace(data, inputs=tuple(replace(item, context="") for item in data.inputs))
    if not recipe.sentences:
        data = replace(data, sentence_stances=tuple((None,) * len(row) for row in data.sentence_stances))
    return data


def tune_adapters(source: Path, target: Path, examples: Sequence[TuningExample], scheme: Scheme, settings: TuningSettings) -> None:
    """Tune low-rank adapters beside an encoder that stays as it is, and merge them into it.

    :param source: the folder of the encoder to start from.
    :param target: the folder to write the tuned one to.
    :param examples: what to learn from.
    :param scheme: the labels, and the bodies that may be awaited.
    :param settings: how to tune.
    :raises MissingExtraError: if peft or torch is not installed.
    """
    try:
        import torch
        from peft import LoraConfig, get_peft_model
        from tokenizers import Tokenizer
        from transformers import AutoModel

        from models.tuning_run import TuningRun, prepare
    except ImportError as error:
        raise MissingExtraError("compare", str(error.name)) from error
    torch.manual_seed(settings.seed)
    base: Any = AutoModel.from_pretrained(str(source), dtype=torch.float32)
    names = {name.rpartition(".")[2] for name, _ in base.named_modules()}
    modules = [name for name in _ADAPTED if name in names]
    encoder: Any = get_peft_model(base, LoraConfig(r=_RANK, lora_alpha=2 * _RANK, target_modules=modules))
    tokenizer = Tokenizer.from_file(str(source / TOKENIZER_FILE))
    tokenizer.no_padding()
    tokenizer.enable_truncation(settings.max_tokens, strategy="longest_first")
    TuningRun(encoder, scheme, settings).train([prepare(tokenizer, example) for example in examples], lambda _: None)
    encoder.merge_and_unload().save_pretrained(str(target))
    shutil.copyfile(source / TOKENIZER_FILE, target / TOKENIZER_FILE)
