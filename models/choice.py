"""What the command line lets tuning start from; here apart, because naming it should load nothing."""

from __future__ import annotations

from enum import StrEnum


class Base(StrEnum):
    """What a tuned encoder starts from.

    The large base is cut down first, or taken whole to make a teacher; the small one is taken as it is; ``further`` goes on from the
    encoder of a model.
    """

    LARGE = "large"
    WHOLE = "whole"
    SMALL = "small"
    FURTHER = "further"
