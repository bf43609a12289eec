from __future__ import annotations

from classifier.deferrals import deferrals_of
from corpus.records import Role, Speaker
from labels.scheme import shipped_scheme

_WAITS = "deferred_pending_guidance"


def _found(*documents):
    return deferrals_of(documents, shipped_scheme())


def test_only_deferrals_are_listed(make_tagged, make_document):
    paragraphs = [make_tagged(stance=stance) for stance in shipped_scheme().ids]
    found = _found(make_document(*paragraphs, make_tagged(role=Role.HEADING)))
    assert len(found) == 1


def test_the_surest_come_first_and_those_to_check_last(make_tagged, make_document):
    one = make_document(
        make_tagged(stance=_WAITS, confidence=0.55, index=0),
        make_tagged(stance=_WAITS, confidence=0.45, index=1),
        make_tagged(stance=_WAITS, confidence=0.95, index=2),
    )
    two = make_document(
        make_tagged(stance=_WAITS, confidence=0.9, abstained=True, index=0),
        make_tagged(stance=_WAITS, confidence=0.7, index=1),
        name="b.md",
    )
    found = _found(one, two)
    assert [(deferral.document, deferral.index) for deferral in found] == [
        ("saltmere-reply.md", 2),
        ("b.md", 1),
        ("saltmere-reply.md", 0),
        ("b.md", 0),
        ("saltmere-reply.md", 1),
    ]
    assert [deferral.to_check for deferral in found] == [False, False, False, True, True]


def test_equally_sure_ones_are_in_order_of_document_and_place(make_tagged, make_document):
    def document(name):
        return make_document(make_tagged(stance=_WAITS, index=5), make_tagged(stance=_WAITS, index=2), name=name)

    found = _found(document("b.md"), document("a.md"))
    assert [(deferral.document, deferral.index) for deferral in found] == [("a.md", 2), ("a.md", 5), ("b.md", 2), ("b.md", 5)]


def test_a_deferral_says_who_waits_for_whom_and_in_which_words(make_tagged, make_document):
    paragraph = make_tagged(
        "We wait.", stance=_WAITS, awaiting="npcc", speaker=Speaker.JOINT, recommendations=("3", "AFI 2"), page=4, index=9
    )
    (found,) = _found(make_document(paragraph, force="Saltmere Police", inspection="Custody"))
    assert (found.force, found.inspection, found.page, found.index) == ("Saltmere Police", "Custody", 4, 9)
    assert (found.speaker, found.recommendations, found.awaiting, found.evidence) == ("joint", ("3", "AFI 2"), "npcc", "We wait.")
    assert found.confidence == 0.8


def test_no_documents_have_no_deferrals():
    assert _found() == []
