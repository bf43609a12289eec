"""A report of documents that mean harm, and of very many documents."""

from __future__ import annotations

import json

import pytest

from browser import fictional

ANYWHERE = "() => window.hacked === undefined && !document.querySelector('main img, main iframe, main script, [onload], [onerror]')"


@pytest.fixture(scope="session")
def hostile_report(written):
    return written(fictional.hostile(), "hostile", fictional.PAYLOADS)


# Without the policy too: what is escaped must not need it.
@pytest.mark.parametrize("policy", [True, False], ids=["with the policy", "escaping alone"])
def test_nothing_in_a_document_runs(browse, expect, hostile_report, policy):
    page = browse(hostile_report, bypass_csp=not policy)
    read = []
    for number in range(len(fictional.PAYLOADS)):
        page.evaluate("number => { location.hash = `#d${number + 1}-p4`; }", number)
        expect(page.locator(".here")).to_have_id(f"d{number + 1}-p4")
        read.append(page.locator(".here > p").inner_text())
    assert sorted(read) == sorted(fictional.PAYLOADS)
    for name in ("force", "inspection"):
        page.select_option(f"#filter-{name}", index=1)
    page.wait_for_timeout(300)
    assert page.evaluate(ANYWHERE)
    assert sorted(page.locator("#filter-force option").all_inner_texts()[1:]) == sorted(fictional.PAYLOADS)


def test_markup_that_got_in_all_the_same_is_stopped_by_the_policy(chromium, report, tmp_path):
    smuggled = (
        "<script>window.hacked = true</script>"
        "<img src=data:, onerror='window.hacked = true'>"
        "<iframe srcdoc='<script>top.hacked = true</script>'></iframe>"
        "<style>#overview { display: none }</style><p style='color: red' id=coloured></p>"
        "<link rel=stylesheet href=other.css><base href=https://example.invalid/>"
    )
    path = tmp_path / "smuggled.html"
    path.write_text(report.read_text("utf-8").replace("<body>", f"<body>{smuggled}", 1), "utf-8")
    page = chromium.new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(path.as_uri())
    assert page.evaluate("window.hacked === undefined")
    assert page.locator("#overview").is_visible()
    assert page.evaluate("getComputedStyle(document.getElementById('coloured')).color") != "rgb(255, 0, 0)"
    assert page.evaluate("document.baseURI.startsWith('file:')")
    assert sum("Content Security Policy" in text for text in complaints) >= 5
    # The report itself still works.
    assert page.locator(".matrix a").count() > 0
    page.close()


def test_scripts_of_the_page_cannot_write_markup(chromium, report):
    page = chromium.new_page()
    page.goto(report.as_uri())
    error = page.evaluate("() => { try { document.body.innerHTML = '<b>x</b>'; return ''; } catch (error) { return error.name; } }")
    assert error == "TypeError"
    page.close()


def test_the_data_are_json_that_other_programs_can_read(report):
    page = report.read_text("utf-8")
    text = page.split('<script type="application/json" id="data">', 1)[1].split("</script>", 1)[0]
    assert len(json.loads(text)["documents"]) == 3


def test_a_report_of_all_forces_opens_in_two_seconds(chromium, large_report):
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    metrics = page.context.new_cdp_session(page)
    # Processor time of the page's main thread, for the clock on the wall counts what else the machine does.
    metrics.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(large_report.as_uri(), timeout=300_000)
    page.evaluate("() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))")
    seconds = {metric["name"]: metric["value"] for metric in metrics.send("Performance.getMetrics")["metrics"]}
    assert page.locator("details.document").count() == 43 * 20
    assert 0 < seconds["TaskDuration"] < 2, seconds
    page.close()


def test_a_long_list_is_cut_until_asked_for(browse, large_report):
    page = browse(large_report)
    entries = page.locator("#dispute-list .entry")
    assert entries.count() == 100
    page.locator("#dispute-list button.more").click()
    assert entries.count() > 100
    assert page.evaluate("document.activeElement.closest('.entry') !== null")


def test_a_filter_on_a_large_report_answers_at_once(browse, expect, large_report):
    page = browse(large_report)
    page.select_option("#filter-force", "Invented Force 07")
    expect(page.locator("#status")).to_contain_text("20 of 860")
    assert page.locator(".matrix tbody tr:visible").count() == 20
