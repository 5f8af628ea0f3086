"""One ZIP with every row and every file: consistent while people work, checked after writing, good for either engine.

Rows are read in one transaction that sees one state; files are named by content and never change, so copying those that
the rows name makes the whole consistent. What was saved from SQLite can be restored into PostgreSQL and the other way.
"""

import base64
import datetime as dt
import hashlib
import json
import os
import uuid
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import IO, Any

import sqlalchemy as sa

from service.errors import Conflict, UnreadableFile
from service.storage.db import Base, Database, UtcDateTime
from service.storage.files import FileStore, named_files
from service.storage.migrate import current_revision, go_back, known_revisions, migrate, newest_revision, refuse_newer

_FORMAT = 1
_MANIFEST = "manifest.json"
#: Rows inserted at once.
_CHUNK = 500


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What a backup holds.

    Attributes:
        revision: of the tables; the program that restores must know it.
        tables: rows by table.
        digests: SHA-256 of the rows by table.
    """

    revision: str
    made_at: str
    tables: Mapping[str, int]
    digests: Mapping[str, str]
    files: int
    format: int = _FORMAT


def back_up(database: Database, files: FileStore, target: Path, now: dt.datetime) -> Manifest:
    """Write everything into `target`, which appears only when it is complete and checked.

    The tables may be those of an older program: a backup is made before they are brought up to date.

    Raises:
        Conflict: there are no tables yet, or a newer program made them.
        UnreadableFile: what was written does not read back, or a file is missing.
    """
    revision = current_revision(database)
    if revision is None:
        raise Conflict("Chưa có dữ liệu để sao lưu.")
    refuse_newer(revision)
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
            manifest = _write(archive, database, files, revision, now)
        _flush(beside)
        verify(beside)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return manifest


def verify(source: Path) -> Manifest:
    """Read a backup from end to end; raise UnreadableFile for anything missing or changed."""
    with _opened(source) as archive:
        manifest = _manifest(archive)
        for name, wanted in manifest.digests.items():
            if _digest(archive, f"tables/{name}.jsonl") != wanted:
                raise UnreadableFile(f"Bản sao lưu hỏng ở bảng {name}.")
        stored = [entry for entry in archive.namelist() if entry.startswith("files/")]
        if len(stored) != manifest.files:
            raise UnreadableFile("Bản sao lưu thiếu tệp.")
        for entry in stored:
            if _digest(archive, entry) != entry.removeprefix("files/"):
                raise UnreadableFile(f"Bản sao lưu hỏng ở tệp {entry}.")
        return manifest


def restore(database: Database, files: FileStore, source: Path) -> Manifest:
    """Put a backup into an empty database and count again; all of it or nothing. An older one is brought up to date.

    Raises:
        UnreadableFile: the backup is damaged.
        Conflict: a newer program made it, or the database has rows.
    """
    manifest = verify(source)
    if manifest.revision not in known_revisions():
        message = f"Bản sao lưu thuộc phiên bản dữ liệu {manifest.revision} mà chương trình này chưa biết;"
        raise Conflict(f"{message} nâng cấp chương trình rồi khôi phục.")
    _prepare(database, manifest.revision)
    with _opened(source) as archive:
        for entry in archive.namelist():
            if entry.startswith("files/"):
                files.put(archive.read(entry))
        with database.writing() as session:
            connection = session.connection()
            _refuse_rows(connection)
            for table in Base.metadata.sorted_tables:
                if table.name in manifest.tables:
                    _insert(connection, table, archive)
            _compare(connection, manifest)
    migrate(database)
    return manifest


def _prepare(database: Database, revision: str) -> None:
    """Make the tables as they were when the backup was made; an empty database of today goes back for it."""
    migrate(database)
    with database.engine.connect() as connection:
        _refuse_rows(connection)
    if revision != newest_revision():
        go_back(database, revision)


def _write(archive: zipfile.ZipFile, database: Database, files: FileStore, revision: str, now: dt.datetime) -> Manifest:
    tables: dict[str, int] = {}
    digests: dict[str, str] = {}
    one_state = {} if database.is_sqlite else {"isolation_level": "REPEATABLE READ"}
    with database.engine.execution_options(**one_state).connect() as connection:
        stored = _stored_columns(connection)
        for table, columns in stored.items():
            tables[table.name], digests[table.name] = _write_table(archive, connection, table, columns)
        names = sorted(named_files(connection, chain.from_iterable(stored.values())))
    for name in names:
        archive.writestr(zipfile.ZipInfo(f"files/{name}"), files.get(name), zipfile.ZIP_STORED)
    manifest = Manifest(revision=revision, made_at=now.isoformat(), tables=tables, digests=digests, files=len(names))
    archive.writestr(_MANIFEST, json.dumps(asdict(manifest), indent=2))
    return manifest


def _stored_columns(connection: sa.Connection) -> dict[sa.Table, list[sa.Column[Any]]]:
    """Our tables and columns as far as the database has them already."""
    inspector = sa.inspect(connection)
    names = {name: {column["name"] for column in inspector.get_columns(name)} for name in inspector.get_table_names()}
    return {
        table: [column for column in table.columns if column.name in names[table.name]]
        for table in Base.metadata.sorted_tables
        if table.name in names
    }


def _write_table(
    archive: zipfile.ZipFile, connection: sa.Connection, table: sa.Table, columns: Sequence[sa.Column[Any]]
) -> tuple[int, str]:
    digest, count = hashlib.sha256(), 0
    query = sa.select(*columns).order_by(*table.primary_key.columns).execution_options(yield_per=_CHUNK)
    with archive.open(f"tables/{table.name}.jsonl", "w", force_zip64=True) as stream:
        for row in connection.execute(query).mappings():
            line = json.dumps({name: _encoded(value) for name, value in row.items()}, ensure_ascii=False).encode()
            stream.write(line + b"\n")
            digest.update(line + b"\n")
            count += 1
    return count, digest.hexdigest()


def _insert(connection: sa.Connection, table: sa.Table, archive: zipfile.ZipFile) -> None:
    """Insert the rows; a reference to another row of the same table is filled in afterwards."""
    own = [key.parent.name for key in table.foreign_keys if key.column.table is table]
    with archive.open(f"tables/{table.name}.jsonl") as stream:
        for chunk in _chunks(stream, table):
            connection.execute(sa.insert(_as_it_was(table, chunk)), [row | dict.fromkeys(own) for row in chunk])
    if own:
        with archive.open(f"tables/{table.name}.jsonl") as stream:
            for chunk in _chunks(stream, table):
                for row in chunk:
                    same = [column == row[column.name] for column in table.primary_key.columns]
                    connection.execute(sa.update(table).where(*same).values({name: row[name] for name in own}))


def _as_it_was(table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> sa.TableClause:
    """The table with the columns that the backup knows, and no defaults for those that came later."""
    return sa.table(table.name, *(sa.column(name, table.c[name].type) for name in rows[0]))


def _chunks(stream: IO[bytes], table: sa.Table) -> Iterator[list[dict[str, Any]]]:
    rows: list[dict[str, Any]] = []
    for line in stream:
        rows.append({name: _decoded(table.c[name], value) for name, value in json.loads(line).items()})
        if len(rows) == _CHUNK:
            yield rows
            rows = []
    if rows:
        yield rows


def _encoded(value: Any) -> Any:
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, dt.date):  # a datetime is one too
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return value


def _decoded(column: sa.Column[Any], value: Any) -> Any:
    if value is None:
        return None
    match column.type:
        case sa.Uuid():
            return uuid.UUID(value)
        case UtcDateTime():
            return dt.datetime.fromisoformat(value)
        case sa.Date():
            return dt.date.fromisoformat(value)
        case sa.LargeBinary():
            return base64.b64decode(value)
    return value


def _refuse_rows(connection: sa.Connection) -> None:
    there = set(sa.inspect(connection).get_table_names())
    for table in Base.metadata.sorted_tables:
        if table.name in there and connection.scalar(sa.select(sa.exists().select_from(table))):
            raise Conflict(f"Cơ sở dữ liệu đã có dữ liệu (bảng {table.name}); chỉ khôi phục vào cơ sở dữ liệu trống.")


def _compare(connection: sa.Connection, manifest: Manifest) -> None:
    for name, wanted in manifest.tables.items():
        table = Base.metadata.tables[name]
        found = connection.scalar(sa.select(sa.func.count()).select_from(table))
        if found != wanted:
            raise UnreadableFile(f"Bảng {name} có {found} dòng sau khi khôi phục, bản sao lưu có {wanted}.")


def _digest(archive: zipfile.ZipFile, entry: str) -> str:
    digest = hashlib.sha256()
    try:
        with archive.open(entry) as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    except KeyError:
        raise UnreadableFile(f"Bản sao lưu thiếu {entry}.") from None
    return digest.hexdigest()


@contextmanager
def _opened(source: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(source) as archive:
            yield archive
    except (zipfile.BadZipFile, EOFError) as error:
        raise UnreadableFile("Tệp này không phải bản sao lưu của nd30, hoặc đã hỏng.") from error


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    try:
        manifest = Manifest(**json.loads(archive.read(_MANIFEST)))
    except (KeyError, ValueError, TypeError) as error:
        raise UnreadableFile("Tệp này không phải bản sao lưu của nd30, hoặc đã hỏng.") from error
    unknown = set(manifest.tables) - set(Base.metadata.tables)
    if manifest.format != _FORMAT or unknown:
        raise Conflict("Bản sao lưu do phiên bản chương trình khác tạo ra.")
    return manifest


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
