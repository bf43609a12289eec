import io

from rich.console import Console

from eval.summary import print_summary


def row(value):
    return {
        "macro_f1": {"value": value, "interval": [value - 0.1, value + 0.1]},
        **{name: {"value": value} for name in ("accuracy", "kappa", "calibration_error")},
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
