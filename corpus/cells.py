"""Cells of spreadsheets that cannot start a formula."""

from __future__ import annotations

import re
import unicodedata

# OWASP, "CSV Injection": a cell that begins with one of these is run as a formula by spreadsheet programs. Their full-width,
# small and raised variants are the same characters to some of them; so are cells with spaces or quotes before one.
_STARTERS = frozenset("=+-@")
_SKIPPED = re.compile(r"""[\s\u200b-\u200f\u2060\ufeff"“”]*""")
_BREAKS = re.compile(r"[\t\r]")


def safe_cell(value: str) -> str:
    """Neutralise a cell.

    :param value: the text of a cell.
    :return: the same text, with an apostrophe before it where it would start a formula.
    """
    skipped = _SKIPPED.match(value)
    before = skipped[0] if skipped else ""
    first = unicodedata.normalize("NFKC", value[len(before) : len(before) + 1])
    return f"'{value}" if first[:1] in _STARTERS or _BREAKS.search(before) else value


def plain_cell(value: str) -> str:
    """Undo :func:`safe_cell`.

    :param value: a cell that was written so.
    :return: its text, without the apostrophe that neutralised it.
    """
    return value[1:] if value.startswith("'") and safe_cell(value[1:]) == value else value
