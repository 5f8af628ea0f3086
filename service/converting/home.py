"""A private folder for each office or server, and the end of folders whose owners were killed before they could clear up."""

import contextlib
import fcntl
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import BinaryIO

_LOCK = "owner"
#: Seconds in which a folder just made may still be without its lock.
_YOUNG = 60.0


class Home:
    """A folder nobody else may read. Its lock is held for as long as this process lives, however it ends."""

    def __init__(self, temp_dir: Path, prefix: str = "nd30-office-") -> None:
        _sweep(temp_dir, prefix)
        self.path = Path(tempfile.mkdtemp(prefix=prefix, dir=temp_dir))
        self._lock = (self.path / _LOCK).open("wb")
        fcntl.flock(self._lock, fcntl.LOCK_EX)

    def remove(self) -> None:
        """Delete everything in it. Safe to call twice."""
        shutil.rmtree(self.path, ignore_errors=True)
        self._lock.close()


def _sweep(temp_dir: Path, prefix: str) -> None:
    """Delete our user's folders that nobody holds any more."""
    for folder in temp_dir.glob(f"{prefix}*"):
        with contextlib.suppress(OSError):
            facts = folder.stat()
            if facts.st_uid != os.geteuid() or time.time() - facts.st_mtime < _YOUNG:
                continue
            with (folder / _LOCK).open("rb") as lock:
                if _is_free(lock):
                    shutil.rmtree(folder, ignore_errors=True)


def _is_free(lock: BinaryIO) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
