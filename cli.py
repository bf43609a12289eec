"""The command line: each command parses, calls one function, and prints."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from classifier.command.options import AsOf, Bom, ListedAs, Model, Output, Paths, Root, with_run_options
from classifier.command.output import chosen_format, output_to
from classifier.formats import CONTINUED, Exchange, Format, ListFormat
from classifier.settings import Engine, RunSettings
from corpus.ending import run_to_end
from models.choice import Base

application = typer.Typer(
    help="Read official responses to police inspections and say, paragraph by paragraph, where the responder stands.\n\n"
    "Example: stance tag letters/ --output stances.csv",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
corpus_commands = typer.Typer(
    help="Keep documents: add, list, show and remove them.\n\nExample: stance corpus add responses/", no_args_is_help=True
)
label_commands = typer.Typer(
    help="Check, compare and exchange labels.\n\nExample: stance labels check my-labels --documents responses/", no_args_is_help=True
)
application.add_typer(corpus_commands, name="corpus")
application.add_typer(label_commands, name="labels")

errors = Console(stderr=True, highlight=False, soft_wrap=True)
console = Console(highlight=False)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        try:
            console.print(f"stance {version('stance')}")
        except PackageNotFoundError:
            console.print("stance, run from its source without being installed")
        raise typer.Exit


@application.callback()
def _root(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")] = False,
) -> None:
    del version


@application.command()
@with_run_options
def tag(
    paths: Paths,
    output_format: Annotated[
        Format | None, typer.Option("--format", help="By the output's suffix; else a table on a terminal, JSON lines otherwise.")
    ] = None,
    output: Output = None,
    bom: Bom = False,
    all_roles: Annotated[bool, typer.Option("--all-roles", help="List headings, findings and the rest too.")] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on where an earlier run was stopped; with --output, for jsonl and csv.")
    ] = False,
    engine: Annotated[
        Engine, typer.Option("--engine", help="Tag on this machine, or on the cluster that RAY_ADDRESS names.")
    ] = Engine.LOCAL,
    model: Model = None,
    *,
    settings: RunSettings,
) -> None:
    """Tag every response paragraph with its stance.

    Example: stance tag letter.pdf annex.docx --output stances.jsonl
    """
    from classifier.command.running import running
    from classifier.command.tagging import tag_to_text
    from corpus.finding import find_documents

    chosen = chosen_format(output_format, output, Format.TABLE if output is None and sys.stdout.isatty() else Format.JSONL)
    target = output_to(chosen, output, bom)
    if resume and (output is None or chosen not in CONTINUED):
        advice = "other formats are made again, fast from the cache"
        raise typer.BadParameter(f"only jsonl and csv files can be continued, with --output; {advice}", param_hint="--resume")
    if engine is Engine.RAY and output is None:
        raise typer.BadParameter("a cluster writes to a file; add --output FILE", param_hint="--engine")
    settings = replace(settings, engine=engine)
    files = find_documents(paths)
    if output is not None and chosen in CONTINUED:
        tag_to_text(files, target, output, all_roles, model, settings, resume, errors)
        return
    with running(files, model, settings, errors) as batch:
        from classifier.writers.output import write_paragraphs  # only now: the documents are being read meanwhile

        write_paragraphs(batch.documents(), batch.tagger, target, all_roles, console)


@application.command()
@with_run_options
def deferrals(
    paths: Paths,
    as_of: AsOf = None,
    awaiting: Annotated[str, typer.Option("--awaiting", metavar="BODY,...", help="Only those that wait for one of these bodies.")] = "",
    output_format: ListedAs = None,
    output: Output = None,
    bom: Bom = False,
    model: Model = None,
    *,
    settings: RunSettings,
) -> None:
    """List what was put off, who is waited for, and by how much it is overdue.

    Example: stance deferrals responses/ --as-of 2025-06-01 --awaiting college_of_policing,npcc
    """
    from classifier.command.running import running
    from classifier.writers.output import write_deferrals
    from corpus.finding import find_documents

    bodies = [body.strip() for body in awaiting.split(",") if body.strip()]
    target = output_to(chosen_format(output_format, output, ListFormat.TABLE), output, bom)
    with running(find_documents(paths), model, settings, errors) as batch:
        write_deferrals(batch.documents(), batch.tagger, target, as_of or date.today(), bodies, console)


@application.command()
@with_run_options
def recommendations(
    paths: Paths,
    as_of: AsOf = None,
    output_format: ListedAs = None,
    output: Output = None,
    bom: Bom = False,
    model: Model = None,
    *,
    settings: RunSettings,
) -> None:
    """List the recommendations, how each is answered, and which are not.

    Example: stance recommendations responses/ --output recommendations.xlsx
    """
    from classifier.command.running import running
    from classifier.writers.output import write_recommendations
    from corpus.finding import find_documents

    target = output_to(chosen_format(output_format, output, ListFormat.TABLE), output, bom)
    with running(find_documents(paths), model, settings, errors) as batch:
        write_recommendations(batch.documents(), batch.tagger, target, as_of or date.today(), console)


@application.command()
@with_run_options
def report(
    paths: Paths,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The HTML file to write.")],
    as_of: AsOf = None,
    model: Model = None,
    *,
    settings: RunSettings,
) -> None:
    """Write one page to read: each recommendation's answer, what was put off, what is disputed, and the documents.

    Example: stance report responses/ --output report.html
    """
    from classifier.command.running import running
    from classifier.report import write_report
    from classifier.rollup import roll_up
    from corpus.finding import find_documents

    with running(find_documents(paths), model, settings, errors) as batch:
        rollup = roll_up(batch.documents(), batch.tagger.scheme, as_of or date.today())
        unread = [f"{failure.path.name}: {failure.cause}" for failure in batch.failures]
        if lacking := write_report(rollup, batch.tagger.model, output, unread):
            errors.print(f"The report has no plots: {lacking}", markup=False)


@application.command()
@with_run_options
def train(
    labels: Annotated[list[Path] | None, typer.Option("--labels", metavar="DIR", help="Label folders; by default the shipped.")] = None,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="The model folder to write.")] = Path("model"),
    documents: Annotated[
        list[Path] | None,
        typer.Option("--documents", metavar="PATH", help="The labelled documents, beside the shipped ones and your corpus."),
    ] = None,
    model: Model = None,
    calibrate: Annotated[
        bool, typer.Option("--calibrate", help="Without --tune: keep the held-out forces out, and calibrate and measure on them.")
    ] = False,
    tune: Annotated[
        Base | None,
        typer.Option("--tune", help="Tune an encoder too (half an hour): a base, a teacher's (student), or further, --model's."),
    ] = None,
    layers: Annotated[int | None, typer.Option("--layers", min=1, help="With --tune further: keep only so many layers.")] = None,
    teachers: Annotated[list[Path] | None, typer.Option("--teacher", metavar="DIR", help="With --tune: models to learn from too.")] = None,
    keep_float: Annotated[
        Path | None, typer.Option("--keep-float", metavar="DIR", help="With --tune: keep the tuned encoder in 32-bit floats.")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="With --tune: the seed.")] = 0,
    *,
    settings: RunSettings,
) -> None:
    """Train on labels, yours included; without --tune only the head is trained: a minute, then seconds after each correction.

    Example: stance train --labels labels/authored --labels my-labels --documents my-responses --output my-model
    """
    from classifier.training import train_model
    from classifier.tuned import TunedTraining, train_tuned_model

    def report(line: str) -> None:
        errors.print(line, markup=False)

    if layers is not None and tune is not Base.FURTHER:
        raise typer.BadParameter("only an encoder that is tuned further keeps fewer layers; add --tune further", param_hint="--layers")
    if tune is None:
        train_model(labels, documents, output, model, report, settings, calibrate)
    else:
        train_tuned_model(labels, documents, output, TunedTraining(tune, seed, teachers or (), keep_float, model, layers), report, settings)
    console.print(f"The model is in {output}; use it with: stance tag --model {output} PATH")


@application.command()
def evaluate(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="Where to write evaluation.json and evaluation.html.")
    ] = Path("evaluation"),
    real: Annotated[
        Path | None, typer.Option("--real", metavar="DIR", help="Real documents, reported apart; labels are in labels/real.")
    ] = None,
    neighbours: Annotated[
        Path | None, typer.Option("--neighbours", metavar="DIR", help="The neighbouring documents, so that all candidates learn from them.")
    ] = None,
    folds: Annotated[
        int | None, typer.Option("--folds", metavar="N", min=0, help="Also hold out N groups of forces in turn; 0 for one force at a time.")
    ] = None,
    more: Annotated[bool, typer.Option("--all", help="Measure SetFit, model2vec and words with vectors too.")] = False,
    model: Model = None,
) -> None:
    """Measure accuracy on forces that nothing was trained on, beside the baselines.

    Example: stance evaluate --output evaluation --real ../shared/documents
    """
    from eval.run import Wanted, evaluate_to
    from eval.summary import print_summary

    wanted = Wanted(real, neighbours, model, folds, more)
    print_summary(evaluate_to(output, wanted, lambda line: errors.print(line, markup=False)), console)
    console.print(f"Full figures: {output / 'evaluation.json'}; plots: {output / 'evaluation.html'}")


@corpus_commands.command("add")
def corpus_add(paths: Paths, root: Root = None) -> None:
    """Add documents to the corpus.

    Example: stance corpus add responses/
    """
    from corpus.finding import find_documents
    from corpus.guarded.ahead import read_guarded

    corpus = _corpus(root)
    failed = []
    for reading in read_guarded(find_documents(paths)):
        if reading.read is None:
            failed.append(reading.error)
        else:
            entry, new = corpus.add(reading.path, reading.read.document)
            console.print(f"{'added' if new else 'known'} {entry.id} {entry.name}", markup=False)
    _exit_with(failed)


@corpus_commands.command("list")
def corpus_list(root: Root = None) -> None:
    """List the documents of the corpus.

    Example: stance corpus list
    """
    from classifier.writers.table import print_corpus

    print_corpus(_corpus(root).entries(), console)


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
    console.print(f"removed {entry.id} {entry.name}", markup=False)


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
    _exit_with([*checked.problems, *checked.failures])


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
    _exit_with(failures)


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
    console.print(f"{sum(written.values())} labels of {len(written)} document{'s' * (len(written) != 1)} in {output}")


def _corpus(root: Path | None):  # type: ignore[no-untyped-def]  # noqa: ANN202  # the type would import the store at start
    from corpus.store import Corpus

    return Corpus(root) if root is not None else Corpus.default()


def _exit_with(faults: Sequence[object]) -> None:
    for fault in faults:
        errors.print(str(fault), markup=False)
    raise typer.Exit(bool(faults))


def main() -> None:
    """Run the command line; an error that a user can act on is one line and exit status 1, or 2 for wrong usage."""
    run_to_end(application, errors)


if __name__ == "__main__":
    main()
