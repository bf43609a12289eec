"""The cache: what was made from a content, kept under the hash of that content, in one SQLite file.

It may be lost at any time, and must never get in the way: a damaged file is set aside, and a cache that cannot be used
is simply empty. Several processes can use it at once. Nothing in it can run: the values are compressed bytes.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

#: The largest size of the file; the oldest entries make room for new ones.
MAXIMUM_BYTES = 1 << 30
FILE_NAME = "cache.sqlite"
_VERSION = 1
#: So many values are written at a time.
_BATCH = 200
#: How much of the largest size is freed at once.
_FREED = 0.1
_TRIES = 20


class Cache:
    """Values by key. Use it as a context manager, in one thread."""

    def __init__(self, folder: Path | None = None, maximum_bytes: int = MAXIMUM_BYTES) -> None:
        """Open the cache.

        :param folder: where it lies; the user's own cache folder if ``None``, which ``STANCE_CACHE`` overrides.
        :param maximum_bytes: the largest size of its file.
        """
        self.path = (folder or default_folder()) / FILE_NAME
        self._maximum = maximum_bytes
        self._waiting: dict[bytes, bytes] = {}
        self._connection: sqlite3.Connection | None = _open(self.path)

    def __enter__(self) -> Self:
        """Give the cache itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Write what is waiting, and close the file."""
        self.close()

    def close(self) -> None:
        """Write what is waiting, and close the file."""
        self._flush()
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def get(self, key: bytes) -> bytes | None:
        """Look a value up.

        :param key: from :func:`key_of`.
        :return: the value, or ``None``.
        """
        value = self._waiting.get(key)
        if value is None and self._connection is not None:
            with self._guarded() as connection:
                row = connection.execute("SELECT value FROM entries WHERE key = ?", (key,)).fetchone()
                value = row[0] if row else None
        if value is None:
            return None
        try:
            return zlib.decompress(value)  # checks a sum as well
        except (zlib.error, TypeError):
            return None

    def put(self, key: bytes, value: bytes) -> None:
        """Keep a value; it is written together with others, at the latest when the cache is closed.

        :param key: from :func:`key_of`.
        :param value: the value.
        """
        if self._connection is None:
            return
        self._waiting[key] = zlib.compress(value, 1)
        if len(self._waiting) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        waiting, self._waiting = self._waiting, {}
        if self._connection is None or not waiting:
            return
        with self._guarded() as connection, connection:
            connection.execute("BEGIN IMMEDIATE")
            # A damaged value is replaced, one that another process has written meanwhile left as it is.
            connection.executemany(
                "INSERT INTO entries (key, value) VALUES (?, ?) "
                "ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE value IS NOT excluded.value",
                waiting.items(),
            )
            self._make_room(connection)

    def _make_room(self, connection: sqlite3.Connection) -> None:
        def pragma(name: str) -> int:
            return int(connection.execute(f"PRAGMA {name}").fetchone()[0])

        used = (pragma("page_count") - pragma("freelist_count")) * pragma("page_size")
        if used > self._maximum:
            share = 1 - (1 - _FREED) * self._maximum / used
            (count,) = connection.execute("SELECT count(*) FROM entries").fetchone()
            connection.execute(
                "DELETE FROM entries WHERE number IN (SELECT number FROM entries ORDER BY number LIMIT ?)", (int(count * share) + 1,)
            )

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[sqlite3.Connection]:
        """Use the file; after an error the cache stays empty for the rest of the run."""
        connection = self._connection
        if connection is None:
            raise RuntimeError("the cache is closed")
        try:
            yield connection
        except sqlite3.Error as error:
            self._connection = None
            with contextlib.suppress(sqlite3.Error):
                connection.close()
            if _is_damage(error):
                _set_aside(self.path)


def default_folder() -> Path:
    """Give the folder of the cache.

    :return: ``STANCE_CACHE``, or the place that the system has for such data.
    """
    chosen = os.environ.get("STANCE_CACHE")
    if chosen:
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("stance", appauthor=False)


def key_of(*parts: str | bytes) -> bytes:
    """Make a key.

    :param parts: all that a value depends on.
    :return: the SHA-256 of the parts, each after its length.
    """
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.digest()


def _open(path: Path) -> sqlite3.Connection | None:
    """Open the file, new if there is none or if it is damaged.

    :return: the connection, or ``None`` where there can be no cache.
    """
    for attempt in range(_TRIES):
        connection: sqlite3.Connection | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            connection = sqlite3.connect(path, timeout=5, isolation_level=None)
            _prepare(connection)
        except (sqlite3.Error, OSError) as error:
            if connection is not None:
                connection.close()
            if _is_damage(error):
                _set_aside(path)
            elif "locked" not in str(error):
                return None  # a disk that is full or may only be read, or no such place
            # Two processes that make the file at once can find it locked without SQLite's waiting for its timeout.
            time.sleep(0.005 * (attempt + 1))
        else:
            return connection
    return None


def _prepare(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute("PRAGMA journal_mode = WAL")
    # The last entries may be lost with the power; the file stays whole.
    connection.execute("PRAGMA synchronous = NORMAL")
    if _version(connection) == _VERSION:
        return
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        if _version(connection) != _VERSION:  # another process may have been here first
            connection.execute("DROP TABLE IF EXISTS entries")
            connection.execute("CREATE TABLE entries (number INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, value BLOB NOT NULL)")
            connection.execute(f"PRAGMA user_version = {_VERSION}")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _is_damage(error: BaseException) -> bool:
    message = str(error)
    return isinstance(error, sqlite3.DatabaseError) and any(
        sign in message for sign in ("not a database", "malformed", "file is encrypted", "no such table", "no such column")
    )


def _set_aside(path: Path) -> None:
    """Put a damaged file aside, so that a person can look at it; the next opening makes a new one."""
    for file in _files(path):
        with contextlib.suppress(OSError):
            file.replace(file.with_name(f"{file.name}.damaged"))


def _files(path: Path) -> Iterable[Path]:
    return (path.with_name(path.name + ending) for ending in ("-wal", "-shm", ""))
