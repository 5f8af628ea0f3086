"""Handing rows to workers: a row is lent for a short time, so that whoever dies loses nothing and nobody does it twice.

All writing for one batch stands in line at its row; the last worker to finish thus sees that it is the last.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.batches.plan import BatchOptions, Format
from service.batches.states import BatchState, ItemState
from service.storage.batch_tables import BatchItemRow, BatchRow

#: A row whose worker died so often is set aside: it is likely what kills them.
MOST_ATTEMPTS = 3
_MANY, _FEW = 32, 4
_DEADLY = f"Tiến trình xử lý dừng đột ngột {MOST_ATTEMPTS} lần khi làm dòng này."
#: Called in the transaction that ends a batch.
OnFinished = Callable[[Session, BatchRow], None]


#: Writes one row's outcome, if it is still lent to the worker that brings it; made once, run for many rows.
_RESULTS = (
    "state", "finished_at", "docx", "pdf", "docx_size", "pdf_size", "file_name", "number", "symbol", "subject", "pages", "findings",
    "error",
)  # fmt: skip
_SETTLE = (
    sa.update(BatchItemRow)
    .where(
        BatchItemRow.batch_id == sa.bindparam("of_batch"),
        BatchItemRow.position == sa.bindparam("new_position"),
        BatchItemRow.worker == sa.bindparam("of_worker"),
        BatchItemRow.state == ItemState.RUNNING.value,
    )
    .values(worker=None, lease_until=None, **{name: sa.bindparam(f"new_{name}") for name in _RESULTS})
)


def now() -> dt.datetime:
    """The time by which leases end; all machines are expected to keep theirs (NTP) to within a few seconds."""
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class Lease:
    """Rows lent to one worker."""

    batch: BatchRow
    items: Sequence[BatchItemRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one row: its outputs, or an error."""

    position: int
    docx: str | None = None
    pdf: str | None = None
    docx_size: int | None = None
    pdf_size: int | None = None
    file_name: str = ""
    number: int | None = None
    symbol: str = ""
    subject: str = ""
    pages: int | None = None
    findings: Mapping[str, Any] | None = None
    error: Mapping[str, Any] | None = None


def lease(
    session: Session, worker: str, now: dt.datetime, until: dt.datetime, batch_id: uuid.UUID | None = None
) -> Lease | None:
    """Lend a chunk of rows of the oldest running batch (or of this one) that has any free; None when there are none.

    Rows that a dead worker held before come alone and last, so that a row that kills its worker takes no other along.
    """
    free = sa.or_(
        BatchItemRow.state == ItemState.WAITING.value,
        sa.and_(BatchItemRow.state == ItemState.RUNNING.value, BatchItemRow.lease_until < now),
    )
    batches = sa.select(BatchRow).where(
        BatchRow.state == BatchState.RUNNING.value,
        sa.exists().where(BatchItemRow.batch_id == BatchRow.id, free, BatchItemRow.attempts < MOST_ATTEMPTS),
    )
    if batch_id is not None:
        batches = batches.where(BatchRow.id == batch_id)
    batch = session.scalar(batches.order_by(BatchRow.started_at, BatchRow.id).limit(1))
    if batch is None:
        return None
    rows = (
        sa.select(BatchItemRow)
        .where(BatchItemRow.batch_id == batch.id, free, BatchItemRow.attempts < MOST_ATTEMPTS)
        .order_by(BatchItemRow.attempts, BatchItemRow.position)
        .limit(_chunk(batch))
        .with_for_update(skip_locked=True)
    )
    items = _alone_if_suspect(session.scalars(rows).all())
    for item in items:
        item.state, item.worker, item.lease_until = ItemState.RUNNING.value, worker, until
        item.attempts += 1
    session.flush()
    return Lease(batch, items) if items else None


def extend(session: Session, worker: str, until: dt.datetime) -> None:
    """Keep what is lent to a worker that is still alive."""
    session.execute(_held_by(worker).values(lease_until=until))


def give_back(session: Session, worker: str, now: dt.datetime, *, as_suspect: bool) -> list[uuid.UUID]:
    """Let the rows lent to a worker wait again; return the batches concerned.

    Args:
        session: a writing session.
        worker: its name.
        now: the time.
        as_suspect: the worker died over them; otherwise the attempt does not count.
    """
    held = sa.select(BatchItemRow.batch_id).where(*_is_held_by(worker)).distinct()
    batches = list(session.scalars(held))
    attempts = BatchItemRow.attempts if as_suspect else BatchItemRow.attempts - 1
    waiting = {"state": ItemState.WAITING.value, "worker": None, "lease_until": None}
    session.execute(_held_by(worker).values(**waiting, attempts=attempts))
    _give_up_cancelled(session, batches, now)
    return batches


def working(session: Session) -> list[str]:
    """The names of all workers that hold rows."""
    held = sa.select(BatchItemRow.worker).where(BatchItemRow.state == ItemState.RUNNING.value).distinct()
    return [name for name in session.scalars(held) if name]


def settle(
    session: Session,
    batch_id: uuid.UUID,
    worker: str,
    outcomes: Iterable[Outcome],
    now: dt.datetime,
    on_finished: OnFinished,
) -> BatchState:
    """Write what became of rows still lent to this worker, end the batch with its last row; return the batch's state."""
    batch = session.get_one(BatchRow, batch_id, with_for_update=True, populate_existing=True)
    rows = [{**_settled(outcome, now), "of_batch": batch_id, "of_worker": worker} for outcome in outcomes]
    if rows:
        session.connection().execute(_SETTLE, rows)
    _end_if_done(session, batch, now, on_finished)
    return BatchState(batch.state)


def _settled(outcome: Outcome, now: dt.datetime) -> dict[str, Any]:
    """The parameters of a settled row, for `_SETTLE`."""
    values: dict[str, Any] = {f"new_{item.name}": getattr(outcome, item.name) for item in fields(Outcome)}
    state = ItemState.FAILED if outcome.error else ItemState.DONE
    return {**values, "new_state": state.value, "new_finished_at": now}


def tidy(session: Session, now: dt.datetime, on_finished: OnFinished) -> None:
    """Fail the rows over which workers died too often, and give up what dead workers held of cancelled batches."""
    expired = sa.and_(BatchItemRow.state == ItemState.RUNNING.value, BatchItemRow.lease_until < now)
    free = sa.or_(BatchItemRow.state == ItemState.WAITING.value, expired)
    deadly = sa.select(BatchItemRow).where(BatchItemRow.attempts >= MOST_ATTEMPTS, free)
    rows = session.scalars(deadly.with_for_update(skip_locked=True)).all()
    for row in rows:
        row.state, row.worker, row.lease_until, row.finished_at = ItemState.FAILED.value, None, None, now
        row.error = {"code": "worker-died", "message": _DEADLY, "problems": []}
    session.flush()
    for batch_id in {row.batch_id for row in rows}:
        batch = session.get_one(BatchRow, batch_id, with_for_update=True, populate_existing=True)
        _end_if_done(session, batch, now, on_finished)
    lost = sa.select(BatchItemRow.batch_id).join(BatchRow).where(expired, BatchRow.state == BatchState.CANCELLED.value)
    _give_up_cancelled(session, list(session.scalars(lost.distinct())), now)


def _give_up_cancelled(session: Session, batches: Sequence[uuid.UUID], now: dt.datetime) -> None:
    """Cancel the rows of cancelled batches that nobody works on any more."""
    cancelled = sa.select(BatchRow.id).where(BatchRow.id.in_(batches), BatchRow.state == BatchState.CANCELLED.value)
    unheld = sa.or_(
        BatchItemRow.state == ItemState.WAITING.value,
        sa.and_(BatchItemRow.state == ItemState.RUNNING.value, BatchItemRow.lease_until < now),
    )
    session.execute(
        sa.update(BatchItemRow)
        .where(BatchItemRow.batch_id.in_(cancelled), unheld)
        .values(state=ItemState.CANCELLED.value, worker=None, lease_until=None)
        .execution_options(synchronize_session=False)
    )


def _chunk(batch: BatchRow) -> int:
    """Rows lent at once: many where each takes milliseconds, few where each takes a good part of a second."""
    options = BatchOptions.from_data(batch.options)
    return _FEW if Format.PDF in options.formats or options.check else _MANY


def _alone_if_suspect(items: Sequence[BatchItemRow]) -> Sequence[BatchItemRow]:
    fresh = [item for item in items if item.attempts == 0]
    return fresh or items[:1]


def _is_held_by(worker: str) -> tuple[sa.ColumnElement[bool], ...]:
    return BatchItemRow.worker == worker, BatchItemRow.state == ItemState.RUNNING.value


def _held_by(worker: str) -> sa.Update:
    return sa.update(BatchItemRow).where(*_is_held_by(worker)).execution_options(synchronize_session=False)


def _end_if_done(session: Session, batch: BatchRow, now: dt.datetime, on_finished: OnFinished) -> None:
    if batch.state not in {BatchState.RUNNING.value, BatchState.PAUSED.value}:
        return
    open_states = [ItemState.WAITING.value, ItemState.RUNNING.value]
    left = sa.select(sa.exists().where(BatchItemRow.batch_id == batch.id, BatchItemRow.state.in_(open_states)))
    if not session.scalar(left):
        batch.state, batch.reason, batch.finished_at = BatchState.FINISHED.value, "", now
        on_finished(session, batch)
