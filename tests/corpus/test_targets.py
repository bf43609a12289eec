from __future__ import annotations

import os

import pytest

from corpus.errors import StanceError
from corpus.targets import check_file, check_writable


def test_what_can_be_made_is_let_through_and_nothing_is_made(tmp_path):
    (tmp_path / "old.csv").write_text("of yesterday", "utf-8")
    for path in (tmp_path / "new.csv", tmp_path / "old.csv", tmp_path / "a" / "b" / "new.csv"):
        check_file(path)
    assert [path.name for path in tmp_path.iterdir()] == ["old.csv"]


def test_a_name_without_a_folder_is_one_in_the_working_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    check_writable(tmp_path.relative_to(tmp_path) / "model")


@pytest.mark.parametrize("name", ["letter.txt/out.csv", "letter.txt/a/b/out.csv", "gone/out.csv"])
def test_a_file_or_a_broken_link_in_place_of_a_folder_is_named(tmp_path, name):
    (tmp_path / "letter.txt").touch()
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    place = tmp_path / name.partition("/")[0]
    with pytest.raises(StanceError, match=rf"out\.csv: cannot be written \({place} is no folder that you may write to\); choose"):
        check_file(tmp_path / name)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a user who may not write everywhere")
def test_a_folder_that_may_not_be_written_to_is_named(tmp_path):
    (tmp_path / "locked").mkdir(mode=0o500)
    with pytest.raises(StanceError, match="locked is no folder that you may write to"):
        check_file(tmp_path / "locked" / "new" / "out.csv")


def test_a_folder_in_place_of_the_file_is_refused(tmp_path):
    with pytest.raises(StanceError, match="it is a folder"):
        check_file(tmp_path)
