"""Who gets workers to the rows: one small interface, chosen by the address of the database alone."""

import uuid
from collections.abc import Callable
from itertools import chain, repeat
from typing import Final, Protocol

import structlog
from sqlalchemy.exc import OperationalError

from service.batches.worker import Worker
from service.storage import Database

log = structlog.get_logger()

#: An idle worker looks for work so often, in seconds.
_LOOK_EVERY: Final = 0.3
#: Pauses while the database cannot be reached or written, in seconds; the last one repeats.
_BACK_OFF: Final = (0.5, 1.0, 2.0, 5.0)


class Runner(Protocol):
    """Brings workers and rows together. The rows themselves are the queue; a runner only wakes workers up."""

    def prepare(self) -> None:
        """Set up what the runner keeps in the database; harmless when it is there."""

    def submit(self, batch_id: uuid.UUID) -> None:
        """Have the free rows of this batch taken up."""

    def work(self, worker: Worker) -> None:
        """Work in this process until `worker.stop` is set."""


class LocalRunner:
    """One machine, SQLite: every worker looks for free rows by itself."""

    def prepare(self) -> None:
        """Do nothing: the rows are all there is."""

    def submit(self, batch_id: uuid.UUID) -> None:
        """Do nothing: idle workers look by themselves."""

    def work(self, worker: Worker) -> None:
        """Take turns while there are rows, look again while there are none."""
        while not worker.stop.is_set():
            if not through_outages(worker, worker.turn):
                worker.stop.wait(_LOOK_EVERY)


def through_outages(worker: Worker, turn: Callable[[], int]) -> int:
    """Take a turn; while the database is away or has no room, wait, and begin again with what was lent given back."""
    for pause in chain(_BACK_OFF, repeat(_BACK_OFF[-1])):
        try:
            return turn()
        except OperationalError as error:
            log.warning("database_away", worker=worker.name, error=type(error.orig).__name__)
        if worker.stop.wait(pause):
            return 0
        _give_back(worker)
    return 0


def runner_for(database: Database) -> Runner:
    """The runner that belongs to a database."""
    if database.is_sqlite:
        return LocalRunner()
    from service.batches.procrastination import ProcrastinateRunner  # an extra: only PostgreSQL needs it

    return ProcrastinateRunner(database)


def _give_back(worker: Worker) -> None:
    """Free what was lent before the outage; if the database is still away the lease will end by itself."""
    try:
        worker.give_back()
    except OperationalError:
        log.info("database_still_away", worker=worker.name)
