"""Keeps N worker processes at work: starts them again when they die, frees their rows at once, ends with them."""

import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.context import ForkProcess
from types import FrameType
from typing import Final

import structlog
from sqlalchemy.exc import OperationalError

from service.batches import leases
from service.batches.engine import OpenEngine
from service.batches.runner import runner_for
from service.batches.worker import Worker, is_dead_here, worker_name
from service.memory import keep_loaded
from service.settings import Settings
from service.storage import Database, FileStore

log = structlog.get_logger()

#: How often the supervisor looks whether it is done, in seconds; the end of a process wakes it at once.
_LOOK_EVERY: Final = 0.2
#: How often it looks for machines that hang while they hold locks, in seconds.
_CUT_OFF_EVERY: Final = 2.0
#: A process that died younger than this died of something that the next one will meet too, in seconds.
_YOUNG: Final = 2.0
#: So many young deaths in a row are taken in stride; after that there is a pause, in seconds.
_UNLUCKY: Final = 5
_PAUSE: Final = 2.0
#: Stopping processes are killed after this, in seconds.
_PATIENCE: Final = 30.0
#: Forked, so that a worker has all code loaded and starts within milliseconds; the supervisor has no threads.
_CONTEXT: Final = multiprocessing.get_context("fork")


@dataclass(slots=True)
class _Seat:
    """One place for a worker process."""

    process: ForkProcess
    name: str
    started: float = field(default_factory=time.monotonic)


class Supervisor:
    """Runs worker processes from the thread that calls `run`."""

    def __init__(self, settings: Settings, open_engine: OpenEngine, processes: int = 0) -> None:
        self._settings, self._open_engine = settings, open_engine
        self._count = processes or settings.batch_processes or os.cpu_count() or 1
        self._seats: list[_Seat] = []
        self._young_deaths = 0
        self._cut_off_at = 0.0
        self._stopping = False

    def run(self, until: Callable[[Database], bool] = lambda _: False) -> None:
        """Work until `until` says so, or a signal (SIGTERM, SIGINT) comes; documents under way are finished first."""
        database = Database(self._settings)
        runner_for(database).prepare()
        previous = {number: signal.signal(number, self._stop) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            self._free_dead_workers_of_this_machine(database)
            while not self._stopping and not self._is_done(database, until):
                self._fill(database)
                self._cut_off_hung(database)
                multiprocessing.connection.wait([seat.process.sentinel for seat in self._seats], timeout=_LOOK_EVERY)
        finally:
            self._end(database)
            database.close()
            for number, handler in previous.items():
                signal.signal(number, handler)

    @property
    def pids(self) -> tuple[int, ...]:
        """The worker processes now alive."""
        return tuple(seat.process.pid for seat in self._seats if seat.process.pid and seat.process.is_alive())

    def _stop(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self._stopping = True

    def _is_done(self, database: Database, until: Callable[[Database], bool]) -> bool:
        try:
            return until(database)
        except OperationalError as error:
            log.warning("database_away", error=type(error.orig).__name__)
            return False

    def _fill(self, database: Database) -> None:
        """Bury the dead and start processes for the empty seats."""
        for seat in [seat for seat in self._seats if not seat.process.is_alive()]:
            log.warning("worker_died", worker=seat.name, exit=seat.process.exitcode)
            self._seats.remove(seat)
            self._free(database, seat.name)
            self._young_deaths = self._young_deaths + 1 if time.monotonic() - seat.started < _YOUNG else 0
            if self._young_deaths > _UNLUCKY:
                time.sleep(_PAUSE)
        while len(self._seats) < self._count:
            database.close()  # a child must not inherit open connections
            name = worker_name()
            process = _CONTEXT.Process(target=_work, args=(self._settings, self._open_engine, name), name=name)
            process.start()
            self._seats.append(_Seat(process, name))

    def _cut_off_hung(self, database: Database) -> None:
        """Whoever hangs on another machine must not hold up the batch."""
        if time.monotonic() < self._cut_off_at:
            return
        self._cut_off_at = time.monotonic() + _CUT_OFF_EVERY
        try:
            if count := database.cut_off_hung_writers():
                log.warning("hung_writers_cut_off", count=count)
        except OperationalError as error:
            log.warning("database_away", error=type(error.orig).__name__)

    def _free(self, database: Database, name: str) -> None:
        """Let a dead worker's rows wait again now; while the database is away their lease ends by itself."""
        try:
            with database.writing() as session:
                batches = leases.give_back(session, name, leases.now(), as_suspect=True)
            for batch_id in batches:
                runner_for(database).submit(batch_id)
        except OperationalError as error:
            log.warning("database_away", error=type(error.orig).__name__)

    def _free_dead_workers_of_this_machine(self, database: Database) -> None:
        """After a power cut, or when everything was killed at once, nobody else will."""
        with database.reading() as session:
            names = leases.working(session)
        for name in filter(is_dead_here, names):
            self._free(database, name)

    def _end(self, database: Database) -> None:
        for seat in self._seats:
            seat.process.terminate()
        deadline = time.monotonic() + _PATIENCE
        for seat in self._seats:
            seat.process.join(max(0.0, deadline - time.monotonic()))
            if seat.process.is_alive():
                seat.process.kill()
                seat.process.join()
            self._free(database, seat.name)
        self._seats.clear()


def _work(settings: Settings, open_engine: OpenEngine, name: str) -> None:
    """Run one worker process until it is told to stop or its supervisor is gone."""
    database, files = Database(settings), FileStore.from_settings(settings)
    with open_engine(settings) as engine:
        worker = Worker(database, files, engine, lease_seconds=settings.batch_lease, name=name)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: worker.stop.set())
        threading.Thread(target=_stop_with_parent, args=(worker.stop,), name="parent", daemon=True).start()
        keep_loaded()
        runner_for(database).work(worker)
    database.close()


def _stop_with_parent(stop: threading.Event) -> None:
    """An orphan ends too: nobody would start it again or count it."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    stop.set()
