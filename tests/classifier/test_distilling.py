from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="training needs the training extra")

from classifier.distilling import taught, taught_by, unlabelled_examples, unlabelled_inputs
from classifier.head import Head
from classifier.held_out import held_out_forces
from corpus.errors import DocumentError
from models.encoder import Encoded, EncoderInput
from models.examples import TuningExample
from models.folder import FAST, load_model_folder

_KNOWN = "We accept this recommendation in full and will change the training of all sergeants by the end of June."
_UNREAD = "The yard behind the station has been swept on every Friday since the last of the inspectors went home."


def test_a_student_gets_the_text_that_nobody_labelled_but_none_of_held_out_forces(tmp_path, make_labelled):
    reply, held_out = tmp_path / "reply.md", tmp_path / "held-out.md"
    for path in (reply, held_out):
        path.write_text(f"# Response of the Chief Constable\n\n{_KNOWN}\n\n{_UNREAD}\n\nWe agree.\n", "utf-8")
    found = unlabelled_inputs([reply], make_labelled(_KNOWN, "Saltmere", "reply.md"))
    assert [item.text for item in found] == [_UNREAD]
    assert unlabelled_inputs([held_out], make_labelled(_KNOWN, min(held_out_forces()), "held-out.md")) == []


def test_a_file_that_cannot_be_read_is_named_before_an_hour_of_tuning(tmp_path, make_labelled):
    (tmp_path / "broken.docx").write_bytes(b"PK no archive")
    with pytest.raises(DocumentError, match="broken"):
        unlabelled_inputs([tmp_path], make_labelled(_KNOWN, "Saltmere", "reply.md"))


def test_a_student_learns_the_mean_of_what_its_teachers_say():
    item = EncoderInput(_KNOWN, ((0, len(_KNOWN)),), "")
    encoded = [Encoded(np.ones(2, np.float32), np.ones((1, 2), np.float32))]

    def teacher(strength):
        weights = np.array([[strength, 0.0], [0.0, 0.0]], np.float32)
        wide = np.concatenate([weights, np.zeros((2, 4), np.float32)], axis=1)
        return Head(weights, np.zeros(2, np.float32), wide, np.zeros(2, np.float32))

    strong, weak = teacher(3.0), teacher(-1.0)
    found = taught([TuningExample(item, 1, (0,), also=(0,))], [(strong, encoded), (weak, encoded)])[0]
    assert (found.label, found.sentence_labels, found.also) == (1, (0,), (0,))
    expected = (1 / (1 + np.exp(-3)) + 1 / (1 + np.exp(1))) / 2
    assert found.soft == pytest.approx((expected, 1 - expected))
    np.testing.assert_array_equal(found.vectors, [[1, 1], [1, 1]])
    assert found.soft_sentences == (pytest.approx((expected, 1 - expected)),)


def test_what_a_model_says_of_a_text_and_its_vectors_are_learned():
    item = EncoderInput(_KNOWN, ((0, len(_KNOWN)),), "")
    teacher = load_model_folder(FAST)
    found = taught_by(unlabelled_examples([item]), [teacher])[0]
    assert teacher.scheme.ids[int(np.argmax(found.soft))] == "accepts"
    assert found.vectors.shape == (2, 384)
    assert taught_by(unlabelled_examples([item]), [])[0].vectors is None
