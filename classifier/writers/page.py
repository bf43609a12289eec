"""The page: one self-contained HTML file to read, with every label beside the words that carry it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from classifier.deferrals import deferrals_of
from classifier.records import TaggedDocument, TaggedParagraph
from corpus.writing import whole_file
from labels.scheme import Scheme


def write_page(documents: Sequence[TaggedDocument], scheme: Scheme, model: str, path: Path) -> None:
    """Write the page.

    :param documents: tagged documents.
    :param scheme: the scheme of the labels.
    :param model: a line on the model and its measured error.
    :param path: the HTML file.
    """
    from jinja2 import Environment, PackageLoader

    # Everything that comes from a document is escaped.
    environment = Environment(loader=PackageLoader("classifier", "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    counts = Counter(tagged.tag.stance for document in documents for tagged in document.responses if tagged.tag)
    html = environment.get_template("page.html").render(
        documents=[_document(document, scheme) for document in documents],
        numbers={document.document.source: number for number, document in enumerate(documents, 1)},
        counts=[(label.id, label.shown_as, counts[label.id]) for label in scheme.labels],
        total=sum(counts.values()),
        unsure=sum(tagged.tag.abstained for document in documents for tagged in document.responses if tagged.tag),
        deferrals=deferrals_of(documents, scheme),
        model=model,
    )
    with whole_file(path) as file:
        file.write(html)


def _document(document: TaggedDocument, scheme: Scheme) -> dict[str, Any]:
    metadata = document.document.metadata
    return {
        "id": document.document.id,
        "metadata": metadata,
        "paragraphs": [_paragraph(tagged, scheme) for tagged in document.paragraphs],
    }


def _paragraph(tagged: TaggedParagraph, scheme: Scheme) -> dict[str, Any]:
    paragraph, tag = tagged.paragraph, tagged.tag
    if tag is None:
        return {"paragraph": paragraph, "tag": None}
    start, end = tag.evidence.start, tag.evidence.end
    return {
        "paragraph": paragraph,
        "tag": tag,
        "shown_as": scheme.shown_as(tag.stance),
        "before": paragraph.text[:start],
        "evidence": paragraph.text[start:end],
        "after": paragraph.text[end:],
        "probabilities": [(scheme.shown_as(label), value) for label, value in sorted(tag.probabilities.items(), key=lambda item: -item[1])],
    }
