"""A run over documents, as the commands show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console

from classifier.settings import RunSettings
from corpus.errors import printable

if TYPE_CHECKING:
    from classifier.batch import Batch
    from classifier.resuming import ResumableRun


@contextmanager
def running(
    files: Sequence[Path], model: Path | None, settings: RunSettings, errors: Console, resumed: ResumableRun | None = None
) -> Iterator[Batch]:
    """Tag under a progress bar; afterwards say what failed, and exit with 1 if anything did.

    :param files: the documents.
    :param model: a model folder; the shipped model if ``None``.
    :param settings: how the run goes.
    :param errors: where to tell.
    :param resumed: an earlier run that this one continues: what failed in it is told too.
    :return: the batch.
    :raises ModelFolderError: if the model folder cannot be trusted or read.
    :raises typer.Exit: at the end, if a file failed.
    """
    from classifier.runs import open_batch

    with open_batch(files, model, settings) as batch:
        if resumed is not None:
            batch.failures.extend(resumed.failures)
            batch.silent.extend(resumed.silent)
        if len(files) < 2 or not errors.is_terminal:
            yield batch
        else:
            from rich.progress import Progress

            with Progress(console=errors, transient=True) as progress:
                task = progress.add_task("tagging", total=len(files))
                batch.advance = lambda: progress.advance(task)
                yield batch
    for name in batch.silent:
        errors.print(f"{printable(name)}: no response paragraph was found; 'stance tag --all-roles' shows how it was read", markup=False)
    for failure in batch.failures:
        errors.print(str(failure), markup=False)
    if batch.failures:
        raise typer.Exit(1)
