import numpy as np
import pytest

from classifier.calibration import calibrate
from classifier.head import Head, softmax
from classifier.held_out import halves
from classifier.training import fit_head
from eval.answers import targets_of
from eval.crossfit import calibrated_table, cross_fitted_table, cross_fitted_tags
from eval.metrics import expected_calibration_error
from eval.static import StaticEncoder
from labels.scheme import shipped_scheme
from models.folder import ModelFolder

SCHEME = shipped_scheme()


@pytest.fixture
def data(make_dataset):
    return make_dataset(tuple("ABCDEF"), 8)


@pytest.fixture
def unsure(data):
    """A classifier that is right four times in five, and always says that it is all but certain."""
    generator = np.random.default_rng(0)
    targets = targets_of(data, SCHEME)
    found = np.where(generator.random(len(data)) < 0.8, targets, (targets + 1) % 5)
    table = np.full((len(data), 5), 0.0001)
    table[np.arange(len(data)), found] = 0.9996
    return table


def test_an_over_confident_classifier_is_put_right(data, unsure):
    answers = cross_fitted_table(unsure, data, SCHEME)
    assert expected_calibration_error(answers.predictions) < 0.08
    assert answers.predictions.found.tolist() == unsure.argmax(axis=1).tolist()


def test_no_force_is_calibrated_by_its_own_half(data, unsure):
    answers = cross_fitted_table(unsure, data, SCHEME)
    first = halves(data)
    other = calibrate(np.log(unsure[~first]), targets_of(data, SCHEME)[~first])
    expected = softmax(np.log(unsure[first]) / other.temperature)
    np.testing.assert_allclose(answers.predictions.probabilities[first], expected)
    assert answers.kept[first].tolist() == (expected.max(axis=1) >= other.abstain_below).tolist()


def test_other_documents_are_calibrated_by_all_held_out_forces(data, unsure, make_dataset):
    real = make_dataset(("Elsewhere",), 1)
    answers = calibrated_table(unsure[:5], real, real.documents, unsure, data, SCHEME)
    temperature = calibrate(np.log(unsure), targets_of(data, SCHEME)).temperature
    np.testing.assert_allclose(answers.predictions.probabilities, softmax(np.log(unsure[:5]) / temperature))
    assert answers.groups == real.documents


class _Letters:
    """A stand-in for static vectors: counts of letters."""

    dim = 26

    def encode(self, texts, max_length=None):
        return np.array([[100 * text.lower().count(chr(97 + place)) / max(1, len(text)) for place in range(26)] for text in texts])


def test_a_model_is_tagged_with_what_the_other_half_gave(data, tmp_path):
    encoder = StaticEncoder(_Letters())
    encoded = encoder.encode(data.inputs)
    head = fit_head(data, encoded, SCHEME)
    settings = {"max_tokens": 256, "temperature": 100.0, "abstain_below": 0.999, "also_above": 2.0, "defers_above": 2.0}
    folder = ModelFolder(tmp_path, SCHEME, head.arrays(), settings, {}, "0" * 64)
    tags = cross_fitted_tags(folder, encoded, data)
    found = Head.from_arrays(folder.arrays, 1.0).logits(encoded).argmax(axis=1)
    assert [tag.stance for tag in tags] == [SCHEME.ids[place] for place in found]
    assert max(tag.confidence for tag in tags) > 0.5  # the folder's own temperature would leave all near a fifth
    assert not all(tag.abstained for tag in tags)
