"""What a reader does with the report, in a real browser."""

from __future__ import annotations

import re

import pytest

from browser import fictional
from classifier.report.figures import count_stances
from labels.scheme import shipped_scheme

WAITS = "We will not decide until the College of Policing has issued its guidance."


def cell(page, label):
    return page.locator(f'.matrix a[aria-label^="{label}"]')


def shown(locator):
    return [node.inner_text() for node in locator.all() if node.is_visible()]


def test_the_overview_counts_what_the_documents_hold(page):
    tags = [found.tag for document in fictional.documents() for found in document.responses]
    for row, count in zip(page.locator("#counts tbody tr").all(), count_stances(tags, shipped_scheme().ids), strict=True):
        cells = [node.inner_text().strip() for node in row.locator("td").all()]
        assert cells[0] == str(count.found)
        assert cells[2] == f"{count.low} to {count.high}"
    assert re.sub(r"\s+", " ", page.locator("#headline").inner_text()).startswith("response paragraphs 7 1 unsure")


def test_the_matrix_shows_letters_for_what_is_answered_unsure_and_not(page):
    assert cell(page, "Saltmere Police, recommendation 1:").inner_text() == "A"
    assert cell(page, "Saltmere Police, recommendation 2:").inner_text() == "D"
    assert cell(page, "Wexmoor Police, recommendation 1:").inner_text() == "C"
    unsure = cell(page, "Wexmoor Police, recommendation 2:")
    assert unsure.text_content() == "D?"
    assert unsure.evaluate("node => getComputedStyle(node).borderTopStyle") == "dashed"
    assert cell(page, "Wexmoor Police, recommendation 3: not answered").inner_text() == "!"


def test_the_matrix_marks_what_else_is_said_without_certainty_and_leaves_out_what_says_nothing(browse, written):
    answers = (
        fictional.said("We agree.", "accepts", 0, ("1",)),
        fictional.said("A small sample.", "disputes_methodology", 1, ("1",), confidence=0.5),
        fictional.said("We had a plan.", "already_compliant", 2, ("1",)),
        fictional.said("Thank you.", "no_stance", 3, ("1",)),
    )
    page = browse(written([fictional.document("one", "Saltmere Police", "Custody", *answers)], "unsure"))
    found = cell(page, "Saltmere Police, recommendation 1: accepts; also disputes methodology (unsure), already compliant; 4 paragraphs")
    assert found.text_content() == "AM?C"
    headline = re.sub(r"\s+", " ", page.locator("#headline").inner_text())
    assert "recommendation 1 0 not answered" in headline
    assert "deferrals 0" in headline


def test_a_cell_opens_the_document_at_the_words(page, expect):
    cell(page, "Saltmere Police, recommendation 2:").click()
    paragraph = page.locator(".paragraph.here")
    assert paragraph.locator("mark").inner_text() == WAITS
    expect(paragraph).to_be_focused()
    box = paragraph.bounding_box()
    assert 0 <= box["y"] < 900
    assert page.locator("details.document[open]").count() == 1


def test_an_unanswered_recommendation_opens_what_was_asked(page):
    cell(page, "Wexmoor Police, recommendation 3: not answered").click()
    assert "count its keys" in page.locator(".paragraph.here").inner_text()


def test_a_deferral_leads_to_its_sentence_and_back(page, expect):
    entry = page.locator("#deferral-list .entry").first
    assert "92 days overdue" in entry.inner_text()
    assert "awaiting College of Policing" in entry.inner_text()
    entry.get_by_role("link").click()
    assert page.locator(".paragraph.here mark").inner_text() == WAITS
    page.get_by_role("button", name="Back").click()
    expect(page.locator(":focus")).to_have_text(WAITS)
    assert 0 <= entry.bounding_box()["y"] < 900


def test_deferrals_that_the_model_is_unsure_of_stand_apart(page):
    assert page.locator("#deferral-list .entry").count() == 1
    (check,) = page.locator("#deferral-check .entry").all()
    assert "Home Office" in check.inner_text()
    assert "to be read" in check.inner_text()


def test_disputes_are_listed_with_their_words(page):
    (entry,) = page.locator("#dispute-list .entry").all()
    assert entry.get_by_role("link").inner_text() == "Four cells are too few to bear this finding."


def test_probabilities_are_shown_on_demand(page):
    cell(page, "Saltmere Police, recommendation 1:").click()
    paragraph = page.locator(".paragraph.here")
    assert paragraph.locator("meter").count() == 0
    paragraph.locator("summary").click()
    assert paragraph.locator(".probabilities li").first.inner_text().split() == ["accepts", "92%"]
    assert paragraph.locator("meter").count() == 5


@pytest.mark.parametrize(
    ("name", "value", "status", "rows"),
    [
        ("force", "Wexmoor Police", "2 of 7 response paragraphs, 1 of 3 documents", ["Wexmoor Police"]),
        ("inspection", "Roads", "1 of 7 response paragraphs, 1 of 3 documents", ["Orlmere Police"]),
        ("stance", "deferred_pending_guidance", "2 of 7 response paragraphs, 2 of 3 documents", ["Saltmere Police", "Wexmoor Police"]),
        ("stance", "?unsure", "1 of 7 response paragraphs, 1 of 3 documents", ["Wexmoor Police"]),
        ("speaker", "pcc", "2 of 7 response paragraphs, 1 of 3 documents", ["Saltmere Police"]),
        ("awaiting", "home_office", "1 of 7 response paragraphs, 1 of 3 documents", ["Wexmoor Police"]),
        ("year", "2029", "1 of 7 response paragraphs, 1 of 3 documents", ["Orlmere Police"]),
    ],
)
def test_a_filter_leaves_what_it_names(page, expect, name, value, status, rows):
    page.select_option(f"#filter-{name}", value)
    expect(page.locator("#status")).to_have_text(status)
    assert shown(page.locator(".matrix tbody th a")) == rows
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("#status")).to_have_text("All 7 response paragraphs of 3 documents")
    assert len(shown(page.locator(".matrix tbody th a"))) == 3


def test_filters_for_what_was_not_answered(page, expect):
    page.select_option("#filter-stance", "?not_answered")
    expect(page.locator("#status")).to_contain_text("1 of 3 documents")
    assert shown(page.locator(".matrix td a")) == ["!"]


def test_words_are_looked_for_in_the_text(page, expect):
    page.fill("#filter-words", "COLLEGE of  policing")
    expect(page.locator("#status")).to_contain_text("1 of 7")
    assert page.locator("#deferral-list .entry").count() == 1
    assert page.locator("#deferral-check .entry").count() == 0


def test_what_a_link_names_is_shown_whatever_the_filters_say(browse, report):
    page = browse(report, "#d2-p5")
    assert page.locator(".paragraph.here mark").inner_text() == WAITS


def test_late_responses_are_listed(page):
    page.locator("#late summary").click()
    assert "1 response of 2 whose dates are known came after the last day" in page.locator("#late").inner_text()
    assert "Saltmere Police, Custody: 10 days late" in page.locator("#late").inner_text()
