"""The command line: each command parses, calls one function, and prints.

Those of ``stance corpus`` and ``stance labels`` are in :mod:`classifier.command`, beside what all commands share.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from classifier.command.consoles import console, errors
from classifier.command.corpus_commands import corpus_commands
from classifier.command.label_commands import label_commands
from classifier.command.options import AsOf, Bom, ListedAs, Model, Output, Paths, with_run_options
from classifier.command.output import chosen_format, output_to
from classifier.formats import CONTINUED, Format, ListFormat
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
application.add_typer(corpus_commands, name="corpus")
application.add_typer(label_commands, name="labels")


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
    from corpus.targets import check_file

    check_file(output)
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
        typer.Option("--tune", help="Tune an encoder too (9 to 55 minutes): a base, a teacher's (student), or further, --model's."),
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
    console.print(f"The model is in {output}; use it with: stance tag --model {output} PATH", markup=False, soft_wrap=True)


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
    from corpus.targets import check_file
    from eval.run import Wanted, evaluate_to
    from eval.summary import print_summary

    check_file(output / "evaluation.json")
    wanted = Wanted(real, neighbours, model, folds, more)
    print_summary(evaluate_to(output, wanted, lambda line: errors.print(line, markup=False)), console)
    console.print(f"Full figures: {output / 'evaluation.json'}; plots: {output / 'evaluation.html'}", markup=False, soft_wrap=True)


def main() -> None:
    """Run the command line; an error that a user can act on is one line and exit status 1, or 2 for wrong usage."""
    run_to_end(application, errors)


if __name__ == "__main__":
    main()
