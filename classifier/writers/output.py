"""What the commands write: paragraphs, recommendations or deferrals, in the format that was asked for."""

from __future__ import annotations

import datetime
import importlib
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from classifier.formats import FILES_ONLY, Output
from classifier.records import TaggedDocument
from classifier.writers.files import write_table
from corpus.errors import MissingExtraError, StanceError
from corpus.targets import check_file
from corpus.writing import whole_file

if TYPE_CHECKING:
    from classifier.tagger import Tagger

_FILE_WIDTH = 140
#: What a format is written with, and the extra that brings it.
_LIBRARIES = {"parquet": ("parquet", "pyarrow"), "xlsx": ("xlsx", "xlsxwriter")}


def check_output(output: Output) -> None:
    """Refuse what cannot be written, before documents are tagged for it.

    :param output: where to and how.
    :raises StanceError: if the format needs a file and there is none, or none can be made there.
    :raises MissingExtraError: if the format's library is not installed.
    """
    if output.output_format in FILES_ONLY and output.path is None:
        raise StanceError(f"{output.output_format} needs a file; add --output FILE")
    if output.output_format in _LIBRARIES:
        extra, module = _LIBRARIES[output.output_format]
        try:
            importlib.import_module(module)
        except ImportError as error:
            raise MissingExtraError(extra, module) from error
    if output.path is not None:
        check_file(output.path)


def write_paragraphs(documents: Iterable[TaggedDocument], tagger: Tagger, output: Output, all_roles: bool, console: Console) -> None:
    """Write the paragraphs of documents.

    :param documents: tagged documents; taken one by one where the format allows.
    :param tagger: what tagged them.
    :param output: where to and how.
    :param all_roles: whether paragraphs that are no responses are listed too.
    :param console: where tables are printed.
    :raises StanceError: if it cannot be written so.
    """
    check_output(output)
    scheme, measured = tagger.scheme, tagger.measured()
    if output.output_format == "table":
        from classifier.writers.table import print_table

        with _console(output.path, console) as target:
            print_table(documents, scheme, target, all_roles)
    elif output.output_format == "sqlite" and output.path is not None:
        from classifier.rollup import roll_up
        from classifier.writers.database import write_database

        write_database(roll_up(documents, scheme, datetime.date.today()), scheme, measured, output.path)
    else:
        from classifier.rows import paragraph_table

        write_table(paragraph_table(documents, scheme, measured, all_roles), output.output_format, output.path, output.bom)


def write_deferrals(
    documents: Iterable[TaggedDocument], tagger: Tagger, output: Output, as_of: datetime.date, awaiting: Collection[str], console: Console
) -> None:
    """Write the deferrals of documents, the longest overdue first.

    :param documents: tagged documents.
    :param tagger: what tagged them.
    :param output: where to and how.
    :param as_of: the day that lateness counts to.
    :param awaiting: only those that wait for one of these bodies; empty for all.
    :param console: where tables are printed.
    :raises StanceError: if it cannot be written so, or the scheme knows no such body.
    """
    check_output(output)
    from classifier.deferrals import open_deferrals
    from classifier.rollup import roll_up
    from classifier.tables import deferral_table
    from classifier.writers.table import print_deferrals

    unknown = sorted(set(awaiting) - set(tagger.scheme.awaiting))
    if unknown:
        raise StanceError(
            f"--awaiting {','.join(unknown)}: nobody is awaited by that name; choose from {', '.join(tagger.scheme.awaiting)}"
        )
    found = open_deferrals(roll_up(documents, tagger.scheme, as_of), tagger.scheme, awaiting)
    if output.output_format == "table":
        with _console(output.path, console) as target:
            print_deferrals(found, target, as_of, awaiting)
            target.print(tagger.measured(), style="dim")
    else:
        write_table(deferral_table(found, tagger.measured(), as_of, awaiting), output.output_format, output.path, output.bom)


def write_recommendations(
    documents: Iterable[TaggedDocument], tagger: Tagger, output: Output, as_of: datetime.date, console: Console
) -> None:
    """Write the recommendations that documents answer or leave unanswered.

    :param documents: tagged documents.
    :param tagger: what tagged them.
    :param output: where to and how.
    :param as_of: the day that lateness counts to.
    :param console: where tables are printed.
    :raises StanceError: if it cannot be written so.
    """
    check_output(output)
    from classifier.rollup import roll_up
    from classifier.tables import recommendation_table
    from classifier.writers.table import print_recommendations

    rollup = roll_up(documents, tagger.scheme, as_of)
    if output.output_format == "table":
        with _console(output.path, console) as target:
            print_recommendations(rollup, tagger.scheme, target)
            target.print(tagger.measured(), style="dim")
    else:
        write_table(recommendation_table(rollup, tagger.measured()), output.output_format, output.path, output.bom)


@contextmanager
def _console(path: Path | None, console: Console) -> Iterator[Console]:
    if path is None:
        yield console
        return
    with whole_file(path) as file:
        yield Console(file=file, width=_FILE_WIDTH, highlight=False)
