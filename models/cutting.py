"""Cut a large encoder down to what fits a repository: every other layer, and the part of the vocabulary that is needed.

Fewer layers after Sajjad et al. 2023 (On the Effect of Dropping Layers of Pre-trained Transformer Models). A vocabulary
that lacks a word loses nothing but a token or two: word pieces and single characters are all kept.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from corpus.errors import MissingExtraError

#: Layers of the twelve that are kept: evenly spread, the first and the last among them.
KEPT_LAYERS = (0, 2, 4, 7, 9, 11)
#: The vocabulary is ordered by how frequent its entries are in general English; rarer ones are kept only if they are seen.
FREQUENT = 14_000
_SPECIAL = 4  # <s>, <pad>, </s>, <unk>: their places carry meaning and stay


def cut_encoder(source: Path, target: Path, texts: Iterable[str], layers: Sequence[int] = KEPT_LAYERS) -> None:
    """Cut an MPNet encoder.

    :param source: the folder of the whole encoder.
    :param target: the folder to write the smaller one to, loadable by sentence-transformers.
    :param texts: texts whose tokens are kept, however rare.
    :param layers: the layers to keep, in order.
    :raises MissingExtraError: if the training extra is not installed.
    """
    try:
        import torch
        from tokenizers import Tokenizer
        from transformers import AutoModel
    except ImportError as error:
        raise MissingExtraError("train", str(error.name)) from error
    target.mkdir(parents=True, exist_ok=True)
    specification = json.loads((source / "tokenizer.json").read_text("utf-8"))
    seen: set[int] = set()
    tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
    tokenizer.no_truncation()
    for text in texts:
        seen.update(tokenizer.encode(text).ids)
    added = {int(entry["id"]) for entry in specification["added_tokens"]}
    kept = kept_entries(specification["model"]["vocab"], seen | added)
    model: Any = AutoModel.from_pretrained(str(source))
    model.encoder.layer = torch.nn.ModuleList([model.encoder.layer[place] for place in layers])
    model.config.num_hidden_layers = len(layers)
    words = model.embeddings.word_embeddings
    smaller = torch.nn.Embedding(len(kept), words.embedding_dim, padding_idx=words.padding_idx)
    with torch.no_grad():
        smaller.weight.copy_(words.weight[torch.tensor([place for _, place in kept])])
    model.embeddings.word_embeddings = smaller
    model.config.vocab_size = len(kept)
    model.save_pretrained(str(target))
    (target / "tokenizer.json").write_text(json.dumps(_renumbered(specification, kept), ensure_ascii=False), "utf-8")
    (target / "vocab.txt").write_text("".join(f"{entry}\n" for entry, _ in kept), "utf-8")
    for name in ("tokenizer_config.json", "special_tokens_map.json"):
        if (source / name).is_file():  # a tuned encoder has its tokenizer's file alone
            shutil.copyfile(source / name, target / name)


def kept_entries(vocabulary: dict[str, int], seen: set[int]) -> list[tuple[str, int]]:
    """Choose what stays of a vocabulary.

    :param vocabulary: entries with their places.
    :param seen: places to keep in any case.
    :return: entries with their old places, in the old order: what is frequent, all pieces of words and single characters in
        ASCII, and what is seen.
    """

    def stays(entry: str, place: int) -> bool:
        if place < _SPECIAL or place in seen:
            return True
        frequent = place < FREQUENT and not entry.startswith("[unused")
        return entry.isascii() and (frequent or entry.startswith("##") or len(entry) == 1)

    return sorted(((entry, place) for entry, place in vocabulary.items() if stays(entry, place)), key=lambda pair: pair[1])


def _renumbered(specification: dict[str, Any], kept: Sequence[tuple[str, int]]) -> dict[str, Any]:
    """Give the tokenizer's file new numbers, wherever one occurs."""
    places = {old: new for new, (_, old) in enumerate(kept)}
    specification["model"]["vocab"] = {entry: new for new, (entry, _) in enumerate(kept)}
    for entry in specification["added_tokens"]:
        entry["id"] = places[entry["id"]]
    processor = specification["post_processor"]
    if processor["type"] == "TemplateProcessing":
        for token in processor["special_tokens"].values():
            token["ids"] = [places[old] for old in token["ids"]]
    else:  # BERT's and RoBERTa's form: pairs of a token and its number
        for side in ("sep", "cls"):
            processor[side][1] = places[processor[side][1]]
    specification["truncation"] = specification["padding"] = None
    return specification
