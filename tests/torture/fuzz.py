"""Coverage-guided fuzzing of the readers and of the structure, with atheris.

``PYTHONPATH=tests python -m torture.fuzz html --seconds 600`` looks for bytes that make the reader of web pages crash, hang, or
hand on what the rest of the program may rely on never to see. It prints the path of a file with the input that did it.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["corpus", "mammoth", "odfdo", "markdown_it", "pdfplumber", "pdfminer"]):
    from corpus.errors import DocumentError
    from corpus.fingerprint import fingerprint
    from corpus.metadata import read_metadata
    from corpus.readers import docx, html, markdown, odt, pdf, read_blocks
    from corpus.readers import text as plain_text
    from corpus.readers.dispatch import sniff
    from corpus.records import Block, BlockKind, Document, Emphasis
    from corpus.structure.segment import segment

from torture.documents import MAKERS, archive, letter, open_document_body, open_document_members, word_body, word_members

_SUFFIXES = {"text": ".txt", "markdown": ".md", "html": ".html", "docx": ".docx", "odt": ".odt", "pdf": ".pdf"}
_READERS = {"text": plain_text, "markdown": markdown, "html": html, "docx": docx, "odt": odt, "pdf": pdf}
_WORD_ELEMENTS = (
    "w:p w:r w:t w:tbl w:tr w:tc w:br/ w:tab/ w:ins w:del w:hyperlink w:sdt w:sdtContent w:pPr w:rPr w:b/ w:i/ w:smartTag w:tcPr w:numPr "
    "w:pStyle~w:val='Heading1'/ w:gridSpan~w:val='3'/ w:vMerge/ w:footnoteReference~w:id='1'/ w:softHyphen/ w:txbxContent"
)
_OPEN_ELEMENTS = (
    "text:p text:h~text:outline-level='2' text:span text:list text:list-item text:list-header text:s/ text:tab/ text:line-break/ "
    "text:note text:section text:tracked-changes table:table table:table-row table:table-cell text:soft-hyphen/ "
    "table:table-cell~table:number-columns-spanned='3' office:annotation text:sequence-decls"
)
_ELEMENTS = {"docx": _WORD_ELEMENTS.split(), "odt": _OPEN_ELEMENTS.split()}
_WORDS = (
    "/Type /Page /Pages /Kids /Count /Parent /Contents /Resources /Font /MediaBox /Length /Filter /FlateDecode /ASCIIHexDecode "
    "/LZWDecode /Root /Size /Encrypt /XRef /ObjStm obj endobj stream endstream xref trailer startxref Tj TJ Td Tm BT ET Tf re "
    "<w:p> </w:p> <w:r> <w:t> <w:tbl> <w:tr> <w:tc> <w:br/> <w:ins> <w:del> <text:p> <text:h> <text:list> <text:list-item> <text:span> "
    "<table:table> <table:table-row> <table:table-cell> <p> <table> <tr> <td> <ol> <ul> <li> <pre> <h1> <b> <br> <div> <main> <svg> "
    "Recommendation Response Commissioner Constable Accepted Page HMICFRS 2024 1. (a) > # ** __ | --- ``` ]("
)
_DICTIONARY = _WORDS.split()


def check_blocks(blocks: Iterable[Block]) -> None:
    """Check what every later step relies on: the text of a block is one clean line that can be written to any file.

    :param blocks: as a reader gave them.
    :raises AssertionError: if one is not so.
    """
    for block in blocks:
        assert block.text == " ".join(block.text.split()) != "", f"white space: {block.text!r}"
        assert block.text.encode("utf-8") is not None
        assert not any(ord(character) < 32 or ord(character) == 127 for character in block.text), f"controls: {block.text!r}"


def check_structure(blocks: Iterable[Block]) -> None:
    """Check that the structure takes any blocks, and gives paragraphs that are numbered and fingerprinted.

    :param blocks: any blocks.
    :raises AssertionError: if a paragraph is not so.
    """
    listed = tuple(blocks)
    document = Document("f.txt", "f.txt", "text", "0" * 64, read_metadata(list(listed), "f.txt"), listed)
    paragraphs = segment(document)
    assert [paragraph.index for paragraph in paragraphs] == list(range(len(paragraphs)))
    assert all(paragraph.fingerprint == fingerprint(paragraph.text) for paragraph in paragraphs)
    assert paragraphs == segment(document)


def _from_code(error: BaseException) -> bool:
    """Tell an error of the project's own code from one of a library, which the dispatch turns into a message."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and "/corpus/" in trace.tb_frame.f_code.co_filename


def reader_target(name: str) -> Callable[[bytes], None]:
    """Give the fuzz target of one reader, with structure and metadata behind it.

    :param name: the reader's name.
    :return: takes the bytes of a file; for Word and OpenDocument, also the XML inside one.
    """
    path = Path("f" + _SUFFIXES[name])
    reader = _READERS[name]

    def target(data: bytes) -> None:
        data = _packed(name, data)
        try:
            if data.strip(b"\0 \t\r\n\f\xef\xbb\xbf") and sniff(path, data) == name:
                reader.read(data, path)
        except DocumentError:
            pass
        except Exception as error:
            if _from_code(error) and not isinstance(error, RecursionError):
                raise
        try:
            _, blocks = read_blocks(path, data)
        except DocumentError:
            return
        check_blocks(blocks)
        check_structure(blocks)

    return target


def _packed(name: str, data: bytes) -> bytes:
    """Fuzzing a zip archive finds out about zip archives, and fuzzing XML about parsers: mostly it is the elements that are varied."""
    if data.startswith(b"PK") or name not in _ELEMENTS:
        return data
    members, part = (word_members, "word/document.xml") if name == "docx" else (open_document_members, "content.xml")
    if data.startswith(b"<"):
        return archive([(member, data if member == part else content) for member, content in members("")])
    return archive(members(_grown(_ELEMENTS[name], data)))


def _grown(elements: Sequence[str], data: bytes) -> str:
    """Grow well-formed XML from bytes."""
    provider = atheris.FuzzedDataProvider(data)
    grown: list[str] = []
    opened: list[str] = []
    while provider.remaining_bytes() > 1 and len(grown) < 400:
        choice = provider.ConsumeIntInRange(0, 3)
        if choice == 0 and opened:
            grown.append(f"</{opened.pop()}>")
        elif choice == 1:
            text = provider.ConsumeUnicodeNoSurrogates(provider.ConsumeIntInRange(0, 40))
            grown.append(escape("".join(character for character in text if character >= " " and character not in "\ufffe\uffff")))
        else:
            element = provider.PickValueInList(elements).replace("~", " ")
            grown.append(f"<{element}>")
            if not element.endswith("/"):
                opened.append(element.split(" ")[0])
    return "".join(grown) + "".join(f"</{name}>" for name in reversed(opened))


def structure_target(data: bytes) -> None:
    """Fuzz the structure with blocks of any kind.

    :param data: the fuzzer's bytes.
    """
    provider = atheris.FuzzedDataProvider(data)
    blocks = []
    while provider.remaining_bytes() > 4 and len(blocks) < 200:
        kind = provider.PickValueInList(list(BlockKind))
        emphasis = provider.PickValueInList(list(Emphasis))
        level, page, column = (provider.ConsumeIntInRange(0, 4) for _ in range(3))
        text = " ".join(provider.ConsumeUnicodeNoSurrogates(provider.ConsumeIntInRange(0, 200)).split())
        if text:
            place = (0, len(blocks) // 3, column) if kind is BlockKind.TABLE_CELL else (None, None, None)
            blocks.append(Block(text, kind, level, page or None, emphasis, *place))
    check_structure(blocks)


def _seeds(name: str, folder: Path) -> None:
    for number in range(3):
        (folder / f"letter-{number}").write_bytes(MAKERS[_SUFFIXES.get(name, ".txt")](letter(number)))
    if name in {"docx", "odt"}:
        members = word_members(word_body(letter())) if name == "docx" else open_document_members(open_document_body(letter()))
        (folder / "inside").write_bytes(dict(members)["word/document.xml" if name == "docx" else "content.xml"])


def main() -> None:
    """Fuzz one target for a stated time; ends with 0 if nothing was found."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("target", choices=[*_SUFFIXES, "structure"])
    arguments.add_argument("--seconds", type=int, default=180, help="how long")
    arguments.add_argument("--findings", type=Path, default=Path("findings"), help="where inputs that break it are kept")
    arguments.add_argument("--corpus", type=Path, help="interesting inputs, kept from run to run")
    chosen = arguments.parse_args()
    chosen.findings.mkdir(parents=True, exist_ok=True)
    logging.disable(logging.ERROR)
    with tempfile.TemporaryDirectory() as made:
        _seeds(chosen.target, Path(made))
        words = Path(made).parent / f"{Path(made).name}.dict"
        words.write_text("".join(f'"{word}"\n' for word in _DICTIONARY), "utf-8")
        if chosen.corpus:
            chosen.corpus.mkdir(parents=True, exist_ok=True)
        folders = ([str(chosen.corpus)] if chosen.corpus else []) + [made]
        options = [f"-max_total_time={chosen.seconds}", f"-artifact_prefix={chosen.findings}/{chosen.target}-"]
        options += ["-timeout=20", "-rss_limit_mb=3000", f"-dict={words}", "-max_len=20000", "-print_final_stats=1"]
        target = structure_target if chosen.target == "structure" else reader_target(chosen.target)
        atheris.Setup([sys.argv[0], *options, *folders], target)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
