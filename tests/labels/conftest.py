from __future__ import annotations

import pytest

from corpus.fingerprint import fingerprint
from corpus.records import Paragraph, Role, Speaker


@pytest.fixture
def make_paragraph():
    def make(text="The rota was redrawn in spring.", **fields):
        given = {
            "document": "saltmere-reply.md",
            "index": 0,
            "role": Role.RESPONSE,
            "speaker": Speaker.PCC,
            "recommendations": ("3",),
            "heading": "Rotas",
            "context": "",
            "text": text,
            "page": None,
            "fingerprint": fingerprint(text),
        }
        return Paragraph(**{**given, **fields})

    return make
