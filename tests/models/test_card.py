from __future__ import annotations

from labels.scheme import shipped_scheme
from models.card import model_card

_TRAINING = {
    "base": "a small encoder",
    "paragraphs": 12,
    "documents": ["saltmere-reply.md", "tarnwick-reply.md"],
    "forces": 2,
    "labelled_sentences": 34,
    "stances": {"accepts": 8, "no_stance": 4},
    "calibrated": "on two folds",
}
_SETTINGS = {"temperature": 1.25, "abstain_below": 0.5}


def test_the_card_says_what_the_model_was_trained_on():
    card = model_card(shipped_scheme(), _SETTINGS, _TRAINING)
    assert "12 paragraphs of 2 documents from 2 forces" in card
    assert "saltmere-reply.md, tarnwick-reply.md" in card
    assert "| accepts | 8 |" in card
    assert "| disputes methodology | 0 |" in card
    assert "Temperature 1.25" in card


def test_a_model_that_was_not_measured_says_so():
    card = model_card(shipped_scheme(), _SETTINGS, _TRAINING)
    assert "not yet; run `stance evaluate`" in card
    assert "accuracy" not in card


def test_a_measured_model_gives_its_figures():
    figures = {"paragraphs": 90, "accuracy": 0.8125, "macro_f1": 0.75}
    calibration = {"coverage": 0.7, "risk_bound": 0.1, "delta": 0.05}
    card = model_card(shipped_scheme(), _SETTINGS, {**_TRAINING, "held_out": figures, "calibration": calibration})
    assert "on 90 paragraphs of fictional forces that nothing was trained on" in card
    assert "accuracy 0.812, macro-F1 0.750" in card
    assert "what it keeps (70%) is wrong at most 10% of the time, with 95% confidence" in " ".join(card.split())


def test_the_card_tells_whether_the_encoder_was_tuned():
    assert "taken over as it was" in model_card(shipped_scheme(), _SETTINGS, _TRAINING)
    tuned = {**_TRAINING, "tuning": {"epochs": 3, "learning_rate": 5e-5, "batch": 16, "seed": 1}}
    assert "3 epochs, learning rate 5e-05, batches of 16, seed 1" in model_card(shipped_scheme(), _SETTINGS, tuned)


def test_the_card_names_all_teachers():
    tuning = {"epochs": 3, "learning_rate": 5e-5, "batch": 16, "seed": 0}
    card = model_card(shipped_scheme(), _SETTINGS, {**_TRAINING, "tuning": tuning, "teachers": ["a" * 64, "b" * 64]})
    assert f"it also learned from the probabilities of {'a' * 12} and {'b' * 12}" in card
    older = model_card(shipped_scheme(), _SETTINGS, {**_TRAINING, "tuning": tuning, "teacher": "c" * 64})
    assert f"it also learned from the probabilities of {'c' * 12}." in older
    untaught = model_card(shipped_scheme(), _SETTINGS, {**_TRAINING, "tuning": tuning, "teachers": []})
    assert "learned from" not in untaught


def test_the_card_says_what_a_student_started_from():
    tuning = {"epochs": 4, "learning_rate": 5e-5, "batch": 16, "seed": 0, "vector_weight": 2.0}
    training = {
        **_TRAINING,
        "tuning": tuning,
        "teachers": ["a" * 64, "b" * 64],
        "cut_from": "a" * 64,
        "averaged_with": "b" * 64,
        "own_share": 0.65,
    }
    card = " ".join(model_card(shipped_scheme(), _SETTINGS, training).split())
    assert f"{'b' * 12} and from the vectors of {'a' * 12}, and started from layers of {'a' * 12}; what ships" in card
    assert f"the average of its weights (65%) and those of {'b' * 12}." in card
