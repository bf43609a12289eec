"""E-mails: their header lines, and where a message that is answered or passed on begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.records import Block

_HEADER = re.compile(r"^[>\s]*(?P<name>From|Sent|To|Cc|Bcc|Subject|Date|Attachments?|Importance|Reply-To):(?:\s|$)", re.I)
_HEADERS_INSIDE = re.compile(r"(?:^|\s)(From|Sent|To|Cc|Subject|Date):\s")
# "On Tue, 4 Mar 2025 at 10:12, A <a@b.example> wrote:" quotes a message; "On 4 March the Chief Constable wrote:" speaks.
_DIVIDER = re.compile(
    r"^\W*(?:-\s*(?:original|forwarded)\s+message\s*-|begin\s+forwarded\s+message:|on\b(?=[^\n]{0,160}(?:\d:\d\d|@))[^\n]{6,160}\bwrote:)\W*$",
    re.I,
)
_INSPECTORATE = re.compile(r"\bhmi|inspectorate", re.I)
# An office may name the inspectorate as what a person there works on.
_RESPONDER = re.compile(r"\bcommissioner|\bO?PF?CC\b", re.I)
_ADDRESS = re.compile(r"@(?P<host>[\w-]+(?:\.[\w-]+)*)")
_TELLING = frozenset({"from", "sent", "to", "subject"})
_FEWEST = 3
_FEWEST_TELLING = 2
_LONGEST_VALUE = 30


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

    :param text: a header line, a whole header, or the line that announces a quoted message.
    :return: whether it names its sender, and that is the inspectorate.
    """
    header = _HEADER.match(text)
    if not (header is not None and header["name"].casefold() == "from") and not _DIVIDER.match(text):
        return False
    sender = text.split("Sent:")[0].split("To:")[0]
    address = _ADDRESS.search(sender)
    if address is not None:
        return _INSPECTORATE.search(address["host"]) is not None
    return _INSPECTORATE.search(sender) is not None and _RESPONDER.search(sender) is None


def _is_whole_header(text: str) -> bool:
    """Tell a header in one block; one that the message itself follows in the same block would take it along."""
    found = list(_HEADERS_INSIDE.finditer(text))
    if not text.startswith("From:") or len({match[1] for match in found}) < _FEWEST:
        return False
    last = text[found[-1].end() :]
    return len(last.split()) <= _LONGEST_VALUE and re.search(r"[.!?]\s+[A-Z]", last) is None
