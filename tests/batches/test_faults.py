"""What may break while a batch runs: processes, machines, the database, the disk, LibreOffice. Nothing is lost or done by halves."""

import datetime as dt
import random
from dataclasses import replace

import psutil
import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from service.batches import BatchOptions, BatchState, Format, ItemState, find_batch, leases, retry, start
from service.storage import Database
from tests.batches.common_plan import DAY
from tests.batches.running import now


def workers_of(supervisor):
    return [child for child in supervisor.children() if child.is_running()]


def test_workers_killed_five_times_at_random_lose_nothing(running):
    batch = running.batch(500)
    supervisor = running.work()
    for done in (30, 110, 190, 270, 350):
        running.until_done(batch, done)
        random.choice(workers_of(supervisor)).kill()

    running.until_state(batch)

    running.assert_whole(batch, 500)


def test_a_killed_machine_leaves_a_batch_that_the_next_one_finishes(running):
    batch = running.batch(250)
    supervisor = running.work()
    running.until_done(batch, 40)
    children = workers_of(supervisor)
    supervisor.kill()  # its workers notice, finish the document under way and end
    psutil.wait_procs(children, timeout=60)
    assert not any(child.is_running() and child.status() != psutil.STATUS_ZOMBIE for child in children)
    assert running.progress(batch).counts[ItemState.DONE] < 250

    running.work()

    running.until_state(batch)
    running.assert_whole(batch, 250)


def test_a_power_cut_leaves_a_batch_that_goes_on_where_it_was(running):
    batch = running.batch(250)
    supervisor = running.work()
    running.until_done(batch, 40)
    for process in [supervisor, *workers_of(supervisor)]:
        process.kill()
    done = running.progress(batch).counts[ItemState.DONE]
    assert 40 <= done < 250

    running.work()

    running.until_state(batch)
    running.assert_whole(batch, 250)
    assert sum(running.made().values()) <= 250 + 2 * 32


def test_a_dead_machine_is_noticed_by_another_one_by_the_end_of_its_lease(running):
    batch = running.batch(120)
    first = running.work(1)
    running.until_done(batch, 1)
    first.suspend()
    [worker] = workers_of(first)
    worker.suspend()  # the machine hangs: it neither works nor says that it is dead
    while (
        running.locked()
    ):  # one file for all: whoever stands still while writing in SQLite holds up everybody, dead or not
        worker.resume()
        worker.suspend()

    running.work(1)

    running.until_state(batch)
    running.assert_whole(batch, 120)
    worker.resume()  # it wakes up and goes on with rows that are no longer its own
    first.resume()
    running.stop(first)
    running.assert_whole(batch, 120)


def lock_the_batch(session, batch):
    find_batch(session, batch, None, lock=True)


def borrow_rows(session, batch):
    """Many rows in one go: psycopg sends them as a pipeline."""
    leases.lease(session, "may-treo", now(), now() + dt.timedelta(seconds=1), batch)


@pytest.mark.postgres
@pytest.mark.parametrize("take", [lock_the_batch, borrow_rows])
def test_a_machine_that_hangs_in_a_transaction_is_cut_off(running_on_own_postgres, take):
    running = running_on_own_postgres
    batch = running.batch(20)
    hung = Database(running.settings)

    with pytest.raises(OperationalError):
        _stand_still(hung, running, batch, take)

    running.assert_whole(batch, 20)
    hung.close()


def _stand_still(hung, running, batch, take):
    """Hold locks, alive and connected, until others have done it all; then go on as if nothing were."""
    with hung.writing() as session:
        take(session, batch)
        running.work(1)
        running.until_state(batch)
        session.execute(sa.text("SELECT 1"))


def test_two_machines_with_folders_of_their_own_share_database_and_files(running, tmp_path):
    shared = running.settings
    machines = [replace(shared, data_dir=tmp_path / name, files=running.files_url) for name in ("may-1", "may-2")]
    if not shared.database:
        machines = [replace(machine, database=f"sqlite:///{shared.data_dir / 'nd30.sqlite3'}") for machine in machines]
    for machine in machines:
        machine.data_dir.mkdir()
    batch = running.batch(200)
    first, second = (running.work(1, settings=machine) for machine in machines)
    running.until_done(batch, 30)
    for process in [first, *workers_of(first)]:
        process.kill()

    running.until_state(batch)

    assert {row.state for row in running.rows(batch)} == {ItemState.DONE}
    assert {digest for digest, _ in running.files.digests()} == {row.docx for row in running.rows(batch)}
    running.stop(second)


def test_a_full_disk_pauses_the_batch_with_a_reason_until_there_is_room(running, small_disk):
    running.use_files(replace(running.settings, files=str(small_disk.folder / "files")))
    batch = running.batch(40)
    running.work()
    running.until_state(batch, BatchState.PAUSED)

    paused = running.progress(batch)
    assert "đã đầy" in paused.reason
    assert paused.counts[ItemState.DONE] < 40  # how many, depends on which worker meets the full disk first
    assert paused.counts[ItemState.FAILED] == 0
    running.until(lambda: running.progress(batch).counts[ItemState.RUNNING] == 0, "không còn dòng đang làm")
    stored = {digest for digest, _ in running.files.digests()}
    assert stored >= {row.docx for row in running.rows(batch, ItemState.DONE)}

    small_disk.make_room()
    running.change(batch, lambda session, row: start(row, now()))
    running.wake(batch)
    running.until_state(batch)
    running.assert_whole(batch, 40)


@pytest.mark.office
def test_an_office_that_hangs_is_replaced_and_its_document_made(running):
    running.settings = replace(running.settings, office_timeout=8.0)
    batch = running.batch(6, options=BatchOptions(day=DAY, formats=(Format.DOCX, Format.PDF)))
    supervisor = running.work(1)
    running.until_done(batch, 1)
    offices = [child for child in supervisor.children(recursive=True) if "soffice.bin" in child.name()]
    for office in offices:
        office.suspend()

    running.until_state(batch)

    assert offices
    running.assert_whole(batch, 6, failed=len(running.rows(batch, ItemState.FAILED)))
    if running.rows(batch, ItemState.FAILED):
        (running.settings.data_dir / "finished").unlink()
        running.change(batch, retry, now())
        running.wake(batch)
        running.until_state(batch)
        running.assert_whole(batch, 6)
    assert all(row.pages == 1 for row in running.rows(batch))


@pytest.mark.postgres
def test_a_postgresql_that_restarts_in_the_middle_loses_nothing(running_on_own_postgres, own_postgres):
    running = running_on_own_postgres
    batch = running.batch(300)
    running.work()
    running.until_done(batch, 40)

    own_postgres.kill()
    own_postgres.start()

    running.until_state(batch)
    running.assert_whole(batch, 300)
