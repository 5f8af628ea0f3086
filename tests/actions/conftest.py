import datetime as dt

import pytest

from service.accounts import AgencyProfile, operator
from service.actions.people import create_agency
from service.actions.services import Services
from service.documents.starting import starting_document
from service.nd30.kinds import Kind
from service.settings import Settings
from service.storage import migrate
from tests.postgres import postgres_server, postgres_url  # noqa: F401 - fixtures


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


@pytest.fixture
def services(tmp_path, clock):
    with Services(Settings(data_dir=tmp_path, issue_pdf=False), clock) as services:
        migrate(services.database)
        yield services


@pytest.fixture
def new_agency(services):
    """Makes an agency and returns somebody who may do everything there."""

    def make(name="Ủy ban nhân dân xã An Bình", sign="UBND"):
        issuer = starting_document(Kind.KE_HOACH).issuer.model_copy(update={"name": name, "sign": sign})
        return operator(create_agency(services, AgencyProfile(issuer=issuer), None).id)

    return make


@pytest.fixture
def actor(new_agency):
    return new_agency()


@pytest.fixture
def plan():
    """Complete data of a plan, and of other kinds by name."""

    def make(kind="ke-hoach", **changes):
        return starting_document(Kind(kind)).as_data() | changes

    return make
