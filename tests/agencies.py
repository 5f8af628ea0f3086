"""Services with a database of their own, agencies in them, and data to write with.

Import the fixtures into the conftest of the folder that needs them.
"""

import datetime as dt
import shutil

import argon2
import pytest

from service.accounts import AgencyProfile, PasswordKeeper, operator
from service.actions.people import create_agency
from service.actions.services import Services
from service.documents.starting import starting_document
from service.nd30.kinds import Kind
from service.settings import Settings
from service.storage import Database, migrate

QUICK_HASHER = argon2.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


class Clock:
    """A clock that stands where it is put."""

    def __init__(self, now="2026-06-05T01:00:00+00:00"):
        self.set(now)

    def set(self, now):
        self.now = dt.datetime.fromisoformat(now)

    def forward(self, **by):
        self.now += dt.timedelta(**by)

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(scope="session")
def migrated_folder(tmp_path_factory):
    """A data folder with an empty migrated database, to be copied: faster than migrating each time."""
    folder = tmp_path_factory.mktemp("migrated")
    database = Database(Settings(data_dir=folder))
    migrate(database)
    database.close()
    return folder


@pytest.fixture
def settings(tmp_path, migrated_folder):
    shutil.copytree(migrated_folder, tmp_path / "data")
    return Settings(data_dir=tmp_path / "data", issue_pdf=False)


@pytest.fixture
def services(settings, clock):
    with Services(settings, clock) as services:
        quicken(services)
        yield services


def quicken(services):
    """Hash passwords with little work: the tests are about what happens, not about how long it takes."""
    services.__dict__["passwords"] = PasswordKeeper(QUICK_HASHER)


@pytest.fixture
def new_agency(services):
    """Makes an agency and returns somebody who may do everything there."""

    def make(name="Ủy ban nhân dân xã An Bình", sign="UBND", **fields):
        issuer = starting_document(Kind.KE_HOACH).issuer.model_copy(update={"name": name, "sign": sign})
        return operator(create_agency(services, AgencyProfile(issuer=issuer), None, **fields).id)

    return make


@pytest.fixture
def actor(new_agency):
    return new_agency()


@pytest.fixture
def plan():
    """Complete data of a plan, or of another kind."""

    def make(kind="ke-hoach", **changes):
        return starting_document(Kind(kind)).as_data() | changes

    return make
