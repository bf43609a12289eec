"""Clean the text of one block: white space, invisible characters, inline Markdown."""

from __future__ import annotations

import re

_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")
_STRONG = re.compile(r"(\*\*\*|\*\*|__)(?=\S)(.{1,2000}?)(?<=\S)\1", re.S)
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])|(?<![\w_])_(?=[^\s_])([^_]+?)(?<=[^\s_])_(?![\w_])")
# Soft hyphen, zero-width and bidirectional controls: they show nothing and split words for every later step.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def clean(text: str) -> str:
    """Make the text of a block readable as it would be on the page.

    :param text: the raw text; may hold line ends, soft hyphens, Markdown links and emphasis.
    :return: one line, single spaces, no markup.
    """
    text = _INVISIBLE.sub("", _CONTROL.sub("", text))
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "*" in text or "_" in text:
        text = _STRONG.sub(r"\2", text)
        text = _EMPHASIS.sub(lambda match: match[1] or match[2], text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return " ".join(text.split())


def strip_emphasis(text: str) -> tuple[str, str]:
    """Tell whether Markdown emphasis covers a whole line.

    :param text: a line, perhaps wholly inside ``**`` or ``*``.
    :return: the line without those signs, and ``bold``, ``italic`` or ``none``.
    """
    stripped = text.strip()
    for sign, name in (("**", "bold"), ("__", "bold"), ("*", "italic"), ("_", "italic")):
        inner = stripped[len(sign) : -len(sign)]
        if len(stripped) > 2 * len(sign) and stripped.startswith(sign) and stripped.endswith(sign) and sign not in inner:
            return inner.strip(), name
    return text, "none"
