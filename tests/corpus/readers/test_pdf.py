import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from tests_support import page, paragraphs

from corpus.errors import DamagedDocumentError, EncryptedDocumentError, ScannedDocumentError
from corpus.fingerprint import fingerprint
from corpus.readers import read_blocks
from corpus.records import BlockKind

Office = Callable[[str, str, str], Path]


def blank_pdf() -> bytes:
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_pages_without_text_are_called_scans_and_sent_to_ocr() -> None:
    with pytest.raises(ScannedDocumentError, match="OCR"):
        read_blocks(Path("scan.pdf"), blank_pdf())


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing of the kind", blank_pdf()[:200]])
def test_a_damaged_file_is_named_damaged(data: bytes) -> None:
    with pytest.raises(DamagedDocumentError, match="damaged PDF"):
        read_blocks(Path("broken.pdf"), data)


def test_a_file_with_a_password_is_named_protected(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: bytes) -> None:
        raise pypdfium2.PdfiumError("Failed to load document (PDFium: Incorrect password error).")

    monkeypatch.setattr(pypdfium2, "PdfDocument", refuse)
    with pytest.raises(EncryptedDocumentError, match="password"):
        read_blocks(Path("locked.pdf"), b"%PDF-1.7 locked")


def test_a_real_pdf_gives_the_paragraphs_of_its_source(office: Office) -> None:
    made = office("custody", page(), "pdf")
    name, blocks = read_blocks(made, made.read_bytes())
    found = {fingerprint(block.text) for block in blocks}
    missing = [text for text in paragraphs() if fingerprint(text) not in found]
    assert name == "pdf"
    assert len(missing) <= 0.02 * len(paragraphs()), missing


def test_headings_pages_and_cells_of_a_pdf_are_known(office: Office) -> None:
    made = office("custody", page(), "pdf")
    blocks = read_blocks(made, made.read_bytes())[1]
    headings = [block.text for block in blocks if block.kind is BlockKind.HEADING]
    assert {"Recommendations", "Response of the Chief Constable", "Response in full"} <= set(headings)
    assert {block.page for block in blocks} >= {1, 2}
    cells = [block for block in blocks if block.text.startswith("Recommendation 7: The force")]
    assert [cell.column for cell in cells] == [0]
    # One table, although it runs over pages, and one head.
    assert len({block.table for block in blocks if block.table is not None}) == 1
    assert [block.text for block in blocks].count("Response") == 1


def test_cells_of_a_table_without_padding_keep_to_themselves() -> None:
    printed = Path(__file__).parents[2] / "layouts" / "shapes" / "20-rothermoor-tick-form-printed.pdf"
    cells = [block.text for block in read_blocks(printed, printed.read_bytes())[1] if block.table is not None]
    assert cells[:4] == ["Force area", "Rothermoor", "Title of report", "Both sides of the coin: the inspection of county lines"]
    assert cells.count("☒ Accepted ☐ Partially accepted ☐ Not accepted") == 1


def test_a_word_that_a_narrow_column_breaks_is_whole_again() -> None:
    printed = Path(__file__).parents[2] / "layouts" / "shapes" / "21-upper-lonsdale-columns-printed.pdf"
    head = [block.text for block in read_blocks(printed, printed.read_bytes())[1] if block.table is not None and block.row == 0]
    assert head[0] == "Recommendation"
