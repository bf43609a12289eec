import numpy as np
import pytest

from classifier.dataset import Dataset
from classifier.sentences import sentence_spans
from eval.metrics import Predictions
from labels.files import ParagraphLabel
from models.encoder import EncoderInput

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


# The name of the force, and a word of its own, stand in every run of five words: no two paragraphs share text, masked or not.
_SAID = {
    "accepts": "We accept {0} and will act {0} on it {0} soon. The yard {0} lies by {0} the river.",
    "already_compliant": "A policy {0} is already in {0} place here. It was {0} written in spring.",
    "deferred_pending_guidance": "Until the Home {0} Office has issued {0} its code {0} we wait. We will look {0} at it then.",
    "disputes_methodology": "The sample behind {0} was wrong and {0} unfair to us. We told {0} the inspectors so.",
    "no_stance": "The river {0} floods in March {0} every year. Many people {0} walk there daily.",
}


def _dataset(forces=("North", "South"), each=2, document="reply-{}.md"):
    """Each force answers in all five stances; the second sentence of each paragraph has none."""
    rows = [(force, stance, number) for force in forces for number in range(each) for stance in _SAID]
    texts = [_SAID[stance].format(f"{force} {force[::-1].lower()}{number}") for force, stance, number in rows]
    return Dataset(
        inputs=tuple(EncoderInput(text, tuple(sentence_spans(text)), "responder on the report") for text in texts),
        stances=tuple(stance for _, stance, _ in rows),
        sentence_stances=tuple((stance, "no_stance") for _, stance, _ in rows),
        forces=tuple(force for force, _, _ in rows),
        documents=tuple(document.format(force) for force, _, _ in rows),
        labels=tuple(
            ParagraphLabel(f"{place:016x}", stance=stance, awaiting="home_office" if stance.startswith("deferred") else None)
            for place, (_, stance, _) in enumerate(rows)
        ),
        unmatched=0,
    )


@pytest.fixture(scope="session")
def make_dataset():
    """Labelled paragraphs of invented forces, whose words tell their stances apart."""
    return _dataset
