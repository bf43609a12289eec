"""Word and OpenDocument files that are archives and XML before they are documents: bombs, entities, nesting, encryption."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Callable, Iterator
from random import Random

from torture.cases import Case, Expected, of_bytes
from torture.documents import archive, letter, open_document, open_document_body, open_document_members, word, word_body, word_members

Members = list[tuple[str, bytes]]
_FORMS: tuple[tuple[str, str, Callable[..., Members], Callable[..., str], str, str], ...] = (
    (".docx", "word/document.xml", word_members, word_body, "<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "w:document"),
    (".odt", "content.xml", open_document_members, open_document_body, "<text:p>{}</text:p>", "office:document-content"),
)


def cases(random: Random, secret: str) -> Iterator[Case]:
    """Give the archives.

    :param random: for the bytes that stand for ciphertext.
    :param secret: the path of a file that external entities try to fetch.
    :return: the cases.
    """
    yield from _encrypted(random)
    for suffix, part, members, body, paragraph, root in _FORMS:
        yield from _bombs(suffix, part, members, body)
        yield from _members(suffix, members(body(letter(4))))
        yield from _entities(suffix, members, paragraph, root, secret)
        yield from _xml(suffix, part, members, body, paragraph)


def _encrypted(random: Random) -> Iterator[Case]:
    says = "password"
    yield of_bytes("encrypted.docx", "encrypted", _encrypted_word, Expected.REFUSED, says)
    entry = b'<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data manifest:checksum="x"/></manifest:file-entry>'
    for name in ("content.xml", "encrypted-package"):
        members = dict(open_document_members(""))
        del members["content.xml"]
        members["META-INF/manifest.xml"] = b'<?xml version="1.0"?><manifest:manifest xmlns:manifest="m">' + entry + b"</manifest:manifest>"
        members[name] = random.randbytes(4000)
        yield of_bytes(f"encrypted-{name}.odt", "encrypted", archive(members.items()), Expected.REFUSED, says)
    for suffix, data in ((".docx", word(letter())), (".odt", open_document(letter()))):
        yield of_bytes(f"zip-password{suffix}", "encrypted", _flagged(data), Expected.REFUSED)


def _encrypted_word() -> bytes:
    from msoffcrypto.format.ooxml import OOXMLFile

    sealed = io.BytesIO()
    OOXMLFile(io.BytesIO(word(letter()))).encrypt("secret", sealed)
    return sealed.getvalue()


def _flagged(data: bytes) -> bytes:
    """Set the flag "encrypted" of every member, as a zip program with a password does."""
    flagged = bytearray(data)
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = flagged.find(magic)
        while place >= 0:
            flagged[place + offset] |= 1
            place = flagged.find(magic, place + 4)
    return bytes(flagged)


def _bombs(suffix: str, part: str, members: Callable[..., Members], body: Callable[..., str]) -> Iterator[Case]:
    kind = "zip bomb"

    def packed(size: int) -> bytes:
        return archive((name, b" " * size if name == part else content) for name, content in members(""))

    def understated() -> bytes:
        """State a small size for a large member: whoever trusts the directory unpacks all of it."""
        data = bytearray(packed(300_000_000))
        for magic, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
            place = data.find(magic)
            while place >= 0:
                if struct.unpack_from("<I", data, place + offset)[0] == 300_000_000:
                    struct.pack_into("<I", data, place + offset, 1000)
                place = data.find(magic, place + 4)
        return bytes(data)

    def nested() -> bytes:
        inner = archive([("bomb", bytes(50_000_000))])
        for _ in range(6):
            inner = archive((f"{number}.zip", inner) for number in range(10))
        return archive([*members(body(letter(5))), ("nested.zip", inner)])

    yield of_bytes(f"bomb-500-mb{suffix}", kind, lambda: packed(500_000_000), Expected.REFUSED, "bomb", heavy=True)
    yield of_bytes(f"bomb-many-parts{suffix}", kind, lambda: archive((f"{n}.xml", bytes(30_000_000)) for n in range(14)), Expected.REFUSED)
    yield of_bytes(f"bomb-understated{suffix}", kind, understated, Expected.REFUSED, heavy=True)
    yield of_bytes(f"bomb-nested{suffix}", kind, nested, Expected.READ, heavy=True)
    many = [(f"extra/{number}", b"") for number in range(20_000)]
    yield of_bytes(f"twenty-thousand-members{suffix}", kind, lambda: archive([*members(body(letter(6))), *many]))
    paragraphs = ["The force will look at this again."] * 150_000
    yield of_bytes(f"long{suffix}", kind, lambda: archive(members(body(paragraphs))), heavy=True)


def _members(suffix: str, sound: Members) -> Iterator[Case]:
    kind = "odd archive"
    for number, name in enumerate(("../../../escaped.txt", "/tmp/escaped.txt", "..\\..\\escaped.txt", "C:\\escaped.txt", "a\0b")):
        yield of_bytes(f"path-{number}{suffix}", kind, archive([*sound, (name, b"escaped")]))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, content in sound:
            file.writestr(name, content)
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        file.writestr(link, "/etc/passwd")
    yield of_bytes(f"link-inside{suffix}", kind, buffer.getvalue(), Expected.READ)
    for name in [name for name, _ in sound]:
        without = [member for member in sound if member[0] != name]
        yield of_bytes(f"without-{name.replace('/', '-')}{suffix}", kind, archive(without))
    yield of_bytes(f"no-members{suffix}", kind, archive([]), Expected.REFUSED)
    yield of_bytes(f"empty-parts{suffix}", kind, archive((name, b"") for name, _ in sound), Expected.REFUSED)
    yield of_bytes(f"noise-in-parts{suffix}", kind, archive((name, os.fsencode(name) * 50) for name, _ in sound), Expected.REFUSED)


def _entities(suffix: str, members: Callable[..., Members], paragraph: str, root: str, secret: str) -> Iterator[Case]:
    def doctype(declarations: str) -> str:
        return f"<!DOCTYPE {root} [{declarations}]>"

    levels = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    bombs = {
        "laughs": ('<!ENTITY e0 "The force accepts this. ">' + levels, "&e9;"),
        "quadratic": (f'<!ENTITY e "{"a " * 50_000}">', "&e;" * 5000),
        "itself": ('<!ENTITY e "&e;">', "&e;"),
        "each-other": ('<!ENTITY a "&b;"><!ENTITY b "&a;">', "&a;"),
        "parameter": ("<!ENTITY % p \"<!ENTITY e 'x'>\"> %p; %p; %p;", "&e;"),
    }
    for name, (declarations, used) in bombs.items():
        yield of_bytes(f"entity-{name}{suffix}", "XML entity bomb", archive(members(paragraph.format(used), doctype(declarations))))
    for name, target in {"file": f"file://{secret}", "path": secret, "http": "http://127.0.0.1:9/e", "device": "file:///dev/zero"}.items():
        external = doctype(f'<!ENTITY e SYSTEM "{target}">')
        kind = "external entity"
        yield of_bytes(f"external-{name}{suffix}", kind, archive(members(paragraph.format("We accept &e; in full."), external)))
        parameter = doctype(f'<!ENTITY % p SYSTEM "{target}"> %p;')
        yield of_bytes(f"external-parameter-{name}{suffix}", kind, archive(members(paragraph.format("We accept this."), parameter)))
    foreign = f'<!DOCTYPE {root} SYSTEM "http://127.0.0.1:9/e.dtd">'
    yield of_bytes(f"external-dtd{suffix}", "external entity", archive(members(paragraph.format("We accept this."), foreign)))
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret}" parse="text"/>'
    yield of_bytes(f"include{suffix}", "external entity", archive(members(paragraph.format(f"We accept {include} in full."))))


def _xml(suffix: str, part: str, members: Callable[..., Members], body: Callable[..., str], paragraph: str) -> Iterator[Case]:
    kind = "odd XML"
    opening, closing = ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>") if suffix == ".docx" else ("<text:section>", "</text:section>")
    inside = paragraph.format("We accept this recommendation.")
    span, end = ("<w:smartTag>", "</w:smartTag>") if suffix == ".docx" else ("<text:span>", "</text:span>")
    row, close = (
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>")
        if suffix == ".docx"
        else ("<table:table><table:table-row><table:table-cell>", "</table:table-cell></table:table-row></table:table>")
    )
    for depth in (100, 1000, 100_000):
        yield of_bytes(f"nested-{depth}{suffix}", "deep nesting", archive(members(opening * depth + inside + closing * depth)))
    yield of_bytes(f"nested-tables{suffix}", "deep nesting", archive(members(row * 300 + inside + close * 300)))
    inner = paragraph.format(span * 500 + "We accept this." + end * 500)
    yield of_bytes(f"nested-spans{suffix}", "deep nesting", archive(members(inner)))
    bodies = {
        "null-reference": paragraph.format("We accept &#0; this."),
        "surrogate-reference": paragraph.format("We accept &#xD800; this."),
        "control-reference": paragraph.format("We accept &#x1b;[31m this."),
        "unclosed": inside[:-6],
        "unknown-prefix": "<nobody:p>We accept this.</nobody:p>",
        "long-attribute": f'<!-- --><a b="{"x" * 2_000_000}"/>' + inside,
        "many-attributes": "<a " + " ".join(f'b{n}="x"' for n in range(50_000)) + "/>" + inside,
        "instruction": '<?php system("touch pwned"); ?><?xml-stylesheet href="http://127.0.0.1:9/e.xsl"?>' + inside,
        "comment": f"<!--{'-' * 2_000_000}-->" + inside,
        "cdata": paragraph.format("<![CDATA[<script>alert(1)</script> We accept this.]]>"),
    }
    for name, content in bodies.items():
        yield of_bytes(f"{name}{suffix}", kind, archive(members(content)))
    for encoding in ("utf-16", "utf-32", "utf-7", "latin-1"):
        stated = dict(members(body(letter(7))))[part].decode("utf-8").replace('encoding="UTF-8"', f'encoding="{encoding}"')
        changed = [(name, stated.encode(encoding) if name == part else content) for name, content in members("")]
        yield of_bytes(f"{encoding}{suffix}", kind, archive(changed))
