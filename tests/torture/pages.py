"""Web pages and Markdown: scripts, nesting, one endless line."""

from __future__ import annotations

from collections.abc import Iterator

from torture.cases import Case, Expected, of_bytes
from torture.documents import letter, page

_SAYS = "<p>We accept this recommendation in full and will change the form by June.</p>"
_SENTENCE = "We accept this recommendation in full and will change the form by June. "


def cases(secret: str) -> Iterator[Case]:
    """Give the pages.

    :param secret: the path of a file that pages try to include.
    :return: the cases.
    """
    yield from _active(secret)
    yield from _deep()
    yield from _odd()
    yield from _long()
    yield from _markdown(secret)


def _active(secret: str) -> Iterator[Case]:
    parts = {
        "script": "<script>fetch('http://127.0.0.1:9/');while(true){}</script>",
        "handler": "<body onload=\"location='http://127.0.0.1:9/'\">",
        "image": "<img src=x onerror=alert(1)><img src=http://127.0.0.1:9/pixel.gif>",
        "frame": f"<iframe src=file://{secret}></iframe><object data=file://{secret}></object><embed src=file://{secret}>",
        "refresh": "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'>",
        "base": "<base href=http://127.0.0.1:9/><link rel=stylesheet href=e.css><script src=e.js></script>",
        "vector": "<svg onload=alert(1)><script>alert(1)</script><use href='#a' id=a /></svg>",
        "style": "<style>@import 'http://127.0.0.1:9/e.css'; p {background: url(http://127.0.0.1:9/)}</style>",
        "form": "<form action=http://127.0.0.1:9/><input autofocus onfocus=alert(1)></form>",
        "entity": f'<!DOCTYPE html [<!ENTITY e SYSTEM "file://{secret}">]><p>We accept &e; in full.</p>',
        "include": f'<!--#include file="{secret}"--><!--#exec cmd="touch pwned"--><?php system("touch pwned"); ?>',
        "data": "<a href='data:text/html,<script>alert(1)</script>'>x</a><a href='javascript:alert(1)'>y</a>",
    }
    for name, part in parts.items():
        yield of_bytes(f"active-{name}.html", "HTML with scripts", f"<html><body>{part}{_SAYS}</body></html>".encode(), Expected.READ)


def _deep() -> Iterator[Case]:
    tags = {"div": 200_000, "b": 100_000, "table><tr><td": 20_000, "ul><li": 50_000, "font": 100_000, "svg": 100_000, "template": 50_000}
    for tag, depth in tags.items():
        opened = f"<{tag}>" * depth
        name = tag.split(">")[0]
        yield of_bytes(f"deep-{name}.html", "deep nesting", f"<html><body>{opened}{_SAYS}".encode())
        shallow = f"<{tag}>" * 300
        yield of_bytes(f"less-deep-{name}.html", "deep nesting", f"<html><body>{shallow}{_SAYS}".encode())
    classed = "<div class=menu>" * 2000 + _SAYS
    yield of_bytes("deep-menus.html", "deep nesting", f"<html><body>{classed}".encode())
    linked = "".join(f"<div><a href=#>{number}</a><a href=#>x</a>" for number in range(2000))
    yield of_bytes("deep-links.html", "deep nesting", f"<html><body>{linked}{_SAYS}".encode())


def _odd() -> Iterator[Case]:
    parts = {
        "comment": "<!-- never closed " + _SAYS,
        "plaintext": "<plaintext>" + _SAYS,
        "textarea": "<textarea>" + _SAYS,
        "title": "<title>" + _SAYS,
        "frames": "<frameset><frame src=x>" + _SAYS,
        "tags": "<" * 300_000 + _SAYS,
        "ampersands": "&" * 300_000 + _SAYS,
        "entities": "&CounterClockwiseContourIntegral;" * 50_000 + _SAYS,
        "attributes": "<p " + " ".join(f"a{number}=x" for number in range(50_000)) + ">" + _SAYS,
        "references": "<p>We accept &#0;&#xD800;&#xFFFFFF;&#x1b;&#8238; this in full and will change it.</p>",
        "colspan": f"<table><tr><td colspan=999999999>{_SAYS}</td><td rowspan=-1>{_SAYS}</td></tr></table>",
        "numbers": "".join(f"<ol start={start}><li>{_SAYS}</ol>" for start in ("9" * 24, "-5", "\u00b2")),
        "digits": f"<ol start='{'9' * 5000}'><li>{_SAYS}</ol><table><tr><td colspan='\u0663'>{_SAYS}</td></tr></table>",
        "levels": "".join(f"<h{number}>{_SAYS}" for number in range(0, 12)),
        "blank": "<html><body>   </body></html>",
        "scripts-only": "<html><body><script>document.write('We accept this.')</script></body></html>",
        "breaks": "<p>" + "We accept this.<br>" * 30_000,
        "rows": "<table>" + f"<tr><td>{_SAYS}" * 3000,
        "forms": "<p><form><p>" * 2000 + _SAYS,
        "misnested": "<b><i><p></b></i>" * 3000 + _SAYS,
    }
    for name, part in parts.items():
        data = part if part.startswith("<html") else f"<html><body>{part}"
        yield of_bytes(f"odd-{name}.html", "odd HTML", data.encode("utf-8"))
    sound = page(letter(8))
    yield of_bytes("charset-lies.html", "odd HTML", sound.replace(b"utf-8", b"utf-16"), Expected.READ)
    yield of_bytes("utf-16.html", "odd HTML", sound.decode("utf-8").encode("utf-16"))
    yield of_bytes("nul.html", "NUL bytes", sound.replace(b"<p>", b"<p>\0"))
    yield of_bytes("surrogates.html", "lone surrogates", sound.replace(b"accept", b"acc\xed\xa0\x80ept"))


def _long() -> Iterator[Case]:
    def line(size: int) -> bytes:
        return b"<html><body><p>" + (_SENTENCE.encode() * (size // len(_SENTENCE) + 1))[: size - 40] + b"</p>"

    yield of_bytes("one-line-2-mb.html", "one endless line", lambda: line(2_000_000))
    yield of_bytes("one-line-50-mb.html", "one endless line", lambda: line(50_000_000), heavy=True)
    yield of_bytes("one-word-5-mb.html", "one endless line", lambda: b"<html><body><p>" + b"a" * 5_000_000)
    yield of_bytes("spaces-5-mb.html", "one endless line", lambda: b"<html><body><p>We accept" + b" " * 5_000_000 + b"this.")
    many = _SAYS.encode() * (49_000_000 // len(_SAYS))
    yield of_bytes("paragraphs-50-mb.html", "one endless line", b"<html><body>" + many, heavy=True)


def _markdown(secret: str) -> Iterator[Case]:
    parts = {
        "quotes": ">" * 50_000 + " We accept this.",
        "brackets": "[" * 50_000 + "We accept this.",
        "links": "[a](" * 20_000 + "We accept this.",
        "stars": "*" * 50_000 + "We accept this.",
        "emphasis": "*a **b " * 10_000 + "We accept this.",
        "underscores": "_a_b" * 20_000 + " We accept this.",
        "ticks": "".join("`" * number + " " for number in range(1, 700)) + "We accept this.",
        "lists": "".join(" " * 2 * number + "- a\n" for number in range(400)) + "We accept this.\n",
        "table": "|" + "a|" * 5000 + "\n|" + "-|" * 5000 + "\n|" + "We accept this.|" * 5000,
        "references": "".join(f"[a{number}]: http://127.0.0.1:9/{number}\n" for number in range(5000)) + "\n[a1] We accept this.",
        "html": f"<script>alert(1)</script>\n\n<iframe src=file://{secret}></iframe>\n\nWe accept this recommendation in full.",
        "image": "![We accept this](http://127.0.0.1:9/pixel.png) and will change the form by June.",
        "backslashes": "\\" * 100_000 + "We accept this.",
        "entities": "&#0; &#xD800; &#x110000; We accept this recommendation in full.",
        "fences": "```\n" * 10_001 + "We accept this.",
    }
    for name, part in parts.items():
        yield of_bytes(f"markdown-{name}.md", "odd Markdown", part.encode("utf-8"))
