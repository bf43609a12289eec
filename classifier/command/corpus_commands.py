"""The commands of ``stance corpus``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from classifier.command.consoles import console, exit_with
from classifier.command.options import Paths, Root
from corpus.errors import StanceError, printable

# What a command needs is imported where it runs: to parse and to help, nothing has to be loaded.
if TYPE_CHECKING:
    from corpus.store import Corpus

corpus_commands = typer.Typer(
    help="Keep documents: add, list, show and remove them.\n\nExample: stance corpus add responses/", no_args_is_help=True
)


@corpus_commands.command("add")
def corpus_add(paths: Paths, root: Root = None) -> None:
    """Add documents to the corpus.

    Example: stance corpus add responses/
    """
    from corpus.finding import find_documents
    from corpus.guarded.ahead import read_guarded

    corpus = _corpus(root)
    failed: list[StanceError | None] = []
    for reading in read_guarded(find_documents(paths)):
        if reading.read is None:
            failed.append(reading.error)
            continue
        try:
            entry, new = corpus.add(reading.path, reading.read.document)
        except StanceError as error:  # the others can be added all the same
            failed.append(error)
        else:
            console.print(f"{'added' if new else 'known'} {entry.id} {printable(entry.name)}", markup=False, soft_wrap=True)
    exit_with(failed)


@corpus_commands.command("list")
def corpus_list(root: Root = None) -> None:
    """List the documents of the corpus.

    Example: stance corpus list
    """
    from classifier.writers.table import print_corpus

    entries, damaged = _corpus(root).survey()
    if entries or not damaged:
        print_corpus(entries, console)
    exit_with(list(damaged.values()))


@corpus_commands.command("show")
def corpus_show(
    key: Annotated[str, typer.Argument(metavar="DOCUMENT", help="The start of its id, or its file name.")], root: Root = None
) -> None:
    """Show what is known of a document.

    Example: stance corpus show norfolk-peel-2024.txt
    """
    from classifier.writers.table import print_entry

    print_entry(_corpus(root).find(key), console)


@corpus_commands.command("remove")
def corpus_remove(
    key: Annotated[str, typer.Argument(metavar="DOCUMENT", help="The start of its id, or its file name.")], root: Root = None
) -> None:
    """Remove a document from the corpus.

    Example: stance corpus remove 3f2a91c0
    """
    entry = _corpus(root).remove(key)
    console.print(f"removed {entry.id} {printable(entry.name)}", markup=False, soft_wrap=True)


def _corpus(root: Path | None) -> Corpus:
    from corpus.store import Corpus

    return Corpus(root) if root is not None else Corpus.default()
