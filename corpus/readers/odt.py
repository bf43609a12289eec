"""OpenDocument text, by way of HTML: one walk serves both, and table cells keep their paragraphs apart."""

from __future__ import annotations

import html
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import odfdo

from corpus.readers.html import html_blocks
from corpus.records import Block

_ELEMENTS = {"table:table": "table", "table:table-row": "tr", "text:list-header": "li"}
_SPACES = {"text:s": " ", "text:tab": " ", "text:line-break": "<br>", "text:soft-hyphen": ""}
#: Deleted text and comments are not what a reader of the page sees.
_SKIPPED = frozenset({"text:tracked-changes", "office:annotation", "office:annotation-end", "text:sequence-decls", "office:forms"})
_DRAWN = "draw:"
_WRITTEN = ("text:", "table:", "draw:text-box")
_PARAGRAPHS = frozenset({"text:p", "text:h"})


@dataclass(frozen=True, slots=True)
class _Styles:
    """What the styles of a document say: which make text bold or italic, and which lists are numbered."""

    bold: frozenset[str]
    italic: frozenset[str]
    numbered: frozenset[str]


def read(data: bytes, path: Path) -> list[Block]:
    """Read an .odt file.

    :param data: the file's bytes.
    :param path: its name, for messages.
    :return: the blocks, those of the notes last; page headers and footers and deleted text are not part of them.
    """
    del path
    document = odfdo.Document(io.BytesIO(data))
    markup = _Markup(_styles(document))
    page = "".join(markup.inside(document.body))
    # Notes may hold text boxes, but no notes.
    notes = "".join(f"<li>{''.join(markup.inside(body))}</li>" for note in markup.notes for body in note.get_elements("text:note-body"))
    return html_blocks(f"{page}<ol>{notes}</ol>")


def _styles(document: Any) -> _Styles:  # odfdo is untyped
    properties: dict[str, tuple[bool | None, bool | None, str]] = {}
    numbered: set[str] = set()
    for part in ("styles", "content"):
        root = document.get_part(part).root
        for style in root.get_elements("//style:style"):
            found = style.get_elements("style:text-properties")
            weight = found[0].get_attribute("fo:font-weight") if found else None
            slant = found[0].get_attribute("fo:font-style") if found else None
            bold = None if weight is None else weight in {"bold", "600", "700", "800", "900"}
            italic = None if slant is None else slant in {"italic", "oblique"}
            properties[style.get_attribute("style:name")] = (bold, italic, style.get_attribute("style:parent-style-name") or "")
        for style in root.get_elements("//text:list-style"):
            if style.get_elements("text:list-level-style-number[@text:level='1' and @style:num-format='1']"):
                numbered.add(style.get_attribute("style:name"))
    bold_names = frozenset(name for name in properties if _inherited(properties, name, 0))
    italic_names = frozenset(name for name in properties if _inherited(properties, name, 1))
    return _Styles(bold_names, italic_names, frozenset(numbered))


def _inherited(properties: dict[str, tuple[bool | None, bool | None, str]], name: str, position: int) -> bool:
    seen: set[str] = set()
    while name in properties and name not in seen:
        seen.add(name)
        value = properties[name][position]
        if value is not None:
            return bool(value)
        name = properties[name][2]
    return False


@dataclass
class _Markup:
    """Gives the HTML of elements; puts what is drawn inside a paragraph below it, and notes aside."""

    styles: _Styles
    notes: list[Any] = field(default_factory=list)
    drawn: list[Any] | None = None

    def inside(self, element: Any) -> Iterator[str]:
        yield html.escape(element.text or "")
        for child in element.children:
            if child.tag == "text:note":
                self.notes.append(child)
            elif child.tag not in _SKIPPED:
                yield from self.element(child)
            yield html.escape(child.tail or "")

    def element(self, element: Any) -> Iterator[str]:
        tag = element.tag
        if tag in _SPACES:
            yield _SPACES[tag]
        elif tag.startswith(_DRAWN) and tag != "draw:text-box":
            if self.drawn is not None:
                self.drawn.append(element)
            else:
                yield from self.drawing(element)
        else:
            opening, closing = _tags(element, tag, self.styles)
            outermost = tag in _PARAGRAPHS and self.drawn is None
            if outermost:
                self.drawn = []
            yield opening
            yield from self.inside(element)
            yield closing
            if outermost:
                drawn, self.drawn = self.drawn or [], None
                for one in drawn:
                    yield from self.drawing(one)

    def drawing(self, element: Any) -> Iterator[str]:
        """Give what is written in a frame or a shape; its title and description are not."""
        for child in element.children:
            if child.tag.startswith(_WRITTEN):
                yield from self.element(child)
            elif child.tag.startswith(_DRAWN):
                yield from self.drawing(child)


def _tags(element: Any, tag: str, styles: _Styles) -> tuple[str, str]:
    if tag in {"text:p", "text:span"}:
        name = element.get_attribute("text:style-name") or ""
        marks = [mark for mark, names in (("b", styles.bold), ("i", styles.italic)) if name in names]
        outer = ["p"] if tag == "text:p" else []
        return "".join(f"<{mark}>" for mark in outer + marks), "".join(f"</{mark}>" for mark in reversed(outer + marks))
    if tag == "text:h":
        level = min(6, max(1, int(element.get_attribute("text:outline-level") or 1)))
        return f"<h{level}>", f"</h{level}>"
    if tag == "text:list":
        kind = "ol" if (element.get_attribute("text:style-name") or "") in styles.numbered else "ul"
        return f"<{kind}>", f"</{kind}>"
    if tag == "table:table-cell":
        columns = element.get_attribute("table:number-columns-spanned") or element.get_attribute("table:number-columns-repeated")
        rows = element.get_attribute("table:number-rows-spanned")
        return f'<td colspan="{html.escape(columns or "1")}" rowspan="{html.escape(rows or "1")}">', "</td>"
    if tag == "text:list-item":
        return f'<li value="{html.escape(element.get_attribute("text:start-value") or "")}">', "</li>"
    name = _ELEMENTS.get(tag, "")
    return (f"<{name}>", f"</{name}>") if name else ("", "")
