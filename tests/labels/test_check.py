from __future__ import annotations

import pytest

from corpus.fingerprint import fingerprint
from labels.check import Checked, check_folders, check_labels
from labels.files import ParagraphLabel, write_label_file
from labels.scheme import shipped_scheme

_MARK = "0123456789abcdef"


def _messages(*labels, known=None):
    return [problem.message for problem in check_labels({"reply": list(labels)}, shipped_scheme(), known)]


@pytest.mark.parametrize(
    "fields",
    [
        {"stance": "accepts", "speaker": "pcc"},
        {"stance": "accepts", "also": ("already_compliant",)},
        {"stance": "no_stance"},
        {"stance": "deferred_pending_guidance", "awaiting": "npcc"},
        {"stance": "disputes_methodology", "also": ("deferred_pending_guidance",), "awaiting": "inspectorate"},
        {"stance": "accepts", "sentences": ((_MARK, "no_stance"),)},
        {"role": "finding"},
    ],
)
def test_a_sound_label_has_no_problem(fields):
    assert _messages(ParagraphLabel(_MARK, **fields)) == []


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"fingerprint": "0123"}, "fingerprint is not 16 hexadecimal digits"),
        ({"fingerprint": _MARK.upper()}, "fingerprint is not 16 hexadecimal digits"),
        ({"role": "poem", "stance": None}, "unknown role 'poem'"),
        ({"speaker": "mayor"}, "unknown speaker 'mayor'"),
        ({"stance": "sulks"}, "unknown stance 'sulks'"),
        ({"also": ("sulks",)}, "unknown stance 'sulks'"),
        ({"sentences": ((_MARK, "sulks"),)}, "unknown stance 'sulks'"),
        ({"stance": None}, "a response needs a stance"),
        ({"role": "finding"}, "a response needs a stance"),
        ({"also": ("accepts",)}, "'also' may hold neither the stance itself nor no_stance"),
        ({"also": ("no_stance",)}, "'also' may hold neither the stance itself nor no_stance"),
        ({"stance": "deferred_pending_guidance"}, "a deferral needs 'awaiting'"),
        ({"also": ("deferred_pending_guidance",)}, "a deferral needs 'awaiting'"),
        ({"awaiting": "npcc"}, "a deferral needs 'awaiting'"),
        ({"stance": "deferred_pending_guidance", "awaiting": "godot"}, "unknown 'awaiting' 'godot'"),
    ],
)
def test_each_kind_of_problem_is_found_alone(fields, message):
    found = _messages(ParagraphLabel(**{"fingerprint": _MARK, "stance": "accepts", **fields}))
    assert len(found) == 1
    assert message in found[0]


def test_two_stances_for_one_paragraph_are_a_contradiction_and_two_equal_ones_are_not():
    accepts, disputes = ParagraphLabel(_MARK, stance="accepts"), ParagraphLabel(_MARK, stance="disputes_methodology")
    assert _messages(accepts, accepts) == []
    assert _messages(accepts, disputes) == ["labelled 2 times with different stances (accepts, disputes_methodology); keep one"]


def test_a_label_without_its_paragraph_is_found_where_the_document_is_at_hand():
    label = ParagraphLabel(_MARK, stance="accepts")
    assert _messages(label, known={"another": frozenset()}) == []
    assert _messages(label, known={"reply": frozenset({_MARK})}) == []
    (message,) = _messages(label, known={"reply": frozenset()})
    assert "no paragraph of the document has this fingerprint" in message


def test_a_problem_says_where_it_is():
    (problem,) = check_labels({"reply": [ParagraphLabel(_MARK, stance="sulks")]}, shipped_scheme())
    assert str(problem).startswith(f"reply: {_MARK}: unknown stance 'sulks'; use one of accepts, ")


def test_a_problem_is_a_line_that_cannot_write_to_the_terminal():
    label = ParagraphLabel("a\x1b[31m\nred", stance="accepts")
    (problem,) = check_labels({"re\rply": [label]}, shipped_scheme())
    assert str(problem) == "re\\rply: a\\x1b[31m\\nred: the fingerprint is not 16 hexadecimal digits"


def test_the_labels_of_the_project_are_sound():
    checked = check_folders(None, None)
    assert [str(problem) for problem in checked.problems] == checked.failures == []
    assert checked.labels > 1000


def test_labels_are_checked_against_the_documents_named(tmp_path):
    document = tmp_path / "saltmere-reply.md"
    document.write_text(
        "# Saltmere PCC: response to the inspection of custody\n\n## Response of the commissioner\n\n"
        "I accept this recommendation in full and the cells will be repainted by June.\n",
        "utf-8",
    )
    write_label_file(tmp_path / "labels" / "saltmere-reply.jsonl", [ParagraphLabel(_MARK, stance="accepts")])
    checked = check_folders([tmp_path / "labels"], [document])
    assert checked.labels == 1
    assert ["was the text changed?" in problem.message for problem in checked.problems] == [True]


def test_labels_of_documents_that_are_not_there_are_not_passed_for_found(tmp_path):
    (tmp_path / "other.md").write_text("The yard is swept every week by the sergeant.\n", "utf-8")
    write_label_file(tmp_path / "labels" / "reply.jsonl", [ParagraphLabel(_MARK, stance="accepts")])
    checked = check_folders([tmp_path / "labels"], [tmp_path / "other.md"])
    assert str(checked) == "1 labels, 0 problems; 1 of documents that could not be looked in"
    assert str(check_folders([tmp_path / "labels"], None)) == "1 labels, 0 problems"


def test_a_label_may_find_its_paragraph_in_either_format_of_a_document(tmp_path):
    (tmp_path / "documents" / "text").mkdir(parents=True)
    (tmp_path / "documents" / "reply.md").write_text("The yard is swept every week by the sergeant.\n", "utf-8")
    (tmp_path / "documents" / "text" / "reply.txt").write_text("Quite another text stands in the copy, as it happens.\n", "utf-8")
    (tmp_path / "labels").mkdir()
    mark = fingerprint("The yard is swept every week by the sergeant.")
    line = f'{{"fingerprint": "{mark}", "role": "response", "stance": "already_compliant"}}\n'
    (tmp_path / "labels" / "reply.jsonl").write_text(line, "utf-8")
    assert check_folders([tmp_path / "labels"], [tmp_path / "documents"]) == Checked(1, [], [])


def test_what_cannot_be_read_does_not_hide_what_is_wrong_with_the_rest(tmp_path):
    labels, documents = tmp_path / "labels", tmp_path / "documents"
    documents.mkdir()
    (documents / "empty.txt").touch()
    (documents / "reply.md").write_text("The yard is swept every week by the sergeant.\n", "utf-8")
    for name in ("empty", "reply"):
        write_label_file(labels / f"{name}.jsonl", [ParagraphLabel(_MARK, stance="accepts")])
    (labels / "broken.jsonl").write_text("{\n", "utf-8")
    checked = check_folders([tmp_path / "gone", labels], [documents])
    assert checked.labels == 2
    assert [problem.document for problem in checked.problems] == ["reply"]  # what the empty one would hold nobody knows
    assert [str(failure).removeprefix(str(tmp_path))[:14] for failure in checked.failures] == [
        "/documents/emp",
        "/gone: no labe",
        "/labels/broken",
    ]


def test_a_label_is_not_missed_where_another_format_of_its_document_cannot_be_read(tmp_path):
    (tmp_path / "reply.md").write_text("The yard is swept every week by the sergeant.\n", "utf-8")
    (tmp_path / "reply.docx").write_bytes(b"PK no archive")
    write_label_file(tmp_path / "labels" / "reply.jsonl", [ParagraphLabel(_MARK, stance="accepts")])
    checked = check_folders([tmp_path / "labels"], [tmp_path])
    assert checked.problems == []
    assert len(checked.failures) == 1
