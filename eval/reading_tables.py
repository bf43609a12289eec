"""How much of the authored corpus was read twice, how far its readers agreed, and how hard they found it: as Markdown."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.corpus_counts import CountedDocument, markdown_table
from eval.splits import ROOT
from labels.agreement import agreement, cohen_kappa
from labels.files import ParagraphLabel, read_label_file
from labels.scheme import shipped_scheme

READERS = ROOT / "labels" / "readers"
_FIRST, _SECOND = "authored-first.jsonl", "authored-second.jsonl"
_HARD_FIRST, _HARD_SECOND = "hard-first.jsonl", "hard-second.jsonl"
_ALL = "all"


@dataclass(frozen=True)
class Coverage:
    """How many of some documents' response paragraphs were read twice; ``least`` is the smallest share of one document."""

    paragraphs: int
    read_twice: int
    least: float

    @property
    def share(self) -> float:
        """The share that was read twice."""
        return self.read_twice / self.paragraphs


def coverage(documents: Sequence[CountedDocument], second: Sequence[ParagraphLabel]) -> Coverage:
    """Count what a second reader has labelled of documents.

    :param documents: the documents, with the labels that stand.
    :param second: the second reader's labels.
    :return: the counts.
    """
    read = {(label.document, label.fingerprint) for label in second if label.stance}
    counts = [
        (len(document.responses), sum((document.stem, label.fingerprint) in read for label in document.responses)) for document in documents
    ]
    return Coverage(sum(all_of for all_of, _ in counts), sum(some for _, some in counts), min(some / all_of for all_of, some in counts))


def reading_tables(documents: Sequence[CountedDocument], folder: Path = READERS) -> str:
    """Write coverage and agreement by author, and the share of hard cases, as Markdown.

    :param documents: the documents of the corpus.
    :param folder: what readers said before adjudication.
    :return: two paragraphs and two tables.
    :raises LabelFileError: if a reader's file is malformed.
    """
    return f"{_agreement_table(documents, folder)}\n\n{_hard_table(folder)}"


def _agreement_table(documents: Sequence[CountedDocument], folder: Path) -> str:
    first, second = read_label_file(folder / _FIRST), read_label_file(folder / _SECOND)
    ids = shipped_scheme().ids
    columns: dict[str, dict[str, str]] = {name: {} for name in ("read twice", "share", "least of a document", "κ")}
    columns |= {label.replace("_", " "): {} for label in ids}
    authors = sorted({document.facet("author") for document in documents}, key=str.casefold)
    for author in [*authors, _ALL]:
        theirs = [document for document in documents if author in (_ALL, document.facet("author"))]
        stems = {document.stem for document in theirs}
        found = coverage(theirs, second)
        agreed = agreement(*({"": [label for label in reader if label.document in stems]} for reader in (first, second)))
        values = [str(found.read_twice), f"{found.share:.0%}", f"{found.least:.0%}", f"{agreed.kappa:.3f}"]
        values += [f"{agreed.kappa_by_stance[label]:.3f}" if label in agreed.kappa_by_stance else "-" for label in ids]
        for column, value in zip(columns.values(), values, strict=True):
            column[author] = value
    head = "Read twice, blind, before adjudication: paragraphs, Cohen's κ, and κ of each stance against the others, by author."
    return f"{head}\n\n{markdown_table('author', columns, [*authors, _ALL])}"


def _hard_table(folder: Path) -> str:
    first, second = _hard_cases(folder / _HARD_FIRST), _hard_cases(folder / _HARD_SECOND)
    shared = [place for place in first if place in second]
    ours, theirs = [first[place] for place in shared], [second[place] for place in shared]
    kappa = cohen_kappa([str(kind is not None) for kind in ours], [str(kind is not None) for kind in theirs])
    both = sum(one is not None and two is not None for one, two in zip(ours, theirs, strict=True))
    kinds = sorted({kind for kind in (*ours, *theirs) if kind is not None})
    counts = [Counter(ours), Counter(theirs)]
    columns = {}
    for name, count in zip(("first", "second"), counts, strict=True):
        columns[f"{name} reader"] = {kind.replace("_", " "): count[kind] for kind in kinds} | {"any": len(shared) - count[None]}
    head = (
        f"Hard cases among {len(shared)} paragraphs drawn by chance from the whole documents, by two readers who were told to be strict (a "
        f"careless reader or a search for words could well be misled): both say so of {both / len(shared):.0%} (κ {kappa:.3f})."
    )
    return f"{head}\n\n{markdown_table('kind', columns, [*(kind.replace('_', ' ') for kind in kinds), 'any'])}"


def _hard_cases(file: Path) -> Mapping[tuple[str, str], str | None]:
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return {(row["document"], row["fingerprint"]): row["hard"] for row in rows}
