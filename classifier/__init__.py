"""The classifier: training, prediction, calibration, evidence, deferrals and what is written of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from classifier.records import Evidence, Tag, TaggedDocument, TaggedParagraph

if TYPE_CHECKING:
    from classifier.tagger import Tagger

__all__ = ["Evidence", "Tag", "TaggedDocument", "TaggedParagraph", "Tagger"]


def __getattr__(name: str) -> object:
    """Import the tagger when it is asked for: documents are already being read while numpy loads."""
    if name == "Tagger":
        from classifier.tagger import Tagger

        return Tagger
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
