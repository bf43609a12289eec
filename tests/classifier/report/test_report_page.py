from __future__ import annotations

import base64
import hashlib
import json
import re
import sys

import pytest
from selectolax.lexbor import LexborHTMLParser

from classifier.report import write_report
from labels.scheme import shipped_scheme

EVIL = "</script><script>alert('x')</script><img src=x onerror=alert(1)>"


def test_the_policy_lets_only_this_style_and_this_script_in(written, make_document, make_tagged):
    page = written(make_document(make_tagged()))
    policy = LexborHTMLParser(page).css_first("meta[http-equiv]").attributes["content"]
    for directive, element in (("style-src", "style"), ("script-src", "script")):
        (text,) = re.findall(rf"<{element}>(.*?)</{element}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
        assert f"{directive} 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_nothing_of_a_document_becomes_markup(written, make_document, make_tagged):
    document = make_document(
        make_tagged(EVIL, "deferred_pending_guidance", awaiting="npcc", recommendations=(EVIL,)),
        make_tagged(EVIL, index=1, heading=EVIL),
        name=f"{EVIL}.md",
        title=EVIL,
        force=EVIL,
        inspection=EVIL,
        policing_body=EVIL,
    )
    page = written(document, unread=[EVIL])
    tree = LexborHTMLParser(page)
    assert [node.attributes.get("id") for node in tree.css("script")] == ["data", None]
    assert tree.css("img, [onerror], [style]") == []
    assert json.loads(tree.css_first("#data").text())["documents"][0]["title"] == EVIL


def test_the_page_says_how_the_model_was_measured(written, make_document, make_tagged):
    text = " ".join(LexborHTMLParser(written(make_document(make_tagged()))).body.text().split())
    assert "The labels are a model’s, not a reader’s." in text
    assert "84% of its labels were right (95% interval 82% to 86%, 2,000 paragraphs)." in text
    assert "0123456789abcdef" in text


def test_a_model_that_was_not_measured_is_not_praised(written, model, make_document, make_tagged):
    model.training.clear()
    text = " ".join(LexborHTMLParser(written(make_document(make_tagged()))).body.text().split())
    assert "its error is unknown" in text
    assert "were right" not in text


def test_without_matplotlib_the_figures_are_still_there(monkeypatch, tmp_path, model, roll, make_document, make_tagged):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    lacking = write_report(roll(make_document(make_tagged(), force="Saltmere Police")), model, tmp_path / "page.html")
    assert "report" in lacking
    assert "matplotlib" in lacking
    tree = LexborHTMLParser((tmp_path / "page.html").read_text("utf-8"))
    assert tree.css("svg") == []
    assert "The plots are left out" in tree.body.text()
    assert "Saltmere Police" in tree.css_first("table.figures tbody").text()


def test_a_report_of_nothing_says_so(written):
    text = LexborHTMLParser(written()).body.text()
    assert "0 documents of 0 forces" in text
    assert "There is no response." in text


def test_the_forces_that_are_counted_are_those_that_could_be_read(written, make_document, make_tagged):
    silent = make_document(force="Saltmere Police", name="silent.md")
    nameless = make_document(make_tagged(), name="nameless.md")
    text = " ".join(LexborHTMLParser(written(silent, nameless)).body.text().split())
    assert "2 documents of 1 force (the force of 1 could not be read), as of" in text
    assert "1 document of 1 force, as of" in " ".join(LexborHTMLParser(written(silent)).body.text().split())


@pytest.mark.parametrize("name", ["force", "inspection", "stance", "speaker", "awaiting", "year"])
def test_filters_offer_what_the_documents_have(name, written, make_document, make_tagged):
    waits = make_tagged("We wait.", "deferred_pending_guidance", awaiting="npcc")
    tree = LexborHTMLParser(written(make_document(waits, force="Saltmere Police", inspection="Custody")))
    values = [option.attributes["value"] for option in tree.css(f"select[name={name}] option")]
    assert (
        values[1:]
        == {
            "force": ["Saltmere Police"],
            "inspection": ["Custody"],
            "stance": [*shipped_scheme().ids, "?not_answered", "?unsure"],
            "speaker": ["pcc"],
            "awaiting": ["npcc"],
            "year": [],
        }[name]
    )
