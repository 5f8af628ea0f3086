"""One worker: borrows rows, makes their files, writes what became of them. It may die at any instant.

Files are stored before the rows that name them are written, and the same row always gives the same bytes; so a row
done twice leaves one file, and a row half done leaves nothing that its repetition does not name.
"""

import datetime as dt
import errno
import os
import secrets
import socket
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Final

import psutil
import structlog
from sqlalchemy.exc import SQLAlchemyError

from service.batches import leases
from service.batches.engine import Engine, Job, Made, Renumbering
from service.batches.filling import Filler
from service.batches.leases import Lease, Outcome
from service.batches.names import file_stem
from service.batches.plan import BatchOptions
from service.batches.states import BatchState
from service.batches.store import pause, unit_data
from service.errors import MissingProgram, Nd30Error
from service.storage import Database, FileStore
from service.storage.batch_tables import BatchItemRow, BatchRow

log = structlog.get_logger()

#: Results are written at least so often, in seconds, so that progress is seen and little is done twice.
_WRITE_EVERY: Final = 1.0
#: Rows of dead workers are looked for so often, in seconds.
_TIDY_EVERY: Final = 5.0
#: Files written at once: a disk confirms several in the time of one, and the next document is made meanwhile.
_WRITERS: Final = 4
#: What a full disk or an exceeded quota is called.
_NO_ROOM: Final = {errno.ENOSPC, errno.EDQUOT}


class _Unfit(Exception):  # noqa: N818 - no error for callers: it ends a turn inside this module
    """The machine, not the row, is at fault; the batch has to wait for a person, who reads this sentence."""


class Worker:
    """Works on batches in this process; once `stop` is set it ends after the document under way."""

    def __init__(
        self, database: Database, files: FileStore, engine: Engine, *, lease_seconds: float, name: str = ""
    ) -> None:
        self.name = name or worker_name()
        self.stop = threading.Event()
        self._database, self._files, self._engine = database, files, engine
        self._lease = dt.timedelta(seconds=lease_seconds)
        self._fillers: dict[tuple[uuid.UUID, str], Filler] = {}
        self._tidied = float("-inf")
        self._writers = ThreadPoolExecutor(_WRITERS, thread_name_prefix="files")

    def turn(self, batch_id: uuid.UUID | None = None) -> int:
        """Borrow and do one chunk of rows of any running batch, or of this one; return how many, 0 when none are free."""
        with self._database.writing() as session:
            now = leases.now()
            if time.monotonic() - self._tidied > _TIDY_EVERY:
                leases.tidy(session, now, self._engine.finished)
                self._tidied = time.monotonic()
            lent = leases.lease(session, self.name, now, now + self._lease, batch_id)
        if lent is None:
            return 0
        with self._kept_alive():
            self._do(lent)
        return len(lent.items)

    def give_back(self) -> None:
        """Let whatever is still lent to this worker wait again."""
        with self._database.writing() as session:
            leases.give_back(session, self.name, leases.now(), as_suspect=False)

    def _do(self, lent: Lease) -> None:
        begun: list[Future[Outcome]] = []
        written, is_whole = time.monotonic(), False
        try:
            for item in lent.items:
                begun.append(self._begin(lent.batch, item))
                if time.monotonic() - written > _WRITE_EVERY:
                    ended, begun = begun, []
                    if not self._settle(lent.batch, ended):
                        break
                    written = time.monotonic()
                if self.stop.is_set():
                    break
            else:
                is_whole = True
        except _Unfit as error:
            self._pause(lent.batch, str(error))
        if not (self._settle(lent.batch, begun) and is_whole):
            self.give_back()

    def _settle(self, batch: BatchRow, begun: Sequence[Future[Outcome]]) -> bool:
        """Wait until the files lie on the disk, then write the outcomes; tell whether the batch still runs."""
        outcomes: list[Outcome] = []
        unfit: _Unfit | None = None
        for future in begun:
            try:
                outcomes.append(future.result())
            except _Unfit as error:
                unfit = error
        state = BatchState.RUNNING
        if outcomes:
            with self._database.writing() as session:
                state = leases.settle(session, batch.id, self.name, outcomes, leases.now(), self._engine.finished)
        if unfit is not None:
            self._pause(batch, str(unfit))
            return False
        return state is BatchState.RUNNING

    def _pause(self, batch: BatchRow, reason: str) -> None:
        log.error("batch_paused", batch=str(batch.id), reason=reason)
        with self._database.writing() as session:
            row = session.get_one(BatchRow, batch.id, with_for_update=True)
            if row.state == BatchState.RUNNING:
                pause(row, reason)

    def _begin(self, batch: BatchRow, item: BatchItemRow) -> Future[Outcome]:
        """Make one row's files and begin to store them; whatever goes wrong with the row becomes its error."""
        options = BatchOptions.from_data(batch.options)
        try:
            made, stem = self._make(batch, item, options)
        except MissingProgram as error:
            raise _Unfit(error.message) from error
        except Nd30Error as error:
            return _ended(Outcome(position=item.position, error=_error(error)))
        except Exception as error:  # a row that raises anything must not stop the others
            reference = secrets.token_hex(4)
            log.exception("batch_row_failed", batch=str(batch.id), position=item.position, reference=reference)
            message = f"Lỗi bên trong khi tạo văn bản ({type(error).__name__}, mã tra cứu {reference})."
            problem = {"code": "internal", "message": message, "problems": []}
            return _ended(Outcome(position=item.position, error=problem))
        return self._writers.submit(self._stored, item.position, made, stem)

    def _stored(self, position: int, made: Made, stem: str) -> Outcome:
        return Outcome(
            position=position,
            docx=self._store(made.docx),
            pdf=self._store(made.pdf) if made.pdf is not None else None,
            docx_size=len(made.docx),
            pdf_size=len(made.pdf) if made.pdf is not None else None,
            file_name=stem,
            number=made.document.number,
            symbol=made.document.printed_symbol,
            subject=made.document.subject,
            pages=made.pages,
            findings=made.findings,
        )

    def _make(self, batch: BatchRow, item: BatchItemRow, options: BatchOptions) -> tuple[Made, str]:
        data = unit_data(item, options)
        job = Job(
            batch_id=batch.id,
            unit=data.unit,
            document=self._filler(batch).document(data, proven=True),
            options=options,
            template_version_id=batch.template_version_id,
            renumbering=Renumbering.of(item.renumbering) if item.renumbering else None,
        )
        made = self._engine.make(job)
        return made, file_stem(made.document.number, made.document.printed_symbol, data.unit)

    def _filler(self, batch: BatchRow) -> Filler:
        key = (batch.id, batch.digest)
        if key not in self._fillers:
            self._fillers = {key: Filler.compile(batch.document)}  # one at a time: batches are done one after the other
        return self._fillers[key]

    def _store(self, data: bytes) -> str:
        try:
            return self._files.put(data)
        except OSError as error:
            if error.errno in _NO_ROOM:
                raise _Unfit("Ổ đĩa chứa tệp đã đầy; dọn chỗ rồi cho chạy tiếp.") from error
            raise _Unfit(f"Không ghi được tệp vào kho ({error.strerror}); sửa rồi cho chạy tiếp.") from error

    @contextmanager
    def _kept_alive(self) -> Iterator[None]:
        """Extend what is lent to us while a document takes long."""
        done = threading.Event()

        def extend() -> None:
            while not done.wait(self._lease.total_seconds() / 3):
                try:
                    with self._database.writing() as session:
                        leases.extend(session, self.name, leases.now() + self._lease)
                except SQLAlchemyError as error:
                    log.warning("lease_not_extended", worker=self.name, error=type(error).__name__)

        thread = threading.Thread(target=extend, name="lease", daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()


def worker_name() -> str:
    """A name that no other worker has or had: machine, process that starts it, chance."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(4)}"


def is_dead_here(name: str) -> bool:
    """Whether the worker was started on this machine by a process that is gone; if told wrongly, work is only done twice."""
    host, _, rest = name.partition(":")
    pid = rest.partition(":")[0]
    return host == socket.gethostname()[:60] and pid.isdecimal() and not psutil.pid_exists(int(pid))


def _ended(outcome: Outcome) -> Future[Outcome]:
    future: Future[Outcome] = Future()
    future.set_result(outcome)
    return future


def _error(error: Nd30Error) -> dict[str, object]:
    problems = [{"path": item.path, "code": item.code, "message": item.message} for item in error.problems]
    return {"code": error.slug, "message": error.message, "problems": problems}
