"""The words that Word's own numbering puts before a paragraph ("Recommendation 4"), which stand in no paragraph of the file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

#: A level of a numbering that says more than a number.
WORDED = re.compile(rb"lvlText\s[^<>]*val=[\"'][^\"'<>]*(?:[A-Za-z]{2}|[A-Za-z]\s?%)")
_PLACE = re.compile(r"%(\d)")
_DEEPEST = 9


@dataclass(frozen=True, slots=True)
class _Level:
    text: str
    form: str
    start: int


@dataclass
class _Numbering:
    """The numberings of a file, the styles that use them, and how far each has counted."""

    lists: Mapping[str, str]
    levels: Mapping[tuple[str, int], _Level]
    restarts: Mapping[tuple[str, int], int]
    styles: Mapping[str, tuple[str, int]]
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, paragraph: ElementTree.Element) -> str:
        """Count a paragraph, and give the words that its numbering puts before it, if it has any."""
        properties = _child(paragraph, "pPr")
        number, depth = _numbered(properties) or self.styles.get(_value(_child(properties, "pStyle")), ("", 0))
        name = self.lists.get(number, "")
        level = self.levels.get((name, depth))
        if level is None:
            return ""
        counts = self.counts[name]
        if (number, depth) in self.restarts and (number, depth) not in self.begun:
            counts[depth] = self.restarts[number, depth] - 1
        self.begun.add((number, depth))
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in range(depth + 1, _DEEPEST):
            counts.pop(deeper, None)
        if level.form == "bullet" or not any(character.isalpha() for character in level.text):
            return ""
        return _PLACE.sub(lambda place: self._figure(name, int(place[1]) - 1), level.text).strip()

    def _figure(self, name: str, depth: int) -> str:
        level, number = self.levels.get((name, depth)), self.counts[name].get(depth, 1)
        if level is not None and level.form in {"lowerLetter", "upperLetter"} and 1 <= number <= 26:
            letter = chr(ord("a") + number - 1)
            return letter if level.form == "lowerLetter" else letter.upper()
        return str(number)


def write_labels(root: ElementTree.Element, numbering: bytes, styles: bytes) -> None:
    """Write the words of the numbering into the paragraphs that they stand before.

    :param root: the document, which is changed.
    :param numbering: the part of the file that holds its numberings.
    :param styles: the part that holds its styles.
    """
    counted = _read(ElementTree.fromstring(numbering), ElementTree.fromstring(styles))  # noqa: S314 (as all parts)
    for paragraph in list(root.iter()):
        if _name(paragraph) != "p":
            continue
        label = counted.label(paragraph)
        if label:
            space = str(paragraph.tag).removesuffix("p")
            run = ElementTree.Element(space + "r")
            ElementTree.SubElement(run, space + "t").text = label + " "
            paragraph.insert(1 if _child(paragraph, "pPr") is not None else 0, run)


def _read(numbering: ElementTree.Element, styles: ElementTree.Element) -> _Numbering:
    levels: dict[tuple[str, int], _Level] = {}
    lists: dict[str, str] = {}
    restarts: dict[tuple[str, int], int] = {}
    for part in numbering:
        if _name(part) == "abstractNum":
            for level in part:
                text = _value(_child(level, "lvlText"))
                start = _whole(_value(_child(level, "start")), 1)
                levels[_value(part, "abstractNumId"), _whole(_value(level, "ilvl"), 0)] = _Level(
                    text, _value(_child(level, "numFmt")), start
                )
        elif _name(part) == "num":
            number = _value(part, "numId")
            lists[number] = _value(_child(part, "abstractNumId"))
            for level in part:
                start = _whole(_value(_child(level, "startOverride")), -1)
                if start >= 0:
                    restarts[number, _whole(_value(level, "ilvl"), 0)] = start
    found = ((_value(style, "styleId"), _numbered(_child(style, "pPr"))) for style in styles if _name(style) == "style")
    return _Numbering(lists, levels, restarts, {name: place for name, place in found if place})


def _numbered(properties: ElementTree.Element | None) -> tuple[str, int] | None:
    place = _child(properties, "numPr")
    number = _value(_child(place, "numId"))
    return (number, _whole(_value(_child(place, "ilvl")), 0)) if number else None


def _child(element: ElementTree.Element | None, name: str) -> ElementTree.Element | None:
    return next((child for child in element if _name(child) == name), None) if element is not None else None


def _value(element: ElementTree.Element | None, name: str = "val") -> str:
    if element is None:
        return ""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _whole(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch(r"\d{1,4}", text) else otherwise
