"""How well a model does on the held-out text of each author, and on answers of a few words.

Run as ``python -m eval.by_author [--model DIR]``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import numpy.typing as npt
import typer
from rich.console import Console
from rich.table import Table
from sklearn.metrics import f1_score

from classifier.dataset import AUTHORED_DOCUMENTS, AUTHORED_LABELS, Dataset, load_dataset
from classifier.held_out import split
from classifier.tagger import Tagger
from classifier.vectors import encode_all
from corpus.ending import run_module
from corpus.structure.items import TERSE_WORDS
from eval.corpus_counts import CountedDocument, counted_documents
from eval.vectors import KnownVectors
from labels.scheme import Scheme
from models.folder import load_model_folder


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the held-out text, and how much of it got the right stance."""

    name: str
    paragraphs: int
    accuracy: float
    macro_f1: float


def parts_of(data: Dataset, said: Sequence[str], authors: Sequence[str], scheme: Scheme) -> list[Part]:
    """Measure parts of a data set.

    :param data: labelled paragraphs.
    :param said: the stance that each was given.
    :param authors: the author of each.
    :param scheme: the labels.
    :return: all of it; answers of a few words and the others; then each author, those with most paragraphs first. Macro-F1 is over the
        labels that a part has.
    """
    names = np.array(authors)
    terse = np.array([len(item.text.split()) <= TERSE_WORDS for item in data.inputs])
    masks: dict[str, npt.NDArray[np.bool_]] = {"all": np.ones(len(data), bool)}
    masks |= {f"at most {TERSE_WORDS} words": terse, "more words": ~terse}
    masks |= {name: names == name for name in sorted(set(authors), key=lambda name: (-authors.count(name), name))}
    given, truth = np.array(said), np.array(data.stances)
    return [_part(name, given[mask], truth[mask], scheme) for name, mask in masks.items() if mask.any()]


def _part(name: str, said: npt.NDArray[np.str_], truth: npt.NDArray[np.str_], scheme: Scheme) -> Part:
    present = [label for label in scheme.ids if label in truth]
    return Part(name, len(truth), float((said == truth).mean()), float(f1_score(truth, said, labels=present, average="macro")))


def authors_of(documents: Sequence[str], known: Sequence[CountedDocument]) -> list[str]:
    """Look up who wrote documents.

    :param documents: their file names.
    :param known: the documents of the manifest.
    :return: an author for each.
    """
    authors = {document.stem: document.facet("author") for document in known}
    return [authors[Path(document).stem] for document in documents]


def main(model: Annotated[Path | None, typer.Option(help="A model folder; the shipped model by default.")] = None) -> None:
    """Print a table of the held-out text by author."""
    _, held_out = split(load_dataset([AUTHORED_LABELS], [AUTHORED_DOCUMENTS]))
    folder = load_model_folder(model)
    tagger = Tagger(folder, KnownVectors(held_out.inputs, encode_all(folder, held_out.inputs)))
    said = [tag.stance for tag in tagger.tag_inputs(held_out.inputs)]
    table = Table("held out", "paragraphs", "accuracy", "macro-F1")
    for part in parts_of(held_out, said, authors_of(held_out.documents, counted_documents()), folder.scheme):
        table.add_row(part.name, str(part.paragraphs), f"{part.accuracy:.3f}", f"{part.macro_f1:.3f}")
    Console().print(table)


if __name__ == "__main__":
    run_module(main)
