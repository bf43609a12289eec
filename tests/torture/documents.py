"""Small sound documents of every format, made without an office program: what the bad inputs are damaged copies of."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence

_PLACES = ("Wexmoor", "Thornsea", "Saltmere", "Tarnwick", "Marchford", "Orlmere", "Harrowmere", "Ashgrave", "Breyshire", "Vexley")
_TOPICS = ("stops", "property", "custody meals", "call handling", "vetting", "stalking orders", "mileage", "kennels", "leave", "radios")

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
#: A fixed time, so that a document is the same bytes whenever it is made.
_WHEN = (2026, 1, 1, 0, 0, 0)


def letter(number: int = 0) -> list[str]:
    """Write a fictional response; no two numbers give the same text.

    :param number: which one.
    :return: its paragraphs.
    """
    place, topic = _PLACES[number % len(_PLACES)], _TOPICS[number // len(_PLACES) % len(_TOPICS)]
    return [
        f"Police and Crime Commissioner for {place}",
        f"PEEL: an inspection of {place} Police",
        "Published by HMICFRS on 4 March 2024",
        f"Recommendation 1: By 31 October the force should review how it records {topic}.",
        "Chief Constable's response",
        f"We accept this recommendation in full and will change form {number} on {topic} by June.",
        f"Recommendation 2: The force should publish a new policy on {topic}.",
        "Chief Constable's response",
        f"We will not decide on policy {number} until the College of Policing has published its national guidance on {topic}.",
        "Commissioner's comments",
        f"I do not agree with finding {number}: the sample of twelve cases was too small to say anything of {topic}.",
    ]


def text(paragraphs: Sequence[str]) -> bytes:
    """Make a plain text file.

    :param paragraphs: the paragraphs.
    :return: its bytes.
    """
    return ("\n\n".join(paragraphs) + "\n").encode("utf-8")


def page(paragraphs: Sequence[str]) -> bytes:
    """Make a web page.

    :param paragraphs: the paragraphs.
    :return: its bytes.
    """
    body = "\n".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)
    return f'<!doctype html><html><head><meta charset="utf-8"><title>Response</title></head><body>\n{body}\n</body></html>'.encode()


def archive(members: Iterable[tuple[str, bytes]]) -> bytes:
    """Pack members into a zip archive; the same members give the same bytes.

    :param members: name and content, in order; ``mimetype`` is stored, the rest deflated.
    :return: the archive.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, content in members:
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            file.writestr(zipfile.ZipInfo(name, _WHEN), content, how, 9)
    return buffer.getvalue()


def word_members(body: str, prologue: str = "") -> list[tuple[str, bytes]]:
    """Give the parts of a Word document.

    :param body: the XML inside ``w:body``; the prefix ``w`` is declared.
    :param prologue: what stands between the XML declaration and the root, a DOCTYPE for one.
    :return: the members of its archive.
    """
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    packages = "http://schemas.openxmlformats.org/package/2006"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    return [
        (
            "[Content_Types].xml",
            f'<?xml version="1.0"?><Types xmlns="{packages}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
            f'ContentType="{kind}"/></Types>'.encode(),
        ),
        (
            "_rels/.rels",
            f'<?xml version="1.0"?><Relationships xmlns="{packages}/relationships">'
            f'<Relationship Id="r1" Type="{relation}" Target="word/document.xml"/></Relationships>'.encode(),
        ),
        (
            "word/document.xml",
            f'<?xml version="1.0" encoding="UTF-8"?>{prologue}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'.encode(),
        ),
    ]


def word_body(paragraphs: Sequence[str]) -> str:
    """Give the XML of a Word document's paragraphs.

    :param paragraphs: the paragraphs.
    :return: what stands inside ``w:body``.
    """
    return "".join(f'<w:p><w:r><w:t xml:space="preserve">{html.escape(paragraph)}</w:t></w:r></w:p>' for paragraph in paragraphs)


def word(paragraphs: Sequence[str]) -> bytes:
    """Make a Word document.

    :param paragraphs: the paragraphs.
    :return: its bytes.
    """
    return archive(word_members(word_body(paragraphs)))


def open_document_members(body: str, prologue: str = "") -> list[tuple[str, bytes]]:
    """Give the parts of an OpenDocument text.

    :param body: the XML inside ``office:text``; the prefixes ``office``, ``text`` and ``table`` are declared.
    :param prologue: what stands between the XML declaration and the root.
    :return: the members of its archive.
    """
    kind = "application/vnd.oasis.opendocument.text"
    spaces = " ".join(f'xmlns:{name}="{_OFFICE}:{name}:1.0"' for name in ("office", "text", "table", "style"))
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{media}"/>'
        for name, media in (("/", kind), ("content.xml", "text/xml"), ("styles.xml", "text/xml"))
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    manifest = f'<manifest:manifest xmlns:manifest="{_OFFICE}:manifest:1.0">{entries}</manifest:manifest>'
    content = f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    styles = f"<office:document-styles {spaces}><office:styles/></office:document-styles>"
    return [
        ("mimetype", kind.encode()),
        ("META-INF/manifest.xml", f"{head}{manifest}".encode()),
        ("content.xml", f"{head}{prologue}{content}".encode()),
        ("styles.xml", f"{head}{styles}".encode()),
    ]


def open_document_body(paragraphs: Sequence[str]) -> str:
    """Give the XML of an OpenDocument text's paragraphs.

    :param paragraphs: the paragraphs.
    :return: what stands inside ``office:text``.
    """
    return "".join(f"<text:p>{html.escape(paragraph)}</text:p>" for paragraph in paragraphs)


def open_document(paragraphs: Sequence[str]) -> bytes:
    """Make an OpenDocument text.

    :param paragraphs: the paragraphs.
    :return: its bytes.
    """
    return archive(open_document_members(open_document_body(paragraphs)))


def pdf_file(objects: Sequence[bytes]) -> bytes:
    """Put PDF objects together, with a cross-reference table that fits; the first is the catalogue.

    :param objects: the objects' content; the first becomes ``1 0 obj``.
    :return: the file.
    """
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def pdf_stream(content: bytes, entries: bytes = b"") -> bytes:
    """Make a stream object.

    :param content: the stream's bytes.
    :param entries: more entries of its dictionary.
    :return: the object's content.
    """
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), entries, content)


def pdf_objects(pages: Sequence[Sequence[str]]) -> list[bytes]:
    """Give the objects of a PDF: the catalogue, the page tree, a font, then two for each page.

    :param pages: the paragraphs of each page; each becomes a line of text.
    :return: the objects.
    """
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [ %b ] >>" % (len(pages), kids),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, paragraphs in enumerate(pages):
        box = b"/MediaBox [0 0 1000 842]"
        resources = b"/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(b"<< /Type /Page /Parent 2 0 R %b %b /Contents %d 0 R >>" % (box, resources, 5 + 2 * number))
        objects.append(pdf_stream(_pdf_text(paragraphs)))
    return objects


def _pdf_text(paragraphs: Sequence[str]) -> bytes:
    lines = []
    for paragraph in paragraphs:
        escaped = paragraph.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("cp1252", "replace")
        lines.append(b"(%b) Tj 0 -36 Td" % escaped)
    return b"BT /F1 11 Tf 50 780 Td\n" + b"\n".join(lines) + b"\nET"


def pdf(paragraphs: Sequence[str]) -> bytes:
    """Make a PDF of one page.

    :param paragraphs: the paragraphs, a line each.
    :return: its bytes.
    """
    return pdf_file(pdf_objects([paragraphs]))


#: How to make a sound document, by suffix.
MAKERS: dict[str, Callable[[Sequence[str]], bytes]] = {
    ".txt": text,
    ".md": text,
    ".html": page,
    ".docx": word,
    ".odt": open_document,
    ".pdf": pdf,
}
