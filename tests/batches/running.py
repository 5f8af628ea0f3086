"""Batches that really run: supervisors in processes of their own, which a test may kill."""

import datetime as dt
import hashlib
import io
import multiprocessing
import sqlite3
import time
import zipfile
from collections import Counter
from contextlib import closing
from dataclasses import replace

import psutil

from service.batches import (
    Author,
    BatchState,
    ItemFilter,
    ItemState,
    Supervisor,
    approve,
    create_batch,
    find_batch,
    list_items,
    plan_batch,
    progress,
    runner_for,
    start,
)
from service.storage import FileStore
from tests.batches.common_plan import OPTIONS, items, plan_data
from tests.batches.engines import open_wrong_engine

#: Supervisors are forked from a clean process that has loaded all code, not from pytest with its threads.
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.batches.running"])
NOBODY = Author(agency_id=None, name="Người thử")
DEADLINE = 90


def supervise(settings, processes, open_engine):
    Supervisor(settings, open_engine, processes).run()


class Running:
    """One database with its batches and the processes at work on it."""

    def __init__(self, settings, database):
        self.settings, self.database = replace(settings, batch_lease=3.0, database_patience=3.0), database
        self.files = FileStore.from_settings(settings)
        self.files_url = str(settings.data_dir / "files")
        self.processes = []

    def batch(self, rows=20, *, data=None, options=OPTIONS, started=True):
        """Plan, approve and start a batch of the first `rows` units (or of these rows); return its id."""
        chosen = items(rows) if isinstance(rows, int) else rows
        plan = plan_batch(data or plan_data(), chosen, options)
        with self.database.writing() as session:
            batch = create_batch(session, plan, NOBODY, now())
            if started:
                approve(batch, plan.digest, "Người duyệt")
                start(batch, now())
        runner = runner_for(self.database)
        runner.prepare()
        if started:
            runner.submit(batch.id)
        return batch.id

    def work(self, processes=2, *, open_engine=open_wrong_engine, settings=None):
        """Start a supervisor with its workers, as one machine would."""
        process = _CONTEXT.Process(target=supervise, args=(settings or self.settings, processes, open_engine))
        process.start()
        self.processes.append(process)
        return psutil.Process(process.pid)

    def stop(self, supervisor):
        """End a machine in order."""
        supervisor.terminate()
        next(process for process in self.processes if process.pid == supervisor.pid).join(30)

    def locked(self):
        """Whether somebody holds the write lock of SQLite at this moment; PostgreSQL has none."""
        if self.settings.database:
            return False
        with closing(
            sqlite3.connect(self.settings.data_dir / "nd30.sqlite3", timeout=0, isolation_level=None)
        ) as probe:
            try:
                probe.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return True
            probe.execute("ROLLBACK")
            return False

    def use_files(self, settings):
        """Keep the files elsewhere from now on."""
        self.settings, self.files = settings, FileStore.from_settings(settings)

    def kill_all(self):
        """End whatever still runs."""
        for process in self.processes:
            if process.is_alive():
                tree = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
                for one in tree:
                    one.kill()
            process.join()

    def progress(self, batch_id):
        with self.database.reading() as session:
            return progress(session, find_batch(session, batch_id, None), now())

    def change(self, batch_id, what, *args):
        """Do something that a person may do: ``pause``, ``retry`` …"""
        with self.database.writing() as session:
            batch = find_batch(session, batch_id, None, lock=True)
            return what(session, batch, *args)

    def wake(self, batch_id):
        """Tell the runner that a batch has free rows again."""
        runner_for(self.database).submit(batch_id)

    def rows(self, batch_id, *states):
        with self.database.reading() as session:
            return list_items(session, batch_id, ItemFilter(states=states, limit=100_000))

    def until(self, condition, what):
        """Wait for `condition`; fail when it does not come within the deadline."""
        deadline = time.monotonic() + DEADLINE
        while not condition():
            assert time.monotonic() < deadline, f"Chờ mãi không thấy: {what}"
            time.sleep(0.01)

    def until_state(self, batch_id, state=BatchState.FINISHED):
        self.until(lambda: self.progress(batch_id).state is state, state)

    def until_done(self, batch_id, count):
        self.until(lambda: self.progress(batch_id).counts[ItemState.DONE] >= count, f"{count} dòng xong")

    def made(self):
        """How often each unit's document was made, by unit code."""
        path = self.settings.data_dir / "made"
        return Counter(path.read_text().split()) if path.exists() else Counter()

    def finished_told(self):
        """How often the end of a batch was told."""
        path = self.settings.data_dir / "finished"
        return len(path.read_text().split()) if path.exists() else 0

    def assert_whole(self, batch_id, rows, failed=0):
        """Every row once, every output whole, counts right, no file that no row names, the end told once."""
        found = self.rows(batch_id)
        counts = self.progress(batch_id).counts
        done = [row for row in found if row.state == ItemState.DONE]
        assert (counts[ItemState.DONE], counts[ItemState.FAILED]) == (rows - failed, failed)
        assert sum(counts.values()) == len({row.unit_code for row in found}) == rows
        digests = {digest for row in done for digest in (row.docx, row.pdf) if digest}
        assert len({row.docx for row in done}) == len(done)
        assert {digest for digest, _ in self.files.digests()} == digests
        for digest in digests:
            content = self.files.get(digest)
            assert hashlib.sha256(content).hexdigest() == digest
            assert content.startswith(b"%PDF") or zipfile.ZipFile(io.BytesIO(content)).testzip() is None
        assert all(row.worker is None and row.lease_until is None for row in found)
        assert self.finished_told() == 1


def now():
    return dt.datetime.now(dt.UTC)
