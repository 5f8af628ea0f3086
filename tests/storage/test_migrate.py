import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from service.errors import Conflict
from service.settings import Settings
from service.storage import Base, Database, current_revision, migrate, newest_revision
from service.storage.migrate import go_back, known_revisions


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


def test_every_revision_can_be_taken_back_to_the_first_and_made_again(database):
    first, *_ = known_revisions()

    go_back(database, first)
    assert current_revision(database) == first
    assert migrate(database) == (first, newest_revision())


def test_before_the_first_tables_there_is_only_a_backup(database):
    with pytest.raises(Conflict, match="khôi phục một bản sao lưu"):
        go_back(database, "base")

    assert current_revision(database) == newest_revision()
