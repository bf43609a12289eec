"""Check the authored corpus: no paragraph twice, nothing of a real document, no real force or officer as author, no label astray.

Run as ``python -m eval.corpus_check`` (``make corpus-check``). Exits with 1 if anything is found.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from classifier.dataset import AUTHORED, AUTHORED_DOCUMENTS, AUTHORED_LABELS
from corpus.documents import paragraphs_of, read_document
from corpus.ending import run_module
from corpus.finding import find_documents
from corpus.forces import forces
from corpus.records import Document, Paragraph, Role
from eval.shared_text import word_runs
from labels.files import read_label_folder
from labels.joining import join

SHARED_RUNS = 0.4
REAL_RUN_WORDS = 10
_FEWEST_RUNS = 8
#: Names of real commissioners and chief officers, from the public record and not complete.
REAL_OFFICERS = AUTHORED / "real-officers.json"
_REAL_FOLDERS = tuple(AUTHORED.parent.parent.parent / "shared" / name for name in ("documents", "neighbours/text"))


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document of the corpus, read: its path, what the readers found, and its paragraphs."""

    path: Path
    document: Document
    paragraphs: tuple[Paragraph, ...]

    @classmethod
    def of(cls, path: Path) -> ReadDocument:
        """Read a document.

        :param path: the file.
        :return: what it holds.
        """
        document = read_document(path)
        return cls(path, document, paragraphs_of(document))


def check_corpus(documents: Sequence[ReadDocument], real: Iterable[Path]) -> list[str]:
    """Check authored documents.

    :param documents: the documents.
    :param real: text files of real documents to compare with.
    :return: the faults found, one line each.
    """
    paragraphs: list[tuple[str, str]] = []
    faults: list[str] = []
    names = [force.name for force in forces()]
    officers = _officers()
    for read in documents:
        name, force = read.path.name, read.document.metadata.force
        named = officers.search("\n".join(block.text for block in read.document.blocks))
        if named is not None:
            faults.append(f"{name}: {named[0]} is a real commissioner or chief officer")
        if force in names:
            faults.append(f"{name}: the real force {force} is named as author")
        paragraphs.extend((name, paragraph.text) for paragraph in read.paragraphs if paragraph.role is Role.RESPONSE)
    faults.extend(_copies(paragraphs))
    faults.extend(_real_text(paragraphs, real))
    return faults


def _officers() -> re.Pattern[str]:
    names = json.loads(REAL_OFFICERS.read_text("utf-8"))["names"]
    alternatives = "|".join(r"\s+".join(map(re.escape, name.split())) for name in names)
    return re.compile(rf"\b(?:{alternatives})\b", re.IGNORECASE)


def labels_astray(labels: Path, documents: Sequence[ReadDocument]) -> list[str]:
    """Find labels whose paragraph is in no document, be it that a paragraph was reworded or that it is cut otherwise now.

    :param labels: a folder of label files.
    :param documents: the documents.
    :return: one line for each such label.
    :raises LabelFileError: if a label file is malformed.
    """
    wanted = read_label_folder(labels)
    found = {read.path.stem: ("", read.paragraphs) for read in documents if read.path.stem in wanted}
    return [f"{stem}: the label {label.fingerprint} finds no paragraph" for stem, label in join(found, wanted).unmatched]


def _copies(paragraphs: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Find paragraphs of different documents that share too many runs of five words."""
    runs = [word_runs(text) for _, text in paragraphs]
    index: dict[str, list[int]] = defaultdict(list)
    for place, found in enumerate(runs):
        for run in found:
            index[run].append(place)
    common: Counter[tuple[int, int]] = Counter()
    for places in index.values():
        for later, place in enumerate(places):
            common.update((earlier, place) for earlier in places[:later])
    for (first, second), count in common.items():
        smaller = min(len(runs[first]), len(runs[second]))
        if paragraphs[first][0] != paragraphs[second][0] and smaller >= _FEWEST_RUNS and count > SHARED_RUNS * smaller:
            where = f"{paragraphs[first][0]} and {paragraphs[second][0]}"
            yield f"{where} share {count} of {smaller} runs of five words: {paragraphs[second][1][:60]}"


def _real_text(paragraphs: Sequence[tuple[str, str]], real: Iterable[Path]) -> Iterator[str]:
    known = {run for path in real for run in _long_runs(path.read_text("utf-8", errors="ignore"))}
    for name, text in paragraphs:
        shared = next((run for run in _long_runs(text) if run in known), None)
        if shared is not None:
            yield f"{name}: ten words are those of a real document: {shared}"


def _long_runs(text: str) -> Iterator[str]:
    words = re.findall(r"[a-z0-9]+", text.casefold())
    return (" ".join(words[start : start + REAL_RUN_WORDS]) for start in range(len(words) - REAL_RUN_WORDS + 1))


def main() -> None:
    """Check the shipped corpus and say what was found."""
    console = Console(highlight=False, soft_wrap=True)
    real = [path for folder in _REAL_FOLDERS if folder.is_dir() for path in sorted(folder.glob("*.txt"))]
    documents = [ReadDocument.of(path) for path in find_documents([AUTHORED_DOCUMENTS])]
    faults = check_corpus(documents, real) + labels_astray(AUTHORED_LABELS, documents)
    for fault in faults:
        console.print(fault, markup=False)
    compared = f"compared with {len(real)} real documents" if real else "the real documents are not at hand and were not compared"
    console.print(f"{len(documents)} authored documents, {len(faults)} faults; {compared}")
    if faults:
        sys.exit(1)


if __name__ == "__main__":
    run_module(main)
