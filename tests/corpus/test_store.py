from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from corpus.documents import read_document
from corpus.errors import CorpusError, DocumentError
from corpus.store import Corpus

_TEXT = (
    "# {place} PCC: response to the inspection of custody\n\nReport published: 4 March 2031\n\n## Response of the commissioner\n\n"
    "I accept this recommendation in full and the cells will be repainted by June.\n"
)


@pytest.fixture
def corpus(tmp_path):
    return Corpus(tmp_path / "store" / "corpus")


@pytest.fixture
def make(tmp_path):
    def make(name="saltmere-reply.md", place="Saltmere"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_TEXT.format(place=place), "utf-8")
        return path

    return make


def test_a_document_is_kept_as_a_copy_with_what_it_states(corpus, make):
    path = make()
    entry, new = corpus.add(path)
    assert new
    assert entry.path != path
    assert entry.path.read_bytes() == path.read_bytes()
    assert (entry.name, entry.published, entry.due) == ("saltmere-reply.md", "2031-03-04", "2031-04-29")
    path.unlink()
    assert list(corpus.entries()) == [entry]


def test_a_document_is_kept_once_whatever_its_name(corpus, make):
    entry, _ = corpus.add(make())
    assert corpus.add(make("other/copy.md")) == (entry, False)
    assert [found.name for found in corpus.entries()] == ["saltmere-reply.md"]


def test_documents_are_listed_by_name(corpus, make):
    for name in ("tarnwick.md", "ashby.md", "saltmere.md"):
        corpus.add(make(name, place=name))
    assert [entry.name for entry in corpus.entries()] == ["ashby.md", "saltmere.md", "tarnwick.md"]


def test_a_corpus_without_documents_is_empty_and_leaves_no_folder(corpus):
    assert list(corpus.entries()) == []
    assert not corpus.root.exists()


def test_a_document_is_found_by_name_or_by_the_start_of_its_id(corpus, make):
    entry, _ = corpus.add(make())
    assert corpus.find("saltmere-reply.md") == corpus.find(entry.id) == corpus.find(entry.id[:4]) == entry
    for key in ("saltmere", entry.id[:3], "", "ffff" if not entry.id.startswith("ffff") else "0000"):
        with pytest.raises(CorpusError, match="no document of that name or id"):
            corpus.find(key)


def test_two_documents_of_one_name_are_told_apart_by_id_only(corpus, make):
    first, _ = corpus.add(make("a/reply.md"))
    second, _ = corpus.add(make("b/reply.md", place="Tarnwick"))
    with pytest.raises(CorpusError, match="2 documents of that name or id"):
        corpus.remove("reply.md")
    assert corpus.remove(first.id) == first
    assert list(corpus.entries()) == [second]


def test_a_removed_document_leaves_nothing_and_can_be_added_again(corpus, make):
    path = make()
    entry, _ = corpus.add(path)
    corpus.remove(entry.id)
    assert list(corpus.root.iterdir()) == []
    assert corpus.add(path)[1]


def test_a_file_that_cannot_be_read_is_not_added(corpus, tmp_path):
    (tmp_path / "empty.md").write_text("", "utf-8")
    with pytest.raises(DocumentError, match=r"empty\.md"):
        corpus.add(tmp_path / "empty.md")
    assert list(corpus.entries()) == []


def test_what_a_killed_run_left_behind_is_not_listed(corpus, make):
    entry, _ = corpus.add(make())
    for name in (".adding-x", ".removing-y"):
        (corpus.root / name).mkdir()
        (corpus.root / name / "record.json").write_text("{}", "utf-8")
    assert list(corpus.entries()) == [entry]


def test_two_runs_can_add_at_once(corpus, make):
    paths = [make(f"reply-{number}.md", place=f"Place{number}") for number in range(4)] * 3
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(corpus.add, paths))
    assert sum(new for _, new in found) == 4
    assert [entry.name for entry in corpus.entries()] == [f"reply-{number}.md" for number in range(4)]
    assert len(list(corpus.root.iterdir())) == 4


_NOTHING = dict.fromkeys(("title", "force", "inspection", "published", "due", "responded", "added"), "")


@pytest.mark.parametrize(
    "record",
    [
        "{",
        "[]",
        "{}",
        "[" * 100_000,
        '{"name": "x"}',
        '{"name": 3, "surplus": 1}',
        json.dumps({**_NOTHING, "name": "reply.md", "force": ["Saltmere Police"]}),
        json.dumps({**_NOTHING, "name": ".."}),
        json.dumps({**_NOTHING, "name": ""}),
    ],
    ids=lambda record: record[:60],
)
def test_a_damaged_record_is_named_with_what_to_do(corpus, make, record):
    entry, _ = corpus.add(make())
    (corpus.root / entry.id / "record.json").write_text(record, "utf-8")
    with pytest.raises(CorpusError, match=rf"{entry.id}: the record of this document is damaged; remove the folder"):
        list(corpus.entries())


@pytest.fixture
def half_damaged(corpus, make):
    """A corpus of two documents, the record of one of them damaged: the sound entry, and the id of the other."""
    sound, broken = (corpus.add(make(f"{place}.md", place=place))[0] for place in ("Saltmere", "Tarnwick"))
    (corpus.root / broken.id / "record.json").write_text("broken", "utf-8")
    return sound, broken.id


def test_a_damaged_record_hides_no_other_document(corpus, half_damaged):
    sound, broken = half_damaged
    entries, damaged = corpus.survey()
    assert entries == [sound]
    assert list(damaged) == [broken]
    assert corpus.find(sound.name) == corpus.find(sound.id) == sound
    assert corpus.remove(sound.id) == sound


def test_who_asks_for_a_document_with_a_damaged_record_is_told_so(corpus, half_damaged):
    _, broken = half_damaged
    with pytest.raises(CorpusError, match=rf"{broken}: the record of this document is damaged"):
        corpus.remove(broken)
    assert (corpus.root / broken).exists()


def test_a_record_cannot_point_out_of_its_folder(corpus, make):
    entry, _ = corpus.add(make())
    record = corpus.root / entry.id / "record.json"
    record.write_text(record.read_text("utf-8").replace('"saltmere-reply.md"', '"../../secret.md"'), "utf-8")
    (found,) = corpus.entries()
    assert found.path.parent == corpus.root / entry.id


def test_a_corpus_in_the_place_of_a_file_is_refused(tmp_path, make):
    (tmp_path / "file").write_text("mine", "utf-8")
    with pytest.raises(CorpusError, match=r"reply\.md: cannot be stored in .*file "):
        Corpus(tmp_path / "file").add(make())


def test_a_document_named_like_the_record_is_kept_as_it_is(corpus, make):
    path = make("record.json")
    entry, _ = corpus.add(path)
    assert entry.path.read_bytes() == path.read_bytes()
    assert entry.name == "record.json"


def test_a_document_whose_name_is_no_unicode_is_kept(corpus, make):
    path = make(os.fsdecode(b"r\xe9ponse.md"))
    entry, _ = corpus.add(path)
    assert entry.path.read_bytes() == path.read_bytes()


def test_the_users_own_corpus_lies_where_the_environment_says(tmp_path, monkeypatch):
    monkeypatch.setenv("STANCE_CORPUS", str(tmp_path / "mine"))
    assert Corpus.default().root == tmp_path / "mine"
    monkeypatch.delenv("STANCE_CORPUS")
    assert Corpus.default().root.name == "corpus"


def test_what_a_killed_process_has_left_half_made_is_removed_and_what_a_running_one_makes_is_not(corpus, make):
    corpus.add(make())
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    machine = re.sub(r"\W", "", platform.node()) or "here"
    names = {
        f".adding-{machine}-{ended.pid}-x": False,
        f".removing-{machine}-{ended.pid}-x": False,
        f".adding-{machine}-{os.getpid()}-x": True,
        f".adding-elsewhere-{ended.pid}-x": True,
        ".git": True,
    }
    for name in names:
        (corpus.root / name).mkdir()
        (corpus.root / name / "document.txt").write_text("x", "utf-8")
    Corpus(corpus.root).add(make("other.md", place="Tarnwick"))
    assert {name: (corpus.root / name).exists() for name in names} == names


def test_a_document_that_changes_while_it_is_added_is_not_kept(corpus, make):
    path = make()
    document = read_document(path)
    path.write_text(path.read_text("utf-8") + "\nAnd more.\n", "utf-8")
    with pytest.raises(DocumentError, match="has changed while it was read"):
        corpus.add(path, document)
    assert list(corpus.root.iterdir()) == []


def test_an_interrupt_leaves_nothing_half_made(corpus, make, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("shutil.copyfile", interrupted)
    with pytest.raises(KeyboardInterrupt):
        corpus.add(make())
    assert list(corpus.root.iterdir()) == []
