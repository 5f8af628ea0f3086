"""Counters of the rate limits, shared by all worker processes of one machine, in a small SQLite file that may be lost."""

import sqlite3
import threading
import time
from pathlib import Path

from limits.storage import Storage

_TABLE = "CREATE TABLE IF NOT EXISTS hits (key TEXT PRIMARY KEY, count INTEGER, expires REAL) WITHOUT ROWID"
_INCREASE = """
    INSERT INTO hits VALUES (:key, :amount, :expires)
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN hits.expires <= :now THEN :amount ELSE hits.count + :amount END,
      expires = CASE WHEN hits.expires <= :now THEN :expires ELSE hits.expires END
    RETURNING count
"""
#: Expired counters are removed once in so many increments.
_TIDY_EVERY = 5_000


class SqliteStorage(Storage):
    """Fixed windows for the limits library, at ``nd30sqlite:///path``."""

    STORAGE_SCHEME = ["nd30sqlite"]  # noqa: RUF012 - the library's attribute

    def __init__(self, uri: str, wrap_exceptions: bool = False, **options: float | str | bool) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions, **options)
        path = Path(uri.removeprefix("nd30sqlite://"))
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._increments = 0
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=5)
        for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=OFF", _TABLE):
            self._connection.execute(statement)

    @property
    def base_exceptions(self) -> type[Exception]:
        """What can go wrong here."""
        return sqlite3.Error

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count `amount` more for `key` in a window of `expiry` seconds; return the count."""
        now = time.time()
        values = {"key": key, "amount": amount, "now": now, "expires": now + expiry}
        with self._lock:
            self._increments += 1
            if self._increments % _TIDY_EVERY == 0:
                self._connection.execute("DELETE FROM hits WHERE expires <= ?", (now,))
            return int(self._connection.execute(_INCREASE, values).fetchone()[0])

    def get(self, key: str) -> int:
        """The count of `key` in its current window."""
        found = self._find("SELECT count FROM hits WHERE key = ? AND expires > ?", key)
        return int(found) if found is not None else 0

    def get_expiry(self, key: str) -> float:
        """When the window of `key` ends, in seconds since 1970; now when it has none."""
        found = self._find("SELECT expires FROM hits WHERE key = ? AND expires > ?", key)
        return float(found) if found is not None else time.time()

    def check(self) -> bool:
        """Whether the file can be used."""
        return self._find("SELECT count(*) FROM hits WHERE key = ? AND expires > ?", "") is not None

    def reset(self) -> int | None:
        """Forget every counter."""
        with self._lock:
            return self._connection.execute("DELETE FROM hits").rowcount

    def clear(self, key: str) -> None:
        """Forget one counter."""
        with self._lock:
            self._connection.execute("DELETE FROM hits WHERE key = ?", (key,))

    def _find(self, query: str, key: str) -> float | None:
        with self._lock:
            row = self._connection.execute(query, (key, time.time())).fetchone()
        return row[0] if row else None
