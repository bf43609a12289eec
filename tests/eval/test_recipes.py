from dataclasses import replace

import pytest

from eval.masking import MASK
from eval.recipes import Neighbours, Recipe, fit_recipe, of_neighbours, read_by
from labels.scheme import shipped_scheme
from models.examples import TuningSettings

WHOLE = Recipe(TuningSettings())


@pytest.fixture
def data(make_dataset):
    return make_dataset(("North", "Behaviour"), 1, "{}-Change-Response.pdf")


def test_the_whole_recipe_reads_everything(data):
    assert read_by(WHOLE, data) is data


def test_context_can_be_left_out(data):
    found = read_by(replace(WHOLE, context=False), data)
    assert {item.context for item in found.inputs} == {""}
    assert [item.text for item in found.inputs] == [item.text for item in data.inputs]


def test_labels_of_sentences_can_be_left_out(data):
    found = read_by(replace(WHOLE, sentences=False), data)
    assert {stance for row in found.sentence_stances for stance in row} == {None}
    assert [len(row) for row in found.sentence_stances] == [len(row) for row in data.sentence_stances]
    assert found.stances == data.stances


@pytest.mark.parametrize("neighbours", [Neighbours.ABSENT, Neighbours.UNLABELLED])
def test_labels_of_neighbouring_documents_can_be_left_out(data, neighbours):
    assert set(read_by(replace(WHOLE, neighbours=neighbours), data).forces) == {"North"}


def test_the_text_of_neighbouring_documents_can_be_had_alone(data):
    assert set(of_neighbours(data, True).forces) == {"Behaviour"}


def test_names_can_be_masked(data):
    found = read_by(replace(WHOLE, names=False), data)
    assert all("North" not in item.text for item in found.inputs)
    assert any(MASK in item.text for item in found.inputs)


def test_a_recipe_tunes_learns_from_its_own_view_of_the_neighbours_and_can_be_asked_afterwards(data):
    settings = TuningSettings(epochs=1, batch=8, max_tokens=16)
    recipe = replace(WHOLE, settings=settings, neighbours=Neighbours.UNLABELLED)
    fitted = fit_recipe(recipe)(data, shipped_scheme())
    assert 20 < fitted.megabytes < 30
    asked = of_neighbours(data, False)
    found = fitted.predict(asked)
    assert found.shape == (len(asked), len(shipped_scheme().ids))
    assert found.sum(axis=1) == pytest.approx(1)
