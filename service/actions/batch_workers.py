"""A machine's worker processes: for ever, until one batch is over, or beside a web server."""

import datetime as dt
import multiprocessing
import signal
import threading
import uuid
from collections.abc import Callable
from multiprocessing.context import ForkProcess
from typing import Final

from service.accounts import Actor
from service.actions.batch_engine import open_engine
from service.actions.batches import batch_progress
from service.actions.maintenance import keep_in_order, prepare
from service.actions.services import Services
from service.batches import Progress, Supervisor, find_batch, progress
from service.settings import Settings
from service.storage import Database

_CONTEXT: Final = multiprocessing.get_context("fork")


def run_workers(settings: Settings, processes: int = 0) -> None:
    """Work on every batch, deliver webhooks and tidy until SIGTERM or SIGINT; documents under way are finished first.

    Raises:
        Conflict: the data wait for ``nd30 migrate``.
    """
    _prepare(settings)
    upkeep = _Upkeep(settings)
    try:
        Supervisor(settings, open_engine, processes).run(upkeep.keep_going)
    finally:
        upkeep.stop()


def run_until_over(
    settings: Settings,
    who: Actor | None,
    batch_id: uuid.UUID,
    *,
    processes: int = 0,
    on_progress: Callable[[Progress], None] = lambda _: None,
) -> Progress:
    """Work in processes of this program until the batch is over or a signal comes; other machines may help meanwhile."""

    def is_over(database: Database) -> bool:
        with database.reading() as session:
            batch = find_batch(session, batch_id, who.agency_id if who else None)
            now = progress(session, batch, dt.datetime.now(dt.UTC))
        on_progress(now)
        return now.is_over

    Supervisor(settings, open_engine, processes).run(is_over)
    with Services(settings) as services:
        return batch_progress(services, who, batch_id)


def start_beside(settings: Settings, processes: int = 0) -> ForkProcess:
    """Start the workers as a child of this program, with which they end; call it before threads and connections exist."""
    child = _CONTEXT.Process(target=_run_as_child, args=(settings, processes), name="workers")
    child.start()
    return child


class _Upkeep:
    """The process for webhooks and tidying; started again when it dies."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process: ForkProcess | None = None

    def keep_going(self, database: Database) -> bool:
        """Start the process if there is none; the supervisor is never done."""
        if self._process is None or not self._process.is_alive():
            database.close()  # a child must not inherit open connections
            self._process = _CONTEXT.Process(target=_keep_in_order, args=(self._settings,), name="upkeep")
            self._process.start()
        return False

    def stop(self) -> None:
        """End the process."""
        if self._process is not None and self._process.is_alive():
            self._process.terminate()
            self._process.join()


def _keep_in_order(settings: Settings) -> None:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    threading.Thread(target=_set_when_orphaned, args=(stop,), daemon=True).start()
    with Services(settings) as services:
        keep_in_order(services, stop)


def _run_as_child(settings: Settings, processes: int) -> None:
    """Run the workers; SIGTERM to this process ends them, and so does the end of its parent."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    _prepare(settings)
    Supervisor(settings, open_engine, processes).run(lambda _: not parent.is_alive())


def _set_when_orphaned(stop: threading.Event) -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    stop.set()


def _prepare(settings: Settings) -> None:
    with Services(settings) as services:
        prepare(services)
