"""A real browser for the tests of the report: Chromium of the system, driven by Playwright."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from browser import fictional
from classifier.report import write_report
from classifier.rollup import roll_up
from classifier.tagger import Tagger
from corpus.finding import find_documents
from labels.scheme import shipped_scheme

LAYOUTS = Path(__file__).parents[1] / "layouts" / "development"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def chromium():
    path = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("there is no Chromium here; install it (Debian: apt-get install chromium) to test the report in a browser")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed; pip install '.[dev]'")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, headless=True, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def model():
    return Tagger.load(threads=1).model


@pytest.fixture(scope="session")
def written(tmp_path_factory, model):
    def written(documents, name, unread=()):
        path = tmp_path_factory.mktemp("reports") / f"{name}.html"
        write_report(roll_up(documents, shipped_scheme(), fictional.AS_OF), model, path, unread)
        return path

    return written


@pytest.fixture(scope="session")
def report(written):
    return written(fictional.documents(), "report")


@pytest.fixture(scope="session")
def large_report(written):
    tagger = Tagger.load(threads=1)
    tagged = [tagger.tag(path) for path in list(find_documents([LAYOUTS]))[:12]]
    return written(fictional.many(tagged), "large")


@pytest.fixture
def browse(chromium):
    """Open a report in a fresh context; at the end of the test, nothing may have been complained of in the console."""
    complaints, contexts = [], []

    def browse(path, address="", **options):
        contexts.append(chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options}))
        page = contexts[-1].new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: complaints.append(request.url) if not request.url.startswith("file:") else None)
        page.goto(f"{path.as_uri()}{address}")
        return page

    yield browse
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(browse, report):
    return browse(report)


@pytest.fixture
def expect(chromium):
    """Playwright's assertions, which wait; functions that wait inside the page would need its policy to allow ``eval``."""
    assert chromium
    from playwright.sync_api import expect

    return expect
