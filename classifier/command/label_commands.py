"""The commands of ``stance labels``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from classifier.command.consoles import console, exit_with
from classifier.command.options import Paths
from classifier.command.output import chosen_format
from classifier.formats import Exchange

# What a command needs is imported where it runs: to parse and to help, nothing has to be loaded.

label_commands = typer.Typer(
    help="Check, compare and exchange labels.\n\nExample: stance labels check my-labels --documents responses/", no_args_is_help=True
)


@label_commands.command("check")
def labels_check(
    folders: Annotated[list[Path] | None, typer.Argument(metavar="DIR", help="Label folders; by default the shipped.")] = None,
    documents: Annotated[list[Path] | None, typer.Option("--documents", metavar="PATH", help="Find each label's paragraph here.")] = None,
) -> None:
    """Check labels against the scheme, each other, and the documents at hand.

    Example: stance labels check labels/authored --documents corpus/authored/documents
    """
    from labels.check import check_folders

    checked = check_folders(folders, documents)
    console.print(str(checked))
    exit_with([*checked.problems, *checked.failures])


@label_commands.command("agreement")
def labels_agreement(
    first: Annotated[Path, typer.Argument(metavar="A", help="One reader's label file or folder.")],
    second: Annotated[Path, typer.Argument(metavar="B", help="The other's.")],
) -> None:
    """Say how far two readers agree (Cohen's kappa).

    Example: stance labels agreement labels/readers/real-first.jsonl labels/readers/real-second.jsonl
    """
    from classifier.writers.table import print_agreement
    from labels.agreement import agreement
    from labels.files import read_label_folder

    print_agreement(agreement(read_label_folder(first), read_label_folder(second)), console)


@label_commands.command("export")
def labels_export(
    paths: Paths,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The file to write.")],
    labels: Annotated[Path | None, typer.Option("--labels", metavar="DIR", help="Labels known already.")] = None,
    exchange: Annotated[
        Exchange | None, typer.Option("--format", help="A spreadsheet, or tasks for Label Studio; by the output's suffix, .csv or .json.")
    ] = None,
) -> None:
    """Write response paragraphs for labelling in a spreadsheet or in Label Studio.

    Example: stance labels export responses/ --output to-label.csv
    """
    from labels.exchange import export_paragraphs

    chosen = chosen_format(exchange, output, Exchange.CSV)
    count, failures = export_paragraphs(paths, output, labels, chosen == Exchange.LABEL_STUDIO)
    console.print(f"{count} response paragraphs in {output}", markup=False, soft_wrap=True)
    exit_with(failures)


@label_commands.command("import")
def labels_import(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file, or a JSON export of Label Studio.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="The label folder to write to.")],
) -> None:
    """Read labels back; what a label file said before is kept in a history beside it.

    Example: stance labels import labelled.csv --output my-labels
    """
    from labels.importing import import_labels

    written = import_labels(source, output)
    documents = f"{len(written)} document{'s' * (len(written) != 1)}"
    console.print(f"{sum(written.values())} labels of {documents} in {output}", markup=False, soft_wrap=True)
