"""The report for every reader: by keyboard, by screen reader, in the dark, on a phone, on paper."""

from __future__ import annotations

import re

import pypdfium2
import pytest

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


def press_until(page, key, wanted, most=80):
    """Press a key until the element in focus matches a selector, as somebody without a mouse does."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"{wanted} cannot be reached with {key}")


def test_a_keyboard_is_enough(page, expect):
    # A browser answers a key when it has time to, so each step is waited for.
    focused = page.locator(":focus")
    page.keyboard.press("Tab")
    expect(focused).to_have_text("Skip to the report")
    page.keyboard.press("Enter")
    expect(focused).to_have_id("overview")
    press_until(page, "Tab", ".matrix a")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(focused).to_have_attribute("aria-label", re.compile("^Saltmere Police, recommendation 2"))
    page.keyboard.press("ArrowDown")
    expect(focused).to_have_attribute("aria-label", re.compile("^Wexmoor Police, recommendation 2"))
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(focused).to_have_class(re.compile(r"\bhere\b"))
    press_until(page, "Tab", ".paragraph summary", 2)
    page.keyboard.press("Enter")
    press_until(page, "Tab", "button.back", 2)
    page.keyboard.press("Enter")
    expect(focused).to_have_attribute("aria-label", re.compile("^Saltmere Police, recommendation 2"))


def test_tab_leaves_a_matrix_after_one_stop(page):
    press_until(page, "Tab", ".matrix a")
    first = page.evaluate("document.activeElement.closest('table').getAttribute('aria-labelledby')")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('table')?.getAttribute('aria-labelledby')") != first


def test_what_the_filters_leave_is_announced(page):
    assert page.locator("#status").get_attribute("role") == "status"


@pytest.mark.parametrize("options", [{"color_scheme": "light"}, {"color_scheme": "dark"}, PHONE], ids=["light", "dark", "phone"])
def test_axe_finds_nothing(browse, report, options):
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed; pip install '.[dev]'"
    )
    # axe runs in the page as any script does, which the policy forbids.
    page = browse(report, "#d2-p5", bypass_csp=True, **options)
    for details in page.locator("details").all():
        details.evaluate("node => { node.open = true; }")
    page.add_style_tag(content="* { content-visibility: visible !important; }")
    found = axe.Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}}).response
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found["violations"]] == []
    assert len(found["passes"]) > 20


def test_a_phone_needs_no_sideways_scrolling(browse, report):
    page = browse(report, "#d2-p5", **PHONE)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert not page.locator("#filter-panel").evaluate("node => node.open")


def test_text_can_be_twice_as_large(browse, report):
    page = browse(report, "#d2-p5", viewport={"width": 640, "height": 900})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_paper_has_all_the_parts(page):
    document = pypdfium2.PdfDocument(page.pdf(format="A4"))
    sheets = [" ".join(sheet.get_textpage().get_text_bounded().split()) for sheet in document]
    text = " ".join(sheets)
    for part in ("Overview", "Recommendations, force by force", "Deferrals", "Check these", "Disputes", "Documents", "How this was made"):
        assert part in text
    assert "92 days overdue" in text
    # The documents are printed though they are folded on the screen, and so are the tables of the plots.
    assert "I thank the inspectors for their visit." in text
    assert "Every cell was painted last year." in text
    assert "right (95% interval" in text
    assert all(re.search(r"Labels are a model’s, not a reader’s: \d\d% were right", sheet) for sheet in sheets)
    assert "all forces" not in text


def test_what_was_folded_is_folded_again_after_printing(page, expect):
    page.pdf()
    expect(page.locator("details.document[open]")).to_have_count(0)
