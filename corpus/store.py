"""The corpus on disk: one folder a document, added and removed in one step each."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import platform
import re
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.documents import read_document
from corpus.errors import CorpusError, DocumentError, printable
from corpus.records import Document

_RECORD = "record.json"
_ID_DIGITS = 12
_HALF_MADE = re.compile(r"\.(?:adding|removing)-(?P<machine>\w+)-(?P<process>\d+)-")


@dataclass(frozen=True, slots=True)
class Entry:
    """A document in the corpus; ``id`` is the start of its SHA-256, ``path`` the copy that is kept."""

    id: str
    name: str
    path: Path
    title: str
    force: str | None
    inspection: str | None
    published: str | None
    due: str | None
    responded: str | None
    added: str


class Corpus:
    """A folder of documents.

    Each document has a folder of its own, named after its content, that appears and disappears by one rename: two
    processes can add at once, and a killed one leaves no half-made entry behind.
    """

    def __init__(self, root: Path) -> None:
        """Open a corpus; the folder is made when the first document is added.

        :param root: the folder.
        """
        self.root = root
        self._cleared = False

    @classmethod
    def default(cls) -> Corpus:
        """Open the user's own corpus, in the place that the system has for such data; ``STANCE_CORPUS`` overrides it.

        :return: the corpus.
        """
        from platformdirs import user_data_path

        chosen = os.environ.get("STANCE_CORPUS")
        return cls(Path(chosen) if chosen else user_data_path("stance", appauthor=False) / "corpus")

    def add(self, path: Path, document: Document | None = None) -> tuple[Entry, bool]:
        """Add a document.

        :param path: a file that can be read.
        :param document: what it holds, where it was read already.
        :return: its entry, and whether it is new.
        :raises DocumentError: if it cannot be read.
        :raises CorpusError: if it cannot be stored, or is there with a damaged record.
        """
        document = document or read_document(path)
        identity = document.sha256[:_ID_DIGITS]
        target = self.root / identity
        if (target / _RECORD).exists():
            return self._entry(target), False
        part = self._half_made("adding")
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            self._clear()
            part.mkdir()
            shutil.copyfile(path, part / _kept_as(document.id))
            if hashlib.sha256((part / _kept_as(document.id)).read_bytes()).hexdigest() != document.sha256:
                raise DocumentError(path, "has changed while it was read", "add it again")
            (part / _RECORD).write_text(json.dumps(_record(document), ensure_ascii=False, indent=1), "utf-8")
            part.rename(target)
        except OSError as error:
            if (target / _RECORD).exists():
                return self._entry(target), False  # another process added it in between
            what, where = printable(str(path)), printable(str(self.root))
            problem = f"{what}: cannot be stored in {where} ({error.strerror})"
            raise CorpusError(f"{problem}; free some space or choose another folder") from error
        finally:
            shutil.rmtree(part, ignore_errors=True)  # once it has its name, there is nothing left to remove
        return self._entry(target), True

    def _clear(self) -> None:
        """Remove what killed processes of this machine have left half-made."""
        if self._cleared:
            return
        self._cleared = True
        for folder in self.root.glob(".*"):
            found = _HALF_MADE.match(folder.name)
            if found and found["machine"] == _machine() and _has_ended(int(found["process"])):
                shutil.rmtree(folder, ignore_errors=True)

    def survey(self) -> tuple[list[Entry], dict[str, CorpusError]]:
        """List the documents, also where the records of some are damaged.

        :return: entries in order of name, then of id; and what is wrong with the others, by their ids.
        """
        entries: list[Entry] = []
        damaged: dict[str, CorpusError] = {}
        for folder in sorted(self.root.iterdir()) if self.root.is_dir() else ():
            if not folder.name.startswith(".") and _has_record(folder):
                try:
                    entries.append(self._entry(folder))
                except CorpusError as error:
                    damaged[folder.name] = error
        return sorted(entries, key=lambda entry: (entry.name, entry.id)), damaged

    def entries(self) -> Iterator[Entry]:
        """List the documents, for those who need all of them.

        :return: entries in order of name, then of id.
        :raises CorpusError: if the record of one is damaged.
        """
        entries, damaged = self.survey()
        for error in damaged.values():
            raise error
        yield from entries

    def find(self, key: str) -> Entry:
        """Find one document.

        :param key: the start of its id, or its file name.
        :return: its entry.
        :raises CorpusError: if none or several match, or the record of the one that does is damaged.
        """
        entries, damaged = self.survey()
        found = [entry for entry in entries if entry.name == key or (len(key) >= 4 and entry.id.startswith(key))]
        unread = [error for identity, error in damaged.items() if len(key) >= 4 and identity.startswith(key)]
        if unread and not found:
            raise unread[0]
        if len(found) + len(unread) != 1:
            problem = "no document" if not found else f"{len(found) + len(unread)} documents"
            raise CorpusError(f"{printable(key)}: {problem} of that name or id; 'stance corpus list' shows them")
        return found[0]

    def remove(self, key: str) -> Entry:
        """Remove one document.

        :param key: the start of its id, or its file name.
        :return: the entry that was removed.
        :raises CorpusError: if none or several match, or the record of the one that does is damaged.
        """
        entry = self.find(key)
        folder = self.root / entry.id
        grave = self._half_made("removing")
        folder.rename(grave)
        shutil.rmtree(grave)
        return entry

    def _half_made(self, doing: str) -> Path:
        """Name a folder that is none of the corpus yet, or no more: it says whose it is, and is removed once that process has ended."""
        return self.root / f".{doing}-{_machine()}-{os.getpid()}-{secrets.token_hex(4)}"

    def _entry(self, folder: Path) -> Entry:
        try:
            record = _checked(json.loads((folder / _RECORD).read_text("utf-8")))
            return Entry(id=folder.name, path=folder / _kept_as(Path(record["name"]).name), **record)
        except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
            where = printable(str(folder))
            raise CorpusError(f"{where}: the record of this document is damaged; remove the folder and add the document again") from error


def _has_record(folder: Path) -> bool:
    try:
        return (folder / _RECORD).is_file()
    except OSError:  # a folder that may not be entered: reading the record will tell
        return True


def _checked(record: Any) -> dict[str, Any]:
    """Let through what :func:`_record` may have written, and no name that is not one of a file in the folder."""
    if not isinstance(record, dict) or not all(isinstance(value, str | None) for value in record.values()):
        raise TypeError("a record holds text")
    if Path(record["name"]).name in ("", ".."):
        raise ValueError("no file has such a name")
    return record


def _machine() -> str:
    return re.sub(r"\W", "", platform.node()) or "here"


def _has_ended(process: int) -> bool:
    if os.name != "posix":  # elsewhere to ask is to end it
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def _kept_as(name: str) -> str:
    return f"document-{name}" if name == _RECORD else name


def _record(document: Document) -> dict[str, str | None]:
    metadata = document.metadata

    def iso(date: datetime.date | None) -> str | None:
        return date.isoformat() if date else None

    return {
        "name": document.id,
        "title": metadata.title,
        "force": metadata.force,
        "inspection": metadata.inspection,
        "published": iso(metadata.published),
        "due": iso(metadata.due),
        "responded": iso(metadata.responded),
        "added": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
    }
