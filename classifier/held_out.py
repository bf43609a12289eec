"""The forces that nothing is trained on: they calibrate and measure."""

from __future__ import annotations

import functools
import json

import numpy as np
import numpy.typing as npt

from classifier.dataset import AUTHORED, Dataset


@functools.cache
def held_out_forces() -> frozenset[str]:
    """Read the list of held-out forces.

    :return: names of forces, without the kind of their body.
    """
    return frozenset(json.loads((AUTHORED / "held-out.json").read_text("utf-8"))["forces"])


def split(data: Dataset) -> tuple[Dataset, Dataset]:
    """Part a data set.

    :param data: labelled paragraphs.
    :return: what may be trained on, and what is held out.
    """
    forces = held_out_forces()
    inside = [place for place, force in enumerate(data.forces) if force in forces]
    outside = [place for place, force in enumerate(data.forces) if force not in forces]
    return data.subset(outside), data.subset(inside)


def halves(data: Dataset) -> npt.NDArray[np.bool_]:
    """Part held-out paragraphs in two halves of forces, so that one can calibrate what is measured on the other.

    :param data: held-out paragraphs.
    :return: which are in the first half, shape (paragraphs,). Forces go to the half with fewer paragraphs, the largest first.
    """
    sizes = {force: data.forces.count(force) for force in set(data.forces)}
    first: set[str] = set()
    totals = [0, 0]
    for force in sorted(sizes, key=lambda name: (-sizes[name], name)):
        half = int(totals[0] > totals[1])
        totals[half] += sizes[force]
        if half == 0:
            first.add(force)
    return np.array([force in first for force in data.forces])
