from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import LabelFileError
from labels.files import ParagraphLabel, read_label_file, read_label_folder, write_label_file

_WORD = st.text(st.sampled_from('aé½ \t"\\{\n\r\x00😀'), min_size=1, max_size=8)
_LABELS = st.builds(
    ParagraphLabel,
    fingerprint=st.text("0123456789abcdef", min_size=16, max_size=16),
    role=st.sampled_from(["response", "finding", "heading"]),
    speaker=st.none() | st.sampled_from(["pcc", "joint"]),
    recommendations=st.lists(_WORD, max_size=3).map(tuple),
    stance=st.none() | _WORD,
    also=st.lists(_WORD, max_size=2).map(tuple),
    awaiting=st.none() | _WORD,
    sentences=st.lists(st.tuples(_WORD, _WORD), max_size=3).map(tuple),
    pair=st.none() | _WORD,
    document=st.none() | _WORD,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(_LABELS, max_size=5))
def test_labels_read_back_as_they_were_written(tmp_path_factory, labels):
    path = tmp_path_factory.mktemp("labels") / "reply.jsonl"
    write_label_file(path, labels)
    assert read_label_file(path) == labels


@pytest.mark.parametrize("separator", ["\u2028", "\x85", "\u2029"])
def test_a_line_separator_within_a_text_ends_no_line(tmp_path, separator):
    labels = [ParagraphLabel("a" * 16, stance="accepts", document=f"one{separator}two")]
    write_label_file(tmp_path / "reply.jsonl", labels)
    assert read_label_file(tmp_path / "reply.jsonl") == labels


def test_a_line_holds_only_what_is_known(tmp_path):
    path = tmp_path / "reply.jsonl"
    write_label_file(path, [ParagraphLabel("a" * 16, role="finding")])
    assert json.loads(path.read_text("utf-8")) == {"fingerprint": "a" * 16, "role": "finding"}


def test_blank_lines_are_passed_over_and_the_role_may_be_left_out(tmp_path):
    path = tmp_path / "reply.jsonl"
    path.write_text('\n{"fingerprint": "abc", "stance": "accepts"}\n\n', "utf-8")
    assert read_label_file(path) == [ParagraphLabel("abc", role="response", stance="accepts")]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "17",
        '"accepts"',
        '{"role": "response"}',
        '{"fingerprint": "a", "sentences": [["one"]]}',
        '{"fingerprint": "a", "also": 4}',
        '{"fingerprint": null, "stance": "accepts"}',
        "[" * 100_000,
    ],
    ids=lambda line: line[:40],
)
def test_a_malformed_line_is_named_by_its_number(tmp_path, line):
    path = tmp_path / "reply.jsonl"
    path.write_text('{"fingerprint": "a"}\n\n' + line + "\n", "utf-8")
    with pytest.raises(LabelFileError, match=r"reply\.jsonl:3: not a label"):
        read_label_file(path)


@pytest.mark.parametrize(
    ("field", "value", "wanted"),
    [
        ("fingerprint", 1234567890123456, "text"),
        ("stance", ["accepts"], "text"),
        ("role", {}, "text"),
        ("speaker", 3, "text"),
        ("awaiting", True, "text"),
        ("pair", 1.5, "text"),
        ("document", [], "text"),
        ("also", "accepts", "a list of texts"),
        ("also", [["accepts"]], "a list of texts"),
        ("recommendations", "16-20", "a list of numbers"),
        ("recommendations", [["3"]], "a list of numbers"),
        ("sentences", ["ab"], "a list of pairs of a fingerprint and a stance"),
        ("sentences", {"ab": "accepts"}, "a list of pairs of a fingerprint and a stance"),
    ],
)
def test_a_field_of_another_kind_is_named_with_what_it_should_be(tmp_path, field, value, wanted):
    path = tmp_path / "reply.jsonl"
    path.write_text(json.dumps({"fingerprint": "a", field: value}) + "\n", "utf-8")
    with pytest.raises(LabelFileError, match=rf"reply\.jsonl:1: not a label \('{field}' is not {wanted}\)"):
        read_label_file(path)


def test_a_field_that_is_null_is_one_that_is_not_there(tmp_path):
    path = tmp_path / "reply.jsonl"
    row = dict.fromkeys(("role", "speaker", "recommendations", "stance", "also", "awaiting", "sentences", "pair", "document"))
    path.write_text(json.dumps({**row, "fingerprint": "a", "hard": None}) + "\n", "utf-8")
    assert read_label_file(path) == [ParagraphLabel("a")]


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_is_named(tmp_path, content):
    path = tmp_path / "reply.jsonl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(LabelFileError, match=r"reply\.jsonl: cannot be read"):
        read_label_file(path)


def test_a_folder_gives_its_label_files_by_document_in_order_of_name(tmp_path):
    for name in ("zeta.jsonl", "alpha.jsonl", "alpha.history", "notes.txt"):
        (tmp_path / name).write_text('{"fingerprint": "a"}\n', "utf-8")
    assert list(read_label_folder(tmp_path)) == ["alpha", "zeta"]
    assert list(read_label_folder(tmp_path / "zeta.jsonl")) == ["zeta"]


def test_a_folder_without_label_files_is_refused(tmp_path):
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(LabelFileError, match="no label files there"):
            read_label_folder(folder)


def test_an_error_while_writing_leaves_the_old_file(tmp_path):
    path = tmp_path / "reply.jsonl"
    write_label_file(path, [ParagraphLabel("a" * 16)])

    def broken():
        yield ParagraphLabel("b" * 16)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_label_file(path, broken())
    assert [label.fingerprint for label in read_label_file(path)] == ["a" * 16]
    assert [file.name for file in tmp_path.iterdir()] == ["reply.jsonl"]
