"""Sixteen processes take numbers from one register while some of them are killed: no gap, no duplicate, every number with its files."""

import datetime as dt
import multiprocessing
import os
import random
import signal
import tempfile
from collections import defaultdict
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import sqlalchemy as sa

from service.accounts import AgencyProfile, operator
from service.actions.documents import content_of
from service.actions.issuing import IssueRequest, issue_document
from service.actions.people import create_agency
from service.actions.register import set_series
from service.actions.services import Services
from service.documents.starting import starting_document
from service.errors import Conflict
from service.nd30.kinds import Kind
from service.numbering import Purpose, SeriesPlan
from service.settings import Settings
from service.storage import migrate, new_id
from service.storage.document_tables import DocumentRow, IssuedFileRow
from service.storage.drafts import Save, add_draft
from service.storage.register_tables import RegisterRow, SeriesRow

WORKERS = 16
KILLED = 12
NEW_YEAR_EVE = dt.datetime(2026, 12, 31, 10, tzinfo=dt.UTC)

multiprocessing.set_forkserver_preload([__name__])
context = multiprocessing.get_context("forkserver")


class SharedClock:
    """One clock for all processes; the parent moves it."""

    def __init__(self):
        self._seconds = context.Value("d", NEW_YEAR_EVE.timestamp(), lock=False)

    def __call__(self):
        return dt.datetime.fromtimestamp(self._seconds.value, dt.UTC)

    def forward(self, **by):
        self._seconds.value += dt.timedelta(**by).total_seconds()


def issue_all(settings, clock, actor, ids):
    """Issue these documents; those that an earlier life of this worker issued are passed over."""
    with Services(settings, clock) as services:
        for document_id in ids:
            issued = False
            while not issued:
                try:
                    issue_document(services, actor, document_id, IssueRequest())
                    issued = True
                except Conflict as conflict:
                    # the year may have ended between our look at the clock and our turn: look again
                    issued = not any(problem.code == "date-goes-back" for problem in conflict.problems)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def settings(request):
    fast = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=fast if fast.is_dir() else None) as folder:
        settings = Settings(data_dir=Path(folder), issue_pdf=False)
        if request.param == "postgresql":
            settings = replace(settings, database=request.getfixturevalue("postgres_server").new_database())
        yield settings


def prepare(services, kinds, count):
    """An agency and its drafts, kind by kind in turn."""
    migrate(services.database)
    documents = [starting_document(Kind(kind)) for kind in kinds]
    actor = operator(create_agency(services, AgencyProfile(issuer=documents[0].issuer), None).id)
    if len(kinds) > 1:
        plans = [SeriesPlan(name=kind, kinds=(kind,)) for kind in kinds[1:]]
        copies = SeriesPlan(name="Bản sao", purpose=Purpose.COPIES)
        set_series(services, actor, [SeriesPlan(name="Khác"), *plans, copies])
    ids = [new_id() for _ in range(count)]
    contents = [content_of(document.as_data()) for document in documents]
    with services.database.writing() as session:
        for index, document_id in enumerate(ids):
            add_draft(
                session, document_id, actor.agency_id, contents[index % len(kinds)], Save(by="An", at=NEW_YEAR_EVE)
            )
    return actor, ids


def count_numbers(services):
    with services.database.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(RegisterRow))


def run_with_kills(services, settings, clock, actor, ids, *, on_half=lambda: None):
    """Run the workers, kill some at random moments, start each killed one anew; return how many were killed at work."""
    chosen = random.Random(30)
    slices = [ids[index::WORKERS] for index in range(WORKERS)]
    moments = sorted(chosen.sample(range(1, len(ids) - WORKERS), KILLED))
    tick = context.Event()

    def start(index):
        worker = context.Process(target=issue_all, args=(settings, clock, actor, slices[index]))
        worker.start()
        return worker

    workers = [start(index) for index in range(WORKERS)]
    killed, half_done = 0, False
    while any(worker.is_alive() for worker in workers):
        done = count_numbers(services)
        if not half_done and done >= len(ids) // 2:
            half_done = True
            on_half()
        if moments and done >= moments[0]:
            moments.pop(0)
            index = chosen.choice([index for index, worker in enumerate(workers) if worker.is_alive()])
            os.kill(workers[index].pid, signal.SIGKILL)
            workers[index].join()
            killed += workers[index].exitcode == -signal.SIGKILL
            workers[index] = start(index)
        tick.wait(0.01)
    assert {worker.exitcode for worker in workers} == {0}
    return killed


def numbers_of(services):
    """Every number by series and year, having looked at its document and files."""
    found = defaultdict(list)
    with services.database.reading() as session:
        rows = session.execute(
            sa.select(RegisterRow, DocumentRow, IssuedFileRow, SeriesRow.name)
            .join(DocumentRow, DocumentRow.id == RegisterRow.document_id)
            .join(IssuedFileRow, IssuedFileRow.document_id == DocumentRow.id)
            .join(SeriesRow, SeriesRow.id == RegisterRow.series_id)
            .order_by(RegisterRow.number)
        ).all()
    for entry, document, file, series in rows:
        assert document.state == "issued"
        assert (document.data["number"], document.data["issued_on"]) == (entry.number, entry.issued_on.isoformat())
        with ZipFile(BytesIO(services.files.get(file.digest))) as docx:
            assert f">{entry.number:02d}<".encode() in docx.read("word/document.xml") or (
                f"{entry.number:02d}/".encode() in docx.read("word/document.xml")
            )
        found[series, entry.year].append((entry.number, entry.issued_on))
    return found


def assert_gapless(entries):
    assert [number for number, _ in entries] == list(range(1, len(entries) + 1))
    dates = [date for _, date in entries]
    assert dates == sorted(dates)


def test_two_thousand_numbers_while_processes_are_killed(settings):
    clock = SharedClock()
    with Services(settings, clock) as services:
        actor, ids = prepare(services, ["ke-hoach"], 2000)

        killed = run_with_kills(services, settings, clock, actor, ids)

        [(_, entries)] = numbers_of(services).items()
        assert killed >= KILLED // 2
        assert len(entries) == 2000
        assert_gapless(entries)


def test_two_series_and_a_new_year_in_the_middle(settings):
    clock = SharedClock()
    with Services(settings, clock) as services:
        actor, ids = prepare(services, ["ke-hoach", "quyet-dinh"], 400)

        run_with_kills(services, settings, clock, actor, ids, on_half=lambda: clock.forward(days=1))

        found = numbers_of(services)
        assert {year for _, year in found} == {2026, 2027}
        assert {series for series, _ in found} == {"Khác", "quyet-dinh"}
        assert sum(map(len, found.values())) == 400
        for entries in found.values():
            assert_gapless(entries)
