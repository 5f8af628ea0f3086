"""One database for everything: SQLite with nothing to configure, PostgreSQL when ``ND30_DATABASE`` names one.

Reading and writing are asked for by name, because SQLite must know at BEGIN: a transaction that starts as a reader
and writes later can meet a busy error that no waiting mends.
"""

import datetime as dt
import errno
import fcntl
import hashlib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Annotated, Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column, sessionmaker

from service.errors import InvalidInput, MissingProgram, Overloaded, Problem
from service.settings import Settings
from service.storage.turns import Turns

#: How long a writer waits for another one before it gives up, in milliseconds.
BUSY_TIMEOUT_MS = 30_000

#: What PostgreSQL shows as the program's name while it writes.
_WRITER = "nd30 writes"
_CUT_OFF = sa.text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
    "AND application_name = :writer AND state <> 'idle' AND wait_event = 'ClientRead' "
    "AND state_change < now() - make_interval(secs => :patience)"
)

_MOST_WORDS = 50

#: SQLite's name and PostgreSQL's SQLSTATE.
_DISK_FULL = {"SQLITE_FULL", "53100"}
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT}

#: JSON in both engines; PostgreSQL keeps it parsed.
Json = sa.JSON().with_variant(JSONB(), "postgresql")


class UtcDateTime(sa.TypeDecorator[dt.datetime]):
    """A moment in UTC. SQLite forgets time zones, so a moment without one is refused before it gets there."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: sa.Dialect) -> dt.datetime | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """Convert to UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"A moment needs a time zone: {value!r}")
        return value.astimezone(dt.UTC)

    def process_result_value(self, value: dt.datetime | None, dialect: sa.Dialect) -> dt.datetime | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """Give back an aware moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


#: SHA-256 of a stored file, in hexadecimal. Columns of this type are what keeps a file from being swept away.
FileDigest = Annotated[str, mapped_column(sa.String(64), info={"file": True})]


class Base(DeclarativeBase):
    """Every table of the service; constraint names are fixed so that migrations can name them."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        dt.datetime: UtcDateTime(),
        uuid.UUID: sa.Uuid(),
        dict[str, Any]: Json,
        list[Any]: Json,
        list[str]: Json,
    }


class Database:
    """The engine, and the two ways to talk to it. Make one per process, after forking."""

    def __init__(self, settings: Settings) -> None:
        self.url = database_url(settings)
        self._locks = settings.data_dir / "locks"
        self.engine = _sqlite_engine(self.url) if self.is_sqlite else _postgres_engine(self.url)
        self._patience = settings.database_patience
        self._turns = Turns(self._locks / "writer", BUSY_TIMEOUT_MS / 1000).taken if self.is_sqlite else nullcontext
        writer = self.engine.execution_options(nd30_writes=True)
        self._readers = sessionmaker(self.engine, expire_on_commit=False)
        self._writers = sessionmaker(writer, expire_on_commit=False)

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded engine, good for one machine."""
        return self.url.get_backend_name() == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state and changes nothing."""
        with self._readers() as session:
            yield session  # closing rolls back

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits at the end of the block, or leaves no trace when the block raises.

        On SQLite writers queue (``BEGIN IMMEDIATE``); keep the block short.
        """
        with self._turns(), self._writers.begin() as session:
            yield session

    @contextmanager
    def exclusively(self, name: str) -> Iterator[None]:
        """Hold the lock called `name` among all processes that share this database; a killed holder lets go.

        It saves work, it proves nothing: what must be true is checked again inside ``writing``.
        """
        key = hashlib.sha256(name.encode()).digest()
        if self.is_sqlite:
            with _file_lock(self._locks / key.hex()[:16]):
                yield
        else:
            with self.engine.connect() as connection:
                number = int.from_bytes(key[:8], signed=True)
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(number)))
                yield

    def cut_off_hung_writers(self) -> int:
        """End every writing transaction that PostgreSQL has waited for too long, so that its locks go; return how many.

        The server's own idle_in_transaction_session_timeout is no help: its clock stops at the Flush that ends a pipeline.
        On SQLite the operating system frees the lock of a dead process, and a halted one halts its machine's work.
        """
        if self.is_sqlite:
            return 0
        with self.engine.connect() as connection:
            cut_off = connection.execute(_CUT_OFF, {"writer": _WRITER, "patience": self._patience})
            return len(cut_off.all())

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()


def database_url(settings: Settings) -> sa.URL:
    """``ND30_DATABASE`` as SQLAlchemy wants it: PostgreSQL through psycopg 3, else a file in the data folder."""
    if not settings.database:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        return sa.URL.create("sqlite", database=str(settings.data_dir / "nd30.sqlite3"))
    try:
        url = sa.make_url(settings.database)
    except (sa.exc.ArgumentError, ValueError):
        raise _unusable() from None
    if url.drivername in {"postgres", "postgresql", "postgresql+psycopg"}:
        return url.set(drivername="postgresql+psycopg")
    if url.drivername == "sqlite":
        return url
    raise _unusable()


def containing(column: sa.ColumnElement[str], words: str) -> list[sa.ColumnElement[bool]]:
    """Conditions that `column` contains each of `words`; of very many the first decide, engines bound what they take."""
    return [column.contains(word, autoescape=True) for word in words.split()[:_MOST_WORDS]]


def outage(error: Exception) -> Overloaded | None:
    """What to tell people when the disk is full or the database away; None where `error` is something else."""
    reason = error.orig if isinstance(error, sa.exc.OperationalError) else error
    code = getattr(reason, "sqlite_errorname", None) or getattr(reason, "sqlstate", None)
    if code in _DISK_FULL or (isinstance(reason, OSError) and reason.errno in _NO_SPACE):
        return Overloaded("Máy chủ hết chỗ lưu trữ, việc vừa làm chưa được lưu; báo cho người vận hành.")
    if reason is error or code == "SQLITE_ERROR":  # the latter is a wrong statement, which is our fault
        return None
    return Overloaded("Cơ sở dữ liệu tạm thời không dùng được, việc vừa làm chưa được lưu; thử lại sau ít giây.")


def _unusable() -> InvalidInput:
    sentence = "ND30_DATABASE phải có dạng postgresql://người-dùng:mật-khẩu@máy-chủ/tên hoặc sqlite:///đường-dẫn."
    return InvalidInput(sentence, [Problem("ND30_DATABASE", "bad-setting", sentence)])


def _sqlite_engine(url: sa.URL) -> sa.Engine:
    Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000}, hide_parameters=True)

    @sa.event.listens_for(engine, "connect")
    def connected(connection: DBAPIConnection, record: object) -> None:
        del record
        connection.isolation_level = None  # the driver must not begin by itself: "begin" below does
        for pragma in ("foreign_keys=ON", "synchronous=FULL", f"busy_timeout={BUSY_TIMEOUT_MS}"):
            connection.cursor().execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def begun(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get("nd30_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgres_engine(url: sa.URL) -> sa.Engine:
    try:
        engine = sa.create_engine(
            url, pool_pre_ping=True, hide_parameters=True
        )  # the text of documents is no matter for logs
    except ModuleNotFoundError:
        sentence = "Chưa cài psycopg để dùng PostgreSQL: cài phần mở rộng postgresql (uv sync --extra postgresql)."
        raise MissingProgram(sentence, [Problem("psycopg", "missing-program", sentence)]) from None

    @sa.event.listens_for(engine, "begin")
    def begun(connection: sa.Connection) -> None:
        if connection.get_execution_options().get("nd30_writes", False):
            connection.exec_driver_sql(f"SET LOCAL application_name = '{_WRITER}'")

    return engine


@contextmanager
def _file_lock(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
