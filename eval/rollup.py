"""How well recommendations are found, tied to their answers and summed up, against truth made by hand from real documents.

Run as ``python -m eval.rollup DOCUMENTS`` for the real ones, and ``python -m eval.rollup --layouts FOLDER`` for which
recommendations are answered in documents whose paragraphs are labelled beside them (``tests/layouts/held_out``).
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from classifier.records import Evidence, Tag, TaggedDocument, TaggedParagraph
from classifier.rollup import Coverage, RecommendationAnswer, roll_up
from classifier.tagger import Tagger
from corpus.documents import paragraphs_of, read_document
from corpus.ending import run_module
from corpus.errors import TrainingError
from corpus.finding import find_documents
from corpus.fingerprint import fingerprint
from corpus.records import Role
from labels.files import ParagraphLabel, read_label_file
from labels.scheme import Scheme, shipped_scheme

_LABELS = Path(__file__).parent.parent / "labels" / "real"
_FIRST_DAY = datetime.date(2025, 1, 1)
Expected = dict[str, Any]


@dataclass
class Share:
    """How many of how many."""

    right: int = 0
    of: int = 0

    def add(self, right: bool) -> None:
        """Count one case.

        :param right: whether it is right.
        """
        self.right += right
        self.of += 1

    def __str__(self) -> str:
        """The share and its counts."""
        return f"{self.right}/{self.of}" if self.of else "–"


@dataclass
class RollupFigures:
    """Counts over recommendations; ``found`` is out of those expected, ``right`` out of those given."""

    found: Share = field(default_factory=Share)
    right: Share = field(default_factory=Share)
    coverage: Share = field(default_factory=Share)
    ties: Share = field(default_factory=Share)
    stance: Share = field(default_factory=Share)
    sure_stance: Share = field(default_factory=Share)
    deferred_found: Share = field(default_factory=Share)
    deferred_right: Share = field(default_factory=Share)
    deadlines: Share = field(default_factory=Share)
    remarks_found: Share = field(default_factory=Share)
    remarks_right: Share = field(default_factory=Share)

    def add(self, expected: Sequence[Expected], given: Sequence[RecommendationAnswer], deferral: str) -> None:
        """Compare the recommendations of one response.

        :param expected: the truth.
        :param given: what the roll-up gives.
        :param deferral: the label of a deferral.
        """
        found = {_identity(item): item for item in given}
        wanted = {row["number"] or row["fingerprint"]: row for row in expected}
        for item in found.values():
            self.right.add(_identity(item) in wanted)
        for key, row in wanted.items():
            self.found.add(key in found)
            if key in found:
                self._compare(row, found[key], deferral)

    def _compare(self, row: Expected, item: RecommendationAnswer, deferral: str) -> None:
        self.coverage.add(item.coverage.value == row["coverage"])
        deadline = item.deadline
        stated = (deadline.date.isoformat() if deadline and deadline.date else None, deadline.awaiting if deadline else None)
        self.deadlines.add(stated == (row["deadline"], row["awaiting"]))
        if row["coverage"] == Coverage.ANSWERED:
            answers = {answer.paragraph.fingerprint for answer in item.paragraphs}
            self.ties.add(answers == set(row["paragraphs"]))
            overall = row["stances"][0]
            self.stance.add(item.stance == overall)
            if item.sure:
                self.sure_stance.add(item.stance == overall)
            if overall == deferral:
                self.deferred_found.add(item.stance == deferral)
            if item.stance == deferral:
                self.deferred_right.add(overall == deferral)
        for remark in row.get("remarks", ()):
            self.remarks_found.add(any(answer.paragraph.fingerprint == remark for answer in item.remarks))
        for answer in _alike(item):
            self.remarks_right.add(answer in row.get("remarks", ()))


def labelled_tags(document_path: Path, labels: Sequence[ParagraphLabel], scheme: Scheme) -> TaggedDocument:
    """Tag a document with the labels of its readers, so that the roll-up is measured without the model's errors.

    :param document_path: the document.
    :param labels: the labels of its paragraphs.
    :param scheme: the scheme of the labels.
    :return: the tagged document.
    """
    known = {label.fingerprint: label for label in labels}
    document = read_document(document_path)
    return TaggedDocument(
        document,
        tuple(
            TaggedParagraph(paragraph, _labelled(paragraph.text, known.get(paragraph.fingerprint), scheme))
            if paragraph.role is Role.RESPONSE
            else TaggedParagraph(paragraph, None)
            for paragraph in paragraphs_of(document)
        ),
    )


def evaluate_real(folder: Path, tag: Callable[[Path], TaggedDocument], scheme: Scheme) -> RollupFigures:
    """Measure the roll-up of the real documents.

    :param folder: the folder that holds them.
    :param tag: tags one of them.
    :param scheme: the scheme of the labels.
    :return: the figures.
    """
    truth = json.loads(resources.files("eval").joinpath("real-recommendations.json").read_text("utf-8"))["documents"]
    figures = RollupFigures()
    for path in find_documents([folder]):
        if path.stem in truth:
            figures.add(truth[path.stem], roll_up([tag(path)], scheme, _FIRST_DAY).recommendations, scheme.deferral or "")
    return figures


def evaluate_layouts(folder: Path, tag: Callable[[Path], TaggedDocument], scheme: Scheme) -> tuple[Share, Share]:
    """Measure which numbered recommendations are found answered, in documents with a label file beside each.

    :param folder: documents and their label files.
    :param tag: tags one of the documents.
    :param scheme: the scheme of the labels.
    :return: those found of the answered ones, and those right of the ones given as answered.
    """
    found, right = Share(), Share()
    for path in find_documents([folder]):
        truth = path.with_suffix(".jsonl")
        if path.suffix == ".jsonl" or not truth.is_file():
            continue
        responses = [label for label in read_label_file(truth) if label.role == Role.RESPONSE]
        wanted = {number for label in responses for number in label.recommendations}
        given = {item.number for item in roll_up([tag(path)], scheme, _FIRST_DAY).recommendations if item.answered and item.number}
        for number in wanted:
            found.add(number in given)
        for number in given:
            right.add(number in wanted)
    return found, right


def _identity(item: RecommendationAnswer) -> str:
    return item.number or fingerprint(item.text)


def _alike(item: RecommendationAnswer) -> list[str]:
    """Give the remarks that its own words point to, without those that speak of all recommendations together."""
    from classifier.remarks import speaks_of_all

    return [answer.paragraph.fingerprint for answer in item.remarks if not speaks_of_all(answer.paragraph.text)]


def _labelled(text: str, label: ParagraphLabel | None, scheme: Scheme) -> Tag | None:
    if label is None or label.stance is None:
        return None
    probabilities = {name: float(name == label.stance) for name in scheme.ids}
    return Tag(label.stance, probabilities, False, Evidence(text, 0, len(text)), label.awaiting, tuple(label.also))


def _print(console: Console, title: str, figures: RollupFigures) -> None:
    console.print(title, style="bold")
    rows = {
        "recommendations found": figures.found,
        "given that are recommendations": figures.right,
        "answered, only in remarks, or not: right": figures.coverage,
        "exactly the paragraphs that answer it": figures.ties,
        "overall stance right, of the answered": figures.stance,
        "of those the roll-up is sure of": figures.sure_stance,
        "deferred recommendations found": figures.deferred_found,
        "given as deferred that are": figures.deferred_right,
        "deadline, and who it hangs on, right": figures.deadlines,
        "remarks on the same matter found": figures.remarks_found,
        "remarks pointed to that are on the matter": figures.remarks_right,
    }
    for name, share in rows.items():
        console.print(f"  {name:45} {share}", highlight=False)


def main(
    documents: Annotated[Path | None, typer.Argument(help="The folder of the real documents.")] = None,
    layouts: Annotated[list[Path] | None, typer.Option(metavar="DIR", help="A folder of documents with label files beside them.")] = None,
) -> None:
    """Print how well recommendations are found, tied to their answers and summed up."""
    if documents is None and not layouts:
        raise typer.BadParameter("name the folder of the real documents, or folders with --layouts")
    console, scheme, tagger = Console(highlight=False), shipped_scheme(), Tagger.load()
    if documents is not None:

        def by_readers(path: Path) -> TaggedDocument:
            return labelled_tags(path, read_label_file(_LABELS / f"{path.stem}.jsonl"), scheme)

        figures = evaluate_real(documents, by_readers, scheme)
        if not figures.found.of:
            raise TrainingError(f"{documents}: none of the real documents is there; name the folder that holds them")
        _print(console, "With the readers' labels: the roll-up alone", figures)
        _print(console, "With the shipped model's labels", evaluate_real(documents, tagger.tag, scheme))
    for folder in layouts or []:
        found, right = evaluate_layouts(folder, tagger.tag, scheme)
        if not found.of:
            raise TrainingError(f"{folder}: no document has numbered labels beside it; name a folder such as tests/layouts/held_out")
        console.print(f"{folder}: answered recommendations found {found}, right {right}")


if __name__ == "__main__":
    run_module(main)
