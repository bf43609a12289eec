"""E-mails: their header lines, and where a message that is answered or passed on begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.records import Block

_HEADER = re.compile(r"^[>\s]*(?P<name>From|Sent|To|Cc|Bcc|Subject|Date|Attachments?|Importance|Reply-To):(?:\s|$)", re.I)
_HEADERS_INSIDE = re.compile(r"(?:^|\s)(From|Sent|To|Cc|Subject|Date):\s")
_DIVIDER = re.compile(
    r"^\W*(?:-+\s*(?:original|forwarded)\s+message\s*-+|begin\s+forwarded\s+message:|on\b[^.]{6,90}\bwrote:)\W*$",
    re.I,
)
_INSPECTORATE = re.compile(r"^[>\s]*From:.*(?:\bhmi|@hmi|inspectorate)", re.I)
_TELLING = frozenset({"from", "sent", "to", "subject"})
_FEWEST = 3
_FEWEST_TELLING = 2


def mail_headers(blocks: Sequence[Block]) -> set[int]:
    """Find the header lines of e-mails and memoranda, and the lines that announce a message quoted below.

    :param blocks: the blocks of a document.
    :return: their indices; a single "From:" or "Date:" is a label of another kind.
    """
    found: set[int] = set()
    run: dict[int, str] = {}
    for index, block in enumerate([*blocks, Block("")]):
        match = _HEADER.match(block.text)
        if match is not None:
            run[index] = match["name"].casefold()
            continue
        if len(run) >= _FEWEST and len(_TELLING & set(run.values())) >= _FEWEST_TELLING:
            found.update(run)
        run = {}
        if _DIVIDER.match(block.text):
            found.add(index)
    return found | {index for index, block in enumerate(blocks) if _is_whole_header(block.text)}


def is_from_inspectorate(text: str) -> bool:
    """Tell the header of a message by the inspectorate: a request or a reminder, and no response.

    :param text: a header line, or a whole header.
    :return: whether its sender is the inspectorate.
    """
    return _INSPECTORATE.match(text.split("Sent:")[0].split("To:")[0]) is not None


def _is_whole_header(text: str) -> bool:
    return text.startswith("From:") and len(set(_HEADERS_INSIDE.findall(text))) >= _FEWEST
