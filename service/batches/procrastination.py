"""Workers on several machines, woken through procrastinate on PostgreSQL.

A job says only "there is work on this batch"; what is done and what not is told by the rows alone. A job lost, doubled or
stalled therefore costs nothing: `_rescue`, run every few seconds by whichever machine is free, wakes workers again.
"""

import asyncio
import uuid
from typing import Final

import procrastinate
import sqlalchemy as sa
import structlog
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.types import JSONValue

from service.batches.runner import through_outages
from service.batches.states import BatchState, ItemState
from service.batches.worker import Worker
from service.storage import Database
from service.storage.batch_tables import BatchItemRow, BatchRow

log = structlog.get_logger()

_QUEUE: Final = "nd30"
_TURN: Final = "nd30.turn"
_RESCUE: Final = "nd30.rescue"
#: Every ten seconds; procrastinate's sixth column is the seconds.
_RESCUE_CRON: Final = "* * * * * */10"
#: More jobs than any office has processes: each process takes one and works until the batch has no free row.
_MOST_JOBS: Final = 64
#: A worker that has not been heard of for so long is dead, in seconds.
_DEAD_AFTER: Final = 30.0
_HEARTBEAT: Final = 5.0
#: How often a worker looks whether it is to stop, in seconds.
_LOOK_EVERY: Final = 0.2
_BACK_OFF: Final = 1.0


class ProcrastinateRunner:
    """Jobs on PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._dsn = database.url.set(drivername="postgresql").render_as_string(hide_password=False)

    def prepare(self) -> None:
        """Create procrastinate's tables once."""
        with self._database.exclusively("procrastinate"):
            with self._database.reading() as session:
                there = session.scalar(sa.select(sa.func.to_regclass("procrastinate_jobs")))
            if there is None:
                with procrastinate.App(connector=self._sync_connector()).open() as app:
                    app.schema_manager.apply_schema()

    def submit(self, batch_id: uuid.UUID) -> None:
        """Queue one job for each process that may take part."""
        with self._database.reading() as session:
            waiting = sa.select(sa.func.count()).where(
                BatchItemRow.batch_id == batch_id, BatchItemRow.state == ItemState.WAITING.value
            )
            jobs = min(session.scalar(waiting) or 0, _MOST_JOBS)
        with procrastinate.App(connector=self._sync_connector()).open() as app:
            turn = app.configure_task(_TURN, allow_unknown=True, queue=_QUEUE)
            arguments: list[dict[str, JSONValue]] = [{"batch_id": str(batch_id)}] * jobs
            turn.batch_defer(*arguments)

    def work(self, worker: Worker) -> None:
        """Serve jobs until told to stop, through restarts of PostgreSQL."""
        while not worker.stop.is_set():
            try:
                asyncio.run(self._serve(worker))
            except (ConnectorException, OSError, sa.exc.OperationalError) as error:
                log.warning("database_away", worker=worker.name, error=type(error).__name__)
                worker.stop.wait(_BACK_OFF)

    async def _serve(self, worker: Worker) -> None:
        app = self._app(worker)
        async with app.open_async():
            serving = asyncio.create_task(
                app.run_worker_async(
                    name=worker.name,
                    queues=[_QUEUE],
                    concurrency=1,
                    install_signal_handlers=False,
                    delete_jobs="always",
                    update_heartbeat_interval=_HEARTBEAT,
                    stalled_worker_timeout=_DEAD_AFTER,
                )
            )
            while not worker.stop.is_set() and not serving.done():
                await asyncio.wait([serving], timeout=_LOOK_EVERY)
            serving.cancel()  # procrastinate lets the job under way end; the worker ends its turn because `stop` is set
            await asyncio.gather(serving, return_exceptions=worker.stop.is_set())

    def _app(self, worker: Worker) -> procrastinate.App:
        app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=self._dsn))

        @app.task(name=_TURN, queue=_QUEUE)
        def turn(batch_id: str) -> None:
            wanted = uuid.UUID(batch_id)
            while not worker.stop.is_set() and through_outages(worker, lambda: worker.turn(wanted)):
                pass

        @app.periodic(cron=_RESCUE_CRON)
        @app.task(name=_RESCUE, queue=_QUEUE, queueing_lock=_RESCUE)
        async def rescue(timestamp: int) -> None:
            del timestamp
            await self._rescue(app)

        assert turn
        assert rescue
        return app

    async def _rescue(self, app: procrastinate.App) -> None:
        """Queue the jobs of dead workers again, and a job for every batch that has free rows."""
        for job in await app.job_manager.get_stalled_jobs(queue=_QUEUE, seconds_since_heartbeat=_DEAD_AFTER):
            await app.job_manager.retry_job(job)
        for batch_id in await asyncio.to_thread(self._unfinished):
            turn = app.configure_task(_TURN, queueing_lock=f"{_RESCUE}:{batch_id}", queue=_QUEUE)
            try:
                await turn.defer_async(batch_id=str(batch_id))
            except AlreadyEnqueued:
                log.debug("already_queued", batch=str(batch_id))

    def _unfinished(self) -> list[uuid.UUID]:
        """Running batches with rows that are free, or lent to somebody who does not answer."""
        free = sa.or_(
            BatchItemRow.state == ItemState.WAITING.value,
            sa.and_(BatchItemRow.state == ItemState.RUNNING.value, BatchItemRow.lease_until < sa.func.now()),
        )
        rows = sa.exists().where(BatchItemRow.batch_id == BatchRow.id, free)
        with self._database.reading() as session:
            return list(session.scalars(sa.select(BatchRow.id).where(BatchRow.state == BatchState.RUNNING.value, rows)))

    def _sync_connector(self) -> procrastinate.SyncPsycopgConnector:
        return procrastinate.SyncPsycopgConnector(conninfo=self._dsn)
