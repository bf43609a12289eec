import numpy as np
import pytest

from eval.metrics import Predictions

LABELS = ("accepts", "disputes_methodology", "no_stance")


def _build(rows, targets, groups=None):
    groups = groups or tuple(f"force {place}" for place in range(len(rows)))
    return Predictions(LABELS, np.array(rows, float), np.array(targets), tuple(groups))


def _certain(found, targets, groups=None, confidence=1.0):
    rows = np.full((len(found), len(LABELS)), (1 - confidence) / (len(LABELS) - 1))
    rows[np.arange(len(found)), found] = confidence
    return _build(rows, targets, groups)


@pytest.fixture(scope="session")
def build():
    """Predictions of rows of probabilities over three labels."""
    return _build


@pytest.fixture(scope="session")
def certain():
    """Predictions of a classifier that says one label of each paragraph, always with the same confidence."""
    return _certain


@pytest.fixture
def small():
    """Four paragraphs, the third of them wrong: figures that can be worked out with a pencil."""
    return _build([[0.7, 0.2, 0.1], [0.1, 0.8, 0.1], [0.5, 0.4, 0.1], [0.2, 0.2, 0.6]], [0, 1, 1, 2])


@pytest.fixture
def mixed():
    """Six groups of four paragraphs, of which 0 to 4 are wrong."""
    targets = [0, 1, 2, 0] * 6
    found = list(targets)
    for group in range(6):
        for place in range(group % 5):
            found[4 * group + place] = (targets[4 * group + place] + 1) % 3
    return _certain(found, targets, tuple(f"force {place // 4}" for place in range(24)), confidence=0.8)
