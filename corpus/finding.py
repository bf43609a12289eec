"""Find documents: from paths to files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.errors import NoDocumentsError, printable
from corpus.formats import SUFFIXES


def find_documents(paths: Iterable[Path]) -> list[Path]:
    """List the documents that paths name: files as they are, folders with all documents below them.

    :param paths: files and folders.
    :return: the files, each once, folders' files in order of name; pipes, devices, broken links and folders that may not be
        listed are among them, for their reading to tell.
    :raises NoDocumentsError: if there is none.
    """
    paths = list(paths)
    found = list(dict.fromkeys(file for path in paths for file in _files(path)))
    if not found:
        named = ", ".join(printable(str(path)) for path in paths)
        kinds = ", ".join(sorted(SUFFIXES))
        raise NoDocumentsError(f"{named}: no document there; documents end in {kinds}")
    return found


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    found: list[Path] = []
    denied: list[OSError] = []
    # A link to a folder could lead in circles: the walk does not follow them. What cannot be read is listed all the same, so
    # that its reading fails and is told: nothing with the name of a document is left out in silence.
    for folder, folders, files in os.walk(path, onerror=denied.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(folder, name) for name in files if Path(name).suffix.lower() in SUFFIXES and not name.startswith(".")]
    yield from sorted([*found, *(Path(error.filename) for error in denied)])
