"""The training set: labelled paragraphs of the documents at hand, ready for the encoder."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from classifier.inputs import encoder_input
from classifier.settings import RunSettings
from corpus.errors import TrainingError, printable
from corpus.finding import find_documents
from corpus.fingerprint import fingerprint
from corpus.guarded.ahead import read_all
from corpus.records import Paragraph, Role, Speaker
from labels.files import ParagraphLabel, read_label_folder
from labels.joining import LabelledParagraph, join
from models.encoder import EncoderInput

_KIND_OF_BODY = re.compile(r"\s+(?:constabulary|police(?:\s+service)?|fire\s+and\s+rescue\s+service)\b", re.I)
AUTHORED = Path(__file__).parent.parent / "corpus" / "authored"
AUTHORED_DOCUMENTS = AUTHORED / "documents"
AUTHORED_LABELS = Path(__file__).parent.parent / "labels" / "authored"


@dataclass(frozen=True)
class Dataset:
    """Labelled paragraphs, in parallel tuples.

    ``sentence_stances`` holds, for each paragraph, a stance for each of its sentences, ``None`` where unknown.
    ``forces`` are the groups that are held out together; ``unmatched`` counts labels whose paragraph was not found.
    """

    inputs: tuple[EncoderInput, ...]
    stances: tuple[str, ...]
    sentence_stances: tuple[tuple[str | None, ...], ...]
    forces: tuple[str, ...]
    documents: tuple[str, ...]
    labels: tuple[ParagraphLabel, ...]
    unmatched: int

    def __len__(self) -> int:
        """The number of paragraphs."""
        return len(self.inputs)

    def subset(self, places: Iterable[int]) -> Dataset:
        """Choose paragraphs.

        :param places: their positions.
        :return: a dataset of them, in that order.
        """
        chosen = list(places)
        return Dataset(
            inputs=tuple(self.inputs[place] for place in chosen),
            stances=tuple(self.stances[place] for place in chosen),
            sentence_stances=tuple(self.sentence_stances[place] for place in chosen),
            forces=tuple(self.forces[place] for place in chosen),
            documents=tuple(self.documents[place] for place in chosen),
            labels=tuple(self.labels[place] for place in chosen),
            unmatched=0,
        )


def load_dataset(labels: Sequence[Path], documents: Sequence[Path], settings: RunSettings | None = None) -> Dataset:
    """Join label folders to documents.

    :param labels: folders of label files.
    :param documents: documents, or folders of them.
    :param settings: how the documents are read.
    :return: the dataset, in order of documents. Where several files have the name of a label file, its labels are looked for
        in all of them, one after the other.
    :raises TrainingError: if one of the documents does not exist, or nothing could be joined.
    :raises LabelFileError: if a label file is malformed.
    :raises DocumentError: if a document that has labels cannot be read.
    """
    if missing := [path for path in documents if not path.exists()]:
        raise TrainingError(f"{printable(str(missing[0]))}: no such file or folder; name labelled documents, or a folder of them")
    wanted: dict[str, list[ParagraphLabel]] = {}
    for folder in labels:
        for stem, rows in read_label_folder(folder).items():
            wanted.setdefault(stem, []).extend(rows)  # of two labels of one paragraph the later folder's counts
    files: dict[str, list[Path]] = {}
    for file in find_documents(documents):
        if file.stem in wanted:
            files.setdefault(file.stem, []).append(file)
    labelled, unmatched = _join_by_turns(files, wanted, settings or RunSettings())
    if not labelled:
        raise TrainingError("no labelled paragraph was found in the documents; check that the label files are named after them")
    return _dataset(labelled, unmatched)


def _join_by_turns(
    files: dict[str, list[Path]], wanted: dict[str, list[ParagraphLabel]], settings: RunSettings
) -> tuple[list[LabelledParagraph], int]:
    """Look for labels in the first file that they may belong to, and for those not found there in the next.

    Files of one stem are one document in two formats, of which one is enough, or two documents in two folders.
    """
    found: dict[str, list[LabelledParagraph]] = {stem: [] for stem in wanted}
    left = dict(wanted)
    folders = {file.parent: file for named in files.values() for file in named}
    forces = {folder: known_forces([file]) for folder, file in folders.items()}  # each manifest may list a letter.txt
    turns: dict[str, Iterator[Path]] = {stem: iter(named) for stem, named in files.items()}
    while turn := {stem: file for stem, rest in turns.items() if left[stem] and (file := next(rest, None))}:
        read = read_all(turn.values(), settings.limits, settings.jobs, settings.cached)
        for (stem, file), document in zip(turn.items(), read, strict=True):
            force = forces[file.parent].get(file.name) or document.document.metadata.force or stem
            joined = join({stem: (force, document.paragraphs)}, {stem: left[stem]})
            found[stem] += joined.labelled
            left[stem] = [label for _, label in joined.unmatched]
    unmatched = sum(len(join({}, {stem: rows}).unmatched) for stem, rows in left.items())
    return [item for labelled in found.values() for item in labelled], unmatched


def known_forces(files: Iterable[Path]) -> dict[str, str]:
    """Read the forces that manifests beside the documents' folders state.

    :param files: documents.
    :return: force by file name, for documents that a ``manifest.jsonl`` in the folder above lists. The kind of body is
        dropped from the name: the police and the fire service of one place are one group, and are held out together.
    """
    forces: dict[str, str] = {}
    for manifest in sorted({file.parent.parent / "manifest.jsonl" for file in files}):
        if manifest.is_file():
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError):  # some other file of that name
                rows = [json.loads(line) for line in manifest.read_text("utf-8").split("\n") if line.strip()]
                forces.update({row["document"]: _KIND_OF_BODY.sub("", row["force"]).strip() for row in rows})
    return forces


def _dataset(labelled: Sequence[LabelledParagraph], unmatched: int) -> Dataset:
    inputs = [encoder_input(_as_labelled(item)) for item in labelled]
    return Dataset(
        inputs=tuple(inputs),
        stances=tuple(item.label.stance or "" for item in labelled),
        sentence_stances=tuple(_sentence_stances(entry, item.label) for entry, item in zip(inputs, labelled, strict=True)),
        forces=tuple(item.force for item in labelled),
        documents=tuple(item.paragraph.document for item in labelled),
        labels=tuple(item.label for item in labelled),
        unmatched=unmatched,
    )


def _as_labelled(item: LabelledParagraph) -> Paragraph:
    """Let the reader's word on the speaker stand; a responder that is no police body has none."""
    speaker = Speaker(item.label.speaker) if item.label.speaker else None
    return replace(item.paragraph, role=Role.RESPONSE, speaker=speaker)


def _sentence_stances(item: EncoderInput, label: ParagraphLabel) -> tuple[str | None, ...]:
    known = dict(label.sentences)
    return tuple(known.get(fingerprint(item.text[start:end])) for start, end in item.spans)
