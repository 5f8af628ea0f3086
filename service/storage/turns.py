"""Lets the writers of one SQLite file go one after the other, woken in turn instead of asking again and again.

SQLite itself makes a waiting writer sleep up to a tenth of a second between two tries, in which others overtake it: among
sixteen some waited for seconds. Nothing depends on these turns but the waiting: SQLite's own lock still decides.
"""

import fcntl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


class Turns:
    """One for each process and database file; processes share `path`, whose lock the system frees with its holder."""

    def __init__(self, path: Path, patience: float) -> None:
        """`patience` in seconds: who has waited so long for the threads of this process goes on and lets SQLite decide."""
        self._path, self._patience = path, patience
        self._threads = threading.RLock()
        self._depth = 0

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Hold the turn; a thread that holds it may take it again."""
        if not self._threads.acquire(timeout=self._patience):
            yield
            return
        self._depth += 1
        try:
            if self._depth > 1:
                yield
            else:
                with self._open() as file:
                    fcntl.flock(file, fcntl.LOCK_EX)
                    yield
        finally:
            self._depth -= 1
            self._threads.release()

    def _open(self) -> IO[str]:
        try:
            return self._path.open("w")
        except FileNotFoundError:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return self._path.open("w")
