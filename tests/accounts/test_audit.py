import datetime as dt

import pytest
import sqlalchemy as sa

from service.accounts import AuditFilter, list_audit, operator, record
from service.storage import new_id

NOW = dt.datetime(2026, 6, 5, 8, 0, tzinfo=dt.UTC)


@pytest.fixture
def somebody(database):
    actor = operator(new_id())
    with database.writing() as session:
        record(session, actor, "document.issue", "document", "7", NOW, {"number": "01/KH-UBND"})
        record(session, actor, "document.void", "document", "7", NOW, {"reason": "Sai"})
    return actor


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_events SET actor = 'Người khác'",
        "DELETE FROM audit_events",
        "DELETE FROM audit_events WHERE action = 'document.void'",
    ],
)
def test_the_database_itself_refuses_to_change_the_log(database, somebody, statement):
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), database.writing() as session:
        session.execute(sa.text(statement))

    with database.reading() as session:
        assert len(list_audit(session, somebody.agency_id, AuditFilter(), before=None, limit=9)) == 2


def test_postgresql_refuses_to_empty_it_too(database, somebody):
    statement = "DELETE FROM audit_events" if database.is_sqlite else "TRUNCATE audit_events"
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), database.writing() as session:
        session.execute(sa.text(statement))


def test_lines_are_found_by_what_and_by_which_thing(database, somebody):
    def found(**wanted):
        with database.reading() as session:
            lines = list_audit(session, somebody.agency_id, AuditFilter(**wanted), before=None, limit=9)
        return [line.action for line in lines]

    assert sorted(found(object_id="7")) == ["document.issue", "document.void"]
    assert found(action="document.void") == ["document.void"]
    assert found(object_id="8") == []


def test_a_deed_that_fails_leaves_no_line(database):
    actor = operator(new_id())

    def fail():
        with database.writing() as session:
            record(session, actor, "document.issue", "document", "7", NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    with database.reading() as session:
        assert list_audit(session, actor.agency_id, AuditFilter(), before=None, limit=9) == []
