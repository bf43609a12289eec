"""How large a benchmark run is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes of a run.

    ``cold_rounds`` and ``rounds`` are how often everybody takes part in turn; ``side_by_side`` and ``documents`` numbers of
    documents; ``growth`` numbers of paragraphs; ``lever_texts`` how many texts each way of encoding reads; ``agreement`` how
    many paragraphs are compared with 32-bit floats at most; ``training`` how many labelled paragraphs the head is retrained
    on; ``corpus`` how many documents of the authored corpus all text comes from, 0 for all, without which macro-F1 is not
    measured.
    """

    cold_rounds: int = 10
    rounds: int = 3
    side_by_side: int = 60
    documents: int = 1000
    growth: tuple[int, ...] = (1000, 10_000, 100_000)
    lever_texts: int = 300
    agreement: int = 3000
    training: int = 3000
    corpus: int = 0


FULL = Sizes()
#: To see that everything runs, and the order of magnitude.
QUICK = Sizes(1, 1, 3, 10, (100, 300), 20, 100, 300, 16)
