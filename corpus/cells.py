"""Cells of spreadsheets that cannot start a formula."""

from __future__ import annotations

# OWASP, "CSV Injection": a cell that begins with one of these is run as a formula by spreadsheet programs.
_STARTERS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def safe_cell(value: str) -> str:
    """Neutralise a cell.

    :param value: the text of a cell.
    :return: the same text, with an apostrophe before it where it would start a formula.
    """
    stripped = value.lstrip(" \n\u00a0\u200b")
    return f"'{value}" if stripped.startswith(_STARTERS) else value
