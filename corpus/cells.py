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


def plain_cell(value: str) -> str:
    """Undo :func:`safe_cell`.

    :param value: a cell that was written so.
    :return: its text, without the apostrophe that neutralised it.
    """
    return value[1:] if value.startswith("'") and safe_cell(value[1:]) == value else value
