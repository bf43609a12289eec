"""HTML: what a reader of the page would see of its main content, as blocks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.readers.inline import clean
from corpus.readers.lines import Line, join_lines
from corpus.readers.page_furniture import BLOCK_TAGS, PageFurniture, is_short, opens_part, stands_apart
from corpus.readers.text import decode, text_blocks
from corpus.records import Block, BlockKind, Emphasis

_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{1,400})</title", re.IGNORECASE)
_TITLE_WITHIN = 1 << 16
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "summary": 3, "legend": 3, "dt": 4, "caption": 4}
_BOLD = frozenset({"b", "strong"})
# A block quotation is set apart as italics are.
_ITALIC = frozenset({"i", "em", "cite", "blockquote"})
#: Deeper than this no document nests its parts; the parser's time grows with the square of the depth.
_DEEPEST = 500
_TAG = re.compile(r"<(/?)([a-zA-Z]+)")
#: Elements whose end tag is often left out or that have none, and the shapes of drawings: they tell nothing of the depth.
_UNNESTED_NAMES = (
    "p li td th tr dt dd thead tbody tfoot option optgroup colgroup html head body br hr img input meta link col area base embed param "
    "source track wbr path circle rect use line polygon polyline ellipse stop image"
)
_UNNESTED = frozenset(_UNNESTED_NAMES.split())
#: What no reader of a page sees; without its end it goes on to that of the page.
_UNSEEN = re.compile(
    r"<(?P<name>script|style)(?=[\s/>]).*?(?:</(?P=name)(?=[\s/>])[^>]*(?:>|\Z)|\Z)|<!--(?:-?>|.*?(?:--!?>|\Z))", re.IGNORECASE | re.DOTALL
)
_BREAK = "\n"
#: Cells beyond are no longer placed below those that span rows.
_MOST_COLUMNS = 200
#: An article with this share of the text of a page is its whole text; the rest are teasers of others.
_WHOLE = 0.7
_COUNT = re.compile(r"\d{1,4}")
#: No tab has a longer label.
_LONGEST_LABEL = 400
#: What heads a part of a page that a click opens.
_OPENER_LEVEL = 3


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
        # Scripts are full of what looks like tags. They are not only left out of the count but of what is parsed: nothing can hide there.
        html = _UNSEEN.sub("", html)
        if _depth(html) > _DEEPEST:
            raise RecursionError("elements are nested too deeply")
    tree = LexborHTMLParser(html)
    body = _blocks(_main(tree), tree)
    articles = tree.css("article")
    if len(articles) != 1 or tree.css_first("main, [role=main]") is not None:
        return body
    # An article is the whole text, unless much more stands beside it.
    article = _blocks(articles[0], tree)
    return article if _length(article) > _WHOLE * _length(body) else body


def _length(blocks: list[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _blocks(root: LexborNode | None, tree: LexborHTMLParser) -> list[Block]:
    walker = _Walker(PageFurniture.of(root), _tab_labels(tree))
    if root is not None:
        walker.walk(root.iter(include_text=True))
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
    for selector in ("main", "[role=main]"):
        nodes = tree.css(selector)
        # A page whose main part is a teaser is read whole.
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

    furniture: PageFurniture
    tabs: Mapping[str, str]
    blocks: list[Block] = field(default_factory=list)
    spans: list[tuple[str, bool, bool]] = field(default_factory=list)
    place: _Place = field(default_factory=_Place)
    tables: int = 0
    single_items: int = 0

    def walk(self, nodes: Iterable[LexborNode], bold: bool = False, italic: bool = False) -> None:
        for child in nodes:
            tag = child.tag or ""
            if tag == "-text":
                self.spans.append((re.sub(r"\s+", " ", child.text(deep=False)), bold, italic))
            elif tag == "br":
                self.spans.append((_BREAK, bold, italic))
            elif not self.furniture.drops(child, tag):
                self.element(child, tag, bold or tag in _BOLD or _styled_bold(child), italic or tag in _ITALIC)

    def element(self, node: LexborNode, tag: str, bold: bool, italic: bool) -> None:
        self.tab(node)
        if tag == "table":
            self.table(node)
        elif tag in {"ul", "ol"}:
            self.items(node, tag)
        elif tag in {"pre", "textarea"}:
            self.flush()
            self.blocks.extend(text_blocks(_preformatted(node), tabled=False))
        elif tag in BLOCK_TAGS or (tag == "button" and opens_part(node)) or stands_apart(node, tag):
            self.flush()
            outer = self.place.level
            self.place.level = outer or _OPENER_LEVEL if tag == "button" else _HEADINGS.get(tag, outer)
            # Headings and header cells are bold by default: that is no emphasis.
            self.walk(node.iter(include_text=True), bold and tag not in _HEADINGS, italic)
            self.flush()
            self.place.level = outer
        elif tag == "q":
            self.spans.append(("“", bold, italic))
            self.walk(node.iter(include_text=True), bold, italic)
            self.spans.append(("”", bold, italic))
        else:
            self.walk(node.iter(include_text=True), bold, italic)

    def tab(self, node: LexborNode) -> None:
        """Put the label of a tab above the part of the page that it shows, unless it stands there."""
        label = self.tabs.get(node.attributes.get("id") or "")
        if label is None:
            return
        self.flush()
        if not self.blocks or self.blocks[-1].text != label:
            self.blocks.append(Block(label, BlockKind.HEADING, _OPENER_LEVEL))

    def items(self, node: LexborNode, tag: str) -> None:
        self.flush()
        count = sum(child.tag == "li" for child in node.iter())
        number = self.first_number(node, count) if tag == "ol" else 0
        outer = self.place
        for child in node.iter(include_text=True):
            listed = child.tag == "li"
            stated = child.attributes.get("value") or "" if listed else ""
            number = int(stated) if _COUNT.fullmatch(stated) else number
            marker = _numeral(node.attributes.get("type"), number) if listed and tag == "ol" else ""
            self.place = _Place(0, outer.depth + 1, in_item=True, number=marker, cell=outer.cell)
            if listed:
                self.element(child, "li", False, False)
            else:
                self.walk([child])  # editors put lists and paragraphs between the items, too
            self.flush()
            number += listed
        self.place = outer

    def first_number(self, node: LexborNode, count: int) -> int:
        stated = node.attributes.get("start") or ""
        if _COUNT.fullmatch(stated):
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
        self.walk(caption for caption in node.iter() if caption.tag == "caption")
        outer = self.place
        number = self.tables
        rows = [row for part in node.iter() for row in ([part] if part.tag == "tr" else part.iter()) if row.tag == "tr"]
        cells = [cell for row in rows for cell in row.iter() if cell.tag in {"td", "th"}]
        if len(cells) == 1 and cells[0].css_first("table") is not None:
            self.walk(cells[0].iter(include_text=True))  # a frame around the whole text
            self.flush()
            return
        self.tables += 1
        covered: dict[int, int] = {}
        for position, row in enumerate(rows):
            column = 0
            for cell in row.iter():
                if cell.tag not in {"td", "th"}:
                    continue
                while covered.get(column, 0) > position:
                    column += 1
                self.place = _Place(cell=(number, position, column))
                self.walk(cell.iter(include_text=True), cell.tag == "th")
                self.flush()
                first, column = column, column + _span(cell, "colspan")
                covered.update(dict.fromkeys(range(first, min(column, _MOST_COLUMNS)), position + _span(cell, "rowspan")))
        self.place = outer

    def flush(self) -> None:
        spans, self.spans = self.spans, []
        lines = _lines(_split_breaks(spans))
        if not lines:
            return
        number, self.place.number = self.place.number, ""
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


def _tab_labels(tree: LexborHTMLParser) -> dict[str, str]:
    """Give the label of each tab, by the identifier of the part of the page that it shows."""
    labels: dict[str, str] = {}
    for tab in tree.css("[role=tab], [data-toggle=tab], [data-bs-toggle=tab], [data-toggle=pill], [data-bs-toggle=pill]"):
        attributes = tab.attributes
        label = clean(tab.text()) if is_short(tab, _LONGEST_LABEL) else ""
        for name in ("aria-controls", "href", "data-target", "data-bs-target"):
            shown = (attributes.get(name) or "").lstrip("#")
            if shown and label:
                labels.setdefault(shown, label)
    return labels


def _styled_bold(node: LexborNode) -> bool:
    style = node.attributes.get("style") or ""
    return re.search(r"font-weight:\s*(?:bold|[6-9]00)", style) is not None


def _preformatted(node: LexborNode) -> str:
    parts = node.traverse(include_text=True)
    return "".join("\n" if part.tag == "br" else part.text(deep=False) for part in parts if part.tag in {"br", "-text"})


def _span(cell: LexborNode, name: str) -> int:
    """Give the number of columns or rows that a cell takes up."""
    stated = cell.attributes.get(name) or "1"
    return max(1, int(stated)) if _COUNT.fullmatch(stated) else 1


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
    return pieces


def _lines(pieces: list[list[tuple[str, bool, bool]]]) -> list[Line]:
    """Make lines of what stands between breaks; several breaks in a row leave white space between paragraphs."""
    lines: list[Line] = []
    gap = 0.0
    for piece in pieces:
        if any(text.strip() for text, _, _ in piece):
            lines.append(_to_line(piece, gap if lines else 0.0))
            gap = 0.0
        else:
            gap += 1.0
    return lines


def _letters(spans: Iterator[str]) -> int:
    return sum(character.isalnum() for text in spans for character in text)


def _to_line(piece: list[tuple[str, bool, bool]], gap: float) -> Line:
    text = " ".join("".join(text for text, _, _ in piece).split())
    total = max(_letters(text for text, _, _ in piece), 1)
    bold = _letters(text for text, is_bold, _ in piece if is_bold)
    italic = _letters(text for text, _, is_italic in piece if is_italic)
    emphasis = Emphasis.BOLD if bold >= 0.9 * total else Emphasis.ITALIC if italic >= 0.9 * total else Emphasis.NONE
    return Line(text, 0.0, float(len(text)), gap=gap, emphasis=emphasis)


def page_title(data: bytes, path: Path) -> str:
    """Give the title of a web page, which stands in no block: there a site names its office.

    :param data: the file's bytes.
    :param path: its name, for messages.
    :return: the title on one line, or nothing.
    """
    match = _TITLE.search(decode(data, path)[:_TITLE_WITHIN])
    return " ".join(html.unescape(match[1]).split()) if match else ""
