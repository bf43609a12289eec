"""HTML: what a reader of the page would see of its main content, as blocks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.readers.inline import clean
from corpus.readers.lines import Line, join_lines
from corpus.readers.text import decode, text_blocks
from corpus.records import Block, BlockKind, Emphasis

_DROPPED_NAMES = (
    "script style noscript template svg nav header footer aside form button iframe object select input textarea head title "
    "video audio canvas menu dialog figure"
)
_DROPPED = frozenset(_DROPPED_NAMES.split())
_CHROME = re.compile(
    r"cookie|breadcrumb|(?:^|[-_\s])(?:nav|navigation|navbar|menu|footer|site-header|masthead|share|sharing|social|skip|sidebar|"
    r"related|pagination|newsletter|subscribe|search|banner|screen-reader|sr-only|visually-hidden)(?:$|[-_\s])",
    re.I,
)
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{1,400})</title", re.IGNORECASE)
_TITLE_WITHIN = 1 << 16
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "summary": 3, "legend": 3, "dt": 4, "caption": 4}
_BLOCK_NAMES = (
    "p div section article main body html ul ol li table thead tbody tfoot tr td th blockquote pre dl dd address details fieldset center hr"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split()) | frozenset(_HEADINGS)
_BOLD = frozenset({"b", "strong"})
_ITALIC = frozenset({"i", "em", "cite"})
_LONGEST_MENU = 400
#: White space between the links of a menu, which its length does not count.
_SPACES_OF_MENU = 4000
_LONGEST_CHROME = 1500
#: More nodes than this are no menu and no notice, whatever little text they hold.
_MOST_NODES = 3000
#: Deeper than this no document nests its parts; the parser's time grows with the square of the depth.
_DEEPEST = 500
_TAG = re.compile(r"<(/?)([a-zA-Z]+)")
#: Elements whose end tag is often left out or that have none, and the shapes of drawings: they tell nothing of the depth.
_UNNESTED_NAMES = (
    "p li td th tr dt dd thead tbody tfoot option optgroup colgroup html head body br hr img input meta link col area base embed param "
    "source track wbr path circle rect use line polygon polyline ellipse stop image"
)
_UNNESTED = frozenset(_UNNESTED_NAMES.split())
_LINKED = 0.7
_BREAK = "\n"


def read(data: bytes, path: Path) -> list[Block]:
    """Read an HTML page.

    :param data: the file's bytes.
    :param path: its name, for messages.
    :return: the blocks of its main content; navigation, notices and scripts are left out.
    """
    return html_blocks(decode(data, path))


def html_blocks(html: str) -> list[Block]:
    """Cut HTML into blocks.

    :param html: a page or a fragment.
    :return: its blocks in reading order.
    :raises RecursionError: if it nests its elements deeper than any document does.
    """
    if _depth(html) > _DEEPEST:
        raise RecursionError("elements are nested too deeply")
    tree = LexborHTMLParser(html)
    root = _main(tree)
    walker = _Walker()
    if root is not None:
        walker.walk(root)
        walker.flush()
    return walker.blocks


def _depth(html: str) -> int:
    """Give the greatest number of elements that may be open at once, from the tags alone: parsing comes after."""
    depth = deepest = 0
    for match in _TAG.finditer(html):
        if match[2].lower() not in _UNNESTED:
            depth = max(0, depth - 1) if match[1] else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _main(tree: LexborHTMLParser) -> LexborNode | None:
    body = tree.body
    for selector in ("main", "[role=main]", "article"):
        nodes = tree.css(selector)
        # A page of several articles, or one whose main part is a teaser, is read whole.
        if len(nodes) == 1 and body is not None and 2 * len(nodes[0].text()) > len(body.text()) * 0.8:
            return nodes[0]
    return body


@dataclass
class _Place:
    """Where the walk stands."""

    level: int = 0
    depth: int = 0
    in_item: bool = False
    number: str = ""
    cell: tuple[int, int, int] | None = None


@dataclass
class _Walker:
    """Walk the tree, gather inline text, and close a block at each block-level element."""

    blocks: list[Block] = field(default_factory=list)
    spans: list[tuple[str, bool, bool]] = field(default_factory=list)
    place: _Place = field(default_factory=_Place)
    tables: int = 0
    single_items: int = 0

    def walk(self, node: LexborNode, bold: bool = False, italic: bool = False) -> None:
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if tag == "-text":
                self.spans.append((re.sub(r"\s+", " ", child.text(deep=False)), bold, italic))
            elif tag == "br":
                self.spans.append((_BREAK, bold, italic))
            elif not _is_dropped(child, tag):
                self.element(child, tag, bold or tag in _BOLD or _styled_bold(child), italic or tag in _ITALIC)

    def element(self, node: LexborNode, tag: str, bold: bool, italic: bool) -> None:
        if tag == "table":
            self.table(node)
        elif tag in {"ul", "ol"}:
            self.items(node, tag)
        elif tag == "pre":
            self.flush()
            self.blocks.extend(text_blocks(node.text(), tabled=False))
        elif tag in _BLOCKS:
            self.flush()
            outer = self.place.level
            self.place.level = _HEADINGS.get(tag, outer)
            # Headings and header cells are bold by default: that is no emphasis.
            self.walk(node, bold and tag not in _HEADINGS, italic)
            self.flush()
            self.place.level = outer
        else:
            self.walk(node, bold, italic)

    def items(self, node: LexborNode, tag: str) -> None:
        self.flush()
        children = [child for child in node.iter() if child.tag == "li"]
        start = self.first_number(node, len(children)) if tag == "ol" else 0
        outer = self.place
        for offset, child in enumerate(children):
            number = _numeral(node.attributes.get("type"), start + offset) if tag == "ol" else ""
            self.place = _Place(0, outer.depth + 1, in_item=True, number=number, cell=outer.cell)
            self.walk(child)
            self.flush()
        self.place = outer

    def first_number(self, node: LexborNode, count: int) -> int:
        stated = node.attributes.get("start") or ""
        if stated.isdigit():
            self.single_items = int(stated)
        elif count == 1:
            # Word closes a list at each paragraph between: lone items go on counting.
            self.single_items += 1
        else:
            self.single_items = 0
            return 1
        return self.single_items

    def table(self, node: LexborNode) -> None:
        self.flush()
        outer = self.place
        number = self.tables
        self.tables += 1
        rows = [row for row in node.css("tr") if _nearest_table(row) == node]
        for position, row in enumerate(rows):
            column = 0
            for cell in row.iter():
                if cell.tag not in {"td", "th"}:
                    continue
                self.place = _Place(cell=(number, position, column))
                self.walk(cell, cell.tag == "th")
                self.flush()
                span = cell.attributes.get("colspan") or "1"
                column += int(span) if span.isdigit() and int(span) < 100 else 1
        self.place = outer

    def flush(self) -> None:
        spans, self.spans = self.spans, []
        pieces = _split_breaks(spans)
        if not pieces:
            return
        number, self.place.number = self.place.number, ""
        lines = [_to_line(piece) for piece in pieces]
        found = join_lines(lines) if len(lines) > 1 else [Block(lines[0].text, emphasis=lines[0].emphasis)]
        for position, block in enumerate(found):
            text = clean(block.text)
            if text:
                self.blocks.append(self.placed(text, block, number if position == 0 else ""))

    def placed(self, text: str, block: Block, number: str) -> Block:
        place = self.place
        table, row, column = place.cell or (None, None, None)
        if place.level:
            kind, level = BlockKind.HEADING, place.level
        elif place.in_item or block.kind is BlockKind.LIST_ITEM:
            kind, level = BlockKind.LIST_ITEM, place.depth
        else:
            kind, level = (BlockKind.TABLE_CELL if place.cell else BlockKind.PARAGRAPH), 0
        return Block(text, kind, level, None, block.emphasis, table, row, column, number)


def _is_dropped(node: LexborNode, tag: str) -> bool:
    if tag in _DROPPED or tag.startswith("-") or tag == "!doctype":
        # A <header> inside an article often holds the title of the page itself.
        return not (tag == "header" and node.css_first("h1") is not None)
    attributes = node.attributes
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    if attributes.get("role") in {"navigation", "banner", "contentinfo", "search", "dialog", "alert"}:
        return True
    if re.search(r"display:\s*none|visibility:\s*hidden", attributes.get("style") or ""):
        return True
    if _is_menu(node, tag):
        return True
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return bool(names.strip()) and _CHROME.search(names) is not None and _is_short(node, _LONGEST_CHROME)


def _is_short(node: LexborNode, limit: int) -> bool:
    """Tell whether a node holds less text than a limit; looks at no more of it than that takes."""
    length = 0
    for count, child in enumerate(node.traverse(include_text=True)):
        length += len(child.text(deep=False)) if child.tag == "-text" else 0
        if length >= limit or count >= _MOST_NODES:
            return False
    return True


def _is_menu(node: LexborNode, tag: str) -> bool:
    """Tell a bar of links, or a notice about cookies with its choices, from prose: nearly all of its text is links."""
    if tag not in _BLOCKS or not _is_short(node, _LONGEST_MENU + _SPACES_OF_MENU):
        return False
    links = node.css("a, button")
    if len(links) < 2 or node.css_first("td, h1, h2") is not None:
        return False
    length = len(node.text().strip())
    linked = sum(len(link.text().strip()) for link in links)
    return length < _LONGEST_MENU and (linked > _LINKED * length or "cookies" in node.text().casefold())


def _styled_bold(node: LexborNode) -> bool:
    style = node.attributes.get("style") or ""
    return re.search(r"font-weight:\s*(?:bold|[6-9]00)", style) is not None


def _nearest_table(node: LexborNode) -> LexborNode | None:
    parent = node.parent
    while parent is not None and parent.tag != "table":
        parent = parent.parent
    return parent


def _numeral(kind: str | None, number: int) -> str:
    if kind in {"a", "A"} and 1 <= number <= 26:
        return f"{chr(ord(kind) + number - 1)})"
    return f"{number}."


def _split_breaks(spans: list[tuple[str, bool, bool]]) -> list[list[tuple[str, bool, bool]]]:
    pieces: list[list[tuple[str, bool, bool]]] = [[]]
    for span in spans:
        if span[0] == _BREAK:
            pieces.append([])
        else:
            pieces[-1].append(span)
    return [piece for piece in pieces if any(text.strip() for text, _, _ in piece)]


def _letters(spans: Iterator[str]) -> int:
    return sum(character.isalnum() for text in spans for character in text)


def _to_line(piece: list[tuple[str, bool, bool]]) -> Line:
    text = " ".join("".join(text for text, _, _ in piece).split())
    total = max(_letters(text for text, _, _ in piece), 1)
    bold = _letters(text for text, is_bold, _ in piece if is_bold)
    italic = _letters(text for text, _, is_italic in piece if is_italic)
    emphasis = Emphasis.BOLD if bold >= 0.9 * total else Emphasis.ITALIC if italic >= 0.9 * total else Emphasis.NONE
    return Line(text, 0.0, float(len(text)), emphasis=emphasis)


def page_title(data: bytes, path: Path) -> str:
    """Give the title of a web page, which stands in no block: there a site names its office.

    :param data: the file's bytes.
    :param path: its name, for messages.
    :return: the title on one line, or nothing.
    """
    match = _TITLE.search(decode(data, path)[:_TITLE_WITHIN])
    return " ".join(html.unescape(match[1]).split()) if match else ""
