"""Which documents are one response: those of one force to one inspection, whatever each calls it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz

from classifier.records import TaggedDocument

#: Two names are one inspection's from this similarity on (of 100), if their numbers agree.
_SAME_NAME = 90.0
_FILLER = re.compile(r"\b(?:an?|the|of|in|into|on|by|and|hmic(?:frs)?|inspection|report|constabulary|police|service)\b|[^a-z0-9]+")
_NUMBER = re.compile(r"\d+")


def group_documents(documents: Iterable[TaggedDocument]) -> list[list[TaggedDocument]]:
    """Group documents by force and inspection.

    A document whose force or inspection is not known stands alone.

    :param documents: tagged documents.
    :return: the groups, in order of their first documents.
    """
    groups: list[list[TaggedDocument]] = []
    by_force: dict[str, list[list[TaggedDocument]]] = {}
    for document in documents:
        metadata = document.document.metadata
        known = by_force.setdefault(metadata.force, []) if metadata.force and metadata.inspection else None
        group = next((group for group in known or () if _same_inspection(group[0], document)), None)
        if group is not None:
            group.append(document)
            continue
        groups.append([document])
        if known is not None:
            known.append(groups[-1])
    return groups


def _same_inspection(one: TaggedDocument, other: TaggedDocument) -> bool:
    first, second = one.document.metadata, other.document.metadata
    if first.published and second.published and first.published != second.published:
        return False
    names = [_plain(metadata.inspection or "") for metadata in (first, second)]
    if sorted(_NUMBER.findall(names[0])) != sorted(_NUMBER.findall(names[1])):
        return False
    return names[0] == names[1] or (all(names) and fuzz.token_set_ratio(*names) >= _SAME_NAME)


def _plain(name: str) -> str:
    return " ".join(_FILLER.sub(" ", name.casefold()).split())
