"""Brings the database to the tables that this version of the program expects."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from service.errors import Conflict, Overloaded
from service.storage.db import Database

_SCRIPTS = Path(__file__).with_name("migrations")


def migrate(database: Database, revision: str = "head") -> tuple[str | None, str]:
    """Apply what is missing, up to `revision`; return the revision before and after. Safe when several processes start at once.

    Raises:
        Conflict: a newer program made the tables.
        Overloaded: the database cannot be reached.
    """
    refuse_newer(current_revision(database))
    with database.exclusively("migrate"):
        if database.is_sqlite:
            _keep_a_write_ahead_log(database.engine)
        with database.engine.execution_options(nd30_writes=True).begin() as connection:
            before = MigrationContext.configure(connection).get_current_revision()
            command.upgrade(_config(connection), revision)
    return before, newest_revision() if revision == "head" else revision


def go_back(database: Database, revision: str) -> None:
    """Take the tables back to an earlier revision; what only later ones keep is dropped. Raise Conflict before the first one."""
    with database.exclusively("migrate"), database.engine.execution_options(nd30_writes=True).begin() as connection:
        command.downgrade(_config(connection), revision)


def refuse_newer(revision: str | None) -> None:
    """Raise Conflict for tables that a newer program made."""
    if revision is not None and revision not in known_revisions():
        raise Conflict(f"Dữ liệu thuộc phiên bản {revision} mà chương trình này chưa biết; nâng cấp chương trình.")


def known_revisions() -> tuple[str, ...]:
    """Every revision that this program knows, oldest first."""
    found = ScriptDirectory(str(_SCRIPTS)).walk_revisions()
    return tuple(script.revision for script in found)[::-1]


def current_revision(database: Database) -> str | None:
    """The revision that the database is at; None when it was never migrated. Raise Overloaded when it cannot be reached."""
    try:
        with database.engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    except sa.exc.DBAPIError:
        message = "Không mở được cơ sở dữ liệu; xem lại ND30_DATABASE hoặc ND30_DATA_DIR, rồi thử lại."
        raise Overloaded(message) from None


def newest_revision() -> str:
    """The revision that this program needs."""
    revision = ScriptDirectory(str(_SCRIPTS)).get_current_head()
    assert revision is not None
    return revision


def _config(connection: sa.Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    return config


def _keep_a_write_ahead_log(engine: sa.Engine) -> None:
    """Let readers go on while one writes; SQLite remembers this in the file."""
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode=WAL")
    finally:
        connection.close()
