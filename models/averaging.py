"""Average the weights of encoders that were tuned from the same base, into one as large as each.

After Wortsman et al. 2022, Model soups: averaging weights of multiple fine-tuned models improves accuracy without increasing
inference time.
"""

from __future__ import annotations

from pathlib import Path

from corpus.errors import MissingExtraError, ModelFolderError
from models.folder import TOKENIZER_FILE

_WEIGHTS = "model.safetensors"


def check_alike(own: Path, other: Path) -> None:
    """Check that the weights of two encoders can be averaged; better before one of them is tuned than after.

    :param own: the folder of an encoder: transformers' files and a ``tokenizer.json``.
    :param other: that of another.
    :raises MissingExtraError: if the training extra is not installed.
    :raises ModelFolderError: if the two are not of one shape and vocabulary.
    """
    try:
        from safetensors.torch import load_file
    except ImportError as error:
        raise MissingExtraError("train", str(error.name)) from error
    first, second = ({name: array.shape for name, array in load_file(folder / _WEIGHTS).items()} for folder in (own, other))
    if first != second or (own / TOKENIZER_FILE).read_bytes() != (other / TOKENIZER_FILE).read_bytes():
        raise ModelFolderError(
            "the encoder to average with has other layers or another vocabulary; name a model of as many layers, tuned on the same text"
        )


def average_encoders(own: Path, other: Path, share: float) -> None:
    """Move the weights of an encoder towards those of another that is alike.

    :param own: the folder of the encoder that is changed: transformers' files and a ``tokenizer.json``.
    :param other: that of the other.
    :param share: how much of the first stays, from 0 to 1.
    :raises MissingExtraError: if the training extra is not installed.
    :raises ModelFolderError: if the two are not of one shape and vocabulary.
    """
    check_alike(own, other)
    from safetensors.torch import load_file, save_file

    weights, others = load_file(own / _WEIGHTS), load_file(other / _WEIGHTS)
    averaged = {name: share * array + (1 - share) * others[name] for name, array in weights.items()}
    save_file(averaged, own / _WEIGHTS, metadata={"format": "pt"})
