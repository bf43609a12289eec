"""Tables on a terminal."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from classifier.deferrals import Deferral
from classifier.records import TaggedDocument, TaggedParagraph
from corpus.store import Entry
from labels.agreement import Agreement
from labels.scheme import Scheme

STYLES = {
    "accepts": "green",
    "already_compliant": "cyan",
    "deferred_pending_guidance": "yellow",
    "disputes_methodology": "red",
    "no_stance": "dim",
}
_SPEAKERS = {"pcc": "PCC", "chief_constable": "chief", "joint": "joint"}


def print_table(documents: Iterable[TaggedDocument], scheme: Scheme, console: Console, all_roles: bool = False) -> None:
    """Print a table a document, and the counts of all.

    :param documents: tagged documents.
    :param scheme: the scheme of the labels.
    :param console: where to print.
    :param all_roles: whether to list paragraphs that are no responses too.
    """
    counts: Counter[str] = Counter()
    unsure = shown = 0
    for document in documents:
        shown += 1
        console.print(_document_table(document, scheme, all_roles))
        counts.update(tagged.tag.stance for tagged in document.responses if tagged.tag)
        unsure += sum(tagged.tag.abstained for tagged in document.responses if tagged.tag)
    listed = ", ".join(f"{scheme.shown_as(label)} {counts[label]}" for label in scheme.ids)
    console.print(
        f"{sum(counts.values())} response paragraphs in {shown} document{'s' * (shown != 1)}: {listed}.", style="bold", highlight=False
    )
    console.print(f"The labels are a model's. It was unsure of {unsure}, marked '?': these should be read by a person.", highlight=False)


def _document_table(document: TaggedDocument, scheme: Scheme, all_roles: bool) -> Table:
    metadata = document.document.metadata
    title = " – ".join(part for part in (document.document.id, metadata.force, metadata.inspection) if part)
    table = Table(title=Text(title), title_justify="left", expand=True, show_lines=False)
    for name, options in (
        ("#", {"justify": "right", "width": 4}),
        ("speaker", {"width": 7}),
        ("rec.", {"width": 8}),
        ("stance", {"width": 18}),
        ("sure", {"justify": "right", "width": 5}),
        ("evidence", {"ratio": 1, "overflow": "ellipsis", "no_wrap": True}),
    ):
        table.add_column(name, **options)
    for tagged in document.paragraphs:
        if tagged.tag is not None or all_roles:
            table.add_row(*_cells(tagged, scheme))
    return table


def _cells(tagged: TaggedParagraph, scheme: Scheme) -> list[Text]:
    paragraph, tag = tagged.paragraph, tagged.tag
    numbers = ", ".join(paragraph.recommendations)
    if tag is None:
        return [
            Text(str(paragraph.index)),
            Text(""),
            Text(numbers),
            Text(paragraph.role.value, "dim"),
            Text(""),
            Text(paragraph.text, "dim"),
        ]
    sure = f"{'?' if tag.abstained else ''}{tag.confidence:.0%}"
    shown = scheme.shown_as(tag.stance) + (f" ({tag.awaiting.replace('_', ' ')})" if tag.awaiting else "")
    speaker = _SPEAKERS.get(paragraph.speaker or "", "")
    return [
        Text(str(paragraph.index)),
        Text(speaker),
        Text(numbers),
        Text(shown, STYLES.get(tag.stance, "")),
        Text(sure, "bold red" if tag.abstained else ""),
        Text(tag.evidence.text),
    ]


def print_deferrals(deferrals: Iterable[Deferral], console: Console) -> None:
    """Print deferrals; those to be checked come last and say so.

    :param deferrals: in the order to show.
    :param console: where to print.
    """
    table = Table(title="Deferrals", title_justify="left", expand=True)
    for name in ("force", "rec.", "awaiting", "in its words", "sure"):
        table.add_column(name, ratio=3 if name == "in its words" else 1, overflow="fold")
    count = 0
    for deferral in deferrals:
        count += 1
        sure = f"{deferral.confidence:.0%}{' – check this' if deferral.to_check else ''}"
        numbers, body = ", ".join(deferral.recommendations), deferral.awaiting.replace("_", " ")
        cells = (deferral.force or deferral.document, numbers, body, deferral.evidence, sure)
        table.add_row(*(Text(cell) for cell in cells))
    console.print(table if count else "No deferral was found.")


def print_corpus(entries: Iterable[Entry], console: Console) -> None:
    """Print the documents of a corpus.

    :param entries: its documents.
    :param console: where to print.
    """
    table = Table()
    for name in ("id", "document", "force", "inspection", "published", "due"):
        table.add_column(name, overflow="fold")
    for entry in entries:
        cells = (entry.id, entry.name, entry.force, entry.inspection, entry.published, entry.due)
        table.add_row(*(Text(cell or "") for cell in cells))
    console.print(table if table.row_count else "The corpus is empty; add documents with: stance corpus add PATH")


def print_entry(entry: Entry, console: Console) -> None:
    """Print all that is known of a document.

    :param entry: the document.
    :param console: where to print.
    """
    for field in dataclasses.fields(entry):
        console.print(f"{field.name:>10}  {getattr(entry, field.name) or '–'}", markup=False)


def print_agreement(found: Agreement, console: Console) -> None:
    """Print how far two readers agree.

    :param found: the agreement.
    :param console: where to print.
    """
    console.print(f"{found.paragraphs} paragraphs labelled by both: Cohen's kappa {found.kappa:.3f}")
    console.print(f"the same stance {found.observed:.1%}, the same 'also' {found.also_agreement:.1%}")
    for stance, value in found.kappa_by_stance.items():
        console.print(f"  {stance:28} kappa {value:.3f}")
    for document, mark, one, other in found.differences:
        console.print(f"  {document} {mark}: {one} / {other}", markup=False)
