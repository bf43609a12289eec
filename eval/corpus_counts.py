"""What the authored corpus holds: its documents with their labelled responses, counted by what the manifest says of them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from classifier.dataset import AUTHORED, AUTHORED_LABELS, known_forces
from classifier.held_out import held_out_forces
from corpus.errors import LabelFileError
from labels.files import ParagraphLabel, read_label_folder

_NOT_STATED = "not stated"


@dataclass(frozen=True)
class CountedDocument:
    """A document of the manifest with its labelled responses; ``held_out`` says that nothing is trained on it."""

    facts: Mapping[str, Any]
    responses: tuple[ParagraphLabel, ...]
    held_out: bool

    @property
    def stem(self) -> str:
        """The name of the document without its ending."""
        return Path(self.facts["document"]).stem

    def facet(self, name: str) -> str:
        """Give what a document is counted under.

        :param name: a field of the manifest.
        :return: its value; themes in small letters, for authors did not agree on them.
        """
        value = str(self.facts[name] or _NOT_STATED)
        return value.lower() if name == "theme" and value != value.upper() else value


def counted_documents(folder: Path = AUTHORED, labels: Path = AUTHORED_LABELS) -> list[CountedDocument]:
    """Read the manifest and the labels.

    :param folder: holds ``manifest.jsonl``.
    :param labels: the label folder.
    :return: the documents, in the order of the manifest.
    :raises LabelFileError: if a document of the manifest has no labels.
    """
    known = read_label_folder(labels)
    held_out = held_out_forces()
    forces = known_forces([folder / "documents" / "of the manifest"])
    documents = []
    for line in (folder / "manifest.jsonl").read_text("utf-8").splitlines():
        facts = json.loads(line)
        stem = Path(facts["document"]).stem
        if stem not in known:
            raise LabelFileError(f"{labels}: there is no {stem}.jsonl, though the manifest lists {facts['document']}; add its labels")
        responses = tuple(label for label in known[stem] if label.stance)
        documents.append(CountedDocument(facts, responses, forces[facts["document"]] in held_out))
    return documents


def paragraphs_by(documents: Sequence[CountedDocument], name: str) -> dict[str, int]:
    """Count response paragraphs.

    :param documents: the documents.
    :param name: a field of the manifest.
    :return: the counts; years in order, the rest by name.
    """
    counts: Counter[str] = Counter()
    for document in documents:
        counts[document.facet(name)] += len(document.responses)
    return {key: counts[key] for key in sorted(counts, key=str.casefold)}


def markdown_table(head: str, columns: Mapping[str, Mapping[Any, object]], rows: Sequence[str]) -> str:
    """Write a table as Markdown.

    :param head: what the rows are.
    :param columns: by title, the value of each row; 0 where there is none.
    :param rows: in order.
    :return: the table.
    """
    lines = [f"| {head} | {' | '.join(columns)} |", f"| --- {'| ---: ' * len(columns)}|"]
    lines += [f"| {row} | {' | '.join(str(counts.get(row, 0)) for counts in columns.values())} |" for row in rows]
    return "\n".join(lines)
