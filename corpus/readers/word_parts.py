"""What mammoth passes over in a Word file, put so that it reads it: text boxes, fields, line ends, words of numberings."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree

from corpus.readers.word_labels import WORDED, write_labels

_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_READ = (".xml", ".rels")
#: A document type, with or without the zeros of UTF-16: entities grow in it, and mammoth's time with the square of that.
_DECLARED = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T")
_NUMBERING, _STYLES = "word/numbering.xml", "word/styles.xml"
_VML = "{urn:schemas-microsoft-com:vml}"
_RENAMED = {
    **dict.fromkeys(("fldSimple", "dir", "bdo"), "smartTag"),
    **{"cr": "br", "ptab": "tab"},
    **dict.fromkeys(("oval", "arc", "curve", "line", "polyline"), "rect"),
}
_CONCERNED = re.compile(rb":(?:txbxContent|AlternateContent|fldSimple|dir|bdo|cr|ptab|oval|arc|curve|line|polyline)[\s/>]")


def mended(data: bytes) -> bytes:
    """Mend a Word file.

    :param data: the file's bytes.
    :return: a file with the same text, all of it in elements that mammoth reads; the same bytes if they are so already.
    :raises ValueError: if a part declares a document type, which no Word file does.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        if any(_DECLARED.search(archive.read(name)) for name in names if name.endswith(_READ)):
            raise ValueError("no part of a Word file may declare entities")
        numbering = archive.read(_NUMBERING) if {_NUMBERING, _STYLES} <= names else b""
        worded = WORDED.search(numbering) is not None
        read = {name: archive.read(name) for name in _PARTS if name in names}
        parts = {name: content for name, content in read.items() if _CONCERNED.search(content) or (worded and name == _PARTS[0])}
        if not parts:
            return data
        roots = {name: _mended_part(content) for name, content in parts.items()}
        if worded:
            write_labels(roots[_PARTS[0]], numbering, archive.read(_STYLES))
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
            for name in sorted(names):
                if name in roots:
                    copy.writestr(name, ElementTree.tostring(roots[name], "utf-8"))
                elif name.endswith(_READ):
                    copy.writestr(name, archive.read(name))
    return target.getvalue()


def _mended_part(content: bytes) -> ElementTree.Element:
    root = ElementTree.fromstring(content)  # noqa: S314 (expat bounds the growth of entities and fetches none)
    telling: set[ElementTree.Element] = set()
    for element in reversed(list(root.iter())):
        space, name = _names(element)
        if name in _RENAMED:
            element.tag = space + _RENAMED[name]
        elif name == "AlternateContent":
            _choose(element, space, telling)
        if name == "t" or not telling.isdisjoint(element):
            telling.add(element)
    for drawing in list(root.iter()):
        space, name = _names(drawing)
        boxes = _boxes(drawing) if name == "drawing" else []
        if boxes:
            _show(drawing, boxes)
            drawing.tag = space + "pict"
    return root


def _names(element: ElementTree.Element) -> tuple[str, str]:
    """Give the namespace, with its braces, and the local name of an element."""
    if not isinstance(element.tag, str):
        return "", ""
    space, brace, name = element.tag.rpartition("}")
    return space + brace, name


def _choose(element: ElementTree.Element, space: str, telling: set[ElementTree.Element]) -> None:
    """Leave of alternatives the last that holds text: mammoth reads only the last, the fallback, which may be a picture."""
    ways = [way for way in element if way in telling]
    if ways:
        ways[-1].tag = space + "Fallback"
        element[:] = [ways[-1]]


def _boxes(element: ElementTree.Element) -> list[ElementTree.Element]:
    """Give the outermost text boxes in an element."""
    found: list[ElementTree.Element] = []
    for child in element:
        found += [child] if _names(child)[1] == "txbxContent" else _boxes(child)
    return found


def _show(drawing: ElementTree.Element, boxes: list[ElementTree.Element]) -> None:
    frame = ElementTree.Element(_VML + "textbox")
    frame.extend(boxes)
    drawing[:] = [frame]
