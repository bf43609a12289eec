"""The labelling scheme as data: which stances there are, in which order of caution, and who can be awaited."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from importlib import resources
from typing import Any

from corpus.errors import LabelFileError


@dataclass(frozen=True, slots=True)
class Label:
    """One label: its id, the name shown to people, and what it means."""

    id: str
    shown_as: str
    definition: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """A set of labels.

    ``caution`` lists the stances from the most to the least cautious; ``neutral`` is the label of paragraphs without
    a stance; ``deferral``, if any, is the label that goes with an awaited body, one of ``awaiting``.
    """

    name: str
    labels: tuple[Label, ...]
    caution: tuple[str, ...]
    neutral: str | None
    deferral: str | None
    awaiting: tuple[str, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the labels, in the scheme's order."""
        return tuple(label.id for label in self.labels)

    def shown_as(self, label: str) -> str:
        """Give the name of a label that is shown to people.

        :param label: the id of a label.
        :return: its name, or the id itself if the scheme has no such label.
        """
        return next((known.shown_as for known in self.labels if known.id == label), label)

    def defers(self, stances: Iterable[str | None]) -> bool:
        """Say whether a paragraph puts something off, as its main point or beside it.

        :param stances: ids of the labels that it takes, the main one and others.
        :return: whether the deferral is among them.
        """
        return self.deferral is not None and self.deferral in stances

    def most_cautious(self, stances: Sequence[str]) -> str | None:
        """Choose the most cautious of several stances (rule 1 of the guide).

        :param stances: ids of labels.
        :return: the most cautious, or ``None`` if there is none but the neutral one.
        """
        return next((stance for stance in self.caution if stance in stances), None)


def scheme_from(data: dict[str, Any], where: str = "scheme") -> Scheme:
    """Build a scheme from its JSON form.

    :param data: the parsed JSON.
    :param where: what it was read from, for messages.
    :return: the scheme.
    :raises LabelFileError: if a field is missing or of another kind, names an unknown label, or two labels are one.
    """
    try:
        labels = tuple(Label(row["id"], row["shown_as"], row["definition"]) for row in data["labels"])
        scheme = Scheme(
            data["name"], labels, tuple(data["caution"]), data.get("neutral"), data.get("deferral"), tuple(data.get("awaiting", ()))
        )
    except (KeyError, TypeError) as error:
        raise LabelFileError(f"{where}: the scheme lacks {error}; compare it with labels/scheme.json") from error
    known = [text for text in (scheme.neutral, scheme.deferral) if text is not None]
    texts = [scheme.name, *scheme.caution, *scheme.awaiting, *known, *(text for label in labels for text in astuple(label))]
    if not all(isinstance(text, str) for text in texts):
        raise LabelFileError(f"{where}: the scheme holds something else than text; compare it with labels/scheme.json")
    if len(set(scheme.ids)) < len(labels):
        raise LabelFileError(f"{where}: the scheme has two labels of one id; give each its own")
    unknown = {*scheme.caution, scheme.neutral, scheme.deferral} - {None, *scheme.ids}
    if unknown or not labels:
        raise LabelFileError(f"{where}: the scheme names {sorted(map(str, unknown))} but has no such label; add it to 'labels'")
    return scheme


def scheme_to(scheme: Scheme) -> dict[str, Any]:
    """Give the JSON form of a scheme.

    :param scheme: a scheme.
    :return: what :func:`scheme_from` reads.
    """
    return {
        "name": scheme.name,
        "labels": [{"id": label.id, "shown_as": label.shown_as, "definition": label.definition} for label in scheme.labels],
        "caution": list(scheme.caution),
        "neutral": scheme.neutral,
        "deferral": scheme.deferral,
        "awaiting": list(scheme.awaiting),
    }


@functools.cache
def shipped_scheme() -> Scheme:
    """Load the scheme of this project.

    :return: the five stances of the labelling guide.
    """
    return scheme_from(json.loads(resources.files("labels").joinpath("scheme.json").read_text("utf-8")))
