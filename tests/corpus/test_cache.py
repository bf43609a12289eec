from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus
from corpus.cache import FILE_NAME, Cache, key_of

ROOT = Path(corpus.__file__).parent.parent
KEY = key_of("one")
_WRITE = """
import sys
from pathlib import Path
from corpus.cache import Cache, key_of
for turn in range(5):
    with Cache(Path(sys.argv[1])) as cache:
        for number in range(300):
            cache.put(key_of(sys.argv[2], str(turn), str(number)), b"value %d" % number * 20)
"""


def written(folder, key=KEY, value=b"a value"):
    with Cache(folder) as cache:
        cache.put(key, value)


def found(folder, key=KEY):
    with Cache(folder) as cache:
        return cache.get(key)


def test_a_value_is_found_again_at_once_and_in_another_run(tmp_path):
    with Cache(tmp_path) as cache:
        assert cache.get(KEY) is None
        cache.put(KEY, b"a value")
        assert cache.get(KEY) == b"a value"
    assert found(tmp_path) == b"a value"
    assert found(tmp_path, key_of("two")) is None


def test_the_folder_can_be_chosen_by_the_environment_and_is_private(tmp_path, monkeypatch):
    monkeypatch.setenv("STANCE_CACHE", str(tmp_path / "mine"))
    with Cache() as cache:
        assert cache.path == tmp_path / "mine" / FILE_NAME
    if os.name == "posix":
        assert (tmp_path / "mine").stat().st_mode & 0o077 == 0


@given(st.lists(st.text(max_size=4), max_size=4), st.lists(st.text(max_size=4), max_size=4))
def test_keys_of_different_parts_differ(one, two):
    assert (key_of(*one) == key_of(*two)) == (one == two)


def test_the_oldest_entries_make_room_for_new_ones(tmp_path):
    keys = [key_of(str(number)) for number in range(2000)]
    with Cache(tmp_path, maximum_bytes=1_000_000) as cache:
        for key in keys:
            cache.put(key, os.urandom(2000))
    with Cache(tmp_path) as cache:
        kept = [cache.get(key) is not None for key in keys]
    assert kept == sorted(kept), "what is kept is the newest"
    assert 200 < sum(kept) < 500
    assert (tmp_path / FILE_NAME).stat().st_size < 2_500_000


@pytest.mark.parametrize("damage", [b"no database at all, but a text that somebody saved here" * 50, b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_damaged_file_is_set_aside(tmp_path, damage):
    (tmp_path / FILE_NAME).write_bytes(damage)
    written(tmp_path)
    assert found(tmp_path) == b"a value"
    assert (tmp_path / f"{FILE_NAME}.damaged").read_bytes() == damage


def test_damage_that_shows_later_costs_no_error_and_is_set_aside(tmp_path):
    with Cache(tmp_path) as cache:
        for number in range(500):
            cache.put(key_of(str(number)), os.urandom(3000))
    file = tmp_path / FILE_NAME
    data = bytearray(file.read_bytes())
    data[8192:] = os.urandom(len(data) - 8192)
    file.write_bytes(data)
    with Cache(tmp_path) as cache:
        values = [cache.get(key_of(str(number))) for number in range(500)]
        cache.put(KEY, b"after")
    assert any(value is None for value in values)
    written(tmp_path, value=b"later")
    assert found(tmp_path) == b"later"


def alter(folder):
    connection = sqlite3.connect(folder / FILE_NAME)
    connection.execute("UPDATE entries SET value = ?", (b"x\x9c altered",))
    connection.commit()
    connection.close()


def test_a_value_that_was_altered_is_not_taken(tmp_path):
    written(tmp_path)
    alter(tmp_path)
    assert found(tmp_path) is None


def test_a_value_that_was_altered_is_replaced_by_the_next_that_is_made(tmp_path):
    written(tmp_path)
    alter(tmp_path)
    written(tmp_path)
    assert found(tmp_path) == b"a value"


def test_values_that_are_made_again_and_again_take_no_more_room(tmp_path):
    values = {key_of(str(number)): os.urandom(2000) for number in range(60)}
    sizes = []
    for _ in range(4):
        with Cache(tmp_path) as cache:
            for key, value in values.items():
                cache.put(key, value)
        sizes.append((tmp_path / FILE_NAME).stat().st_size)
    assert len(set(sizes)) == 1
    with Cache(tmp_path) as cache:
        assert {key: cache.get(key) for key in values} == values


def test_a_file_of_another_version_is_made_anew(tmp_path):
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.execute("CREATE TABLE entries (other TEXT)")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    written(tmp_path)
    assert found(tmp_path) == b"a value"


def test_a_place_that_cannot_be_used_is_an_empty_cache(tmp_path):
    (tmp_path / "file").touch()
    written(tmp_path / "file" / "below")
    assert found(tmp_path / "file" / "below") is None


@pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full")
def test_a_full_disk_is_an_empty_cache(tmp_path):
    (tmp_path / FILE_NAME).symlink_to("/dev/full")
    written(tmp_path)
    assert found(tmp_path) is None


def test_several_processes_can_make_and_use_one_file(tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    arguments = [sys.executable, "-c", _WRITE, str(tmp_path / "new")]
    running = [subprocess.Popen([*arguments, str(name)], env=environment, stderr=subprocess.PIPE) for name in range(4)]
    errors = [process.communicate()[1] for process in running]
    assert errors == [b""] * 4
    assert [process.returncode for process in running] == [0] * 4
    with Cache(tmp_path / "new") as cache:
        missing = [
            (name, turn, number)
            for name in range(4)
            for turn in range(5)
            for number in range(300)
            if cache.get(key_of(str(name), str(turn), str(number))) != b"value %d" % number * 20
        ]
    assert missing == []
    assert not list((tmp_path / "new").glob("*.damaged"))


@pytest.mark.skipif(os.name != "posix", reason="needs a kill")
def test_a_process_that_is_killed_leaves_a_file_that_can_be_used(tmp_path):
    code = _WRITE.replace("range(5)", "range(100000)")
    process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path), "a"], env={**os.environ, "PYTHONPATH": str(ROOT)})
    try:
        while found(tmp_path, key_of("a", "2", "0")) is None:
            assert process.poll() is None
    finally:
        process.kill()
        process.wait()
    assert found(tmp_path, key_of("a", "0", "0")) == b"value 0" * 20
    written(tmp_path)
    assert found(tmp_path) == b"a value"
