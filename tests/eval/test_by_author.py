from __future__ import annotations

from classifier.dataset import Dataset
from eval.by_author import authors_of, parts_of
from eval.corpus_counts import CountedDocument
from labels.files import ParagraphLabel
from labels.scheme import shipped_scheme
from models.encoder import EncoderInput

_TERSE = "Done in May."
_LONG = "The force has trained every custody sergeant since the inspection and the results are read each month by a panel."


def test_parts_are_measured_apart():
    texts = [_TERSE, _TERSE, _LONG, _LONG]
    stances = ("already_compliant", "accepts", "already_compliant", "no_stance")
    data = Dataset(
        inputs=tuple(EncoderInput(text, ((0, len(text)),), "") for text in texts),
        stances=stances,
        sentence_stances=((None,),) * 4,
        forces=("Marchford",) * 4,
        documents=("a.md", "a.md", "b.md", "b.md"),
        labels=tuple(ParagraphLabel("0" * 16, stance=stance) for stance in stances),
        unmatched=0,
    )
    said = ["already_compliant", "already_compliant", "already_compliant", "no_stance"]
    found = {part.name: part for part in parts_of(data, said, ["ann", "bob", "bob", "bob"], shipped_scheme())}
    assert list(found) == ["all", "at most 14 words", "more words", "bob", "ann"]
    assert (found["all"].paragraphs, found["all"].accuracy) == (4, 0.75)
    assert (found["at most 14 words"].accuracy, found["more words"].accuracy) == (0.5, 1.0)
    assert (found["ann"].accuracy, found["ann"].macro_f1) == (1.0, 1.0)
    assert found["bob"].macro_f1 < found["bob"].accuracy


def test_authors_are_looked_up_in_the_manifest():
    written = (("a", "ann"), ("b", "bob"))
    known = [CountedDocument({"document": f"documents/{name}.md", "author": author}, (), False) for name, author in written]
    assert authors_of(["b.md", "a.md", "b.md"], known) == ["bob", "ann", "bob"]
