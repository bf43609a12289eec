"""The voice of a paragraph: how its wording alone speaks for each role.

A linear model over words and word pairs, learned from the authored documents' roles (``make voice``), kept as
JSON. It knows nothing of layout; :mod:`corpus.structure.roles` weighs it against the section that a paragraph
stands in.
"""

from __future__ import annotations

import functools
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from corpus.records import Role

_TOKEN = re.compile(r"[a-z']+|0|[?!:;“”\"]")


@dataclass(frozen=True, slots=True)
class VoiceModel:
    """Weights of each feature for each role, and the roles' intercepts."""

    roles: tuple[Role, ...]
    intercepts: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]

    def log_probabilities(self, text: str) -> dict[Role, float]:
        """Say how likely each role is from the wording alone.

        :param text: a paragraph.
        :return: the natural logarithm of the probability of each role that a paragraph of prose can have.
        """
        scores = list(self.intercepts)
        for feature in voice_features(text):
            weights = self.weights.get(feature)
            if weights is not None:
                for position, weight in enumerate(weights):
                    scores[position] += weight
        top = max(scores)
        total = top + math.log(sum(math.exp(score - top) for score in scores))
        return {role: score - total for role, score in zip(self.roles, scores, strict=True)}


def voice_features(text: str) -> set[str]:
    """Give the features of a paragraph: its words and pairs of neighbours, all numbers alike.

    :param text: a paragraph.
    :return: the features, each once.
    """
    folded = re.sub(r"\d+", "0", text.casefold().replace("’", "'"))
    words = _TOKEN.findall(folded)
    framed = ["^", *words, "$"]
    return {*words, *(f"{first} {second}" for first, second in zip(framed, framed[1:], strict=False))}


@functools.cache
def shipped_voice() -> VoiceModel:
    """Load the voice model that comes with the project.

    :return: the model.
    """
    data = json.loads(resources.files("corpus.structure").joinpath("voice.json").read_text("utf-8"))
    return VoiceModel(
        tuple(Role(name) for name in data["roles"]),
        tuple(data["intercepts"]),
        {feature: tuple(weights) for feature, weights in data["weights"].items()},
    )
