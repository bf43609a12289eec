from __future__ import annotations

import pytest

from classifier.dataset import Dataset
from classifier.records import Evidence, Tag, TaggedDocument, TaggedParagraph
from classifier.tagger import Tagger
from corpus.fingerprint import fingerprint
from corpus.records import Document, Metadata, Paragraph, Role, Speaker
from labels.files import ParagraphLabel
from labels.scheme import shipped_scheme
from models.encoder import EncoderInput

REPLY = """# Saltmere PCC: response to the inspection of custody

Report published: 4 March 2031

## Recommendation 1

By 30 June 2031 the constabulary should repaint every cell and record who has checked it.

## Response of the Chief Constable

I accept this recommendation in full. The cells will be repainted by June, and each sergeant will sign for it at the start of a shift.

The decision on new mattresses waits until the College of Policing has issued its guidance. We will look at it again then.

I accept this recommendation in full. The cells will be repainted by June, and each sergeant will sign for it at the start of a shift.

## Comments of the Commissioner

The sample of four cells was too small to bear the finding, and we do not agree with the grade. It says nothing of the new wing.
"""


@pytest.fixture(scope="session")
def tagger():
    return Tagger.load(threads=1)


@pytest.fixture(scope="session")
def reply(tmp_path_factory):
    path = tmp_path_factory.mktemp("documents") / "saltmere-reply.md"
    path.write_text(REPLY, "utf-8")
    return path


@pytest.fixture(scope="session")
def tagged(tagger, reply):
    return tagger.tag(reply)


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


@pytest.fixture
def make_tagged(make_paragraph):
    """Make a tagged paragraph without a model: the rest of the probability is shared by the other labels."""

    def make(text="The rota was redrawn in spring.", stance="accepts", confidence=0.8, abstained=False, awaiting=None, also=(), **fields):
        paragraph = make_paragraph(text, **fields)
        if paragraph.role is not Role.RESPONSE:
            return TaggedParagraph(paragraph, None)
        rest = (1.0 - confidence) / 4
        probabilities = {label: confidence if label == stance else rest for label in shipped_scheme().ids}
        return TaggedParagraph(paragraph, Tag(stance, probabilities, abstained, Evidence(text, 0, len(text)), awaiting, also))

    return make


@pytest.fixture
def make_document():
    def make(*paragraphs, name="saltmere-reply.md", folder="replies", **metadata):
        document = Document(name, f"{folder}/{name}", "markdown", "0" * 64, Metadata(**metadata), ())
        return TaggedDocument(document, paragraphs)

    return make


@pytest.fixture
def make_labelled():
    """One labelled paragraph of a force."""

    def make(text, force, document):
        label = ParagraphLabel("0" * 16, stance="accepts")
        return Dataset((EncoderInput(text, ((0, len(text)),), ""),), ("accepts",), ((None,),), (force,), (document,), (label,), 0)

    return make
