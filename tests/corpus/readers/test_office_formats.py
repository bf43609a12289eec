from collections.abc import Callable
from pathlib import Path

import pytest
from tests_support import page, paragraphs

from corpus.fingerprint import fingerprint
from corpus.readers import read_blocks
from corpus.records import Emphasis

Office = Callable[[str, str, str], Path]


@pytest.mark.parametrize("suffix", ["docx", "odt"])
def test_word_and_opendocument_give_the_fingerprints_of_the_web_page(office: Office, suffix: str) -> None:
    made = office("custody", page(), suffix)
    name, blocks = read_blocks(made, made.read_bytes())
    source = read_blocks(Path("custody.html"), page().encode())[1]
    assert name == suffix
    assert [fingerprint(block.text) for block in blocks] == [fingerprint(block.text) for block in source]
    assert {fingerprint(text) for text in paragraphs()} <= {fingerprint(block.text) for block in blocks}


@pytest.mark.parametrize("suffix", ["docx", "odt"])
def test_bold_paragraphs_and_cells_keep_what_they_are(office: Office, suffix: str) -> None:
    made = office("custody", page(), suffix)
    blocks = read_blocks(made, made.read_bytes())[1]
    assert [block.emphasis for block in blocks if block.text.startswith("Recommendation 1: By June")] == [Emphasis.BOLD]
    assert [(block.row, block.column) for block in blocks if block.text.startswith("Recommendation 3:")] == [(3, 0)]


def test_a_word_file_with_the_name_of_a_text_file_is_read_as_word(office: Office) -> None:
    made = office("custody", page(), "docx")
    assert read_blocks(Path("custody.txt"), made.read_bytes())[0] == "docx"
