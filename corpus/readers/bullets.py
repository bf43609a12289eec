"""List markers at the start of a line: signs that are dropped, and numbers that stay."""

from __future__ import annotations

import re

from corpus.boxes import BOX

# Ticks and boxes are how offices mark "for office use" lists.
SIGN = re.compile(
    "^\\s*(?:[\u2022\u25cf\u25aa\u25a0\u25e6\u25cb\u2023\u2043\u00b7\u2219\u27a2\u25ba\u25b8\uf0b7\uf0a7\u2713\u2714\u2717\u2718\u2610\u2611\u2612]\\s*"
    "|[-*+\u2013\u2014]\\s+|o(?:\\s+(?=[A-Z])|\\t|\\s{2,}))+"
)
NUMBER = re.compile(
    r"^\s*(?:\(?\d{1,3}[.)](?:\d{1,3}[.)]?)*(?=\s+\S)|\d{1,2}(?:\.\d{1,3})+\.?(?=\s+\S)"
    r"|\(?[a-hA-H][.)](?=\s+\S)|\([ivx]{1,4}\)(?=\s+\S)|[ivx]{1,4}[.)](?=\s+\S))"
)


def split_sign(text: str) -> tuple[bool, str]:
    """Drop a bullet sign.

    :param text: a line.
    :return: whether it began with one, and the rest.
    """
    if len(BOX.findall(text)) > 1:
        return False, text  # boxes to choose from: which of them is ticked is what the line says
    match = SIGN.match(text)
    if match is None or not any(character.isalnum() for character in text):
        return False, text
    return True, text[match.end() :]


def is_numbered(text: str) -> bool:
    """Tell whether a line begins with a typed number or letter ("2.", "3.14", "(iv)").

    :param text: a line.
    :return: whether it does.
    """
    return NUMBER.match(text) is not None
