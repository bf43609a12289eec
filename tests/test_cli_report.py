"""The command line: the pages that it writes."""

import json
import shutil

from command_line_support import refused, stance
from selectolax.lexbor import LexborHTMLParser


def test_the_report_holds_every_paragraph_and_loads_nothing(tmp_path, letter, tagged):
    shutil.copy(letter, tmp_path / "<b>one.txt")
    with (tmp_path / "<b>one.txt").open("a", encoding="utf-8") as file:
        file.write("\nWe accept that <script>alert(1)</script> was in our letter, and will take it out.\n")
    assert stance("report", tmp_path, "--output", tmp_path / "out.html", "--as-of", "2025-01-31").code == 0
    page = (tmp_path / "out.html").read_text("utf-8")
    tree = LexborHTMLParser(page)
    data = json.loads(tree.css_first("#data").text())
    texts = [paragraph["text"] for document in data["documents"] for paragraph in document["paragraphs"]]
    assert {row["text"] for row in tagged.rows} <= set(texts)
    assert "<script>alert(1)</script>" not in page
    assert not tree.css("link, iframe, img, object, embed, base, main b, [src]")
    assert all(node.attributes["href"].startswith("#") for node in tree.css("[href]"))
    assert "as of 31 January 2025" in " ".join(tree.body.text().split())


def test_a_page_that_cannot_be_written_is_refused_before_anything_is_done_for_it(tmp_path, letter):
    for command in (["report", letter], ["evaluate"]):
        result = stance(*command, "--model", tmp_path / "none", "--output", letter / "out.html")
        refused(result, str(letter / "out.html"), "cannot be written")


def test_a_report_says_which_files_it_lacks(tmp_path, letter):
    shutil.copy(letter, tmp_path / "good.txt")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    result = stance("report", tmp_path, "--output", tmp_path / "out.html")
    assert result.code == 1
    assert "broken.pdf" in result.err
    page = LexborHTMLParser((tmp_path / "out.html").read_text("utf-8")).body.text()
    assert "1 file could not be read" in page
    assert "broken.pdf" in page
    assert str(tmp_path) not in page
