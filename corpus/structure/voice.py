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
from itertools import pairwise
from typing import Any

from corpus.records import Role

_TOKEN = re.compile(r"[a-z']+|0|[?!:;“”\"]")


@dataclass(frozen=True, slots=True)
class LinearModel:
    """A linear model over :func:`voice_features`: the weights of each feature for each class."""

    classes: tuple[str, ...]
    intercepts: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]

    def scores(self, features: set[str]) -> list[float]:
        """Add up the weights.

        :param features: the features of a paragraph.
        :return: one score a class; for two classes a single score, positive for the second.
        """
        scores = list(self.intercepts)
        for feature in sorted(features):  # sums of floats depend on their order, and that of a set on the process
            weights = self.weights.get(feature)
            if weights is not None:
                for position, weight in enumerate(weights):
                    scores[position] += weight
        return scores


@dataclass(frozen=True, slots=True)
class VoiceModel:
    """How wording speaks for a role, and for a speaker."""

    roles: LinearModel
    speakers: LinearModel

    def log_probabilities(self, text: str) -> dict[Role, float]:
        """Say how likely each role is from the wording alone.

        :param text: a paragraph.
        :return: the natural logarithm of the probability of each role that a paragraph of prose can have.
        """
        scores = self.roles.scores(voice_features(text))
        top = max(scores)
        total = top + math.log(sum(math.exp(score - top) for score in scores))
        return {Role(name): score - total for name, score in zip(self.roles.classes, scores, strict=True)}

    def commissioner_log_odds(self, text: str) -> float:
        """Say from the wording alone whether the commissioner speaks rather than the chief constable.

        :param text: a response paragraph.
        :return: the natural logarithm of the odds.
        """
        return self.speakers.scores(voice_features(text))[0]


def voice_features(text: str) -> set[str]:
    """Give the features of a paragraph: its words and pairs of neighbours, all numbers alike.

    :param text: a paragraph.
    :return: the features, each once.
    """
    folded = re.sub(r"\d+", "0", text.casefold().replace("’", "'"))
    words = _TOKEN.findall(folded)
    framed = ["^", *words, "$"]
    return {*words, *(f"{first} {second}" for first, second in pairwise(framed))}


def load_voice(text: str) -> VoiceModel:
    """Read a voice model.

    :param text: its JSON.
    :return: the model.
    """
    data = json.loads(text)
    return VoiceModel(_linear(data["roles"]), _linear(data["speakers"]))


def _linear(data: dict[str, Any]) -> LinearModel:
    weights = {feature: tuple(values) for feature, values in data["weights"].items()}
    return LinearModel(tuple(data["classes"]), tuple(data["intercepts"]), weights)


@functools.cache
def shipped_voice() -> VoiceModel:
    """Load the voice model that comes with the project.

    :return: the model.
    """
    return load_voice(resources.files("corpus.structure").joinpath("voice.json").read_text("utf-8"))
