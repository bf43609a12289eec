from eval.candidates import MAJORITY, WORDS, fit_majority, fit_words
from eval.folds import hold_out_in_turn
from labels.scheme import shipped_scheme


def test_every_force_is_held_out_once_and_told(make_dataset):
    seen = []

    def spy(training, scheme):
        seen.append(set(training.forces))
        return fit_words(training, scheme)

    data = make_dataset(("North", "South", "West"), 2)
    told = []
    found = hold_out_in_turn(data, 0, shipped_scheme(), told.append, {MAJORITY: fit_majority, WORDS: spy}).figures(draws=5)
    assert found["folds"] == found["forces"] == 3
    assert sorted(map(sorted, seen)) == [["North", "South"], ["North", "West"], ["South", "West"]]
    assert found["candidates"][WORDS]["paragraphs"] == 30
    assert found["candidates"][WORDS]["macro_f1"]["value"] > found["candidates"][MAJORITY]["macro_f1"]["value"]
    assert len(told) == 3
