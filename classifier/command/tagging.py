"""Tag files into a text file that can be continued."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from classifier.command.running import running
from classifier.settings import RunSettings

if TYPE_CHECKING:
    from classifier.formats import Output
    from classifier.records import TaggedDocument


def tag_to_text(
    files: Sequence[Path],
    output: Output,
    path: Path,
    all_roles: bool,
    model: Path | None,
    settings: RunSettings,
    resume: bool,
    errors: Console,
) -> None:
    """Tag files into a text file, document by document.

    :param files: the documents.
    :param output: the format, one of :data:`classifier.writers.texts.TEXT_FORMATS`.
    :param path: the file to write.
    :param all_roles: whether to write paragraphs that are no responses too.
    :param model: a model folder; the shipped model if ``None``.
    :param settings: how the run goes.
    :param resume: whether to continue an earlier run.
    :param errors: where to tell.
    :raises StoppedError: if the user interrupts it.
    :raises typer.Exit: if a file failed.
    """
    from classifier.resuming import ResumableRun
    from classifier.rows import paragraph_table
    from classifier.writers.texts import TEXT_FORMATS

    form = TEXT_FORMATS[output.output_format]
    options = {"format": output.output_format, "all_roles": str(all_roles), "bom": str(output.bom)}
    with ResumableRun(files, path, options, model, settings, resume) as run, running(run.remaining, model, settings, errors, run) as batch:
        scheme, measured = batch.tagger.scheme, batch.tagger.measured()

        def text_of(document: TaggedDocument) -> str:
            return "".join(form.lines(paragraph_table([document], scheme, measured, all_roles)))

        run.write(batch.outcomes(), form.header(paragraph_table([], scheme, measured, all_roles), output.bom), text_of)
