"""Batches in the database: make, find, list, and what a person may do to one: approve, start, pause, cancel, try again."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.batches.filling import UnitData
from service.batches.plan import BatchOptions, BatchPlan, batch_digest, common_digest, item_digest
from service.batches.states import BATCH_WORDS, BatchState, ItemState
from service.errors import Conflict, NotFound
from service.storage import new_id
from service.storage.batch_tables import BatchItemRow, BatchRow
from service.units import bare_key, units_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """For whom a batch is made.

    Attributes:
        agency_id: None on a machine without agencies.
        name: for the list of batches.
    """

    agency_id: uuid.UUID | None
    name: str


def create_batch(
    session: Session, plan: BatchPlan, author: Author, now: dt.datetime, batch_id: uuid.UUID | None = None
) -> BatchRow:
    """Store a plan with one waiting row for each commune; nothing runs before it is approved and started."""
    batch = BatchRow(
        id=batch_id or new_id(),
        agency_id=author.agency_id,
        name=plan.name,
        state=BatchState.PLANNED.value,
        reason="",
        document=dict(plan.data),
        options=plan.options.as_data(),
        template_version_id=plan.template_version_id,
        digest=plan.digest,
        approved_by="",
        created_by=author.name,
        created_at=now,
    )
    session.add(batch)
    session.flush()
    rows = (
        _row(batch.id, position, item, digest)
        for position, (item, digest) in enumerate(zip(plan.items, plan.item_digests, strict=True), 1)
    )
    session.execute(sa.insert(BatchItemRow), list(rows))
    return batch


def find_batch(session: Session, batch_id: uuid.UUID, agency_id: uuid.UUID | None, *, lock: bool = False) -> BatchRow:
    """The batch of this agency; raise NotFound when there is none, or another agency's."""
    batch = session.get(BatchRow, batch_id, with_for_update=lock, populate_existing=lock)
    if batch is None or batch.agency_id != agency_id:
        raise NotFound("Không tìm thấy lô văn bản.")
    return batch


def list_batches(
    session: Session, agency_id: uuid.UUID | None, limit: int = 50, *, before: uuid.UUID | None = None
) -> Sequence[BatchRow]:
    """The agency's batches, newest first, those older than `before`; nothing when that is no batch of theirs."""
    mine = sa.select(BatchRow).where(BatchRow.agency_id == agency_id)
    if before is not None:
        seen = session.scalar(mine.where(BatchRow.id == before))
        if seen is None:
            return []
        older = BatchRow.created_at < seen.created_at
        mine = mine.where(older | ((BatchRow.created_at == seen.created_at) & (BatchRow.id < seen.id)))
    return session.scalars(mine.order_by(BatchRow.created_at.desc(), BatchRow.id.desc()).limit(limit)).all()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFilter:
    """Which rows to list.

    Attributes:
        states: any of these; all when empty.
        codes: units with these codes; all when None.
        text: part of the unit's name (diacritics optional) or its code.
        after: position of the last row seen; listing goes on behind it.
    """

    states: tuple[ItemState, ...] = ()
    codes: frozenset[str] | None = None
    text: str = ""
    after: int = 0
    limit: int = 100


def list_items(session: Session, batch_id: uuid.UUID, wanted: ItemFilter) -> list[BatchItemRow]:
    """Rows of a batch in order."""
    query = sa.select(BatchItemRow).where(BatchItemRow.batch_id == batch_id, BatchItemRow.position > wanted.after)
    if wanted.states:
        query = query.where(BatchItemRow.state.in_([state.value for state in wanted.states]))
    if wanted.codes is not None:
        query = query.where(BatchItemRow.unit_code.in_(wanted.codes))
    query = query.order_by(BatchItemRow.position)
    if not wanted.text:
        return list(session.scalars(query.limit(wanted.limit)))
    text = bare_key(wanted.text)
    rows = (row for row in session.scalars(query) if text in bare_key(row.unit_title) or text == row.unit_code)
    return [row for _, row in zip(range(wanted.limit), rows, strict=False)]


def find_item(session: Session, batch_id: uuid.UUID, position: int) -> BatchItemRow:
    """One row; raise NotFound when there is none."""
    row = session.get(BatchItemRow, (batch_id, position))
    if row is None:
        raise NotFound("Không tìm thấy dòng này của lô văn bản.")
    return row


def unit_data(row: BatchItemRow, options: BatchOptions) -> UnitData:
    """What a row was planned with, its unit as it stood on the day of the batch."""
    unit = units_on(options.day).units[row.unit_code]
    return UnitData(unit=unit, values=row.values, own_tasks=tuple(row.own_tasks), place=row.place)


def approve(batch: BatchRow, digest: str, by: str) -> None:
    """Note who approved exactly these inputs; raise Conflict when they are not what the batch holds now."""
    if digest != batch.digest:
        raise Conflict("Dữ liệu của lô đã thay đổi sau khi xem; xem lại rồi duyệt.")
    batch.approved_digest, batch.approved_by = digest, by


def start(batch: BatchRow, now: dt.datetime) -> None:
    """Let workers take up the rows; raise Conflict unless it is planned or paused and approved as it is."""
    _require(batch, BatchState.PLANNED, BatchState.PAUSED)
    if batch.approved_digest != batch.digest:
        raise Conflict("Lô văn bản chưa được duyệt với đúng mẫu và dữ liệu hiện tại.")
    batch.state, batch.reason = BatchState.RUNNING.value, ""
    batch.started_at = batch.started_at or now
    batch.finished_at = None


def pause(batch: BatchRow, reason: str = "") -> None:
    """Stop after the documents under way; raise Conflict unless it runs."""
    _require(batch, BatchState.RUNNING)
    batch.state, batch.reason = BatchState.PAUSED.value, reason


def cancel(session: Session, batch: BatchRow, now: dt.datetime) -> None:
    """Give up every row not begun; what is done stays done."""
    _require(batch, BatchState.PLANNED, BatchState.RUNNING, BatchState.PAUSED)
    batch.state, batch.finished_at = BatchState.CANCELLED.value, now
    _change(session, batch, (ItemState.WAITING,), state=ItemState.CANCELLED.value)


def retry(session: Session, batch: BatchRow, now: dt.datetime, positions: Sequence[int] | None = None) -> int:
    """Let failed and cancelled rows (all, or these positions) wait again and the batch run; return how many."""
    _require(batch, BatchState.RUNNING, BatchState.PAUSED, BatchState.FINISHED, BatchState.CANCELLED)
    if batch.approved_digest != batch.digest:
        raise Conflict("Dữ liệu đã sửa; duyệt lại trước khi chạy lại.")
    count = _change(
        session, batch, (ItemState.FAILED, ItemState.CANCELLED), positions,
        state=ItemState.WAITING.value, attempts=0, error=sa.null(), finished_at=None,
    )  # fmt: skip
    if count:
        batch.state, batch.reason, batch.finished_at = BatchState.RUNNING.value, "", None
        batch.started_at = batch.started_at or now
    return count


def mend(session: Session, batch: BatchRow, items: Mapping[int, UnitData]) -> None:
    """Put other data into rows that failed, by position; the batch must be approved again before they run.

    The caller has filled in and read each of them.
    """
    common = common_digest(batch.document, BatchOptions.from_data(batch.options))
    for position, item in items.items():
        row = find_item(session, batch.id, position)
        if row.state != ItemState.FAILED:
            raise Conflict(f"{row.unit_title} không ở trạng thái lỗi.")
        row.values, row.own_tasks, row.place = dict(item.values), list(item.own_tasks), item.place
        row.input_digest = item_digest(common, item)
    session.flush()
    digests = sa.select(BatchItemRow.input_digest).where(BatchItemRow.batch_id == batch.id)
    batch.digest = batch_digest(session.scalars(digests.order_by(BatchItemRow.position)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a batch is.

    Attributes:
        counts: rows by state, every state present.
        a_second: rows finished a second lately; 0 while none was.
        seconds_left: at that speed, or None when it cannot be told.
    """

    batch_id: uuid.UUID
    name: str
    state: BatchState
    reason: str
    counts: Mapping[ItemState, int]
    a_second: float
    seconds_left: float | None

    @property
    def total(self) -> int:
        """All rows."""
        return sum(self.counts.values())

    @property
    def finished(self) -> int:
        """Rows that need nothing more."""
        return self.total - self.left

    @property
    def left(self) -> int:
        """Rows waiting or under way."""
        return self.counts[ItemState.WAITING] + self.counts[ItemState.RUNNING]

    @property
    def is_over(self) -> bool:
        """Whether nothing will change without a person."""
        return self.state in {BatchState.FINISHED, BatchState.CANCELLED, BatchState.PAUSED, BatchState.PLANNED}


#: Speed is taken over this stretch.
_RECENT = dt.timedelta(seconds=20)


def progress(session: Session, batch: BatchRow, now: dt.datetime) -> Progress:
    """Count the rows by state and tell the speed."""
    query = sa.select(BatchItemRow.state, sa.func.count()).where(BatchItemRow.batch_id == batch.id)
    found = dict(session.execute(query.group_by(BatchItemRow.state)).all())
    counts = {state: found.get(state.value, 0) for state in ItemState}
    a_second = _speed(session, batch, now) if batch.state == BatchState.RUNNING else 0.0
    left = counts[ItemState.WAITING] + counts[ItemState.RUNNING]
    return Progress(
        batch_id=batch.id,
        name=batch.name,
        state=BatchState(batch.state),
        reason=batch.reason,
        counts=counts,
        a_second=a_second,
        seconds_left=left / a_second if a_second else None,
    )


def _speed(session: Session, batch: BatchRow, now: dt.datetime) -> float:
    since = max(now - _RECENT, batch.started_at or now)
    stretch = (now - since).total_seconds()
    lately = sa.select(sa.func.count()).where(BatchItemRow.batch_id == batch.id, BatchItemRow.finished_at > since)
    return (session.scalar(lately) or 0) / stretch if stretch > 0 else 0.0


def _row(batch_id: uuid.UUID, position: int, item: UnitData, digest: str) -> dict[str, Any]:
    return {
        "batch_id": batch_id,
        "position": position,
        "unit_code": item.unit.code,
        "unit_title": f"{item.unit.title}, {item.unit.province.full_name}",
        "place": item.place,
        "values": dict(item.values),
        "own_tasks": list(item.own_tasks),
        "input_digest": digest,
        "state": ItemState.WAITING.value,
        "attempts": 0,
        "file_name": "",
        "symbol": "",
        "subject": "",
    }


def _require(batch: BatchRow, *states: BatchState) -> None:
    if batch.state not in {state.value for state in states}:
        raise Conflict(f"Lô văn bản {BATCH_WORDS[BatchState(batch.state)]}, không làm được việc này.")


def _change(
    session: Session,
    batch: BatchRow,
    states: Iterable[ItemState],
    positions: Sequence[int] | None = None,
    **values: Any,
) -> int:
    """Update the rows in these states; return how many."""
    chosen = [BatchItemRow.batch_id == batch.id, BatchItemRow.state.in_([state.value for state in states])]
    if positions is not None:
        chosen.append(BatchItemRow.position.in_(positions))
    result = session.execute(
        sa.update(BatchItemRow).where(*chosen).values(**values).execution_options(synchronize_session=False)
    )
    return int(result.rowcount)  # type: ignore[attr-defined]  # an UPDATE always has one
