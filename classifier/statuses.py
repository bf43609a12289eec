"""Answers that are nothing but a status in set words, which hold too little for an encoder: their stance."""

from __future__ import annotations

from corpus.statuses import Status, status_of

_STANCES = {
    Status.DONE: "already_compliant",
    Status.UNDER_WAY: "accepts",
    Status.REFUSED: "disputes_methodology",
    Status.NOTHING: "no_stance",
    Status.WAITING: "deferred_pending_guidance",
}
#: How sure such a status is: by Laplace's rule of succession, for all 36 paragraphs of the labelled text that are one have this stance.
STATUS_PROBABILITY = 37 / 38


def stated_stance(text: str) -> str | None:
    """Give the stance of a status in set words.

    :param text: a response paragraph.
    :return: the stance that it states, a label of the shipped scheme; ``None`` if the paragraph is anything else or more.
    """
    status = status_of(text)
    return _STANCES[status] if status is not None else None
