"""The authored corpus as a Hugging Face ``DatasetDict`` with typed features, and as a folder ready for a hub.

Run as ``python -m labels.hub FOLDER`` (``make dataset``).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from corpus.documents import paragraphs_of, read_document
from corpus.ending import run_module
from corpus.errors import MissingExtraError
from corpus.records import Role, Speaker
from labels.files import read_label_folder
from labels.joining import LabelledParagraph, join
from labels.scheme import shipped_scheme

_ROOT = Path(__file__).parent.parent
_AUTHORED = _ROOT / "corpus" / "authored"
_LABELS = _ROOT / "labels" / "authored"
#: One split a kind of text: whole documents, the short first set, and the minimal pairs.
SPLITS = {"document": "documents", "paragraphs": "first_set", "pairs": "minimal_pairs"}


def authored_dataset() -> Any:
    """Build the corpus as a ``datasets.DatasetDict``.

    :return: one split a kind of text; a row is a response paragraph with its labels and its document's facts.
    :raises MissingExtraError: if ``datasets`` is not installed.
    """
    try:
        import datasets
    except ImportError as error:
        raise MissingExtraError("train", "datasets") from error
    manifest = [json.loads(line) for line in (_AUTHORED / "manifest.jsonl").read_text("utf-8").splitlines()]
    held_out = json.loads((_AUTHORED / "held-out.json").read_text("utf-8"))["forces"]
    features = _features(datasets)
    splits: dict[str, list[dict[str, Any]]] = {name: [] for name in SPLITS.values()}
    labels = read_label_folder(_LABELS)
    for facts in manifest:
        # Names of forces in the list lack the kind of body.
        facts["held_out"] = any(f"{facts['force']} ".startswith(f"{name} ") for name in held_out)
        splits[SPLITS[facts["kind"]]].extend(_rows(facts, labels[Path(facts["document"]).stem]))
    return datasets.DatasetDict({name: datasets.Dataset.from_list(rows, features=features) for name, rows in splits.items()})


def _features(datasets: Any) -> Any:
    scheme = shipped_scheme()
    text, stance = datasets.Value("string"), datasets.ClassLabel(names=list(scheme.ids))
    return datasets.Features(
        {
            "document": text,
            "force": text,
            "theme": text,
            "year": datasets.Value("int32"),
            "layout": text,
            "author": text,
            "held_out": datasets.Value("bool"),
            "fingerprint": text,
            "speaker": datasets.ClassLabel(names=[speaker.value for speaker in Speaker]),
            "recommendations": datasets.Sequence(text),
            "heading": text,
            "context": text,
            "text": text,
            "stance": stance,
            "also": datasets.Sequence(stance),
            "awaiting": text,
            "sentences": [{"fingerprint": text, "stance": stance}],
            "pair": text,
        }
    )


def _rows(facts: dict[str, Any], labels: list[Any]) -> Iterator[dict[str, Any]]:
    document = read_document(_AUTHORED / "documents" / facts["document"])
    stem = Path(facts["document"]).stem
    joined = join({stem: (facts["force"], paragraphs_of(document))}, {stem: labels})
    for item in joined.labelled:
        if item.label.role == Role.RESPONSE:
            yield _row(facts, item)


def _row(facts: dict[str, Any], item: LabelledParagraph) -> dict[str, Any]:
    label, paragraph = item.label, item.paragraph
    return {
        **{name: facts[name] for name in ("document", "force", "theme", "year", "layout", "author", "held_out")},
        "fingerprint": label.fingerprint,
        "speaker": label.speaker,
        "recommendations": list(label.recommendations),
        "heading": paragraph.heading,
        "context": paragraph.context,
        "text": paragraph.text,
        "stance": label.stance,
        "also": list(label.also),
        "awaiting": label.awaiting,
        "sentences": [{"fingerprint": mark, "stance": stance} for mark, stance in label.sentences],
        "pair": label.pair,
    }


def export_dataset(folder: Path) -> dict[str, int]:
    """Write the corpus as a folder that a hub or ``datasets.load_dataset`` takes as it is.

    :param folder: the folder; Parquet files, one a split, and a card.
    :return: the number of rows by split.
    """
    (folder / "data").mkdir(parents=True, exist_ok=True)
    built = authored_dataset()
    for name, split in built.items():
        split.to_parquet(str(folder / "data" / f"{name}.parquet"))
    configuration = "\n".join(f"  - split: {name}\n    path: data/{name}.parquet" for name in built)
    settings = f"configs:\n- config_name: default\n  data_files:\n{configuration}"
    head = f"---\nlicense: cc-by-4.0\nlanguage: en\ntask_categories: [text-classification]\n{settings}\n---\n\n"
    (folder / "README.md").write_text(head + (_AUTHORED / "README.md").read_text("utf-8"), "utf-8")
    shutil.copytree(_AUTHORED / "counts", folder / "counts", dirs_exist_ok=True)
    shutil.copyfile(_ROOT / "labels" / "guide.md", folder / "labelling-guide.md")
    return {name: len(split) for name, split in built.items()}


def main(folder: Annotated[Path, typer.Argument(help="The folder to write.")] = Path("dataset")) -> None:
    """Write the authored corpus as a folder for a hub."""
    counts = export_dataset(folder)
    Console(highlight=False).print(", ".join(f"{name}: {count} rows" for name, count in counts.items()))


if __name__ == "__main__":
    run_module(main)
