"""How long a researcher waits for a head that knows the corrections."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from classifier.dataset import AUTHORED_LABELS
from eval.benchmarks.processes import measure, stance_command
from labels.files import read_label_folder


def retraining(scratch: Path, paragraphs: int) -> dict[str, Any]:
    """Run ``stance train`` twice on the same labels, the first time with an empty cache.

    :param scratch: where labels, cache and model go.
    :param paragraphs: how many labelled paragraphs there are, about.
    :return: ``paragraphs``, ``first_seconds`` and ``again_seconds``, whole processes.
    """
    folder, cache = scratch / "labels", scratch / "cache-of-training"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    count = 0
    for stem, rows in sorted(read_label_folder(AUTHORED_LABELS).items()):
        if count >= paragraphs:
            break
        shutil.copy(AUTHORED_LABELS / f"{stem}.jsonl", folder)
        count += sum(row.stance is not None for row in rows)
    variables = {"STANCE_CACHE": str(cache), "STANCE_CORPUS": str(scratch / "corpus")}
    command = stance_command("train", "--labels", folder, "--output", scratch / "retrained")
    first, second = measure(command, variables), measure(command, variables)
    return {"paragraphs": count, "first_seconds": first.seconds, "again_seconds": second.seconds}
