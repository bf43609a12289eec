"""What the command line lets tuning start from; here apart, because naming it should load nothing."""

from __future__ import annotations

from enum import StrEnum


class Base(StrEnum):
    """What a tuned encoder starts from.

    The large base is cut down first, or taken whole to make a teacher; the small one is taken as it is; a ``student`` starts from
    layers of its first teacher, which is the large base tuned whole; ``further`` goes on from the encoder of a model.
    """

    LARGE = "large"
    WHOLE = "whole"
    SMALL = "small"
    STUDENT = "student"
    FURTHER = "further"
