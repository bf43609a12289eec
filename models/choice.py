"""The base encoders that the command line lets choose from; here apart, because naming them should load nothing."""

from __future__ import annotations

from enum import StrEnum


class Base(StrEnum):
    """What a tuned encoder starts from: the large one is cut down first, the small one is taken as it is."""

    LARGE = "large"
    SMALL = "small"
