"""Counts of the authored corpus, as Markdown and plots for its datasheet.

Run as ``python -m eval.corpus_tables`` (``make corpus-tables``): it writes the counts into ``corpus/authored/README.md``, between two
marks, and the plots beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from classifier.dataset import AUTHORED, AUTHORED_LABELS
from classifier.held_out import held_out_forces
from corpus.ending import run_module
from corpus.errors import LabelFileError
from corpus.writing import whole_file
from eval.corpus_counts import CountedDocument, counted_documents, markdown_table, paragraphs_by
from eval.reading_tables import reading_tables
from labels.scheme import shipped_scheme

BEGIN, END = "<!-- counts: begin -->", "<!-- counts: end -->"
#: What documents are counted by, and by which of these the tables show paragraphs.
_FACETS = ("author", "layout", "year", "theme", "force")
_TABLES = ("author", "layout", "year")


def corpus_tables(documents: Sequence[CountedDocument]) -> str:
    """Write the counts as Markdown.

    :param documents: the documents.
    :return: totals, a table by stance and by author, layout and year, and the themes and forces.
    """
    labels = [label for document in documents for label in document.responses]
    stances = Counter(label.stance for label in labels)
    also = Counter(stance for label in labels for stance in label.also)
    sentences = Counter(stance for label in labels for _, stance in label.sentences)
    held_out = [document for document in documents if document.held_out]
    whole = [document for document in documents if document.facts["kind"] == "document"]
    shares = {label: f"{count / len(labels):.0%}" for label, count in stances.items()}
    columns: dict[str, Mapping[Any, object]] = {"paragraphs": stances, "share": shares, "also": also, "sentences": sentences}
    parts = [
        f"{len(documents)} documents of {_responders(documents)} responders, {len(labels)} response paragraphs, {sum(sentences.values())} "
        f"labelled sentences, {_pairs(documents)} minimal pairs. {len(whole)} are whole documents, of "
        f"{_responders(whole)} responders. {len(held_out)} documents of {len(held_out_forces())} forces, with "
        f"{sum(len(document.responses) for document in held_out)} paragraphs, are held out.",
        markdown_table("stance", columns, shipped_scheme().ids),
    ]
    parts += [_facet_table(documents, name) for name in _TABLES]
    for name in ("theme", "force"):
        counts = paragraphs_by(documents, name)
        parts.append(f"{len(counts)} {name}s (paragraphs): {', '.join(f'{key} ({count})' for key, count in counts.items())}.")
    return "\n\n".join([*parts, reading_tables(documents)])


def _pairs(documents: Sequence[CountedDocument]) -> int:
    """Count the minimal pairs, which each document numbers from the start."""
    return len({(document.facts["document"], label.pair) for document in documents for label in document.responses if label.pair})


def _responders(documents: Sequence[CountedDocument]) -> int:
    return len({document.facts["force"] for document in documents})


def _facet_table(documents: Sequence[CountedDocument], name: str) -> str:
    number = Counter(document.facet(name) for document in documents)
    paragraphs = paragraphs_by(documents, name)
    mixed: dict[str, Counter[str]] = {}
    for document in documents:
        mixed.setdefault(document.facet(name), Counter()).update(str(label.stance) for label in document.responses)
    columns: dict[str, Mapping[Any, object]] = {"documents": number, "paragraphs": paragraphs}
    columns |= {label.replace("_", " "): {key: counts[label] for key, counts in mixed.items()} for label in shipped_scheme().ids}
    return markdown_table(name, columns, list(paragraphs))


def with_counts(datasheet: str, counts: str) -> str:
    """Put counts into a datasheet.

    :param datasheet: its Markdown, with a line for the begin and one for the end of the counts.
    :param counts: Markdown.
    :return: the datasheet with these counts instead of those it had.
    :raises LabelFileError: if it lacks the two lines.
    """
    before, begin, rest = datasheet.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise LabelFileError(f"the datasheet lacks the lines {BEGIN} and {END}; put them where the counts belong")
    return f"{before}{BEGIN}\n{counts}\n{END}{after}"


def write_corpus_tables(folder: Path = AUTHORED, labels: Path = AUTHORED_LABELS) -> list[Path]:
    """Write the counts into the datasheet, and the plots beside it.

    :param folder: the corpus.
    :param labels: its labels.
    :return: what was written.
    """
    from eval.plots import counts_plot

    documents = counted_documents(folder, labels)
    stances = Counter(str(label.stance).replace("_", " ") for document in documents for label in document.responses)
    plots = {"stance": counts_plot("paragraphs by stance", dict(stances.most_common()))}
    for name in _FACETS:
        plots[name] = counts_plot(f"paragraphs by {name}", paragraphs_by(documents, name))
    written = [folder / "README.md"]
    datasheet = written[0].read_text("utf-8")
    with whole_file(written[0]) as file:
        file.write(with_counts(datasheet, corpus_tables(documents)))
    for name, plot in plots.items():
        path = folder / "counts" / f"{name}.svg"
        with whole_file(path) as file:
            file.write(plot)
        written.append(path)
    return written


def main() -> None:
    """Write the counts of the shipped corpus into its datasheet, and its plots, and say which files these are."""
    Console(soft_wrap=True, highlight=False).print(*write_corpus_tables(), sep="\n", markup=False)


if __name__ == "__main__":
    run_module(main)
