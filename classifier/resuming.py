"""Continue a run that was killed: the output ends with the bytes of an uninterrupted one."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from classifier.settings import RunSettings
from corpus.errors import DocumentError
from corpus.guarded.ahead import file_digest
from corpus.interchange import error_from_json, error_to_json
from corpus.journal import JournaledFile, Piece
from corpus.program import program_digest
from models.folder import MANIFEST_FILE, SHIPPED

if TYPE_CHECKING:
    from classifier.batch import Outcome
    from classifier.records import TaggedDocument


class ResumableRun:
    """The output of a run, a piece a file, in their order.

    What an earlier run has written is kept up to the first file that is not what it was: one that was changed, added or
    removed, or that could not be read and might be now. Use it as a context manager.
    """

    def __init__(
        self, files: Sequence[Path], output: Path, options: dict[str, str], model: Path | None, settings: RunSettings, resume: bool
    ) -> None:
        """Say what the run is; nothing is opened yet.

        :param files: all files of the run.
        :param output: the file to write.
        :param options: what else the output depends on.
        :param model: the model folder; the shipped model if ``None``.
        :param settings: how the run goes.
        :param resume: whether to continue an earlier run.
        """
        program = program_digest("corpus", "labels", "models", "classifier")
        self._limits = [settings.time_limit, settings.memory_limit]
        self._output = JournaledFile(output, {**options, "model": _model_digest(model), "program": program}, resume)
        #: What failed, and which documents held no response, among the files that are done.
        self.failures: list[DocumentError] = []
        self.silent: list[str] = []
        #: The files that are left to do.
        self.remaining = list(files)

    def __enter__(self) -> Self:
        """Open the output, and see what is left to do.

        :return: the run itself.
        :raises StanceError: if the output cannot be written, or the earlier run cannot be continued.
        """
        self._output.__enter__()
        try:
            self._output.keep(self._still_true(self.remaining))
        except BaseException as error:
            self._output.__exit__(type(error), error, None)
            raise
        self.remaining = self.remaining[len(self._output.pieces) :]
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the output; unless it is complete, what is needed to continue stays."""
        self._output.__exit__(kind, error, trace)

    def write(self, outcomes: Iterable[Outcome], header: str, text_of: Callable[[TaggedDocument], str]) -> None:
        """Write what became of the remaining files, and put the output in its place.

        :param outcomes: one for each remaining file, in their order.
        :param header: what the output begins with.
        :param text_of: gives the text of a document.
        :raises StanceError: if there is no room for it.
        """
        for outcome in outcomes:
            text = text_of(outcome.tagged) if outcome.tagged is not None else ""
            digest = outcome.tagged.document.sha256 if outcome.tagged is not None else file_digest(outcome.path)
            data = (text if self._output.pieces else header + text).encode("utf-8")
            self._output.append(data, _name(outcome.path), digest, self._note(outcome))
        self._output.finish(header.encode("utf-8"))

    def _note(self, outcome: Outcome) -> dict[str, Any]:
        if outcome.error is not None:
            return {"failure": json.loads(error_to_json(outcome.error)), "limits": self._limits}
        silent = outcome.tagged is not None and not outcome.tagged.responses
        return {"silent": outcome.tagged.document.id} if silent and outcome.tagged is not None else {}

    def _still_true(self, files: Sequence[Path]) -> int:
        """Count the pieces that an uninterrupted run would begin with, and remember what they say."""
        for count, (piece, file) in enumerate(zip(self._output.pieces, files, strict=False)):
            try:
                same = piece.source == _name(file) and piece.digest == file_digest(file) and self._remember(piece, file)
            except (KeyError, TypeError, ValueError):  # somebody has edited the journal
                same = False
            if not same:
                return count
        return min(len(self._output.pieces), len(files))

    def _remember(self, piece: Piece, file: Path) -> bool:
        if "failure" in piece.note:
            if piece.note.get("limits") != self._limits:
                return False
            self.failures.append(error_from_json(json.dumps(piece.note["failure"]).encode("ascii"), file))
        if "silent" in piece.note:
            self.silent.append(piece.note["silent"])
        return True


def _name(file: Path) -> str:
    """Name a file and the way it was given: the output repeats the latter, so that a piece counts only for the same."""
    return json.dumps([os.path.abspath(file), str(file)])  # noqa: PTH100  # resolving links would hide that one was changed


def _model_digest(model: Path | None) -> str:
    try:
        return hashlib.sha256(((model or SHIPPED) / MANIFEST_FILE).read_bytes()).hexdigest()
    except OSError:
        return ""  # loading the model will say what is wrong
