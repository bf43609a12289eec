"""Load what tags, as late as can be: reading and looking up what is known already go on meanwhile."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from classifier.tagger import Tagger


def load_tagger(model: Path | None, load_soon: bool = True) -> Tagger:
    """Load a tagger whose encoder comes later.

    :param model: a model folder; the shipped model if ``None``.
    :param load_soon: whether the encoder is loaded meanwhile, because it will be needed.
    :return: the tagger.
    :raises ModelFolderError: if the folder cannot be trusted or read.
    """
    from models.folder import load_model_folder

    folder = load_model_folder(model)
    from classifier.lazy import LazyEncoder
    from classifier.tagger import Tagger

    # One thread a text: several texts at a time use the other cores, and a vector is the same to the last bit on any number.
    encoder = LazyEncoder(folder, threads=1)
    if load_soon:
        encoder.load_soon()
    return Tagger(folder, encoder)
