"""Import labels made elsewhere, without losing what a label file said before."""

from __future__ import annotations

import datetime
import getpass
import json
import os
from dataclasses import replace
from pathlib import Path

from corpus.errors import LabelFileError
from corpus.writing import whole_file
from labels.check import check_labels
from labels.exchange import import_csv, import_label_studio
from labels.files import ParagraphLabel, label_row, read_label_file, write_label_file
from labels.scheme import shipped_scheme


def import_labels(source: Path, folder: Path) -> dict[str, int]:
    """Read labels from a spreadsheet or a Label Studio export into a label folder.

    A paragraph that has a label there already gets the new one; the old one is added, with who and when, to
    ``<document>.history``, before anything is overwritten. What the exchange does not carry (labels of sentences, the
    pair) or does not ask for (speaker and numbers, which the export takes from the known label) is kept.

    :param source: a CSV file, or a JSON export of Label Studio.
    :param folder: the label folder.
    :return: the number of labels read, by document.
    :raises LabelFileError: if the source or an existing label file is malformed, or a label does not follow the scheme,
        or there is none; nothing is written then.
    """
    found = import_label_studio(source) if source.suffix.lower() == ".json" else import_csv(source)
    if not found:
        raise LabelFileError(f"{source}: no paragraph has a stance there; nothing was imported")
    problems = check_labels(found, shipped_scheme())
    if problems:
        raise LabelFileError(f"{source}: {problems[0]} ({len(problems)} problems in all; nothing was imported)")
    paths = {stem: folder / f"{stem}.jsonl" for stem in found}
    known_before = {stem: read_label_file(path) if path.exists() else [] for stem, path in paths.items()}
    for stem, labels in found.items():
        before = known_before[stem]
        old = {label.fingerprint: label for label in before}
        new = {label.fingerprint: _completed(label, old.get(label.fingerprint)) for label in labels}
        replaced = [label for label in before if label.fingerprint in new and label != new[label.fingerprint]]
        if replaced:
            _remember(folder / f"{stem}.history", replaced)
        known = {label.fingerprint for label in before}
        merged = [new.get(label.fingerprint, label) for label in before] + [label for mark, label in new.items() if mark not in known]
        write_label_file(paths[stem], merged)
    return {stem: len(labels) for stem, labels in found.items()}


def _completed(label: ParagraphLabel, old: ParagraphLabel | None) -> ParagraphLabel:
    return replace(label, sentences=old.sentences, pair=old.pair, document=old.document) if old is not None else label


def _remember(path: Path, labels: list[ParagraphLabel]) -> None:
    """Add labels to a history; it is written whole, and is on the disk before what it remembers is overwritten."""
    when = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    entries = [{"when": when, "who": _who(), **label_row(label)} for label in labels]
    before = path.read_text("utf-8") if path.exists() else ""
    with whole_file(path) as file:
        file.write(before + "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries))


def _who() -> str:
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # in a container the user often has a number and no name
        return f"user {os.getuid()}" if hasattr(os, "getuid") else "unknown"
