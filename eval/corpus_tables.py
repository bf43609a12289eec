"""Counts of the authored corpus, as Markdown for its datasheet.

Run as ``python -m eval.corpus_tables``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping

from rich.console import Console

from classifier.dataset import AUTHORED, AUTHORED_LABELS
from labels.files import read_label_folder
from labels.scheme import shipped_scheme


def corpus_tables() -> str:
    """Count the shipped corpus.

    :return: Markdown tables by stance, author, layout and year, and lines on forces and themes.
    """
    rows = [json.loads(line) for line in (AUTHORED / "manifest.jsonl").read_text("utf-8").splitlines()]
    labels = read_label_folder(AUTHORED_LABELS)
    responses = {row["document"]: [label for label in labels[row["document"].rsplit(".", 1)[0]] if label.stance] for row in rows}
    everything = [label for found in responses.values() for label in found]
    stances = Counter(label.stance for label in everything)
    also = Counter(stance for label in everything for stance in label.also)
    sentences = Counter(stance for label in everything for _, stance in label.sentences)
    parts = [
        f"{len(rows)} documents, {len({row['force'] for row in rows})} forces, {len(everything)} response paragraphs, "
        f"{sum(sentences.values())} labelled sentences.",
        _table(
            "stance",
            ("paragraphs", "also", "sentences"),
            {label: (stances[label], also[label], sentences[label]) for label in shipped_scheme().ids},
        ),
    ]
    for name in ("author", "layout", "year"):
        documents = Counter(str(row[name] or "not stated") for row in rows)
        paragraphs: Counter[str] = Counter()
        for row in rows:
            paragraphs[str(row[name] or "not stated")] += len(responses[row["document"]])
        parts.append(_table(name, ("documents", "paragraphs"), {key: (documents[key], paragraphs[key]) for key in sorted(documents)}))
    themes = sorted({row["theme"] for row in rows if row["kind"] == "document"})
    parts.append(f"{len(themes)} themes: {', '.join(themes)}.")
    return "\n\n".join(parts)


def _table(head: str, columns: Iterable[str], rows: Mapping[str, tuple[int, ...]]) -> str:
    names = list(columns)
    lines = [f"| {head} | {' | '.join(names)} |", f"| --- {'| ---: ' * len(names)}|"]
    lines += [f"| {name} | {' | '.join(str(count) for count in counts)} |" for name, counts in rows.items()]
    return "\n".join(lines)


if __name__ == "__main__":
    Console(soft_wrap=True, highlight=False).print(corpus_tables(), markup=False)
