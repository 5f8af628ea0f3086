import datetime as dt
import errno
import multiprocessing
import threading
import uuid

import pytest
import sqlalchemy as sa

from service.errors import InvalidInput
from service.settings import Settings
from service.storage import Database, new_id, outage
from service.storage.agency_tables import AgencyRow

NOW = dt.datetime(2026, 6, 5, 8, 30, tzinfo=dt.timezone(dt.timedelta(hours=7)))


def agency(**changes):
    return AgencyRow(**{"name": "Ủy ban nhân dân xã An Bình", "sign": "UBND", "created_at": NOW} | changes)


def test_a_block_that_raises_leaves_no_trace(database):
    def write_and_fail():
        with database.writing() as session:
            session.add(agency())
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()

    with database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(AgencyRow)) == 0


def test_reading_changes_nothing_even_when_it_adds(database):
    with database.reading() as session:
        session.add(agency())
        session.flush()

    with database.reading() as session:
        assert session.scalars(sa.select(AgencyRow)).all() == []


def test_a_moment_comes_back_in_utc(database):
    with database.writing() as session:
        session.add(agency())

    with database.reading() as session:
        found = session.scalars(sa.select(AgencyRow.created_at)).one()
    assert found == NOW
    assert found.tzinfo == dt.UTC


def test_a_moment_without_a_time_zone_is_refused(database):
    with pytest.raises(sa.exc.StatementError), database.writing() as session:
        session.add(agency(created_at=NOW.replace(tzinfo=None)))


def test_a_foreign_key_is_enforced(database):
    with pytest.raises(sa.exc.IntegrityError), database.writing() as session:
        session.add(agency(superior_id=uuid.uuid4()))


def test_writers_in_many_threads_stand_in_line_instead_of_failing(database):
    def write():
        for _ in range(10):
            with database.writing() as session:
                session.scalars(sa.select(AgencyRow)).all()
                session.add(agency())

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(AgencyRow)) == 80


def hold(settings, held):
    with Database(settings).exclusively("a book"):
        held.set()
        threading.Event().wait()


def test_a_lock_is_let_go_when_its_holder_is_killed(database, database_settings):
    context = multiprocessing.get_context("spawn")
    held = context.Event()
    holder = context.Process(target=hold, args=(database_settings, held))
    holder.start()
    assert held.wait(30)
    holder.kill()
    holder.join()

    with database.exclusively("a book"):
        pass


def test_a_lock_keeps_the_second_one_out_and_other_names_in(database):
    order = []

    def second():
        with database.exclusively("a"):
            order.append("second")

    with database.exclusively("a"):
        thread = threading.Thread(target=second)
        thread.start()
        with database.exclusively("b"):
            order.append("first")
    thread.join()

    assert order == ["first", "second"]


def test_the_database_of_a_postgresql_address_uses_the_driver_that_is_installed(tmp_path):
    database = Database(Settings(data_dir=tmp_path, database="postgresql://nd30@db.example/nd30"))

    assert database.url.drivername == "postgresql+psycopg"


@pytest.mark.parametrize("address", ["nd30", "mysql://db/nd30", "postgresql://h:port/x"])
def test_an_address_that_is_no_database_is_refused_with_a_sentence(tmp_path, address):
    with pytest.raises(InvalidInput) as caught:
        Database(Settings(data_dir=tmp_path, database=address))

    assert [problem.path for problem in caught.value.problems] == ["ND30_DATABASE"]


def test_ids_sort_by_time_of_making_and_are_version_7():
    ids = [new_id() for _ in range(20_000)]

    assert {(one.version, one.variant) for one in ids} == {(7, uuid.RFC_4122)}
    assert ids == sorted(ids)
    assert len({one.int & (1 << 62) - 1 for one in ids}) == len(ids)


class DriverError(Exception):
    """What a driver says."""

    def __init__(self, **facts):
        super().__init__()
        self.__dict__.update(facts)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "hết chỗ"),
        (sa.exc.OperationalError("INSERT", {}, DriverError(sqlite_errorname="SQLITE_FULL")), "hết chỗ"),
        (sa.exc.OperationalError("INSERT", {}, DriverError(sqlstate="53100")), "hết chỗ"),
        (sa.exc.OperationalError("SELECT", {}, DriverError(sqlite_errorname="SQLITE_BUSY")), "tạm thời"),
        (sa.exc.OperationalError("SELECT", {}, DriverError(sqlstate=None)), "tạm thời"),
    ],
)
def test_a_full_disk_and_a_database_that_is_away_are_told_as_such(error, told):
    assert told in outage(error).message


def test_a_fault_of_ours_is_no_outage(database):
    with pytest.raises(sa.exc.SQLAlchemyError) as wrong, database.reading() as session:
        session.execute(sa.text("SELECT * FROM khong_co"))

    assert outage(wrong.value) is None
    assert outage(FileNotFoundError("khong-co")) is None


def test_what_a_statement_carried_is_not_in_its_fault(database):
    with pytest.raises(sa.exc.SQLAlchemyError) as wrong, database.reading() as session:
        session.execute(sa.text("SELECT * FROM khong_co WHERE name = :name"), {"name": "nội dung mật"})

    assert "nội dung mật" not in str(wrong.value)
