import io

from rich.console import Console

from eval.benchmarks.table import print_benchmark

ONE = {"median": 1.0, "least": 0.9, "most": 1.2, "runs": 3}
FOUR = {"median": 4.0, "least": 3.9, "most": 4.5, "runs": 3}
MEMORY = {"median": 300 * 2**20, "least": 290 * 2**20, "most": 310 * 2**20, "runs": 3}


def results():
    return {
        "candidates": {"stance": {"beside": "peer", "macro_f1": {"value": 0.912, "interval": [0.88, 0.94]}}, "peer": {"beside": ""}},
        "cold_start": {"stance": ONE, "peer": FOUR, "stance --help": ONE},
        "throughput": {
            name: {"paragraphs": 10, "seconds": seconds, "paragraphs_per_second": seconds, "peak_bytes": MEMORY}
            for name, seconds in (("stance", ONE), ("peer", FOUR))
        },
        "again": {
            "stance": {"paragraphs": 10, "first_seconds": 20.0, "again_seconds": 0.5, "share": 0.025, "peak_bytes": 1, "same_bytes": False}
        },
        "growth": {"candidate": "stance", "points": [{"paragraphs": 1000, "seconds": 2.5, "peak_bytes": 300 * 2**20}]},
        "levers": {"plain": {"times": 1.0, "texts_per_second": ONE}},
        "retraining": {"paragraphs": 3000, "first_seconds": 40.0, "again_seconds": 6.0},
        "missing": ["one peer: it is not there"],
    }


def printed(figures):
    text = io.StringIO()
    print_benchmark(figures, Console(file=text, width=150, highlight=False))
    return text.getvalue()


def test_the_table_has_everybody_and_the_lines_say_the_rest():
    text = printed(results())
    assert "1.00 (0.90 to 1.20)" in text
    assert "300 (290 to 310)" in text
    assert "0.912 (0.88 to 0.94)" in text
    assert "stance beside peer: cold start 1/4.0, throughput 4.0 times." in text
    assert "again without a change 0.5 s (2.5%), OTHER BYTES." in text
    assert "Head retrained on 3000 paragraphs: 40.0 s, again 6.0 s." in text
    assert "Not measured: one peer: it is not there." in text
    assert "32-bit" not in text


def test_the_same_label_is_told_where_it_was_compared():
    text = printed({**results(), "agreement": {"paragraphs": 200, "share": 0.995, "share_in_batches": 0.97}})
    assert "The same label as in 32-bit floats: 99.50% of 200 paragraphs; 97.00% if read in batches." in text
