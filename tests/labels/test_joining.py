from __future__ import annotations

from corpus.records import Role
from labels.files import ParagraphLabel
from labels.joining import join


def test_labels_join_their_paragraphs_in_the_order_of_the_document(make_paragraph):
    first, second = make_paragraph("The rota was redrawn."), make_paragraph("We agree, and will act.", index=1)
    rows = [ParagraphLabel(second.fingerprint, stance="accepts"), ParagraphLabel(first.fingerprint, stance="no_stance")]
    found = join({"reply": ("Saltmere", [first, second])}, {"reply": rows})
    assert [(item.paragraph, item.label.stance, item.force) for item in found.labelled] == [
        (first, "no_stance", "Saltmere"),
        (second, "accepts", "Saltmere"),
    ]
    assert found.unmatched == ()


def test_a_copy_of_a_paragraph_with_other_quotes_and_line_ends_finds_its_label(make_paragraph):
    label = ParagraphLabel(make_paragraph("It\u2019s \u201cunder\u00adway\u201d \u2013 since May.").fingerprint, stance="accepts")
    found = join({"reply": ("Saltmere", [make_paragraph('It\'s "underway" -\nsince May.')])}, {"reply": [label]})
    assert len(found.labelled) == 1


def test_labels_without_a_stance_do_not_count(make_paragraph):
    paragraph = make_paragraph(role=Role.FINDING)
    found = join({"reply": ("Saltmere", [paragraph])}, {"reply": [ParagraphLabel(paragraph.fingerprint, role="finding")]})
    assert (found.labelled, found.unmatched) == ((), ())


def test_labels_without_paragraph_or_document_are_left_over(make_paragraph):
    paragraph = make_paragraph()
    lost, foreign = ParagraphLabel("f" * 16, stance="accepts"), ParagraphLabel(paragraph.fingerprint, stance="accepts")
    found = join({"reply": ("Saltmere", [paragraph])}, {"reply": [lost], "another": [foreign]})
    assert found.labelled == ()
    assert found.unmatched == (("reply", lost), ("another", foreign))


def test_a_paragraph_that_is_said_twice_is_joined_once(make_paragraph):
    twice = [make_paragraph(), make_paragraph(index=1)]
    found = join({"reply": ("Saltmere", twice)}, {"reply": [ParagraphLabel(twice[0].fingerprint, stance="accepts")]})
    assert [item.paragraph.index for item in found.labelled] == [0]
