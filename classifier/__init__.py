"""The classifier: training, prediction, calibration, evidence, deferrals and what is written of them."""

from classifier.records import Evidence, Tag, TaggedDocument, TaggedParagraph
from classifier.tagger import Tagger

__all__ = ["Evidence", "Tag", "TaggedDocument", "TaggedParagraph", "Tagger"]
