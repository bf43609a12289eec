"""Boxes to choose from ("☒ Accepted ☐ Not accepted", "[x] Accepted [ ] Not accepted"): which of the options is ticked."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TICKED = "\u2611\u25a0\u25fc\u2713\u2714"
_CROSSED = "\u2612\u2717\u2718"
_EMPTY = "\u2610\u25a1\u25fb"
#: A box, drawn or typed.
BOX = re.compile(rf"[{_EMPTY}{_TICKED}{_CROSSED}]|\[(?:[xX{_TICKED}{_CROSSED}]|\s?)\]")
_LABEL = re.compile(r"^[^:.;?]{0,80}[:?]\s+")
# A remark on the choice may follow the last option.
_OPTION_ENDS = re.compile(r"[.;:!?](?=\s|$)|\s[-–—]\s|\n")
_LONGEST_OPTION = 10


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a choice: where it stands in the text, its box included, where its box does, and whether it is ticked."""

    start: int
    end: int
    box: tuple[int, int]
    ticked: bool


def options(text: str) -> list[Option]:
    """Find what a text gives to choose from.

    A cross ticks its box, as in Word, unless ticks stand beside it. The boxes stand before their options, or all after them.

    :param text: a paragraph.
    :return: its options in order; none unless there are two boxes or more, each with an option of a few words.
    """
    boxes = list(BOX.finditer(text))
    if len(boxes) < 2:
        return []
    label = _LABEL.match(text)
    opening = label.end() if label and label.end() <= boxes[0].start() else 0
    if text[boxes[0].end() :].strip() and not text[opening : boxes[0].start()].strip(" \t-*•"):
        ends = [box.start() for box in boxes[1:]] + [_option_end(text, boxes[-1].end())]
        spans = [(box.start(), end) for box, end in zip(boxes, ends, strict=True)]
    elif not _OPTION_ENDS.match(text, boxes[-1].end()) and text[boxes[-1].end() :].strip():
        return []
    else:
        spans = list(zip([opening, *(box.end() for box in boxes[:-1])], [box.end() for box in boxes], strict=True))
    marks = [box[0].strip("[ ]") for box in boxes]
    ticks = "xX" + _TICKED + ("" if any(mark in _TICKED for mark in marks if mark) else _CROSSED)
    found = [Option(*span, box.span(), bool(mark) and mark in ticks) for span, box, mark in zip(spans, boxes, marks, strict=True)]
    return found if all(0 < len(_without(text, option).split()) <= _LONGEST_OPTION for option in found) else []


def left_out(text: str) -> list[tuple[int, int]]:
    """Find what a choice says that the responder does not: the options that were not chosen, and the boxes.

    :param text: a paragraph.
    :return: start and end of each, in characters, in order; none where nothing was chosen.
    """
    found = options(text)
    if not any(option.ticked for option in found):
        return []
    return [option.box if option.ticked else (option.start, option.end) for option in found]


def chosen(text: str) -> list[str]:
    """Give the options that were chosen.

    :param text: a paragraph.
    :return: their words, without the boxes.
    """
    return [_without(text, option) for option in options(text) if option.ticked]


def nothing_ticked(text: str) -> bool:
    """Tell a choice that nobody has made: it says nothing.

    :param text: a paragraph.
    :return: whether it holds options alone, perhaps after a label, and none of them is ticked.
    """
    found = options(text)
    return bool(found) and not any(option.ticked for option in found) and not text[found[-1].end :].strip(" .")


def _without(text: str, option: Option) -> str:
    return (text[option.start : option.box[0]] + text[option.box[1] : option.end]).strip(" .;")


def _option_end(text: str, start: int) -> int:
    ends = _OPTION_ENDS.search(text, start)
    return ends.start() if ends else len(text)
