"""PDFs: encrypted, with JavaScript, cyclic, deep, endless, compressed beyond reason."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator

from torture.cases import Case, Expected, of_bytes
from torture.documents import letter, pdf, pdf_file, pdf_objects, pdf_stream

_BODY = letter(9)


def cases() -> Iterator[Case]:
    """Give the PDFs.

    :return: the cases.
    """
    yield from _encrypted()
    yield from _active()
    yield from _cyclic()
    yield from _deep()
    yield from _vast()
    yield from _odd()


def _encrypted() -> Iterator[Case]:
    from pypdf import PdfReader, PdfWriter

    for algorithm in ("RC4-40", "RC4-128", "AES-128", "AES-256"):
        for user, expected, says in (("secret", Expected.REFUSED, "password"), ("", Expected.READ, "")):
            writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(_BODY))))
            writer.encrypt(user, "owner", algorithm=algorithm)
            sealed = io.BytesIO()
            writer.write(sealed)
            name = f"encrypted-{algorithm}-{'user' if user else 'owner'}.pdf"
            yield of_bytes(name, "encrypted", sealed.getvalue(), expected, says)


def _changed(place: int, old: bytes, new: bytes) -> bytes:
    """Give the sound PDF with a change in one of its objects (0 the catalogue, 1 the page tree, 3 the page, 4 its text)."""
    objects = pdf_objects([_BODY])
    assert old in objects[place]
    objects[place] = objects[place].replace(old, new, 1)
    return pdf_file(objects)


def _active() -> Iterator[Case]:
    script = b"/S /JavaScript /JS (app.alert\\(1\\); this.submitForm\\('http://127.0.0.1:9/'\\); while \\(true\\) {})"
    actions = {
        "javascript": b"<< %b >>" % script,
        "launch": b"<< /S /Launch /F (/bin/sh) /Win << /F (cmd.exe) >> >>",
        "link": b"<< /S /URI /URI (http://127.0.0.1:9/) >>",
        "form": b"<< /S /SubmitForm /F (http://127.0.0.1:9/) >>",
        "remote": b"<< /S /GoToR /F (\\\\\\\\127.0.0.1\\\\share\\\\x.pdf) /D [0 /Fit] >>",
        "import": b"<< /S /ImportData /F (/etc/passwd) >>",
    }
    for name, action in actions.items():
        data = _changed(0, b"/Type /Catalog", b"/Type /Catalog /OpenAction %b" % action)
        yield of_bytes(f"active-{name}.pdf", "PDF with JavaScript and other actions", data, Expected.READ)
    data = _changed(0, b"/Type /Catalog", b"/Type /Catalog /Names << /JavaScript << /Names [(a) << %b >>] >> >>" % script)
    yield of_bytes("active-named.pdf", "PDF with JavaScript and other actions", data, Expected.READ)
    data = _changed(3, b"/Type /Page ", b"/Type /Page /AA << /O << %b >> >> " % script)
    yield of_bytes("active-page.pdf", "PDF with JavaScript and other actions", data, Expected.READ)


def _cyclic() -> Iterator[Case]:
    changes = {
        "tree-itself": (1, b"4 0 R", b"2 0 R"),
        "tree-both": (1, b"4 0 R", b"4 0 R 2 0 R"),
        "catalogue": (0, b"2 0 R", b"1 0 R"),
        "parent": (3, b"2 0 R", b"4 0 R"),
        "contents": (3, b"5 0 R", b"4 0 R"),
        "contents-array": (3, b"5 0 R", b"[" + b"5 0 R " * 3000 + b"]"),
        "font": (3, b"3 0 R", b"4 0 R"),
        "length": (4, b"/Length", b"/Length 5 0 R /Was"),
        "resources": (3, b"<< /Font << /F1 3 0 R >> >>", b"4 0 R"),
    }
    for name, change in changes.items():
        yield of_bytes(f"cyclic-{name}.pdf", "cyclic PDF", _changed(*change))
    data = pdf(_BODY)
    start = data[data.rfind(b"startxref") + 9 :].split()[0]
    yield of_bytes("cyclic-tables.pdf", "cyclic PDF", data.replace(b"/Root", b"/Prev %b /Root" % start))
    looped = pdf_objects([_BODY])
    looped[4] = pdf_stream(b"/X1 Do BT /F1 11 Tf 50 700 Td (We accept this recommendation in full.) Tj ET")
    looped[3] = looped[3].replace(b"/Font", b"/XObject << /X1 6 0 R >> /Font")
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X1 6 0 R >> >>"
    looped.append(pdf_stream(b"/X1 Do " * 20, form))
    yield of_bytes("cyclic-forms.pdf", "cyclic PDF", pdf_file(looped))


def _deep() -> Iterator[Case]:
    for depth in (50, 10_000):
        objects = pdf_objects([_BODY])
        objects[1] = b"<< /Type /Pages /Count 1 /Kids [ 6 0 R ] >>"
        last = len(objects) + depth
        for number in range(len(objects) + 1, last + 1):
            child = b"%d 0 R" % (number + 1) if number < last else b"4 0 R"
            objects.append(b"<< /Type /Pages /Count 1 /Parent %d 0 R /Kids [ %b ] >>" % (number - 1, child))
        yield of_bytes(f"deep-tree-{depth}.pdf", "deep nesting", pdf_file(objects))
    for name, opening in {"arrays": b"[", "dictionaries": b"<</A", "states": b"q "}.items():
        if name == "states":
            data = _changed(4, b"stream\n", b"stream\n" + opening * 100_000)
        else:
            data = _changed(0, b"/Type /Catalog", b"/Type /Catalog /A " + opening * 100_000)
        yield of_bytes(f"deep-{name}.pdf", "deep nesting", data)


def _pages(count: int) -> Callable[[], bytes]:
    return lambda: pdf_file(pdf_objects([[f"We accept recommendation {number} in full.", f"Page {number}"] for number in range(count)]))


def _vast() -> Iterator[Case]:
    kind = "vast PDF"
    yield of_bytes("pages-500.pdf", kind, _pages(500), Expected.READ)
    yield of_bytes("pages-10000.pdf", kind, _pages(10_000), heavy=True)
    yield of_bytes("one-page-10000-times.pdf", kind, _changed(1, b"4 0 R", b"4 0 R " * 10_000), heavy=True)
    yield of_bytes("count-states-a-billion.pdf", kind, _changed(1, b"/Count 1", b"/Count 1000000000"))
    yield of_bytes("count-below-zero.pdf", kind, _changed(1, b"/Count 1", b"/Count -5"))

    def compressed(content: bytes, filters: bytes) -> bytes:
        objects = pdf_objects([_BODY])
        objects[4] = pdf_stream(content, filters)
        return pdf_file(objects)

    def flate(size: int, times: int = 1) -> bytes:
        content = b"BT /F1 11 Tf 50 780 Td (We accept this.) Tj ET" + b" " * size
        for _ in range(times):
            content = zlib.compress(content, 9)
        return compressed(content, b"/Filter [ " + b"/FlateDecode " * times + b"]")

    yield of_bytes("flate-500-mb.pdf", "zip bomb", lambda: flate(500_000_000), heavy=True)
    yield of_bytes("flate-in-flate.pdf", "zip bomb", lambda: flate(100_000_000, 3))
    strokes = b"".join(b"%d %d m %d %d l S\n" % (x % 900, x // 9 % 800, x % 700, x % 600) for x in range(4000))
    yield of_bytes("strokes.pdf", kind, compressed(strokes + b"BT /F1 11 Tf 50 780 Td (We accept this recommendation.) Tj ET", b""))
    grid = b"".join(b"%d 0 m %d 840 l S 0 %d m 990 %d l S\n" % (x * 8, x * 8, x * 7, x * 7) for x in range(120))
    yield of_bytes("grid.pdf", kind, compressed(grid + b"BT /F1 11 Tf 50 780 Td (We accept this recommendation.) Tj ET", b""), heavy=True)
    words = b"BT /F1 1 Tf 50 780 Td " + b"(We accept this.) Tj 0 -0.01 Td " * 50_000 + b"ET"
    yield of_bytes("fifty-thousand-lines.pdf", kind, compressed(words, b""), heavy=True)


def _odd() -> Iterator[Case]:
    kind = "odd PDF"
    changes = {
        "box-vast": (3, b"[0 0 1000 842]", b"[0 0 1e30 1e30]"),
        "box-none": (3, b"/MediaBox [0 0 1000 842]", b""),
        "box-words": (3, b"[0 0 1000 842]", b"[/a /b /c /d]"),
        "box-empty": (3, b"[0 0 1000 842]", b"[0 0 0 0]"),
        "box-mirrored": (3, b"[0 0 1000 842]", b"[1000 842 0 0]"),
        "turned": (3, b"/Type /Page ", b"/Type /Page /Rotate 270 "),
        "turned-oddly": (3, b"/Type /Page ", b"/Type /Page /Rotate 17 "),
        "font-none": (3, b"/F1 3 0 R", b""),
        "font-vast": (4, b"/F1 11 Tf", b"/F1 1e30 Tf"),
        "font-nought": (4, b"/F1 11 Tf", b"/F1 0 Tf"),
        "font-negative": (4, b"/F1 11 Tf", b"/F1 -11 Tf"),
        "leading": (4, b"50 780 Td", b"1e38 -1e38 Td"),
        "matrix": (4, b"50 780 Td", b"0 0 0 0 0 0 Tm"),
        "not-a-number": (4, b"50 780 Td", b"nan inf Td"),
        "length-vast": (4, b"/Length", b"/Length 999999999999 /Was"),
        "length-negative": (4, b"/Length", b"/Length -1 /Was"),
        "filter-unknown": (4, b"/Length", b"/Filter /Nobody /Length"),
        "filter-wrong": (4, b"/Length", b"/Filter /FlateDecode /Length"),
        "filter-lzw": (4, b"/Length", b"/Filter /LZWDecode /Length"),
        "filter-jbig2": (4, b"/Length", b"/Filter /JBIG2Decode /Length"),
        "filter-many": (4, b"/Length", b"/Filter [" + b"/ASCIIHexDecode " * 500 + b"] /Length"),
        "catalogue-none": (0, b"/Type /Catalog /Pages 2 0 R", b""),
        "encoding": (2, b"/BaseFont", b"/Encoding << /Differences [0 /a /b -5 /c 999999 /d] >> /BaseFont"),
        "xfa": (0, b"/Type /Catalog", b"/Type /Catalog /AcroForm << /XFA [(a) 5 0 R] >>"),
    }
    for name, change in changes.items():
        yield of_bytes(f"odd-{name}.pdf", kind, _changed(*change))
    data = pdf(_BODY)
    yield of_bytes("no-table.pdf", kind, data[: data.rfind(b"xref\n0")], Expected.EITHER)
    yield of_bytes("header-late.pdf", kind, b"\n" * 900 + data)
    yield of_bytes("header-only.pdf", kind, b"%PDF-1.7\n", Expected.REFUSED)
    yield of_bytes("no-pages.pdf", kind, pdf_file(pdf_objects([])), Expected.REFUSED)
    yield of_bytes("blank.pdf", kind, pdf([]), Expected.REFUSED, "OCR")
    yield of_bytes("revisions.pdf", kind, data + data[data.find(b"1 0 obj") :] * 300)
    yield from _letters()


def _letters() -> Iterator[Case]:
    """Give fonts that turn what is drawn into other letters: NUL, lone surrogates, bidirectional controls."""
    codes = {"nul": "0000", "surrogate": "D800", "bidirectional": "202E", "newline": "000A", "escape": "001B", "long": "0041" * 200}
    for name, code in codes.items():
        objects = pdf_objects([_BODY])
        ranges = f"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <61> <{code}> endbfchar"
        objects[2] = objects[2].replace(b">>", b"/ToUnicode 6 0 R >>")
        objects.append(pdf_stream(f"/CMapName /a def begincmap {ranges} endcmap".encode()))
        yield of_bytes(f"letters-{name}.pdf", "PDF whose letters are others", pdf_file(objects), Expected.READ)
