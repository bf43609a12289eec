"""Make an SVG of matplotlib fit for the page: no style that its security policy forbids, colours that follow the theme."""

from __future__ import annotations

import re
from xml.etree import ElementTree

INK, PAPER = "#010203", "#fdfeff"
_STANCE = "#0a0b{:02x}"
_SVG = "http://www.w3.org/2000/svg"
_LINK = "{http://www.w3.org/1999/xlink}href"
_SIZE = re.compile(r"(?P<size>[\d.]+)px")
_NAMES = {INK: "ink", PAPER: "paper", **{_STANCE.format(place): f"stance-{place}" for place in range(16)}}


def stance_colour(place: int) -> str:
    """Give the colour by which a plot stands for a stance; :func:`embeddable` turns it into a class.

    :param place: the place of the stance in the scheme.
    :return: a colour that means nothing by itself.
    """
    return _STANCE.format(place % 16)


def embeddable(svg: str, name: str) -> str:
    """Rewrite an SVG for a page that allows no inline style.

    Style attributes become presentation attributes, the colours of this module become classes (``fill-ink``,
    ``stroke-stance-2``), ids get the plot's name in front, and the metadata goes.

    :param svg: the SVG as matplotlib wrote it.
    :param name: a name that no other plot of the page has.
    :return: the element, without a prologue.
    """
    ElementTree.register_namespace("", _SVG)
    root = ElementTree.fromstring(svg)  # noqa: S314  # matplotlib's own output, which names no entity
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in {f"{{{_SVG}}}metadata", f"{{{_SVG}}}style"}:
                parent.remove(child)
    for element in root.iter():
        _restyle(element)
        _rename(element, name)
    width, height = root.attrib.pop("width", ""), root.attrib.pop("height", "")
    del width, height
    # The page's caption and table say what the plot shows.
    root.set("aria-hidden", "true")
    root.set("class", "plot")
    return ElementTree.tostring(root, encoding="unicode")


def _restyle(element: ElementTree.Element) -> None:
    for declaration in element.attrib.pop("style", "").split(";"):
        key, _, value = (part.strip() for part in declaration.partition(":"))
        if key == "font":
            size = _SIZE.search(value)
            if size:
                element.set("font-size", size["size"])
        elif key in {"fill", "stroke"} and value in _NAMES:
            element.set("class", f"{element.get('class', '')} {key}-{_NAMES[value]}".strip())
        elif key and key != "font-family":
            element.set(key, value)


def _rename(element: ElementTree.Element, name: str) -> None:
    if "id" in element.attrib:
        element.set("id", f"{name}-{element.get('id')}")
    link = element.attrib.pop(_LINK, None)
    if link:
        element.set("href", f"#{name}-{link[1:]}")
    for key, value in element.attrib.items():
        if value.startswith("url(#"):
            element.set(key, f"url(#{name}-{value[5:]}")
