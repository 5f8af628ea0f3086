import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from service.settings import Settings
from service.storage import Base, Database, current_revision, migrate, newest_revision


def test_the_migrations_make_exactly_the_tables_that_the_code_declares(database):
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, Base.metadata) == []


def test_migrating_twice_changes_nothing(database):
    assert migrate(database) == (newest_revision(), newest_revision())


def test_an_empty_database_has_no_revision(tmp_path):
    assert current_revision(Database(Settings(data_dir=tmp_path))) is None


def test_sqlite_keeps_a_write_ahead_log_so_that_readers_never_wait(tmp_path):
    database = Database(Settings(data_dir=tmp_path))
    migrate(database)

    with database.engine.connect() as connection:
        assert connection.scalar(sa.text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(sa.text("PRAGMA foreign_keys")) == 1
