from __future__ import annotations

import pytest

pytest.importorskip("sklearn", reason="training needs the training extra")

from classifier.dataset import Dataset
from classifier.held_out import held_out_forces
from classifier.tuned import unlabelled_inputs
from corpus.errors import DocumentError
from labels.files import ParagraphLabel
from models.encoder import EncoderInput

_KNOWN = "We accept this recommendation in full and will change the training of all sergeants by the end of June."
_UNREAD = "The yard behind the station has been swept on every Friday since the last of the inspectors went home."


def labelled(text, force, document):
    item = EncoderInput(text, ((0, len(text)),), "")
    label = ParagraphLabel("0" * 16, stance="accepts")
    return Dataset((item,), ("accepts",), ((None,),), (force,), (document,), (label,), 0)


def test_a_student_gets_the_text_that_nobody_labelled_but_none_of_held_out_forces(tmp_path):
    reply, held_out = tmp_path / "reply.md", tmp_path / "held-out.md"
    for path in (reply, held_out):
        path.write_text(f"# Response of the Chief Constable\n\n{_KNOWN}\n\n{_UNREAD}\n\nWe agree.\n", "utf-8")
    found = unlabelled_inputs([reply], labelled(_KNOWN, "Saltmere", "reply.md"))
    assert [item.text for item in found] == [_UNREAD]
    assert unlabelled_inputs([held_out], labelled(_KNOWN, min(held_out_forces()), "held-out.md")) == []


def test_a_file_that_cannot_be_read_is_named_before_an_hour_of_tuning(tmp_path):
    (tmp_path / "broken.docx").write_bytes(b"PK no archive")
    with pytest.raises(DocumentError, match="broken"):
        unlabelled_inputs([tmp_path], labelled(_KNOWN, "Saltmere", "reply.md"))
