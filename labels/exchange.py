"""Exchange with annotation tools and spreadsheets: CSV and Label Studio's JSON, out and in."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from corpus.cells import plain_cell, safe_cell
from corpus.errors import DocumentError, LabelFileError
from corpus.finding import find_documents
from corpus.guarded.ahead import read_guarded
from corpus.records import Paragraph, Role
from corpus.writing import whole_file
from labels.files import ParagraphLabel, read_label_folder

#: Stands before a fingerprint in a spreadsheet, which would take one of digits, or of digits around an e, for a number.
_AS_TEXT = "p-"
#: What such a number looks like afterwards; 16 digits may be a fingerprint still.
_NUMBER = re.compile(r"(?![0-9a-f]{16}$)\d+(?:[.,]\d+)?(?:[eE]\+?\d+)?")
_COLUMNS = ("document", "fingerprint", "speaker", "recommendations", "heading", "text", "stance", "also", "awaiting")


def export_paragraphs(paths: Sequence[Path], output: Path, labels: Path | None, label_studio: bool) -> tuple[int, list[DocumentError]]:
    """Write the response paragraphs of documents for labelling.

    :param paths: documents, or folders of them.
    :param output: the file to write.
    :param labels: a folder of labels known already, or ``None``.
    :param label_studio: whether to write tasks for Label Studio instead of a spreadsheet.
    :return: the number of paragraphs, and what was wrong with each document that could not be read; the others are written.
    """
    readings = list(read_guarded(find_documents(paths)))
    paragraphs = [paragraph for reading in readings if reading.read is not None for paragraph in reading.read.paragraphs]
    known = {row.fingerprint: row for rows in read_label_folder(labels).values() for row in rows if row.stance} if labels else {}
    count = (export_label_studio if label_studio else export_csv)(output, paragraphs, known)
    return count, [reading.error for reading in readings if reading.error is not None]


def export_csv(path: Path, paragraphs: Iterable[Paragraph], labels: Mapping[str, ParagraphLabel]) -> int:
    """Write response paragraphs to a spreadsheet for labelling by hand.

    :param path: the CSV file; UTF-8 with a byte-order mark, so that Excel reads it.
    :param paragraphs: paragraphs of any role; only responses are written.
    :param labels: labels that are known already, by fingerprint.
    :return: the number of rows.
    """
    count = 0
    with whole_file(path, encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow(_COLUMNS)
        for paragraph in paragraphs:
            if paragraph.role is Role.RESPONSE:
                row = _row(paragraph, labels.get(paragraph.fingerprint))
                row["fingerprint"] = _AS_TEXT + row["fingerprint"]
                writer.writerow([safe_cell(value) for value in row.values()])
                count += 1
    return count


def _row(paragraph: Paragraph, label: ParagraphLabel | None) -> dict[str, str]:
    cells = (
        paragraph.document,
        paragraph.fingerprint,
        (label.speaker if label else paragraph.speaker) or "",
        "; ".join(label.recommendations if label else paragraph.recommendations),
        paragraph.heading,
        paragraph.text,
        (label.stance if label else None) or "",
        "; ".join(label.also) if label else "",
        (label.awaiting if label else None) or "",
    )
    return dict(zip(_COLUMNS, cells, strict=True))


def import_csv(path: Path) -> dict[str, list[ParagraphLabel]]:
    """Read labels back from a spreadsheet; rows without a stance are left out.

    :param path: a CSV file with at least the columns ``document``, ``fingerprint`` and ``stance``.
    :return: labels by document stem.
    :raises LabelFileError: if a column or a needed cell is missing, or a fingerprint has become a number.
    """
    labels: dict[str, list[ParagraphLabel]] = {}
    numbers: list[str] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = {"document", "fingerprint", "stance"} - set(reader.fieldnames or ())
            if missing:
                raise LabelFileError(f"{path}: the column {sorted(missing)[0]!r} is missing; start from 'stance labels export'")
            for row in reader:
                if (row["stance"] or "").strip():
                    where = f"{path}:{reader.line_num}"
                    if not (row["document"] and row["fingerprint"]):
                        raise LabelFileError(f"{where}: a stance without document or fingerprint; restore these cells")
                    label = _label(row)
                    labels.setdefault(Path(plain_cell(row["document"])).stem, []).append(label)
                    if _NUMBER.fullmatch(label.fingerprint):
                        numbers.append(f"{where}: a spreadsheet program has turned the fingerprint into the number {label.fingerprint}")
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise LabelFileError(f"{path}: not a readable CSV file ({error}); save it as CSV UTF-8") from error
    if numbers:
        advice = "copy the stance into a new file of 'stance labels export', which keeps it as text"
        raise LabelFileError(f"{numbers[0]}; {advice} ({len(numbers)} such rows in all; nothing was imported)")
    return labels


def _label(row: Mapping[str, Any]) -> ParagraphLabel:
    def parts(name: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in (row.get(name) or "").split(";") if part.strip())

    return ParagraphLabel(
        fingerprint=str(row["fingerprint"]).strip().removeprefix(_AS_TEXT),
        speaker=(row.get("speaker") or "").strip() or None,
        recommendations=parts("recommendations"),
        stance=str(row["stance"]).strip(),
        also=parts("also"),
        awaiting=(row.get("awaiting") or "").strip() or None,
    )


def export_label_studio(path: Path, paragraphs: Iterable[Paragraph], labels: Mapping[str, ParagraphLabel]) -> int:
    """Write response paragraphs as Label Studio tasks, with known labels as pre-annotations.

    :param path: the JSON file.
    :param paragraphs: paragraphs of any role; only responses are written.
    :param labels: labels that are known already, by fingerprint.
    :return: the number of tasks.
    """
    tasks = []
    for paragraph in paragraphs:
        if paragraph.role is not Role.RESPONSE:
            continue
        row = _row(paragraph, labels.get(paragraph.fingerprint))
        task: dict[str, Any] = {"data": {key: row[key] for key in _COLUMNS[:6]}}
        if row["stance"]:
            choice = {"from_name": "stance", "to_name": "text", "type": "choices", "value": {"choices": [row["stance"]]}}
            task["predictions"] = [{"result": [choice]}]
        tasks.append(task)
    with whole_file(path) as file:
        json.dump(tasks, file, ensure_ascii=False, indent=1)
    return len(tasks)


def import_label_studio(path: Path) -> dict[str, list[ParagraphLabel]]:
    """Read labels from a Label Studio JSON export.

    :param path: the export.
    :return: labels by document stem; ``also`` and ``awaiting`` are read from choices of those names.
    :raises LabelFileError: if it is no such export.
    """
    labels: dict[str, list[ParagraphLabel]] = {}
    try:
        for task in json.loads(path.read_text("utf-8")):
            for annotation in task.get("annotations", [])[:1]:
                chosen: dict[str, str] = {}
                for result in annotation.get("result", []):
                    chosen[result["from_name"]] = ";".join(result["value"].get("choices", []))
                if chosen.get("stance"):
                    row = {**task["data"], **chosen}
                    labels.setdefault(Path(row["document"]).stem, []).append(_label(row))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise LabelFileError(f"{path}: not a Label Studio export ({error}); export as JSON") from error
    return labels
