"""A migrated database on each engine, for everything that must behave the same on both.

Import the fixtures into the conftest of the folder that needs them::

    from tests.databases import database, database_settings  # noqa: F401
    from tests.postgres import postgres_server  # noqa: F401
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.settings import Settings
from service.storage import Database, migrate


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings with a data folder of their own and an empty database."""
    if request.param == "sqlite":
        return Settings(data_dir=tmp_path)
    return Settings(data_dir=tmp_path, database=request.getfixturevalue("postgres_server").new_database())


@pytest.fixture
def database(database_settings: Settings) -> Iterator[Database]:
    """A migrated database."""
    database = Database(database_settings)
    migrate(database)
    yield database
    database.close()
