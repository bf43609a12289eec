import io

import pytest
from rich.console import Console

from eval.summary import figure_text, print_summary

TAGS = ("surest_accuracy", "kept", "kept_error", "deferral_precision", "deferral_recall", "awaiting", "also_f1", "evidence")


def row(value):
    return {
        "macro_f1": {"value": value, "interval": [value - 0.1, value + 0.1]},
        **{name: {"value": value, "interval": None} for name in ("accuracy", "kappa", "calibration_error", *TAGS)},
    }


def summary(results):
    out = io.StringIO()
    print_summary(results, Console(file=out, width=120))
    return out.getvalue()


def test_every_candidate_is_printed_with_its_interval():
    printed = summary({"authored": {"majority": row(0.1), "words": row(0.625)}, "real": {"shipped model": row(0.5)}})
    for name in ("majority", "words", "shipped model", "Real documents", "fictional"):
        assert name in printed
    assert "0.625 (0.53 to 0.72)" in printed or "0.625 (0.52 to 0.72)" in printed


def test_real_documents_are_left_out_where_there_were_none():
    assert "Real documents" not in summary({"authored": {"majority": row(0.1)}})


def test_structure_is_told_in_a_line():
    figures = {
        "roles": {"response": {"precision": 0.987, "recall": 0.976, "f1": 0.981}},
        "speaker_accuracy": 0.954,
        "numbers_accuracy": 0.943,
    }
    printed = " ".join(summary({"structure": {"real": figures}}).split())
    for figure in ("precision 0.987", "recall 0.976", "f1 0.981", "speaker 0.954", "recommendation numbers 0.943"):
        assert figure in printed


def test_what_the_models_say_besides_and_how_far_ahead_they_are_is_told():
    difference = {"value": 0.25, "interval": [0.2, 0.31], "over_paragraphs": [0.22, 0.29]}
    printed = summary(
        {
            "real": {"words": row(0.5), "shipped model": row(0.75)},
            "models": {"shipped model": {"trained_on_held_out": 3, "not_given_to_the_others": ["a.pdf"]}},
            "differences": {"real": {"shipped model": {"words": {"macro_f1": difference}}}},
        }
    )
    printed = " ".join(printed.split())
    assert "who is awaited 0.750" in printed
    assert "macro-F1 of the shipped model less words: 0.250 (0.20 to 0.31); over paragraphs 0.22 to 0.29" in printed
    assert "trained on 3 documents of held-out forces" in printed
    assert "a.pdf" in printed


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        ({"value": None, "interval": None}, "–"),
        (None, "–"),
        ({"value": 0.5, "interval": None}, "0.500"),
        ({"value": -0.1234, "interval": [-0.2, 0.0]}, "-0.123 (-0.20 to 0.00)"),
    ],
)
def test_a_figure_that_is_not_defined_is_a_dash(figure, text):
    assert figure_text(figure) == text
