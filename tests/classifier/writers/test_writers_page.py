from __future__ import annotations

import datetime
import re

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from classifier.records import Evidence, Tag, TaggedParagraph
from classifier.writers import write_page
from corpus.records import Role
from labels.scheme import shipped_scheme

_EVIL = "<script>alert('x')</script>"


@pytest.fixture
def page(tmp_path):
    def page(*documents, model="Model abc."):
        write_page(documents, shipped_scheme(), model, tmp_path / "page.html")
        return (tmp_path / "page.html").read_text("utf-8")

    return page


def test_nothing_of_a_document_becomes_markup(page, make_tagged, make_document):
    html = page(
        make_document(
            make_tagged(_EVIL, stance="deferred_pending_guidance", awaiting="npcc", recommendations=(_EVIL,)),
            make_tagged(_EVIL, role=Role.HEADING),
            make_tagged(_EVIL, role=Role.FINDING),
            name=f'{_EVIL}" onclick="y.md',
            title=_EVIL,
            force=_EVIL,
        ),
        model=_EVIL,
    )
    tree = HTMLParser(html)
    assert tree.css("script") == []
    assert not any("onclick" in node.attributes for node in tree.css("*"))
    assert "alert('x')" in tree.body.text()


def test_the_page_needs_nothing_from_elsewhere(page, tagged):
    tree = HTMLParser(page(tagged))
    assert "default-src 'none'" in tree.css_first("meta[http-equiv]").attributes["content"]
    assert tree.css("link, img, iframe, script") == []
    assert all(node.attributes["href"].startswith("#") for node in tree.css("a"))


def test_every_paragraph_is_on_the_page_with_its_stance_beside_it(page, tagged):
    tree = HTMLParser(page(tagged))
    text = tree.body.text()
    for found in tagged.paragraphs:
        assert " ".join(found.paragraph.text.split()) in " ".join(text.split())
    shown = [node.css_first("strong").text() for node in tree.css("div.paragraph") if node.css_first("strong")]
    assert shown == [shipped_scheme().shown_as(found.tag.stance) for found in tagged.responses]


def test_the_words_that_carry_a_stance_are_marked(page, make_paragraph, make_document):
    text = "It rained. We agree. It stopped."
    tag = Tag("accepts", dict.fromkeys(shipped_scheme().ids, 0.2), False, Evidence("We agree.", 11, 20), None)
    tree = HTMLParser(page(make_document(TaggedParagraph(make_paragraph(text), tag))))
    assert [node.text() for node in tree.css("mark")] == ["We agree."]
    assert tree.css_first("div.paragraph > p").text() == text


def test_unsure_paragraphs_are_to_be_read(page, make_tagged, make_document):
    tree = HTMLParser(page(make_document(make_tagged("One."), make_tagged("Two.", abstained=True, index=1))))
    assert ["Two." in node.text() for node in tree.css("div.unsure")] == [True]
    assert "to be read" in tree.css_first("div.unsure").text()
    assert "2 response paragraphs, of which 1 to be read" in tree.body.text()


def test_counts_and_shares_are_those_of_the_tags(page, make_tagged, make_document):
    paragraphs = [make_tagged(), make_tagged(index=1), make_tagged(index=2), make_tagged(stance="no_stance", index=3)]
    rows = HTMLParser(page(make_document(*paragraphs))).css_first("table").css("tbody tr")
    cells = {row.css_first("th").text(): [cell.text() for cell in row.css("td")] for row in rows}
    assert cells["accepts"] == ["3", "75%"]
    assert cells["no stance"] == ["1", "25%"]
    assert cells["disputes methodology"] == ["0", "0%"]


def test_a_deferral_leads_to_its_paragraph(page, make_tagged, make_document):
    waits = make_tagged("We wait.", stance="deferred_pending_guidance", awaiting="home_office", index=4)
    tree = HTMLParser(page(make_document(make_tagged(), waits, name="a reply & more.md", force="Saltmere Police")))
    link = tree.css_first("a")
    target = [node for node in tree.css("[id]") if node.attributes["id"] == link.attributes["href"][1:]]
    assert len(target) == 1
    assert "We wait." in target[0].text()
    assert "home office" in target[0].text()


def test_documents_of_one_name_do_not_share_their_anchors(page, make_tagged, make_document):
    waits = "deferred_pending_guidance"
    one, two = (make_document(make_tagged(text, stance=waits), folder=text) for text in ("One.", "Two."))
    tree = HTMLParser(page(one, two))
    names = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(names) == len(set(names))
    targets = {node.attributes["id"]: node.text() for node in tree.css("[id]")}
    assert all(link.text() in targets[link.attributes["href"][1:]] for link in tree.css("a"))


def test_the_front_of_a_document_is_shown(page, make_document):
    dates = {"published": datetime.date(2031, 3, 4), "due": datetime.date(2031, 4, 29)}
    text = HTMLParser(page(make_document(title="Custody", force="Saltmere Police", **dates))).css_first("section").text()
    assert "Custody" in text
    assert re.search(r"saltmere-reply\.md · Saltmere Police · report published 2031-03-04 · response due 2031-04-29 \(56 days\)", text)


def test_a_page_of_nothing_says_so(page):
    text = HTMLParser(page()).body.text()
    assert "0 response paragraphs" in text
    assert "None was found." in text
