"""Results kept by the content they came from, so that an unchanged document is never converted twice."""

import hashlib
import os
import tempfile
import threading
from pathlib import Path

#: The share of the limit that is written before the folder is measured again; other processes write there too.
_MEASURE_EVERY = 0.05
#: A full folder is emptied down to this share, the longest unused first.
_KEEP = 0.8


def content_key(*parts: bytes | str) -> str:
    """A name for exactly these contents, each part bounded so that no two lists of parts share one."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


class FileCache:
    """Bytes in a private folder, bounded in size, shared by threads and processes. A limit of 0 keeps nothing."""

    def __init__(self, folder: Path, limit: int) -> None:
        """`limit` in bytes, of all files together; it may be passed by a twentieth for a moment."""
        self._folder = folder
        self._limit = limit
        self._lock = threading.Lock()
        self._written = limit  # unknown at first: the first write measures

    def get(self, key: str) -> bytes | None:
        """What was kept under `key`, or None."""
        path = self._path(key)
        try:
            content = path.read_bytes()
            os.utime(path)  # the time of last use, by which the oldest are found
        except OSError:
            return None
        return content

    def put(self, key: str, content: bytes) -> None:
        """Keep `content`, whole or not at all; a full disk is no error here."""
        if len(content) > self._limit * _MEASURE_EVERY:
            return
        try:
            self._write(self._path(key), content)
        except OSError:
            return
        with self._lock:
            self._written += len(content)
            if self._written > self._limit * _MEASURE_EVERY:
                self._written = 0
                self._shrink()

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key[2:]

    def _write(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            Path(temporary).replace(path)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise

    def _shrink(self) -> None:
        files = []
        for path in self._folder.glob("*/*"):
            try:
                facts = path.stat()
            except OSError:
                continue  # another process removed it first
            files.append((facts.st_mtime_ns, facts.st_size, path))
        total = sum(size for _, size, _ in files)
        if total <= self._limit:
            return
        for _, size, path in sorted(files):
            path.unlink(missing_ok=True)
            total -= size
            if total <= self._limit * _KEEP:
                return
