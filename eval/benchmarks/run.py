"""A benchmark run: everybody on the same machine, the same documents, in alternation."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from classifier.dataset import AUTHORED_DOCUMENTS, AUTHORED_LABELS, load_dataset
from classifier.held_out import split
from classifier.inputs import encoder_inputs
from corpus.documents import paragraphs_of, read_document
from corpus.finding import find_documents
from corpus.guarded.reading import available_cores
from eval.benchmarks.candidates import Candidate, own_candidates
from eval.benchmarks.documents import DocumentMaker
from eval.benchmarks.levers import agreement, float_twin, levers
from eval.benchmarks.peer_training import MINILM, PeerEncoders, train_peers
from eval.benchmarks.retraining import retraining
from eval.benchmarks.sizes import Sizes
from eval.benchmarks.speed import again, cold_start, growth, throughput
from models.encoder import EncoderInput
from models.folder import FAST, load_model_folder

Report = Callable[[str], None]


def benchmark(sizes: Sizes, encoders: PeerEncoders, scratch: Path, report: Report) -> dict[str, Any]:
    """Measure everything.

    :param sizes: how large the run is.
    :param encoders: the encoders at hand that do not ship.
    :param scratch: an empty folder for documents, caches and outputs.
    :param report: is told how it goes.
    :return: the figures, and under ``missing`` what was not measured and why.
    """
    # Nothing that the person at this machine has kept may help, nor be touched.
    os.environ["STANCE_CACHE"] = str(scratch / "cache")
    folder = load_model_folder()
    report("reading the authored corpus")
    authored = find_documents([AUTHORED_DOCUMENTS])
    data = load_dataset([AUTHORED_LABELS], authored[:: max(1, len(authored) // sizes.corpus)] if sizes.corpus else authored)
    report("training the peers, and measuring all on the held-out forces")
    others, missing = train_peers(data, encoders, folder.scheme.ids, scratch, whole=not sizes.corpus)
    held_out = split(data)[1]
    own = own_candidates(others[0].name, MINILM, None if sizes.corpus else held_out)
    everybody = [*own, *others]
    maker = DocumentMaker(data)
    letter, few, many = scratch / "letter.md", scratch / "side-by-side", scratch / "documents"
    maker.letter(letter)
    maker.write(few, sizes.side_by_side)
    maker.write(many, sizes.documents)
    results: dict[str, Any] = {
        "machine": _machine(),
        "sizes": asdict(sizes),
        "model": folder.digest,
        "candidates": {candidate.name: _described(candidate) for candidate in everybody},
        "cold_start": cold_start(everybody, letter, scratch, sizes.cold_rounds, report),
        "throughput": throughput(everybody, few, scratch, sizes.rounds, report),
    }
    results["again"] = {}
    for candidate in own:
        report(f"{sizes.documents} documents with {candidate.name}, and again without a change")
        results["again"][candidate.name] = again(["--model", FAST] if candidate is not own[0] else [], many, scratch)
    results["growth"] = {"candidate": own[-1].name, "points": growth(own[-1], maker, sizes.growth, scratch, report)}
    results |= _encoder(sizes, encoders.float_model, scratch, [*_inputs(few), *held_out.inputs], missing, report)
    report(f"retraining the head on {sizes.training} paragraphs")
    results["retraining"] = retraining(scratch, sizes.training)
    return {**results, "missing": missing}


def _encoder(
    sizes: Sizes, float_model: Path | None, scratch: Path, inputs: Sequence[EncoderInput], missing: list[str], report: Report
) -> dict[str, Any]:
    folder = load_model_folder()
    twin = float_twin(folder, float_model, scratch) if float_model is not None else None
    report("levers of the encoder")
    found: dict[str, Any] = {"levers": levers(folder, twin, inputs[: sizes.lever_texts], sizes.rounds)}
    if twin is None:
        missing.append("the same label as in 32-bit floats: needs --float-model too")
    else:
        report("comparing labels with 32-bit floats")
        step = max(1, len(inputs) // sizes.agreement)
        found["agreement"] = agreement(folder, twin, inputs[::step])
    return found


def _inputs(folder: Path) -> list[EncoderInput]:
    return [item for file in find_documents([folder]) for item in encoder_inputs(paragraphs_of(read_document(file))).values()]


def _described(candidate: Candidate) -> dict[str, Any]:
    if candidate.macro_f1 is None:
        return {"beside": candidate.beside}
    value, low, high = candidate.macro_f1
    return {"beside": candidate.beside, "macro_f1": {"value": value, "interval": [low, high]}}


def _machine() -> dict[str, Any]:
    from importlib.metadata import version

    names = ("onnxruntime", "sentence-transformers", "torch", "transformers", "scikit-learn")
    return {
        "processor": _processor(),
        "cores": available_cores(),
        "system": platform.system(),
        "python": platform.python_version(),
        "versions": {name: version(name) for name in names},
        "load_before": [round(value, 2) for value in os.getloadavg()] if hasattr(os, "getloadavg") else None,
    }


def _processor() -> str:
    listing = Path("/proc/cpuinfo")
    if listing.is_file():
        for line in listing.read_text("utf-8", "replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
