"""No pattern that meets the text of documents takes the square of its length, but for the few that meet short text alone."""

import importlib
import inspect
import pkgutil
import re
import time

import pytest

#: The readers meet text as it comes, the others paragraphs in which each space stands alone.
_ROOMS = [
    "corpus.readers",
    "corpus.structure",
    "corpus.dates",
    "corpus.front",
    "corpus.statuses",
    "corpus.metadata",
    "corpus.forces",
    "classifier",
]
_UNITS = [
    *[
        "a",
        "1",
        ".",
        "<",
        "-",
        "*",
        "(",
        "[",
        '"',
        "“",
        "A",
        "/",
        "a ",
        "A ",
        "1.",
        "1 ",
        ". ",
        ", ",
        ": ",
        "A-",
        "a@",
        "a, ",
        "“a",
        "and ",
    ],
    *["**a ", "[a](b ", "Page 1 ", "Police ", "the ", "within 5 days ", "by May ", "1 May 2024 "],
]
_WHITE_SPACE = [" ", "\n"]
#: Is asked of short lines only.
_SHORT_LINES = {"corpus.readers.furniture._TRAILING_PAGE"}
#: Reads what this program has drawn itself.
_OUR_OWN = {"classifier.report.svg._SIZE"}
_LENGTH = 4_000


def _modules():
    for room in _ROOMS:
        yield room
        yield from (module.name for module in pkgutil.walk_packages(getattr(importlib.import_module(room), "__path__", []), f"{room}."))


def _patterns():
    found = {}
    for name in _modules():
        module = importlib.import_module(name)
        source = inspect.getsource(module)
        for label, value in vars(module).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                _, uses = found.setdefault(value, (f"{name}.{label}", set()))
                uses.update(re.findall(rf"\b{label}\.(\w+)\(", source))
    for pattern, (name, uses) in found.items():
        if name not in _SHORT_LINES | _OUR_OWN:
            yield pytest.param(pattern, uses, name.startswith("corpus.readers."), id=name)


def _texts(pattern, white_space):
    """Monotonous texts, also of the words that the pattern knows; short ones first, for what doubles with each word never ends."""
    words = list(dict.fromkeys(re.findall(r"[A-Za-z]{3,}", re.sub(r"\\[a-zA-Z]|\(\?P<\w+>", " ", pattern.pattern))))
    for unit in [*_UNITS, *(_WHITE_SPACE if white_space else []), *(f"{word} " for word in words)]:
        yield unit * 22 + "\x01"
        yield (unit * _LENGTH)[:_LENGTH] + "\x01"
    for word in words:
        yield f"{word}s " * 22 + "\x01"
        yield f"{word} {'A' * 100}\x01"
        yield f"{word} {'A' * _LENGTH}\x01"


def _seconds(pattern, uses, text):
    began = time.process_time()
    if uses and uses <= {"match", "fullmatch"}:
        for use in uses:
            getattr(pattern, use)(text)
    else:
        for _ in pattern.finditer(text):
            pass
    return time.process_time() - began


@pytest.mark.parametrize(("pattern", "uses", "white_space"), list(_patterns()))
def test_a_pattern_reads_a_long_monotonous_text_in_time(pattern, uses, white_space):
    for text in _texts(pattern, white_space):
        # The square of the length takes a tenth of a second of the processor, a multiple of the length a millisecond.
        if _seconds(pattern, uses, text) > 0.06:
            assert min(_seconds(pattern, uses, text) for _ in range(2)) < 0.06, text[:40]
