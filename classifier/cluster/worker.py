"""The worker of a cluster: one process, which holds the model and tags the documents that come its way."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from classifier.batch import Batch, Outcome
from classifier.cluster.messages import BYTES, NAME, PATH, Row, row_of_outcome
from classifier.loading import load_tagger
from corpus.cache import Cache
from corpus.errors import DocumentError, ModelFolderError
from corpus.guarded.ahead import ReadAhead
from corpus.guarded.limits import ReadingLimits
from corpus.guarded.reading import GuardedReader


class DocumentWorker:
    """Tags blocks of documents. A block that its worker dies over is tagged again by another: nothing is kept but the cache."""

    def __init__(self, model: Path | None, digest: str, limits: ReadingLimits, cached: bool) -> None:
        """Load the model of this machine.

        :param model: a model folder; the shipped model if ``None``.
        :param digest: the digest of the model that the run began with.
        :param limits: what reading one file may take.
        :param cached: whether this machine's cache is used.
        :raises ModelFolderError: if this machine has another model.
        """
        self._tagger = load_tagger(model)
        if self._tagger.model.digest != digest:
            raise ModelFolderError(f"{self._tagger.model.path}: is another model on a machine of the cluster; install the same on all")
        self._limits = limits
        self._cached = cached
        self._reader = GuardedReader(limits, 1)  # its process dies with this one

    def __call__(self, block: dict[str, Any]) -> dict[str, list[Any]]:
        """Tag a block of documents.

        :param block: columns: either paths, or names and bytes.
        :return: columns: what became of each, in the same order.
        """
        if PATH in block:
            rows = self._tagged([Path(str(path)) for path in block[PATH]])
        else:
            rows = self._unpacked([str(name) for name in block[NAME]], list(block[BYTES]))
        return {column: [row[column] for row in rows] for column in rows[0]}

    def _tagged(self, files: list[Path]) -> list[Row]:
        return [row_of_outcome(str(outcome.path), outcome) for outcome in self._outcomes(files)]

    def _unpacked(self, names: list[str], contents: list[bytes | None]) -> list[Row]:
        """Tag documents that have no file: each is put into one, because the reading processes read files."""
        rows = []
        with tempfile.TemporaryDirectory(prefix="stance-") as folder:
            for number, (name, content) in enumerate(zip(names, contents, strict=True)):
                with _file(Path(folder) / str(number), name, content) as file:
                    outcomes = list(self._outcomes([file])) if file is not None else [_nameless(name)]
                rows.append(row_of_outcome(name, outcomes[0]))
        return rows

    def _outcomes(self, files: list[Path]) -> Iterator[Outcome]:
        with ExitStack() as stack:
            cache = stack.enter_context(Cache()) if self._cached else None
            readings = ReadAhead(self._reader, cache, files)
            yield from Batch(self._tagger, files, 1, self._limits, cache, readings).outcomes()


@contextmanager
def _file(folder: Path, name: str, content: bytes | None) -> Iterator[Path | None]:
    """Write a document where its name can do no harm; no file at all for a name that is none."""
    if not name or content is None or name != Path(name).name or "\0" in name:
        yield None
        return
    folder.mkdir()
    file = folder / name
    try:
        file.write_bytes(content)
        yield file
    except OSError:  # a name that this system cannot have
        yield None
    finally:
        file.unlink(missing_ok=True)


def _nameless(name: str) -> Outcome:
    path = Path(name or "?")
    return Outcome(path, error=DocumentError(path, "is not the name of a file, or there are no bytes", "give each document both"))
