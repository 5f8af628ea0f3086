import datetime as dt

import pytest

from service.numbering import Occasion, RegisterLine, first_series
from service.storage import new_id
from service.storage.agency_tables import AgencyRow
from tests.databases import database, database_settings  # noqa: F401 - fixtures
from tests.postgres import postgres_server, postgres_url  # noqa: F401 - fixtures

NOW = dt.datetime(2026, 6, 5, 8, 0, tzinfo=dt.UTC)


@pytest.fixture
def session(database):  # noqa: F811
    with database.writing() as session:
        yield session


@pytest.fixture
def agency(session):
    row = AgencyRow(id=new_id(), name="Ủy ban nhân dân xã An Bình", sign="UBND", created_at=NOW)
    session.add(row)
    session.flush()
    first_series(session, row.id, 2026)
    return row.id


@pytest.fixture
def line():
    def make(subject="Cải cách hành chính", kind="ke-hoach", symbol="KH-UBND", **fields):
        return RegisterLine(symbol=symbol, kind=kind, subject=subject, **fields)

    return make


@pytest.fixture
def occasion(agency):
    def make(on="2026-06-05", now=NOW, **fields):
        return Occasion(agency_id=agency, on=dt.date.fromisoformat(on), now=now, by="Văn thư", **fields)

    return make
