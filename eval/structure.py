"""How well documents are cut into paragraphs and roles, against hand-made truth.

Run as ``python -m eval.structure DOCUMENTS LABELS`` for the figures of a folder.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from corpus.documents import paragraphs_of, read_document
from corpus.ending import run_module
from corpus.errors import TrainingError
from corpus.finding import find_documents
from corpus.records import Paragraph, Role
from labels.files import ParagraphLabel, read_label_file


@dataclass
class StructureFigures:
    """Counts over documents; a paragraph counts as found only if its fingerprint and its role are right."""

    documents: int = 0
    found: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    speakers: list[bool] = field(default_factory=list)
    numbers: list[bool] = field(default_factory=list)

    def scores(self, role: str) -> tuple[float, float, float]:
        """Give precision, recall and F1 of a role.

        :param role: the role.
        :return: three figures between 0 and 1.
        """
        found, wrong, missed = self.found[role], self.wrong[role], self.missed[role]
        precision, recall = found / max(1, found + wrong), found / max(1, found + missed)
        return precision, recall, 2 * found / max(1, 2 * found + wrong + missed)

    def summary(self) -> dict[str, object]:
        """Give the figures for the results file.

        :return: counts and scores.
        """
        return {
            "documents": self.documents,
            "roles": {role.value: dict(zip(("precision", "recall", "f1"), self.scores(role), strict=True)) for role in Role},
            "responses": self.found[Role.RESPONSE] + self.missed[Role.RESPONSE],
            "speaker_accuracy": sum(self.speakers) / max(1, len(self.speakers)),
            "numbers_accuracy": sum(self.numbers) / max(1, len(self.numbers)),
        }


def compare(figures: StructureFigures, truth: Sequence[ParagraphLabel], paragraphs: Sequence[Paragraph]) -> None:
    """Compare one document with its truth, and add to the figures.

    Copies of one paragraph are paired in order. Speaker and numbers are judged on responses that were found as such.

    :param figures: the figures to add to.
    :param truth: the labels of the document, in order.
    :param paragraphs: its paragraphs, in order.
    """
    figures.documents += 1
    waiting: dict[str, list[ParagraphLabel]] = defaultdict(list)
    for label in truth:
        waiting[label.fingerprint].append(label)
    for paragraph in paragraphs:
        if not waiting[paragraph.fingerprint]:
            figures.wrong[paragraph.role] += 1
            continue
        label = waiting[paragraph.fingerprint].pop(0)
        if label.role != paragraph.role:
            figures.wrong[paragraph.role] += 1
            figures.missed[label.role] += 1
            continue
        figures.found[label.role] += 1
        if label.role == Role.RESPONSE:
            figures.speakers.append(label.speaker == paragraph.speaker)
            figures.numbers.append(set(label.recommendations) == set(paragraph.recommendations))
    figures.missed.update(label.role for rest in waiting.values() for label in rest)


def structure_figures(documents: Iterable[Path], labels: Path) -> StructureFigures:
    """Measure the structure of documents.

    :param documents: the documents.
    :param labels: a folder with the truth of each in ``<stem>.jsonl``; documents without are left out.
    :return: the figures.
    """
    figures = StructureFigures()
    for path in documents:
        truth = labels / f"{path.stem}.jsonl"
        if truth.is_file():
            compare(figures, read_label_file(truth), paragraphs_of(read_document(path)))
    return figures


def main(
    documents: Annotated[Path, typer.Argument(help="A document, or a folder of them.")],
    labels: Annotated[Path, typer.Argument(help="A folder with the truth of each in DOCUMENT.jsonl.")],
) -> None:
    """Print how well documents are cut into paragraphs and roles."""
    if not documents.exists():
        raise TrainingError(f"{documents}: no such file or folder; name a document, or a folder of them")
    figures = structure_figures(find_documents([documents]), labels)
    if not figures.documents:
        raise TrainingError(f"{labels}: no label file there is named after a document in {documents}; name another folder")
    precision, recall, score = figures.scores(Role.RESPONSE)
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"{figures.documents} documents: response paragraphs precision {precision:.3f}, recall {recall:.3f}, F1 {score:.3f}")
    speakers, numbers = (sum(found) / max(1, len(found)) for found in (figures.speakers, figures.numbers))
    console.print(f"speaker {speakers:.3f}, recommendation numbers {numbers:.3f}, of {len(figures.speakers)} responses found")


if __name__ == "__main__":
    run_module(main)
