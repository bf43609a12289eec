"""Tables on a terminal."""

from __future__ import annotations

import dataclasses
import datetime
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from classifier.awaiting import shown_body
from classifier.deferrals import OpenDeferral
from classifier.records import TaggedDocument, TaggedParagraph
from classifier.rollup import Coverage, InspectionAnswer, RecommendationAnswer, Rollup
from corpus.errors import printable
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


def _text(text: str, style: str = "") -> Text:
    """Give a text with an escape for each character that would act on the terminal: names of files and documents come from outside."""
    return Text("\n".join(printable(line.replace("\xa0", " ")) for line in text.split("\n")), style)


def print_table(documents: Iterable[TaggedDocument], scheme: Scheme, console: Console, all_roles: bool = False) -> None:
    """Print a table a document, and the counts of all; a document with the name of an earlier one is called by its path.

    :param documents: tagged documents.
    :param scheme: the scheme of the labels.
    :param console: where to print.
    :param all_roles: whether to list paragraphs that are no responses too.
    """
    counts: Counter[str] = Counter()
    names: set[str] = set()
    unsure = shown = 0
    for document in documents:
        shown += 1
        called = document.document.source if document.document.id in names else document.document.id
        names.add(document.document.id)
        console.print(_document_table(document, called, scheme, all_roles))
        counts.update(tagged.tag.stance for tagged in document.responses if tagged.tag)
        unsure += sum(tagged.tag.abstained for tagged in document.responses if tagged.tag)
    listed = ", ".join(f"{scheme.shown_as(label)} {counts[label]}" for label in scheme.ids)
    console.print(
        f"{sum(counts.values())} response paragraphs in {shown} document{'s' * (shown != 1)}: {listed}.", style="bold", highlight=False
    )
    console.print(f"The labels are a model's. It was unsure of {unsure}, marked '?': these should be read by a person.", highlight=False)


def _document_table(document: TaggedDocument, called: str, scheme: Scheme, all_roles: bool) -> Table:
    metadata = document.document.metadata
    title = " – ".join(part for part in (called, metadata.force, metadata.inspection) if part)
    table = Table(title=_text(title), title_justify="left", expand=True, show_lines=False)
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
            _text(str(paragraph.index)),
            _text(""),
            _text(numbers),
            _text(paragraph.role.value, "dim"),
            _text(""),
            _text(paragraph.text, "dim"),
        ]
    sure = f"{'?' if tag.abstained else ''}{tag.confidence:.0%}"
    shown = scheme.shown_as(tag.stance) + (f" ({shown_body(tag.awaiting)})" if tag.awaiting else "")
    speaker = _SPEAKERS.get(paragraph.speaker or "", "")
    return [
        _text(str(paragraph.index)),
        _text(speaker),
        _text(numbers),
        _text(shown, STYLES.get(tag.stance, "")),
        _text(sure, "bold red" if tag.abstained else ""),
        _text(tag.evidence.text),
    ]


def print_deferrals(deferrals: Iterable[OpenDeferral], console: Console, as_of: datetime.date, awaiting: Collection[str] = ()) -> None:
    """Print deferrals, those to be checked in a table of their own below, and in a last line what was counted.

    The document is named where those of one response stand in several.

    :param deferrals: in the order to show.
    :param console: where to print.
    :param as_of: the day that lateness counts to.
    :param awaiting: the bodies that they were chosen by; empty for all.
    """
    listed = list(deferrals)
    documents: dict[tuple[str, str], set[str]] = defaultdict(set)
    for deferral in listed:
        documents[deferral.force, deferral.inspection].add(deferral.answer.document.document.id)
    for title, unsure in (("Deferrals", False), ("Check these: they may be deferrals", True)):
        chosen = [deferral for deferral in listed if deferral.to_check is unsure]
        if not chosen:
            continue
        table = Table(title=title, title_justify="left", expand=True, show_lines=True)
        for name, options in (
            ("recommendation", {"ratio": 3}),
            ("deadline", {"width": 11}),
            ("awaiting", {"width": 12}),
            ("in its words", {"ratio": 4}),
            ("sure", {"width": 4, "justify": "right"}),
        ):
            table.add_column(name, overflow="fold", **options)
        for deferral in chosen:
            several = len(documents[deferral.force, deferral.inspection]) > 1
            table.add_row(*(_text(cell) for cell in _deferral_cells(deferral, several)))
        console.print(table)
    sure = sum(not deferral.to_check for deferral in listed)
    found = f"{_counted(sure, 'deferral')}, {len(listed) - sure} more to check" if listed else "No deferral was found"
    chosen_by = f"awaiting {' or '.join(map(shown_body, awaiting))}" if awaiting else "whoever is awaited"
    console.print(f"{found}; {chosen_by}; as of {_in_words(as_of)}.", style="bold", highlight=False)


def _deferral_cells(deferral: OpenDeferral, several: bool) -> tuple[str, ...]:
    item, paragraph = deferral.recommendation, deferral.answer.paragraph
    number = (_numbered(item.number) or f"“{item.text[:_FEW_CHARACTERS]}…”") if item else "no rec."
    place = f"page {paragraph.page}" if paragraph.page else f"¶ {paragraph.index}"
    if several:
        place = f"{deferral.answer.document.document.id}, {place}"
    return (
        f"{deferral.force}: {deferral.inspection}\n{number}, {place}",
        _deadline(item, deferral.days_overdue),
        shown_body(deferral.awaiting),
        deferral.evidence,
        f"{deferral.confidence:.0%}",
    )


def _numbered(number: str) -> str:
    """Write "3" as "rec. 3"; "AFI 3" says by itself what it is."""
    return f"rec. {number}" if number[:1].isdigit() else number


def _deadline(item: RecommendationAnswer | None, days: int | None) -> str:
    deadline = item.deadline if item else None
    if deadline is None:
        return "–"
    if deadline.date is None or days is None:
        return deadline.text
    counted = f"{_counted(days, 'day')} overdue" if days > 0 else "today" if days == 0 else f"in {_counted(-days, 'day')}"
    return f"{deadline.date.day} {deadline.date:%b %Y}\n{counted}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1)}"


def _in_words(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"


def print_recommendations(rollup: Rollup, scheme: Scheme, console: Console) -> None:
    """Print a table for each response: its recommendations, whether each is answered, and the stance.

    A stance marked "?" only paragraphs take that the model is unsure of.

    :param rollup: the answers by force and inspection.
    :param scheme: the scheme of the labels.
    :param console: where to print.
    """
    for inspection in rollup.inspections:
        title = f"{inspection.force} – {inspection.inspection}{_late(inspection)}"
        table = Table(title=_text(title), title_justify="left", expand=True)
        for name, ratio in (("rec.", 2), ("deadline", 3), ("stance", 3), ("also taken", 3), ("recommendation", 6)):
            table.add_column(name, ratio=ratio, overflow="fold")
        for item in inspection.recommendations:
            days = item.deadline.days_overdue(rollup.as_of) if item.deadline else None
            others = "\n".join(_marked(label, label not in item.unsure_stances, scheme) for label in _others(item, scheme))
            stance = _text(_stance(item, scheme), STYLES.get(item.stance or "", "bold"))
            table.add_row(_text(item.number or "–"), _text(_deadline(item, days)), stance, _text(others), _text(item.text))
        console.print(table if inspection.recommendations else _text(f"{title}: it names no recommendation.", "bold"))
        console.print(f"{_counted(len(inspection.remarks), 'response paragraph')} tied to no recommendation.", highlight=False)
    counts = Counter(item.coverage for item in rollup.recommendations)
    listed = f"{counts[Coverage.ANSWERED]} answered, {counts[Coverage.REMARKS]} only in remarks, {counts[Coverage.NOT_ANSWERED]} not"
    found = f"{_counted(counts.total(), 'recommendation')}: {listed}" if counts else "No recommendation was found"
    console.print(f"{found}; as of {_in_words(rollup.as_of)}.", style="bold", highlight=False)
    if counts:
        console.print("'?' marks a stance that the model is unsure of: it yields to sure ones; read it.", highlight=False)


def _others(item: RecommendationAnswer, scheme: Scheme) -> list[str]:
    """Give the stances beside the overall one; that some paragraphs take none is no news."""
    return [label for label in item.stances if label not in (item.stance, scheme.neutral)]


def _marked(label: str, sure: bool, scheme: Scheme) -> str:
    return f"{'' if sure else '? '}{scheme.shown_as(label)}"


def _stance(item: RecommendationAnswer, scheme: Scheme) -> str:
    if item.stance is not None:
        return _marked(item.stance, item.sure, scheme)
    return "only in remarks" if item.remarks else "not answered"


def _late(inspection: InspectionAnswer) -> str:
    late = inspection.duty.days_late
    return f" – response {_counted(late, 'day')} late" if late else ""


def print_corpus(entries: Iterable[Entry], console: Console) -> None:
    """Print the documents of a corpus.

    :param entries: its documents.
    :param console: where to print.
    """
    listed = list(entries)
    table = Table()
    # What is copied into another command must not be broken over two lines, however narrow the terminal.
    table.add_column("id", no_wrap=True, min_width=max((len(entry.id) for entry in listed), default=0))
    for name in ("document", "force", "inspection"):
        table.add_column(name, overflow="fold")
    table.add_column("published\ndue", no_wrap=True, min_width=10)
    for entry in listed:
        dates = f"{entry.published or '–'}\n{entry.due or '–'}" if entry.published or entry.due else ""
        table.add_row(*(_text(cell or "") for cell in (entry.id, entry.name, entry.force, entry.inspection, dates)))
    console.print(table if table.row_count else "The corpus is empty; add documents with: stance corpus add PATH")


def print_entry(entry: Entry, console: Console) -> None:
    """Print all that is known of a document.

    :param entry: the document.
    :param console: where to print.
    """
    for field in dataclasses.fields(entry):
        console.print(_text(f"{field.name:>10}  {getattr(entry, field.name) or '–'}"))


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
        console.print(_text(f"  {document} {mark}: {one} / {other}"))
