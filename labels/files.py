"""Stand-off label files: JSON lines, one paragraph each, hung on the paragraph's fingerprint.

No text is stored. Whoever has the document gets the labels.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import LabelFileError, printable
from corpus.writing import whole_file


@dataclass(frozen=True, slots=True)
class ParagraphLabel:
    """What a reader says of one paragraph.

    ``stance`` is ``None`` where the role is no response. ``sentences`` are the fingerprints of its sentences, each with
    the stance of that sentence alone. ``pair`` names the minimal pair that it belongs to, if any.
    """

    fingerprint: str
    role: str = "response"
    speaker: str | None = None
    recommendations: tuple[str, ...] = ()
    stance: str | None = None
    also: tuple[str, ...] = ()
    awaiting: str | None = None
    sentences: tuple[tuple[str, str], ...] = ()
    pair: str | None = None
    document: str | None = None


def read_label_file(path: Path) -> list[ParagraphLabel]:
    """Read one label file.

    :param path: JSON lines.
    :return: the labels in the order of the file.
    :raises LabelFileError: if a line is malformed; the message names it.
    """
    try:
        lines = path.read_text("utf-8").split("\n")  # not splitlines: U+2028 and the like stand in text
    except (OSError, UnicodeDecodeError) as error:
        raise LabelFileError(f"{printable(str(path))}: cannot be read ({error}); name a file of JSON lines") from error
    labels = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                labels.append(_from_row(json.loads(line)))
            except (ValueError, TypeError, RecursionError) as error:
                where = f"{printable(str(path))}:{number}"
                message = f"{where}: not a label ({error}); each line needs a fingerprint and a role or a stance, as JSON"
                raise LabelFileError(message) from error
    return labels


def read_label_folder(folder: Path) -> dict[str, list[ParagraphLabel]]:
    """Read every label file of a folder.

    :param folder: holds one ``<document>.jsonl`` a document; or a single such file.
    :return: labels by document stem, in order of name.
    :raises LabelFileError: if there is none, or one is malformed.
    """
    return {file.stem: read_label_file(file) for file in label_files(folder)}


def label_files(folder: Path) -> list[Path]:
    """List the label files of a folder.

    :param folder: holds one ``<document>.jsonl`` a document; or a single such file.
    :return: the files, in order of name.
    :raises LabelFileError: if there is none.
    """
    files = [folder] if folder.is_file() else sorted(folder.glob("*.jsonl")) if folder.is_dir() else []
    if not files:
        raise LabelFileError(f"{printable(str(folder))}: no label files there; name a folder of .jsonl files, such as labels/authored")
    return files


def write_label_file(path: Path, labels: Iterable[ParagraphLabel]) -> None:
    """Write a label file, whole or not at all.

    :param path: the file.
    :param labels: the labels, in order.
    """
    with whole_file(path) as file:
        for label in labels:
            file.write(json.dumps(label_row(label), ensure_ascii=False) + "\n")


def label_row(label: ParagraphLabel) -> dict[str, Any]:
    """Give the JSON form of a label.

    :param label: a label.
    :return: what a line of a label file holds; fields that are not known are left out.
    """
    optional = {
        "document": label.document,
        "speaker": label.speaker,
        "recommendations": list(label.recommendations),
        "stance": label.stance,
        "also": list(label.also),
        "awaiting": label.awaiting,
        "sentences": [list(sentence) for sentence in label.sentences],
        "pair": label.pair,
    }
    return {"fingerprint": label.fingerprint, "role": label.role, **{key: value for key, value in optional.items() if value}}


def _from_row(row: Any) -> ParagraphLabel:
    """Make a label of what a line holds; a field that is ``null`` is one that is not there, one that nobody knows is passed over."""
    if not isinstance(row, dict):
        raise TypeError("it is no object")
    given = {name: value for name, value in row.items() if value is not None}
    if "fingerprint" not in given:
        raise ValueError("'fingerprint' is missing")
    for name, is_sound, wanted in _FIELDS:
        if name in given and not is_sound(given[name]):
            raise TypeError(f"{name!r} is not {wanted}")
    return ParagraphLabel(
        fingerprint=given["fingerprint"],
        role=given.get("role", "response"),
        speaker=given.get("speaker"),
        recommendations=tuple(str(number) for number in given.get("recommendations", ())),
        stance=given.get("stance"),
        also=tuple(given.get("also", ())),
        awaiting=given.get("awaiting"),
        sentences=tuple((mark, stance) for mark, stance in given.get("sentences", ())),
        pair=given.get("pair"),
        document=given.get("document"),
    )


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_list_of(is_sound: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and all(map(is_sound, value))


def _is_pair(value: Any) -> bool:
    return _is_list_of(_is_text)(value) and len(value) == 2


#: What each field of a line may hold, and the words for it.
_FIELDS = (
    *((name, _is_text, "text") for name in ("fingerprint", "role", "speaker", "stance", "awaiting", "pair", "document")),
    ("also", _is_list_of(_is_text), "a list of texts"),
    ("recommendations", _is_list_of(lambda number: isinstance(number, str | int)), "a list of numbers"),
    ("sentences", _is_list_of(_is_pair), "a list of pairs of a fingerprint and a stance"),
)
