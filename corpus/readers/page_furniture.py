"""The furniture of web pages: menus, notices, forms and what is not shown, told from content in the same elements."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

_NO_TEXT = frozenset(
    {"script", "style", "noscript", "template", "svg", "object", "iframe", "select", "input", "head", "title", "video", "audio", "canvas"}
)
_FURNITURE = frozenset({"nav", "menu", "dialog", "header", "footer", "aside", "form", "button", "figure"})
HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary", "legend", "dt", "caption"})
_BLOCK_NAMES = (
    "p div section article main body html ul ol li table thead tbody tfoot tr td th blockquote pre dl dd address details fieldset center "
    "hr textarea figure figcaption header footer aside form"
)
BLOCK_TAGS = frozenset(_BLOCK_NAMES.split()) | HEADING_TAGS
_PARTS = frozenset({"div", "section", "article", "ul", "ol", "li", "dd"})
_INSIDE = frozenset({"main", "article"})
_QUOTATION = frozenset({"blockquote"})
_HIDDEN_NAMES = "screen-reader|sr-only|visually-hidden"
_NAMES = (
    r"cookie|breadcrumb|(?:^|[-_\s])(?:nav|navigation|navbar|menu|footer|site-header|masthead|skip|pagination|newsletter|subscribe|cta|relatedposts|footnotes|feedback|"
    rf"{_HIDDEN_NAMES})(?:$|[-_\s])"
)
_CHROME = re.compile(_NAMES, re.I)
#: What may also name the frame around the text ("no-sidebar", "hero-banner").
_FRAME = re.compile(r"(?:^|[-_\s])(?:sidebar|banner)(?:$|[-_\s])", re.I)
_RELATED = re.compile(r"(?:^|[-_\s])related(?:$|[-_\s])", re.I)
#: What sites call their tools, and what policing is about: stop and search, social care, sharing of information.
_TOOLS = re.compile(r"(?:^|[-_\s])(?:share|sharing|social|related|search)(?:$|[-_\s])", re.I)
_FOOT = re.compile(r"(?:^|[-_\s])footer(?:$|[-_\s])", re.I)
_UNSEEN = re.compile(_HIDDEN_NAMES, re.I)
_COOKIES = re.compile(r"cookie", re.I)
#: What a notice about cookies lets its reader do.
_CHOICE = re.compile(
    r"\b(?:accept|agree|allow|reject|decline|refuse|settings|preferences|manage|change|choose|cookies?|privacy|find\s+out|learn|more|close|hide"
    r"|dismiss|continue|ok(?:ay)?|got\s+it|yes|no)\b",
    re.I,
)
#: Parts that a click opens: a reader of the page can see them, though the file hides them.
_OPENED = re.compile(r"accordion|collaps|toggle|expand|reveal|(?:^|[-_\s])(?:tab|tabs|panel|faq)(?:$|[-_\s])", re.I)
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "dialog", "alert"})
_UNDISPLAYED = re.compile(r"display:\s*none|visibility:\s*hidden")
_LONGEST_MENU = 400
#: White space between the links of a menu, which its length does not count.
_SPACES_OF_MENU = 4000
_LONGEST_CHROME = 1500
#: More nodes than this are no menu and no notice, whatever little text they hold.
_MOST_NODES = 3000
_LINKED = 0.7
_PROSE_WORDS = 10


@dataclass(frozen=True, slots=True)
class PageFurniture:
    """What is needed of a whole page to tell its furniture: how much text it holds, and which parts its buttons open."""

    half: int
    opened: frozenset[str]

    @classmethod
    def of(cls, root: LexborNode | None) -> PageFurniture:
        """Look over a page.

        :param root: the element that is read.
        :return: what its furniture is told by.
        """
        if root is None:
            return cls(0, frozenset())
        whole = sum(_letters(child) for child in root.traverse(include_text=True))
        names = ("aria-controls", "data-target", "data-bs-target", "href")
        links = root.css('[aria-controls], [data-target], [data-bs-target], a[href^="#"]')
        opened = {(link.attributes.get(name) or "").lstrip("#") for link in links for name in names}
        return cls(max(1, (whole + 1) // 2), frozenset(opened - {""}))

    def drops(self, node: LexborNode, tag: str) -> bool:
        """Tell whether an element is left out.

        :param node: the element.
        :param tag: its name.
        :return: whether a reader would not see it, or not take it for a part of what the page says.
        """
        if tag in _NO_TEXT or tag.startswith("-") or tag == "!doctype":
            return True
        attributes = node.attributes
        names = [attributes.get("class") or "", attributes.get("id") or ""]
        if self._hides(node, tag, names) or (tag == "span" and "data-nosnippet" in attributes) or _marks_note(node, tag):
            return True
        if tag in HEADING_TAGS:
            return any(map(_UNSEEN.search, names))
        if tag in _FURNITURE:
            return not self._is_content(node, tag)
        if attributes.get("role") in _ROLES or _is_menu(node, tag):
            return True
        return any(names) and is_short(node, _LONGEST_CHROME) and self._is_named(node, names)

    def _hides(self, node: LexborNode, tag: str, names: list[str]) -> bool:
        attributes = node.attributes
        away = "hidden" in attributes or _UNDISPLAYED.search(attributes.get("style") or "") is not None
        if not away and attributes.get("aria-hidden") != "true":
            return False
        if tag not in _PARTS or any(map(_COOKIES.search, names)):
            return True
        is_part = attributes.get("role") == "tabpanel" or names[1] in self.opened or any(map(_OPENED.search, names))
        # While a notice is open, the page below it is hidden from screen readers.
        is_page = not away and node.parent is not None and node.parent.tag in {"body", "form"}
        return not (is_part or (is_page and self._is_main(node)))

    def _is_content(self, node: LexborNode, tag: str) -> bool:
        """Tell an element that is furniture on most pages and part of the text on this one."""
        if tag in {"nav", "menu", "dialog"}:
            return False
        if tag == "button":
            return _inside(node, HEADING_TAGS) or opens_part(node)
        if tag == "figure":
            return node.css_first("table, blockquote, p, ul, ol, dl") is not None
        if tag == "form":
            return self._is_main(node) or not is_short(node, _LONGEST_CHROME)
        if tag == "header":
            return node.css_first("h1") is not None or (_inside(node, _INSIDE) and node.css_first("h2, h3, h4, h5, h6") is not None)
        names = [node.attributes.get("class") or "", node.attributes.get("id") or ""]
        # Below a quotation stands who said it.
        return _inside(node, _QUOTATION) or (_inside(node, _INSIDE) and _holds_prose(node) and not self._is_named(node, names))

    def _is_named(self, node: LexborNode, names: list[str]) -> bool:
        """Tell an element by its names; a part of the text may end in a footer, and the title may stand in a banner."""
        if any(map(_COOKIES.search, names)):
            return True
        if node.css_first("h1") is not None or _inside(node, _QUOTATION):
            return False
        if _inside(node, _INSIDE) and _holds_prose(node):
            names = [_FOOT.sub(" ", name) for name in names]
        if any(map(_CHROME.search, names)):
            return True
        if any(map(_FRAME.search, names)) or _RELATED.search(names[0]):
            return not self._is_main(node)
        return any(map(_TOOLS.search, names)) and not _holds_prose(node)

    def _is_main(self, node: LexborNode) -> bool:
        """Tell what holds the title of the page, or most of its text."""
        if node.css_first("h1") is not None:
            return True
        length = 0
        for child in node.traverse(include_text=True):
            length += _letters(child)
            if length >= self.half:
                return True
        return False


def _marks_note(node: LexborNode, tag: str) -> bool:
    """Tell the raised mark that leads to a note, and the arrow that leads back from it."""
    if tag == "sup":
        return node.css_first('a[href^="#"]') is not None
    return tag == "a" and (node.attributes.get("href") or "").startswith("#") and node.text().strip() in {"↑", "↩", "↩︎"}


def opens_part(node: LexborNode) -> bool:
    """Tell a button that heads the part of the page it opens.

    :param node: a button.
    :return: whether the part stands right below it.
    """
    following = node.next
    while following is not None and (following.tag or "").startswith("-"):
        following = following.next
    if following is None or following.tag not in _PARTS:
        return False
    attributes = node.attributes
    return "aria-expanded" in attributes or "aria-controls" in attributes or _OPENED.search(attributes.get("class") or "") is not None


def stands_apart(node: LexborNode, tag: str) -> bool:
    """Tell an element of a site's own ("rec-title") that is a block: no text and no inline element stands right beside it.

    :param node: any element.
    :param tag: its name.
    :return: whether it is such an element.
    """
    if "-" not in tag:
        return False
    before, after = node.prev, node.next
    while before is not None and _says_nothing(before):
        before = before.prev
    while after is not None and _says_nothing(after):
        after = after.next
    beside = [other.tag or "" for other in (before, after) if other is not None]
    return all(name in BLOCK_TAGS or "-" in name.lstrip("-") for name in beside)


def _says_nothing(node: LexborNode) -> bool:
    return node.tag == "-comment" or (node.tag == "-text" and not node.text(deep=False).strip())


def _letters(node: LexborNode) -> int:
    if node.tag != "-text" or (node.parent is not None and node.parent.tag in _NO_TEXT):
        return 0
    return len("".join(node.text(deep=False).split()))


def _inside(node: LexborNode, tags: frozenset[str]) -> bool:
    parent = node.parent
    while parent is not None and parent.tag not in tags:
        parent = parent.parent
    return parent is not None


def _holds_prose(node: LexborNode) -> bool:
    """Tell an element with a paragraph that says something beside its links."""
    for part in node.css("p, li, dd, td, blockquote"):
        linked = sum(len(link.text().split()) for link in part.css("a, button"))
        if len(part.text().split()) - linked >= max(_PROSE_WORDS, 2 * linked):
            return True
    return False


def is_short(node: LexborNode, limit: int) -> bool:
    """Tell whether a node holds less text than a limit; looks at no more of it than that takes.

    :param node: any element.
    :param limit: a number of characters.
    :return: whether it does.
    """
    length = 0
    for count, child in enumerate(node.traverse(include_text=True)):
        length += len(child.text(deep=False)) if child.tag == "-text" else 0
        if length >= limit or count >= _MOST_NODES:
            return False
    return True


def _is_menu(node: LexborNode, tag: str) -> bool:
    """Tell a bar of links, or a notice about cookies with its choices, from prose: nearly all of its text is links."""
    if tag not in BLOCK_TAGS or not is_short(node, _LONGEST_MENU + _SPACES_OF_MENU):
        return False
    links = node.css("a, button")
    if len(links) < 2 or node.css_first("td, h1, h2") is not None:
        return False
    length = len(node.text().strip())
    linked = sum(len(link.text().strip()) for link in links)
    asks = "cookies" in node.text().casefold() and any(_CHOICE.search(link.text()) for link in links)
    return length < _LONGEST_MENU and (linked > _LINKED * length or asks)
