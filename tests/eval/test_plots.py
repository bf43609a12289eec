from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from eval.plots import comparison_plot, confusion_plot, cost_plot, counts_plot, curve_plot, reliability_plot, risk_coverage_plot

FIGURES = {
    "weak": {"macro_f1": {"value": 0.25, "interval": [0.2, 0.4]}},
    "strong <& co>": {"macro_f1": {"value": 0.75, "interval": [0.8, 0.9]}},  # a bootstrap's interval may miss the value
}
PLOTS = {
    "comparison": lambda: comparison_plot(FIGURES),
    "confusion": lambda: confusion_plot([[5, 1], [0, 0]], ["already compliant", "no stance"]),
    "reliability": lambda: reliability_plot([(0.5, 0.6, 0.7), (0.5, 0.9, 1.0)]),
    "risk": lambda: risk_coverage_plot({"shipped": [(0.5, 0.0), (1.0, 0.25)], "words": [(0.5, 0.2), (1.0, 0.4)]}),
    "curve": lambda: curve_plot(
        {
            "Real": {"words": {"250": [{"macro_f1": 0.4}, {"macro_f1": 0.6}], "500": [{"macro_f1": 0.7}]}},
            "Other": {"words": {"250": [{"macro_f1": 0.2}]}},
        }
    ),
    "cost": lambda: cost_plot({"words <&": (1000.0, 2.0, 0.6), "tuned": (80.0, 45.0, 0.9)}),
    "counts": lambda: counts_plot("paragraphs by theme", {"custody": 12, "roads <&": 7}),
}


@pytest.mark.parametrize("name", PLOTS)
def test_a_plot_is_one_svg_element_that_parses(name):
    root = ElementTree.fromstring(PLOTS[name]())
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert float(root.attrib["width"].removesuffix("pt")) > 100


@pytest.mark.parametrize("name", PLOTS)
def test_the_same_figures_give_the_same_bytes(name):
    assert PLOTS[name]() == PLOTS[name]()


@pytest.mark.parametrize("name", PLOTS)
def test_a_plot_fetches_nothing(name):
    for node in LexborHTMLParser(PLOTS[name]()).css("*"):
        for key, value in node.attributes.items():
            if key in {"href", "xlink:href", "src"}:
                assert (value or "").startswith(("#", "data:"))
            assert "url(http" not in (value or "")


def texts(svg):
    return [node.text(strip=True) for node in LexborHTMLParser(svg).css("text")]


def test_candidates_are_named_with_their_value_the_best_on_top():
    found = texts(comparison_plot(FIGURES))
    assert {"weak", "strong <& co>", "0.25", "0.75"} <= set(found)
    assert found.index("weak") < found.index("strong <& co>")  # from the bottom up


def test_confusion_shows_every_count():
    assert {"5", "1", "0", "predicted", "labelled"} <= set(texts(PLOTS["confusion"]()))


def test_risk_and_reliability_name_their_axes():
    assert {"confidence", "accuracy"} <= set(texts(PLOTS["reliability"]()))
    assert any(text.startswith("coverage") for text in texts(PLOTS["risk"]()))


def test_a_learning_curve_has_a_panel_for_each_set():
    assert {"Real", "Other", "words", "macro-F1"} <= set(texts(PLOTS["curve"]()))


def test_cost_names_each_candidate_with_its_size():
    assert {"words <&, 2 MB", "tuned, 45 MB"} <= set(texts(PLOTS["cost"]()))


def test_counts_are_written_on_their_bars():
    assert {"custody", "roads <&", "12", "7"} <= set(texts(PLOTS["counts"]()))


def test_candidates_of_risk_are_named():
    assert {"shipped", "words"} <= set(texts(PLOTS["risk"]()))


def test_every_candidate_is_in_the_plot_of_costs_however_many_there_are():
    plot = cost_plot({f"candidate {place}": (10.0 + place, 2.0, place / 40) for place in range(30)})
    assert all(f"candidate {place}, 2 MB" in plot for place in range(30))
