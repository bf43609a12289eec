"""Check label files against the scheme, against each other and against the documents at hand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import LabelFileError, StanceError, printable
from corpus.finding import find_documents
from corpus.guarded.ahead import read_guarded
from corpus.records import Role, Speaker
from labels.files import ParagraphLabel, label_files, read_label_file
from labels.scheme import Scheme, shipped_scheme

SHIPPED_LABELS = tuple(Path(__file__).parent / name for name in ("authored", "real", "neighbours"))

_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
_ROLES = {role.value for role in Role}
_SPEAKERS = {speaker.value for speaker in Speaker}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a label: where, what, and what to do."""

    document: str
    fingerprint: str
    message: str

    def __str__(self) -> str:
        """Give the problem as one line, whatever the label file holds."""
        return printable(f"{self.document}: {self.fingerprint}: {self.message}")


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: how many labels it looked at, what is wrong with them, and the files that could not be read.

    ``elsewhere`` counts labels of documents that are not among those to be looked in, so that nobody takes them for found.
    """

    labels: int
    problems: list[Problem]
    failures: list[StanceError]
    elsewhere: int = 0

    def __str__(self) -> str:
        """Give the counts as one line."""
        unread = f"; {len(self.failures)} not read" if self.failures else ""
        elsewhere = f"; {self.elsewhere} of documents that could not be looked in" if self.elsewhere else ""
        return f"{self.labels} labels, {len(self.problems)} problem{'s' * (len(self.problems) != 1)}{elsewhere}{unread}"


def check_folders(folders: Sequence[Path] | None, documents: Sequence[Path] | None) -> Checked:
    """Check label folders.

    :param folders: the folders; those of the project if ``None``.
    :param documents: documents whose paragraphs the labels must find; none are looked at if ``None``.
    :return: what was found; a file that cannot be read, a document or a label file, is no hindrance to the others.
    :raises NoDocumentsError: if there is no document.
    """
    failures: list[StanceError] = []
    known = _fingerprints(documents, failures) if documents else None
    problems: list[Problem] = []
    count = elsewhere = 0
    for folder in folders or SHIPPED_LABELS:
        labels = _readable_labels(folder, failures)
        count += sum(map(len, labels.values()))
        if known is not None:
            elsewhere += sum(len(rows) for stem, rows in labels.items() if stem not in known)
        problems.extend(check_labels(labels, shipped_scheme(), known))
    return Checked(count, problems, failures, elsewhere)


def _readable_labels(folder: Path, failures: list[StanceError]) -> dict[str, list[ParagraphLabel]]:
    labels: dict[str, list[ParagraphLabel]] = {}
    try:
        files = label_files(folder)
    except LabelFileError as error:
        failures.append(error)
        return labels
    for file in files:
        try:
            labels[file.stem] = read_label_file(file)
        except LabelFileError as error:
            failures.append(error)
    return labels


def _fingerprints(documents: Sequence[Path], failures: list[StanceError]) -> dict[str, frozenset[str]]:
    """Give the fingerprints of each document that can be read; one that is there in two formats has those of both."""
    known: dict[str, frozenset[str]] = {}
    unread: set[str] = set()
    for reading in read_guarded(find_documents(documents)):
        stem = reading.path.stem
        if reading.read is not None:
            found = frozenset(paragraph.fingerprint for paragraph in reading.read.paragraphs)
            known[stem] = known.get(stem, frozenset()) | found
        elif reading.error is not None:
            failures.append(reading.error)
            unread.add(stem)
    # Of a document that could not be read in one of its formats nothing is said: that one might have the paragraph.
    return {stem: found for stem, found in known.items() if stem not in unread}


def check_labels(
    labels: Mapping[str, Sequence[ParagraphLabel]], scheme: Scheme, known: Mapping[str, frozenset[str]] | None = None
) -> list[Problem]:
    """Check labels.

    :param labels: labels by document.
    :param scheme: the scheme that they follow.
    :param known: for each document at hand, the fingerprints of its paragraphs; labels of others are not checked for that.
    :return: the problems found, in order; none if all is well.
    """
    problems: list[Problem] = []
    for document, rows in labels.items():
        for row in rows:
            problems.extend(Problem(document, row.fingerprint, message) for message in _messages(row, scheme))
        problems.extend(_contradictions(document, rows))
        if known is not None and document in known:
            missing = [row for row in rows if row.fingerprint not in known[document] and row.stance]
            problems.extend(
                Problem(document, row.fingerprint, "no paragraph of the document has this fingerprint; was the text changed?")
                for row in missing
            )
    return problems


def _messages(row: ParagraphLabel, scheme: Scheme) -> list[str]:
    messages = []
    if not _FINGERPRINT.fullmatch(row.fingerprint):
        messages.append("the fingerprint is not 16 hexadecimal digits")
    if row.role not in _ROLES:
        messages.append(f"unknown role {row.role!r}; use one of {', '.join(sorted(_ROLES))}")
    if row.speaker is not None and row.speaker not in _SPEAKERS:
        messages.append(f"unknown speaker {row.speaker!r}; use one of {', '.join(sorted(_SPEAKERS))}")
    for stance in (row.stance, *row.also, *(stance for _, stance in row.sentences)):
        if stance is not None and stance not in scheme.ids:
            messages.append(f"unknown stance {stance!r}; use one of {', '.join(scheme.ids)}")
    return messages + _stance_messages(row, scheme)


def _stance_messages(row: ParagraphLabel, scheme: Scheme) -> list[str]:
    messages = []
    if (row.stance is None) == (row.role == Role.RESPONSE):
        messages.append("a response needs a stance, and nothing else may have one")
    if row.stance in row.also or scheme.neutral in row.also:
        messages.append(f"'also' may hold neither the stance itself nor {scheme.neutral}")
    if scheme.defers((row.stance, *row.also)) != (row.awaiting is not None):
        messages.append("a deferral needs 'awaiting', and nothing else may have it")
    if row.awaiting is not None and row.awaiting not in scheme.awaiting:
        messages.append(f"unknown 'awaiting' {row.awaiting!r}; use one of {', '.join(scheme.awaiting)}")
    return messages


def _contradictions(document: str, rows: Sequence[ParagraphLabel]) -> list[Problem]:
    stances: dict[str, set[str]] = {}
    for row in rows:
        if row.stance is not None:
            stances.setdefault(row.fingerprint, set()).add(row.stance)
    repeated = Counter(row.fingerprint for row in rows)
    return [
        Problem(document, mark, f"labelled {repeated[mark]} times with different stances ({', '.join(sorted(found))}); keep one")
        for mark, found in stances.items()
        if len(found) > 1
    ]
