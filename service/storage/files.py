"""Files named by their content: written whole or not at all, never changed, swept when nothing names them.

A file is put here before the transaction that names it commits. A crash in between leaves a file that no row knows,
which is harmless and which ``sweep`` removes a day later.
"""

import contextlib
import datetime as dt
import errno
import hashlib
import os
import secrets
from collections.abc import Container, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO, Any

import fsspec
import sqlalchemy as sa
from fsspec.implementations.local import LocalFileSystem

from service.errors import InvalidInput, NotFound, Problem
from service.settings import Settings
from service.storage.db import Base, Database

#: Files younger than this are never swept: the transaction that will name them may still be open.
GRACE = dt.timedelta(days=1)


class FileStore:
    """A folder, or any place fsspec knows (``s3://bucket/folder``), holding files under their SHA-256."""

    def __init__(self, url: str) -> None:
        # what another process put or removed is seen at once: a listing kept here would name files that are gone
        try:
            self._fs, root = fsspec.core.url_to_fs(url, use_listings_cache=False)
        except (ImportError, ValueError):
            sentence = "ND30_FILES phải là một thư mục, hoặc s3://... (cần cài phần mở rộng s3: uv sync --extra s3)."
            raise InvalidInput(sentence, [Problem("ND30_FILES", "bad-setting", sentence)]) from None
        self._root: str = root.rstrip("/")
        self._local = isinstance(self._fs, LocalFileSystem)

    @classmethod
    def from_settings(cls, settings: Settings) -> "FileStore":
        """The store of `settings`: ``ND30_FILES``, else the folder ``files`` among the data."""
        return cls(settings.files or str((settings.data_dir / "files").absolute()))

    def put(self, data: bytes) -> str:
        """Store `data` durably and return its SHA-256 in hexadecimal; storing twice is storing once."""
        digest = hashlib.sha256(data).hexdigest()
        path = self._path(digest)
        if self._local:
            _write_whole(Path(path), data)
        elif not self._is_young(path):
            self._fs.pipe_file(path, data)  # object stores show a key only when it is complete
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes stored under `digest`; raise NotFound when they are gone or damaged."""
        try:
            data: bytes = self._fs.cat_file(self._path(digest))
        except FileNotFoundError:
            raise NotFound("Tệp không còn trong kho lưu trữ.") from None
        if hashlib.sha256(data).hexdigest() != digest:
            raise NotFound("Tệp trong kho lưu trữ bị hỏng, cần khôi phục từ bản sao lưu.")
        return data

    def open(self, digest: str) -> IO[bytes]:
        """The same as a stream, unverified, for files too large to hold."""
        try:
            stream: IO[bytes] = self._fs.open(self._path(digest), "rb")
        except FileNotFoundError:
            raise NotFound("Tệp không còn trong kho lưu trữ.") from None
        return stream

    def size(self, digest: str) -> int | None:
        """Bytes stored under `digest`, where that is told at once: in a folder of this machine; None elsewhere, or when gone."""
        if not self._local:
            return None
        try:
            return os.stat(self._path(digest)).st_size  # noqa: PTH116 - thousands are asked for at once
        except FileNotFoundError:
            return None

    def exists(self, digest: str) -> bool:
        """Whether `digest` is stored."""
        return bool(self._fs.exists(self._path(digest)))

    def _is_young(self, path: str) -> bool:
        """Whether a file lies there that no sweep will touch before its row is written."""
        try:
            return _utc(self._fs.modified(path)) > dt.datetime.now(dt.UTC) - GRACE / 2
        except FileNotFoundError:
            return False

    def digests(self) -> Iterator[tuple[str, dt.datetime]]:
        """Every stored digest with the moment it was last put."""
        for name, _, put_at in self._all():
            if len(name) == 64:
                yield name, put_at

    def sweep(self, keep: Container[str], before: dt.datetime) -> int:
        """Remove what was put before `before` and is not in `keep`, half-written files too; return how many."""
        stale = [path for name, path, put_at in self._all() if name not in keep and put_at < before]
        for path in stale:
            self._fs.rm_file(path)
        return len(stale)

    def _all(self) -> Iterator[tuple[str, str, dt.datetime]]:
        """Every file as (its name without slashes, its path, the moment it was last put)."""
        found = self._fs.find(self._root, detail=True) if self._fs.exists(self._root) else {}
        for path, facts in found.items():
            # an object store tells the moment with the list; asking for each would be a request each
            put_at = facts.get("LastModified") or self._fs.modified(path)
            yield path.removeprefix(self._root).replace("/", ""), path, _utc(put_at)

    def _path(self, digest: str) -> str:
        if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
            raise NotFound("Mã tệp không hợp lệ.")
        return f"{self._root}/{digest[:2]}/{digest[2:]}"


def sweep(database: Database, files: FileStore, now: dt.datetime) -> int:
    """Remove the files that no row names and that are older than ``GRACE``; return how many."""
    with database.engine.connect() as connection:
        keep = named_files(connection)
    return files.sweep(keep, now - GRACE)


def named_files(connection: sa.Connection, columns: Iterable[sa.Column[Any]] | None = None) -> set[str]:
    """Every digest that some row names in the columns declared as ``FileDigest``, of all tables unless told which."""
    if columns is None:
        columns = chain.from_iterable(table.columns for table in Base.metadata.sorted_tables)
    return {
        digest
        for column in columns
        if column.info.get("file")
        for digest in connection.scalars(sa.select(column).where(column.is_not(None)).distinct())
    }


def _write_whole(path: Path, data: bytes) -> None:
    """Write without a name, flush to the disk, then name it: a reader sees the whole file or none."""
    if path.exists():
        os.utime(path)  # young again, so that a sweep under way leaves it alone
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unnamed = _open_unnamed(path.parent)
    if unnamed is None:
        _write_beside(path, data)
        return
    with unnamed:
        _write_through(unnamed, data)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            with contextlib.suppress(FileExistsError):  # another process was faster with the same content
                os.link(f"/proc/self/fd/{unnamed.fileno()}", path, src_dir_fd=folder, follow_symlinks=True)
        finally:
            os.close(folder)


def _open_unnamed(folder: Path) -> IO[bytes] | None:
    """A file without a name, which a killed process leaves no trace of; None where the file system has none (NFS, macOS)."""
    try:
        return os.fdopen(os.open(folder, os.O_TMPFILE | os.O_WRONLY, 0o644), "wb")
    except (AttributeError, IsADirectoryError):
        return None
    except OSError as error:
        if error.errno in {errno.EOPNOTSUPP, errno.EINVAL}:
            return None
        raise


def _write_beside(path: Path, data: bytes) -> None:
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with beside.open("xb") as file:
            _write_through(file, data)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _write_through(file: IO[bytes], data: bytes) -> None:
    file.write(data)
    file.flush()
    os.fsync(file.fileno())


def _utc(moment: dt.datetime) -> dt.datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
