"""Plain text that is none, or that shows other than it says, or that costs a careless program a day."""

from __future__ import annotations

from collections.abc import Iterator

from torture.cases import Case, Expected, of_bytes
from torture.documents import letter, text

_SOUND = text(letter(10)).decode("utf-8")
_SAYS = "We accept this recommendation in full and will change the form by June."


def cases() -> Iterator[Case]:
    """Give the texts.

    :return: the cases.
    """
    yield from _bytes()
    yield from _characters()
    yield from _shapes()


def _bytes() -> Iterator[Case]:
    sound = _SOUND.encode("utf-8")
    kinds = {
        "nul-between": ("NUL bytes", sound.replace(b" ", b"\0 ", 40)),
        "nul-after": ("NUL bytes", sound + bytes(5000)),
        "nul-before": ("NUL bytes", bytes(5000) + sound),
        "nul-every": ("NUL bytes", b"\0".join(sound[n : n + 1] for n in range(len(sound)))),
        "surrogate-utf-8": ("lone surrogates", sound.replace(b"accept", b"acc\xed\xa0\x80ept")),
        "surrogate-pair-utf-8": ("lone surrogates", sound.replace(b"accept", b"acc\xed\xa0\xbd\xed\xb8\x80ept")),
        "surrogate-utf-16": ("lone surrogates", b"\xff\xfe" + _SOUND.encode("utf-16-le").replace(b"q\0", b"\0\xd8")),
        "surrogate-utf-16-be": ("lone surrogates", b"\xfe\xff" + _SOUND.encode("utf-16-be").replace(b"\0o", b"\xdc\0")),
        "overlong": ("odd encoding", sound.replace(b"accept", b"acc\xc0\x80ept\xf8\x88\x80\x80\x80")),
        "utf-16": ("odd encoding", _SOUND.encode("utf-16-le")),
        "utf-16-odd": ("odd encoding", _SOUND.encode("utf-16")[:-1]),
        "utf-32": ("odd encoding", _SOUND.encode("utf-32")),
        "utf-7": ("odd encoding", "\u2013 We accept \u20ac this.".encode("utf-7") * 20),
        "latin-1": ("odd encoding", sound + "Caf\xe9 r\xe9ponse".encode("latin-1")),
        "ebcdic": ("odd encoding", _SOUND.encode("cp500", "replace")),
        "shift-jis": ("odd encoding", "\u65e5\u672c\u8a9e\u306e\u56de\u7b54\u3067\u3059\u3002".encode("shift-jis") * 50),
        "marks": ("odd encoding", b"\xef\xbb\xbf" * 500 + sound),
        "mark-only": ("odd encoding", b"\xff\xfe"),
        "half-mark": ("odd encoding", b"\xef\xbb"),
    }
    for name, (kind, data) in kinds.items():
        yield of_bytes(f"{name}.txt", kind, data)
    yield of_bytes("nul-only.txt", "NUL bytes", bytes(3000), Expected.REFUSED, "empty")
    yield of_bytes("empty.txt", "empty", b"", Expected.REFUSED, "empty")
    yield of_bytes("empty.pdf", "empty", b"", Expected.REFUSED, "empty")
    yield of_bytes("blank.md", "empty", b" \r\n\t\f" * 500, Expected.REFUSED, "empty")
    yield of_bytes("invisible.txt", "empty", "\u200b\u2060\ufeff\u00ad".encode() * 500, Expected.REFUSED)


def _characters() -> Iterator[Case]:
    sets = {
        "bidirectional": ("\u202e", "bidirectional and zero-width characters"),
        "isolates": ("\u2066\u2069\u2067", "bidirectional and zero-width characters"),
        "zero-width": ("\u200b", "bidirectional and zero-width characters"),
        "joiners": ("\u200d\u2060", "bidirectional and zero-width characters"),
        "combining": ("\u0300" * 60, "odd characters"),
        "variation": ("\ufe0f\U000e0100", "odd characters"),
        "tags": ("\U000e0041", "odd characters"),
        "private": ("\ue000\U000f0000", "odd characters"),
        "noncharacters": ("\ufffe\uffff\U0010ffff", "odd characters"),
        "replacement": ("\ufffd", "odd characters"),
        "separators": ("\u2028\u2029\x85\x1c\x1d\x1e", "odd characters"),
        "controls": ("\x07\x08\x7f", "odd characters"),
        "terminal": ("\x1b[2J\x1b]0;owned\x07\x1b[31m", "odd characters"),
        "markup": ("[bold red][link=file:///]", "odd characters"),
        "html": ("<script>alert(1)</script>", "odd characters"),
        "formula": ("\n\n=cmd|'/c calc'!A1 ", "odd characters"),
        "ligatures": ("\ufb03\ufdfa", "odd characters"),
    }
    for name, (inserted, kind) in sets.items():
        yield of_bytes(f"{name}.txt", kind, _SOUND.replace(" ", inserted + " ").encode("utf-8"))


def _shapes() -> Iterator[Case]:
    """Give shapes that make an unwary regular expression or loop take the square or worse of the length."""
    shapes = {
        "lines-empty": "\n" * 500_000 + _SAYS,
        "lines-short": "a\n" * 60_000,
        "pages": f"\f{_SAYS}\n" * 5000,
        "page-breaks": "\f" * 200_000 + _SAYS,
        "page-numbers": "".join(f"Page {number} of 20000\n" for number in range(20_000)),
        "footers": "".join(f"{_SAYS}\nReport - page {number}\n" for number in range(6000)),
        "bare-numbers": "".join(f"{number % 1000}\nand so it goes on without an end that\n" for number in range(15_000)),
        "running-heads": f"A running head\n{_SAYS}\n" * 10_000,
        "one-line": f"{_SAYS} " * 30_000,
        "one-word": "a" * 2_000_000,
        "dashes": "- " * 200_000 + "x",
        "rules": "-_-" * 200_000,
        "hashes": "#" * 500_000,
        "hash-spaces": "# " + " " * 300_000 + "x #",
        "stars": "**" * 100_000 + "a",
        "emphasis": "**a " * 50_000,
        "underscores": "__a" * 50_000,
        "brackets": "[" * 50_000 + "](" + "(" * 50_000,
        "links": "[a](b " * 30_000,
        "parentheses": "(" * 300_000 + _SAYS + ")" * 300_000,
        "dots": "." * 500_000 + _SAYS,
        "section-numbers": "1." * 200_000 + " " + _SAYS,
        "numbers": "1 2 3 4 " * 60_000,
        "roman": "i" * 300_000 + ". " + _SAYS,
        "quotes": "\u201c" * 200_000 + _SAYS,
        "colons": "a:" * 150_000,
        "capitals": "RECOMMENDATION " * 30_000,
        "recommendations": "".join(f"Recommendation {number}: The force should look at matter {number}.\n\n" for number in range(3000)),
        "recommendations-listed": "Recommendations " + ", ".join(map(str, range(60_000))) + ": we accept them all.",
        "recommendations-range": "We accept recommendations 1-999999999 and 5 to 4.",
        "recommendations-vast": f"Recommendation {'9' * 6000}: The force should.\n\nResponse\n\nWe accept recommendation {'9' * 6000}.",
        "digits-of-others": "Recommendation \u0663\u00b2: The force should.\n\nResponse\n\nWe accept recommendation \u0663\u00b2.",
        "dates": "31 June 2024, 0 March 0000, 99/99/9999, 29 February 2023, 1 January 99999. " * 2000,
        "responses": "Chief Constable's response\n\n" * 8000,
        "answers": f"Chief Constable's response\n\n{_SAYS}\n\n" * 1500,
        "speakers": "I, as Commissioner, and the Chief Constable, and I, " * 15_000,
        "sentences": "We agree. " * 40_000,
        "abbreviations": "e.g. i.e. Mr. No. " * 30_000,
        "bullets": "\u2022 " * 100_000 + _SAYS,
        "items": f"\u2022 {_SAYS}\n" * 3000,
        "questions": "Question 1?\nAnswer\n" * 10_000,
        "letters": "Dear Commissioner,\n\nYours sincerely,\n\n" * 5000,
    }
    for name, shape in shapes.items():
        heavy = name in {"answers", "items", "sentences", "recommendations"}
        yield of_bytes(f"shape-{name}.txt", "costly shape", shape.encode("utf-8"), heavy=heavy)
