"""The candidates of the comparison, by a short name that its command line takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from classifier.dataset import Dataset
from classifier.head import Head
from classifier.tuned import SETTINGS
from eval.candidates import (
    BOTH,
    CUES,
    FROZEN,
    MAJORITY,
    STATIC,
    WORDS,
    Fit,
    Fitted,
    fit_cues,
    fit_frozen,
    fit_majority,
    fit_sentences,
    fit_static,
    fit_words,
    fit_words_and_vectors,
)
from eval.contrastive import NAME as SETFIT
from eval.contrastive import fit_setfit
from eval.recipes import Neighbours, Recipe, fit_recipe
from eval.vectors import Kind, shipped_encoder
from labels.scheme import Scheme
from models.choice import Base
from models.folder import FAST, SHIPPED, TEACHERS, load_model_folder

_SMALL = SETTINGS[Base.SMALL]
_MINILM = Recipe(_SMALL)


@dataclass(frozen=True)
class Entry:
    """A candidate: what it is, how it is fitted, whether that takes minutes or less, and whether it had been trained before."""

    title: str
    fit: Fit
    cheap: bool = False
    trained: bool = False


def fit_kept(path: Path) -> Fit:
    """Make the candidate of a model that is trained already, on the same text.

    :param path: its folder.
    :return: what loads it.
    """

    def fit(training: Dataset, scheme: Scheme) -> Fitted:
        del training, scheme
        folder = load_model_folder(path)
        source, head = shipped_encoder(folder), Head.from_arrays(folder.arrays, 1.0)
        size = source.megabytes + sum(array.nbytes for array in folder.arrays.values()) / 1e6
        return Fitted(lambda data: head.probabilities(source.encoder.encode(data.inputs)), size)

    return fit


ENTRIES: Mapping[str, Entry] = {
    "majority": Entry(MAJORITY, fit_majority, True),
    "cues": Entry(CUES, fit_cues, True),
    "words": Entry(WORDS, fit_words, True),
    "static": Entry(STATIC, fit_static, True),
    "frozen-minilm": Entry(FROZEN, fit_frozen(Kind.SMALL), True),
    "sentences-minilm": Entry(f"sentences alone, {FROZEN}", fit_sentences, True),
    "words-and-minilm": Entry(BOTH, fit_words_and_vectors, True),
    "frozen-cut": Entry(f"frozen {Kind.CUT.value}", fit_frozen(Kind.CUT)),
    "frozen-mpnet": Entry(f"frozen {Kind.LARGE.value}", fit_frozen(Kind.LARGE)),
    "setfit": Entry(SETFIT, fit_setfit),
    "tuned-minilm": Entry("tuned MiniLM, no teacher", fit_recipe(_MINILM)),
    "tuned-minilm-seed-1": Entry("tuned MiniLM, no teacher, another seed", fit_recipe(replace(_MINILM, settings=replace(_SMALL, seed=1)))),
    "tuned-minilm-masked": Entry("tuned MiniLM, names masked", fit_recipe(replace(_MINILM, names=False))),
    "tuned-minilm-no-context": Entry("tuned MiniLM, no context", fit_recipe(replace(_MINILM, context=False))),
    "tuned-minilm-no-sentences": Entry("tuned MiniLM, no labels of sentences", fit_recipe(replace(_MINILM, sentences=False))),
    "tuned-minilm-no-neighbours": Entry(
        "tuned MiniLM, no neighbouring documents", fit_recipe(replace(_MINILM, neighbours=Neighbours.ABSENT))
    ),
    "tuned-minilm-neighbours-unlabelled": Entry(
        "tuned MiniLM, neighbouring documents without their labels", fit_recipe(replace(_MINILM, neighbours=Neighbours.UNLABELLED))
    ),
    "adapters-minilm": Entry(
        "MiniLM with adapters", fit_recipe(replace(_MINILM, adapters=True, settings=replace(_SMALL, learning_rate=1e-3)))
    ),
    "teacher-cut": Entry(f"teacher: tuned {Kind.CUT.value}", fit_kept(TEACHERS / "cut"), trained=True),
    "teacher-whole": Entry(f"teacher: tuned {Kind.LARGE.value}", fit_kept(TEACHERS / "whole"), trained=True),
    "shipped": Entry("shipped model", fit_kept(SHIPPED), trained=True),
    "fast": Entry("fast model", fit_kept(FAST), trained=True),
}
#: Means of the probabilities of candidates; made where all of them have been run.
ENSEMBLES: Mapping[str, tuple[str, ...]] = {
    "two seeds of tuned MiniLM": ("tuned-minilm", "tuned-minilm-seed-1"),
    "both teachers": ("teacher-whole", "teacher-cut"),
    "shipped model and words": ("shipped", "words"),
    "shipped and fast model": ("shipped", "fast"),
    "shipped, fast model and words": ("shipped", "fast", "words"),
}
