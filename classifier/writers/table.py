"""Tables on a terminal."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from classifier.deferrals import OpenDeferral
from classifier.records import TaggedDocument, TaggedParagraph
from classifier.rollup import InspectionAnswer, RecommendationAnswer, Rollup
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
_FEW_CHARACTERS = 30
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


def print_deferrals(deferrals: Iterable[OpenDeferral], console: Console) -> None:
    """Print deferrals; those to be checked stand in a table of their own below.

    :param deferrals: in the order to show.
    :param console: where to print.
    """
    listed = list(deferrals)
    for title, unsure in (("Deferrals", False), ("Check these: they may be deferrals", True)):
        chosen = [deferral for deferral in listed if deferral.to_check is unsure]
        if not chosen:
            continue
        table = Table(title=title, title_justify="left", expand=True)
        for name, ratio in (("force and inspection", 4), ("rec.", 2), ("deadline", 3), ("awaiting", 3), ("in its words", 7), ("sure", 2)):
            table.add_column(name, ratio=ratio, overflow="fold")
        for deferral in chosen:
            table.add_row(*(Text(cell) for cell in _deferral_cells(deferral)))
        console.print(table)
    if not listed:
        console.print("No deferral was found.")


def _deferral_cells(deferral: OpenDeferral) -> tuple[str, ...]:
    item, paragraph = deferral.recommendation, deferral.answer.paragraph
    place = f"page {paragraph.page}" if paragraph.page else f"¶ {paragraph.index}"
    return (
        f"{deferral.force}: {deferral.inspection}",
        item.number or f"“{item.text[:_FEW_CHARACTERS]}…”" if item else "–",
        _deadline(item, deferral.days_overdue),
        deferral.awaiting.replace("_", " "),
        deferral.evidence,
        f"{deferral.confidence:.0%}\n{place}",
    )


def _deadline(item: RecommendationAnswer | None, days: int | None) -> str:
    deadline = item.deadline if item else None
    if deadline is None:
        return "–"
    if deadline.date is None or days is None:
        return deadline.text
    counted = f"{days} days overdue" if days > 0 else "today" if days == 0 else f"in {-days} days"
    return f"{deadline.date.day} {deadline.date:%b %Y}\n{counted}"


def print_recommendations(rollup: Rollup, scheme: Scheme, console: Console) -> None:
    """Print a table for each response: its recommendations, whether each is answered, and the stance.

    :param rollup: the answers by force and inspection.
    :param scheme: the scheme of the labels.
    :param console: where to print.
    """
    for inspection in rollup.inspections:
        title = f"{inspection.force} – {inspection.inspection}{_late(inspection)}"
        table = Table(title=Text(title), title_justify="left", expand=True)
        for name, ratio in (("rec.", 2), ("deadline", 3), ("stance", 3), ("also taken", 3), ("recommendation", 6)):
            table.add_column(name, ratio=ratio, overflow="fold")
        for item in inspection.recommendations:
            days = item.deadline.days_overdue(rollup.as_of) if item.deadline else None
            others = ", ".join(scheme.shown_as(label) for label in item.stances if label != item.stance)
            stance = Text(_stance(item, scheme), STYLES.get(item.stance or "", "bold"))
            table.add_row(Text(item.number or "–"), Text(_deadline(item, days)), stance, Text(others), Text(item.text))
        console.print(table if inspection.recommendations else Text(f"{title}: it names no recommendation.", "bold"))
        console.print(f"{len(inspection.remarks)} response paragraphs are tied to no recommendation.", highlight=False)


def _stance(item: RecommendationAnswer, scheme: Scheme) -> str:
    if item.stance is not None:
        return f"{'' if item.sure else '? '}{scheme.shown_as(item.stance)}"
    return "only in remarks" if item.remarks else "not answered"


def _late(inspection: InspectionAnswer) -> str:
    late = inspection.duty.days_late
    return f" – response {late} days late" if late else ""


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
