from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from classifier.sentences import sentence_spans
from classifier.tagger import Tagger
from corpus.documents import read_document
from corpus.errors import DocumentError, ModelFolderError
from corpus.fingerprint import fingerprint
from corpus.records import Paragraph, Role


def _response(text):
    return Paragraph("reply.md", 0, Role.RESPONSE, None, (), "", "", text, None, fingerprint(text))


def test_every_response_and_nothing_else_has_a_tag(tagged):
    roles = {found.paragraph.role for found in tagged.paragraphs}
    assert Role.RESPONSE in roles
    assert len(roles) > 1
    assert [found.tag is not None for found in tagged.paragraphs] == [found.paragraph.role is Role.RESPONSE for found in tagged.paragraphs]
    assert all(found.tag is not None for found in tagged.responses)
    assert len(tagged.responses) == 4


def test_the_evidence_is_a_sentence_of_the_paragraph_at_its_offsets(tagged):
    for found in tagged.responses:
        evidence = found.tag.evidence
        assert found.paragraph.text[evidence.start : evidence.end] == evidence.text
        assert (evidence.start, evidence.end) in sentence_spans(found.paragraph.text)


def test_probabilities_sum_to_one_and_the_stance_is_the_likeliest(tagged, tagger):
    for found in tagged.responses:
        tag = found.tag
        assert tuple(tag.probabilities) == tagger.scheme.ids
        assert sum(tag.probabilities.values()) == pytest.approx(1.0)
        assert tag.confidence == tag.probabilities[tag.stance] == max(tag.probabilities.values())
        assert tag.abstained == (tag.confidence < tagger.model.settings["abstain_below"])


def test_a_body_is_awaited_where_and_only_where_the_stance_is_a_deferral(tagged, tagger):
    for found in tagged.responses:
        assert (found.tag.awaiting is not None) == (found.tag.stance == tagger.scheme.deferral)
        assert found.tag.awaiting is None or found.tag.awaiting in tagger.scheme.awaiting


def test_equal_paragraphs_have_equal_tags(tagged):
    same = [found for found in tagged.responses if found.paragraph.text.startswith("I accept this recommendation")]
    assert len(same) == 2
    assert same[0].tag == same[1].tag


def test_tagging_twice_gives_the_same(tagger, reply, tagged):
    assert tagger.tag(reply) == tagged
    assert tagger.tag(str(reply)) == tagged
    assert tagger.tag(read_document(reply)) == tagged


def test_another_process_would_get_the_same(reply, tagged):
    assert Tagger.load(threads=1).tag(reply) == tagged


def test_a_paragraph_has_the_same_tag_alone_as_in_its_document(tagger, tagged):
    for found in tagged.responses:
        (alone,) = tagger.tag_paragraphs([found.paragraph])
        assert alone.tag.stance == found.tag.stance
        assert alone.tag.probabilities == pytest.approx(found.tag.probabilities, abs=1e-3)


def test_blatant_words_are_told_apart(tagger):
    accepting, disputing = tagger.tag_paragraphs(
        [
            _response("We accept this recommendation in full and will act on it."),
            _response("We dispute this finding: the sample was far too small, the method was flawed and the grade is wrong."),
        ]
    )
    label = "disputes_methodology"
    assert disputing.tag.probabilities[label] > accepting.tag.probabilities[label]


def test_a_document_without_responses_has_no_tags(tagger, make_paragraph):
    paragraphs = [make_paragraph(role=Role.HEADING), make_paragraph(role=Role.FINDING), make_paragraph(" \n ")]
    assert [found.tag for found in tagger.tag_paragraphs(paragraphs)] == [None, None, None]
    assert tagger.tag_paragraphs([]) == []


def test_paragraphs_keep_their_order(tagger, make_paragraph):
    paragraphs = [make_paragraph("One."), make_paragraph("Two, a heading.", role=Role.HEADING), make_paragraph("Three.")]
    assert [found.paragraph for found in tagger.tag_paragraphs(paragraphs)] == paragraphs


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=60).filter(str.strip))
def test_any_text_gets_a_tag_with_evidence_from_it(tagger, text):
    (found,) = tagger.tag_paragraphs([_response(text)])
    assert found.tag.evidence.text.strip()
    assert text[found.tag.evidence.start : found.tag.evidence.end] == found.tag.evidence.text


def test_a_very_long_paragraph_is_read(tagger):
    text = " ".join(f"In week {number} the rota was read aloud." for number in range(80))
    (found,) = tagger.tag_paragraphs([_response(text)])
    assert found.tag.evidence.text in text


def test_a_recommendation_full_of_dots_does_not_stop_a_document(tagger, make_paragraph):
    (found,) = tagger.tag_paragraphs([make_paragraph("We accept this.", context="Sweep the yard " + "." * 900 + " 4")])
    assert found.tag.evidence.text == "We accept this."


def test_a_file_that_cannot_be_read_is_an_error_of_the_document(tagger, tmp_path):
    with pytest.raises(DocumentError, match=r"none\.md"):
        tagger.tag(tmp_path / "none.md")


def test_a_folder_without_a_model_cannot_be_loaded(tmp_path):
    with pytest.raises(ModelFolderError, match="no model there"):
        Tagger.load(str(tmp_path))


def test_the_model_says_which_it_is_and_how_it_was_measured(tagger):
    said = tagger.measured()
    assert tagger.model.digest[:12] in said
    assert "%" in said or "has not been measured" in said
