"""The trained-model folder: what it holds, how it is saved whole, and how it is verified before anything is loaded.

Nothing in it can run: weights are safetensors and ONNX, the rest is JSON and text. Every file is listed in the
manifest with its size and SHA-256, and no other file may be there.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from corpus.errors import ModelFolderError, printable
from corpus.targets import check_writable
from corpus.writing import beside
from labels.scheme import Scheme, scheme_from, scheme_to
from models.manifest import check_records

# numpy only where it is needed: verifying a folder must not wait for it.
if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from models.encoder import OnnxEncoder

#: Format 2 added what tells secondary stances and who is awaited; folders of format 1 are read, and know neither.
FORMAT_VERSION = 2
_READABLE = (1, 2)
SHIPPED = Path(__file__).parent / "shipped"
#: A smaller, faster model, for ``--model fast``.
FAST = Path(__file__).parent / "fast"
#: Where 'make model' leaves the models that the shipped ones learn from; they do not ship.
TEACHERS = Path(__file__).parent / "teachers"
FAST_NAME = "fast"

ENCODER_FILE = "encoder.onnx"
TOKENIZER_FILE = "tokenizer.json"
HEAD_FILE = "head.safetensors"
CARD_FILE = "card.md"
MANIFEST_FILE = "manifest.json"
_FILES = (ENCODER_FILE, TOKENIZER_FILE, HEAD_FILE, CARD_FILE)

Arrays: TypeAlias = "Mapping[str, npt.NDArray[np.float32]]"
#: Bytes that are hashed at a time: other threads need not give way often.
_HASHED = 8 << 20


@dataclass(frozen=True)
class ModelFolder:
    """A verified model folder.

    ``arrays`` are the weights of the head; ``settings`` what training decided (window, calibration, thresholds);
    ``training`` what it was trained on and how it was measured; ``digest`` the SHA-256 of the manifest, which stands
    for the whole folder.
    """

    path: Path
    scheme: Scheme
    arrays: Arrays
    settings: dict[str, Any]
    training: dict[str, Any]
    digest: str

    def encoder(self, threads: int = 0) -> OnnxEncoder:
        """Load the encoder.

        :param threads: threads of ONNX Runtime; 0 lets it choose.
        :return: the encoder.
        """
        from models.encoder import OnnxEncoder

        return OnnxEncoder(self.path / ENCODER_FILE, self.path / TOKENIZER_FILE, int(self.settings["max_tokens"]), threads)


def check_model_target(path: Path) -> None:
    """Refuse a folder that no model can be saved in; to be asked before a training too, which would be lost.

    :param path: the folder, which may hold an older model, or not exist.
    :raises ModelFolderError: if it holds something that is no model.
    :raises StanceError: if it cannot be made there.
    """
    where = printable(str(path))
    if path.name in ("", ".."):
        raise ModelFolderError(f"{where}: cannot be replaced by a model; choose a folder by its name")
    if path.exists() and not path.is_dir():
        raise ModelFolderError(f"{where}: is a file, not a folder; choose an empty folder")
    if path.exists() and not (path / MANIFEST_FILE).exists() and any(path.iterdir()):
        raise ModelFolderError(f"{where}: holds files that are no model; choose an empty folder")
    check_writable(path)


def save_model_folder(
    path: Path,
    encoder: Path,
    tokenizer: Path,
    arrays: Arrays,
    scheme: Scheme,
    settings: dict[str, Any],
    training: dict[str, Any],
    card: str,
) -> None:
    """Save a model folder, whole or not at all.

    :param path: the folder; an older model there is replaced.
    :param encoder: the ONNX file to copy in.
    :param tokenizer: the tokenizer's JSON file to copy in.
    :param arrays: the weights of the head.
    :param scheme: the labels that it tells apart.
    :param settings: what the tagger needs to know.
    :param training: what it was trained on, and how it was measured.
    :param card: the model card, in Markdown.
    :raises ModelFolderError: if the folder holds something that is no model.
    :raises StanceError: if it cannot be made there.
    """
    import numpy as np
    from safetensors.numpy import save

    check_model_target(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = beside(path)
    try:
        part.mkdir()
        shutil.copyfile(encoder, part / ENCODER_FILE)
        shutil.copyfile(tokenizer, part / TOKENIZER_FILE)
        # not save_file, which makes a file that only its owner can read
        (part / HEAD_FILE).write_bytes(save({name: np.ascontiguousarray(array, np.float32) for name, array in sorted(arrays.items())}))
        (part / CARD_FILE).write_text(card, "utf-8")
        manifest = {
            "format_version": FORMAT_VERSION,
            "scheme": scheme_to(scheme),
            "settings": settings,
            "training": training,
            "files": {name: _describe(part / name) for name in _FILES},
        }
        (part / MANIFEST_FILE).write_text(json.dumps(manifest, indent=1, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
        _swap(part, path)
    finally:
        shutil.rmtree(part, ignore_errors=True)  # once it has its place, there is nothing left to remove


def _swap(part: Path, path: Path) -> None:
    if not path.exists():
        part.rename(path)
        return
    old = beside(path, ".old")
    try:
        path.rename(old)
        part.rename(path)
    except BaseException:
        if old.exists() and not path.exists():
            old.rename(path)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def load_model_folder(path: Path | None = None) -> ModelFolder:
    """Verify a model folder and load its head.

    :param path: the folder, or ``fast`` for the smaller of the shipped models where no folder has that name; the shipped default
        if ``None``.
    :return: the model.
    :raises ModelFolderError: if it is missing, incomplete, altered, or of a format version that this program does not read, or its
        records do not fit each other.
    """
    path = path or SHIPPED
    if path == Path(FAST_NAME) and not path.exists():
        path = FAST
    raw, manifest = _manifest(path)
    _verify(path, manifest)
    from safetensors.numpy import load_file

    try:
        arrays, settings, training = load_file(path / HEAD_FILE), dict(manifest["settings"]), dict(manifest["training"])
        scheme = scheme_from(manifest["scheme"], str(path))
        check_records(str(path), settings, training, arrays, scheme)
        return ModelFolder(path, scheme, arrays, settings, training, hashlib.sha256(raw).hexdigest())
    except ModelFolderError:
        raise
    except Exception as error:  # safetensors and JSON raise many kinds
        raise ModelFolderError(f"{path}: the model cannot be loaded ({error}); train or fetch it again") from error


def _manifest(path: Path) -> tuple[bytes, dict[str, Any]]:
    file = path / MANIFEST_FILE
    try:
        raw = file.read_bytes()
        manifest = json.loads(raw)
    except (OSError, ValueError, RecursionError) as error:
        raise ModelFolderError(
            f"{path}: no model there ({MANIFEST_FILE} cannot be read); name a folder that 'stance train' wrote"
        ) from error
    version = manifest.get("format_version") if isinstance(manifest, dict) else None
    if version not in _READABLE:
        raise ModelFolderError(
            f"{path}: the model has format {version}, this program reads {FORMAT_VERSION}; train it again with 'stance train'"
        )
    return raw, manifest


def _verify(path: Path, manifest: dict[str, Any]) -> None:
    listed = manifest.get("files")
    if not isinstance(listed, dict) or set(listed) != set(_FILES):
        raise ModelFolderError(f"{path}: the manifest does not list the files of a model; fetch the model again")
    present = {entry.name for entry in os.scandir(path)} - {MANIFEST_FILE}
    if present != set(_FILES):
        different = ", ".join(sorted(present ^ set(_FILES)))
        raise ModelFolderError(f"{path}: files are missing or do not belong there ({different}); fetch the model again")
    for name in _FILES:
        if _describe(path / name) != listed[name]:
            raise ModelFolderError(f"{path}: {name} is not the file that was saved (its SHA-256 differs); fetch the model again")


def _describe(file: Path) -> dict[str, Any]:
    if file.is_symlink() or not file.is_file():
        raise ModelFolderError(f"{file}: is not a plain file; fetch the model again")
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(_HASHED):
            digest.update(chunk)
    return {"bytes": file.stat().st_size, "sha256": digest.hexdigest()}
