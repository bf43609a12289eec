"""Tagging as the command line shows it: a progress bar while it runs, and what went wrong at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from classifier.runs import RunSettings, open_batch
from corpus.documents import find_documents

if TYPE_CHECKING:
    from rich.console import Console

    from classifier.batch import Batch
    from classifier.records import TaggedDocument


@contextmanager
def tagging(
    paths: Sequence[Path], model: Path | None, settings: RunSettings, errors: Console
) -> Iterator[tuple[Batch, Iterator[TaggedDocument]]]:
    """Tag under a progress bar; afterwards say which files could not be read, and which hold no response.

    :param paths: files, or folders with documents below them.
    :param model: a model folder; the shipped model if ``None``.
    :param settings: how the run goes.
    :param errors: the console of messages.
    :return: the batch, and its tagged documents.
    :raises NoDocumentsError: if the paths hold no document.
    :raises ModelFolderError: if the folder cannot be trusted or read.
    """
    with open_batch(find_documents(paths), model, settings) as batch:
        if len(batch.files) < 2 or not errors.is_terminal:
            yield batch, batch.documents(lambda: None)
        else:
            from rich.progress import Progress

            with Progress(console=errors, transient=True) as progress:
                task = progress.add_task("tagging", total=len(batch.files))
                yield batch, batch.documents(lambda: progress.advance(task))
    for name in batch.silent:
        errors.print(f"{name}: no response paragraph was found; 'stance tag --all-roles' shows how it was read", markup=False)
    for failure in batch.failures:
        errors.print(str(failure), markup=False)
