"""No pattern of the readers, which meet text as it comes, takes the square of its length."""

import importlib
import pkgutil
import re
import time

import pytest

import corpus.readers

#: Is asked of short lines only.
_SHORT_LINES = {"_TRAILING_PAGE"}
_UNITS = ["a", "1", " ", ".", "<", "-", "*", "(", "[", '"', "“", "a ", "1.", "and ", "Page 1 ", "Police ", "the ", "**a ", "[a](b ", "A-"]


def _patterns():
    for module in pkgutil.iter_modules(corpus.readers.__path__, "corpus.readers."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str) and name not in _SHORT_LINES:
                yield pytest.param(value, id=f"{module.name}.{name}")


@pytest.mark.parametrize("pattern", list(_patterns()))
def test_a_pattern_reads_a_long_monotonous_text_in_time(pattern):
    for unit in _UNITS:
        text = (unit * 12_000)[:12_000] + "\x01"
        began = time.process_time()
        for _ in pattern.finditer(text):
            pass
        # The square of the length takes a second or more of the processor, a multiple of the length some milliseconds.
        assert time.process_time() - began < 0.5, unit
