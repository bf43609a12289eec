import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from eval.page import write_evaluation_page


def metric(value):
    return {"value": value, "interval": [value - 0.05, value + 0.05]}


STANCE = ("macro_f1", "accuracy", "kappa", "calibration_error", "brier", "surest_accuracy", "surest_macro_f1")
TAGS = ("kept", "kept_error", "deferral_precision", "deferral_recall", "awaiting", "awaiting_of_all", "also_f1", "all_stances_f1",
        "evidence", "evidence_of_stances", "evidence_of_all", "exact_offsets")  # fmt: skip


def candidate(value, tags=False):
    scores = {"precision": 0.5, "recall": 0.25, "f1": 0.33, "support": 7.0}
    return {
        "paragraphs": 120,
        "groups": 6,
        **{name: metric(value) for name in STANCE + (TAGS if tags else ())},
        "by_stance": {"no_stance": {**scores, "intervals": {"precision": [0.4, 0.6], "recall": None, "f1": [0.3, 0.4]}}},
        "confusion": [[3]],
        "reliability": [(1.0, 0.8, 0.7)],
        "risk_coverage": [(0.5, 0.1), (1.0, 0.3)],
    }


def results(**parts):
    protocol = {"training_paragraphs": 4000, "training_forces": 80, "held_out_forces": 17, "dropped_as_shared": 41}
    facts = {"digest": "f" * 64, "paragraphs": 4100, "documents": 200, "trained_on_held_out": 0, "not_given_to_the_others": ["a <b>.pdf"]}
    common = {"models": {"shipped": facts}, "differences": {}}
    return {"labels": ["no_stance"], "shown_as": ["no stance"], "protocol": protocol, **common, **parts}


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "e.html"
    authored = {"majority": candidate(0.1), "words <b>and</b> characters": candidate(0.5), "chosen": candidate(0.7)}
    real = {"majority": candidate(0.2), "shipped": candidate(0.6, tags=True)}
    less = {"value": 0.4, "interval": [0.31, 0.52]}
    differences = {"real": {"shipped": {"majority": {"macro_f1": less, "accuracy": less, "kappa": {"value": None, "interval": None}}}}}
    wrong = {"document": "real.txt", "fingerprint": "0123456789abcdef", "labelled": "no_stance", "said": "accepts", "confidence": 0.61}
    errors = {"shipped": [{**wrong, "abstained": True}]}
    folds = {"folds": 3, "forces": 97, "dropped_as_shared": 5, "candidates": {"words in folds": candidate(0.44)}}
    write_evaluation_page(results(authored=authored, real=real, differences=differences, errors=errors, folds=folds), path)
    return path.read_text("utf-8")


def test_every_candidate_has_its_row_with_interval(page):
    rows = {row.css_first("th").text(): row.text(separator=" ") for row in LexborHTMLParser(page).css("tbody tr")}
    assert {"majority", "words <b>and</b> characters", "chosen", "shipped"} <= set(rows)
    assert "0.700" in rows["chosen"]
    assert "0.65 to 0.75" in rows["chosen"]
    assert "120" in rows["chosen"]


def test_real_and_authored_documents_stand_apart(page):
    sections = LexborHTMLParser(page).css("section")
    assert len(sections) == 3
    real, authored, folds = (section.text() for section in sections)
    assert "words in folds" in folds
    assert "shipped" in real
    assert "shipped" not in authored
    assert "fictional" in authored
    assert "fictional" not in real


def test_only_what_was_measured_is_shown(tmp_path):
    write_evaluation_page(results(authored={"majority": candidate(0.1)}), tmp_path / "e.html")
    assert "Real documents" not in (tmp_path / "e.html").read_text("utf-8")


def test_the_protocol_is_told(page):
    text = " ".join(LexborHTMLParser(page).css_first("main").text().split())
    assert "4000 paragraphs of 80 fictional forces" in text
    assert "41 training paragraphs" in text
    assert "lacked these of them: a <b>.pdf" in text
    assert "All 97 forces" in text


def test_what_a_model_says_besides_how_far_it_is_ahead_and_its_errors_are_shown(page):
    real = " ".join(LexborHTMLParser(page).css_first("section").text().split())
    assert "who is awaited" in real
    assert "0.400 (0.31 to 0.52)" in real
    assert "0123456789abcdef" in real
    assert "–" in real  # what is not defined


def test_names_are_escaped(page):
    assert "words <b>and</b>" not in page


def test_the_page_loads_nothing_and_forbids_to(page):
    tree = LexborHTMLParser(page)
    policy = tree.css_first("meta[http-equiv='Content-Security-Policy']").attributes["content"]
    assert "default-src 'none'" in policy
    # A picture inside the page is shown only where the policy lets it: without, a plot would lose its colours.
    allowed = ("#", "data:image/") if "img-src data:" in policy else ("#",)
    assert not tree.css("script, link, iframe, img, object, embed, base, form")
    for node in tree.css("*"):
        for key, value in node.attributes.items():
            if key in {"href", "xlink:href", "src", "srcset", "action"}:
                assert (value or "").startswith(allowed), f"{key}={(value or '')[:30]}"
            assert not key.startswith("on")
    assert not re.search(r"url\(\s*[\"']?(?!#)|@import", page)


def test_each_part_has_its_four_plots(page):
    for section in LexborHTMLParser(page).css("section")[:2]:
        assert len(section.css("figure svg")) == 4
        assert all(node.text().strip() for node in section.css("figcaption"))


def test_the_same_figures_give_the_same_page(tmp_path):
    for name in ("a.html", "b.html"):
        write_evaluation_page(results(authored={"majority": candidate(0.1)}), tmp_path / name)
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
