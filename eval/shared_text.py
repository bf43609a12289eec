"""Text that neighbouring forces share: a training paragraph that is nearly a held-out one is dropped from training."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

WORDS = 5
SHARE = 0.5


def shared_with(training: Sequence[str], held_out: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Find training texts that share much of their wording with a held-out text.

    :param training: training texts.
    :param held_out: held-out texts.
    :return: for each training text, whether at least half of the five-word runs of the shorter of the two are in both.
    """
    index: dict[str, set[int]] = defaultdict(set)
    sizes = []
    for place, text in enumerate(held_out):
        runs = word_runs(text)
        sizes.append(len(runs))
        for run in runs:
            index[run].add(place)
    return np.array([_is_shared(word_runs(text), index, sizes) for text in training], bool)


def word_runs(text: str) -> set[str]:
    """Give the runs of five words of a text; the whole text if it is shorter.

    :param text: a text.
    :return: the runs.
    """
    words = re.findall(r"[a-z0-9]+", text.casefold())
    return {" ".join(words[start : start + WORDS]) for start in range(max(1, len(words) - WORDS + 1))}


def _is_shared(runs: set[str], index: dict[str, set[int]], sizes: Sequence[int]) -> bool:
    common: dict[int, int] = defaultdict(int)
    for run in runs:
        for place in index.get(run, ()):
            common[place] += 1
    return any(count >= SHARE * min(len(runs), sizes[place]) for place, count in common.items())
