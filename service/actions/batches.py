"""What may be done with a batch: keep it, rehearse, approve and start, watch, pause, mend, hand over.

`who` is None for the person at a machine where no agency was ever set up: the command line on a laptop.
"""

import math
import threading
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy.orm import Session

from service.accounts import Actor, record
from service.actions.batch_engine import DocumentEngine
from service.actions.batch_plans import SentFile, allow, rows_of
from service.actions.services import Services
from service.batches import (
    Author,
    BatchOptions,
    BatchPlan,
    BatchState,
    Filler,
    Format,
    ItemFilter,
    ItemState,
    Job,
    Numbers,
    Progress,
    approve,
    cancel,
    create_batch,
    extremes,
    find_batch,
    find_item,
    list_batches,
    list_items,
    mend,
    pause,
    plan_batch,
    progress,
    retry,
    runner_for,
    start,
    stream_archive,
    unit_data,
)
from service.batches.plan import common_digest
from service.errors import Conflict, Nd30Error, NotFound, Problem
from service.storage.batch_tables import BatchItemRow, BatchRow
from service.units import units_on

#: Whoever follows a batch looks for changes so often, in seconds.
_LOOK_EVERY = 0.5
_ALL = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsed:
    """One extreme row as it will come out.

    Attributes:
        why: what makes it an extreme, in Vietnamese.
        findings: of the checker; empty when `error` is there.
        error: why it could not be made, or empty; `problems` says more.
    """

    position: int
    unit: str
    why: tuple[str, ...]
    docx: bytes = field(default=b"", repr=False)
    findings: Mapping[str, Any] = field(default_factory=dict)
    error: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchView:
    """A batch as it was asked for, with how far it is."""

    row: BatchRow
    options: BatchOptions
    progress: Progress

    @property
    def approved(self) -> bool:
        """Whether somebody approved exactly what it holds now."""
        return self.row.approved_digest == self.row.digest

    @property
    def document_digest(self) -> str:
        """SHA-256 of the common document and of how it is made; the digest of the batch covers it and every row."""
        return common_digest(self.row.document, self.options)


def store_batch(
    services: Services, who: Actor | None, plan: BatchPlan, *, batch_id: uuid.UUID | None = None
) -> uuid.UUID:
    """Keep a plan as a batch; nothing runs yet. With `batch_id`, a repeated call finds the batch that the first one made."""
    allow(who)
    now = services.clock()
    with services.database.writing() as session:
        if batch_id is not None and session.get(BatchRow, batch_id) is not None:
            return find_batch(session, batch_id, _agency(who)).id
        author = Author(agency_id=_agency(who), name=_name(who))
        batch = create_batch(session, plan, author, now, batch_id)
        if who is not None:
            record(session, who, "batch.create", "batch", batch.id, now, {"name": plan.name, "rows": len(plan.items)})
        return batch.id


def batch_views(
    services: Services, who: Actor | None, *, before: uuid.UUID | None = None, limit: int = 50
) -> list[BatchView]:
    """The newest batches, those older than `before`."""
    allow(who)
    with services.database.reading() as session:
        rows = list_batches(session, _agency(who), limit, before=before)
        return [_view(session, batch, services) for batch in rows]


def batches(services: Services, who: Actor | None, limit: int = 50) -> list[Progress]:
    """How far each of the newest batches is."""
    return [view.progress for view in batch_views(services, who, limit=limit)]


def batch_view(services: Services, who: Actor | None, batch_id: uuid.UUID) -> BatchView:
    """One batch; raise NotFound when it is not theirs."""
    with _seen(services, who, batch_id) as (session, batch):
        return _view(session, batch, services)


def batch_progress(services: Services, who: Actor | None, batch_id: uuid.UUID) -> Progress:
    """How far a batch is; raise NotFound when it is not theirs."""
    with _seen(services, who, batch_id) as (session, batch):
        return progress(session, batch, services.clock())


def batch_digest(services: Services, who: Actor | None, batch_id: uuid.UUID) -> str:
    """What an approval has to name."""
    with _seen(services, who, batch_id) as (_, batch):
        return batch.digest


def batch_items(
    services: Services, who: Actor | None, batch_id: uuid.UUID, wanted: ItemFilter, *, province: str | None = None
) -> list[BatchItemRow]:
    """Rows of a batch in order; with a `province` (its code) only those of its units."""
    with _seen(services, who, batch_id) as (session, batch):
        if province is not None:
            units = units_on(BatchOptions.from_data(batch.options).day).in_province(province)
            wanted = replace(wanted, codes=frozenset(unit.code for unit in units))
        return list_items(session, batch.id, wanted)


def batch_item(services: Services, who: Actor | None, batch_id: uuid.UUID, position: int) -> BatchItemRow:
    """One row; raise NotFound when there is none."""
    with _seen(services, who, batch_id) as (session, batch):
        return find_item(session, batch.id, position)


def rehearse(services: Services, who: Actor | None, batch_id: uuid.UUID) -> list[Rehearsed]:
    """Make and check the rows where a layout or text is likeliest to go wrong; nothing is stored."""
    with _seen(services, who, batch_id) as (session, batch):
        rows = list_items(session, batch.id, ItemFilter(limit=_ALL))
    options = BatchOptions.from_data(batch.options)
    chosen = extremes([unit_data(row, options) for row in rows])
    filler, engine = Filler.compile(batch.document), DocumentEngine(services)
    return [rehearsed(batch, rows[index], why, filler, engine) for index, why in chosen]


def rehearse_item(services: Services, who: Actor | None, batch_id: uuid.UUID, position: int) -> Rehearsed:
    """Make and check one row's document; nothing is stored."""
    with _seen(services, who, batch_id) as (session, batch):
        row = find_item(session, batch.id, position)
    return rehearsed(batch, row, (), Filler.compile(batch.document), DocumentEngine(services))


def item_file(
    services: Services, who: Actor | None, batch_id: uuid.UUID, position: int, form: Format
) -> tuple[str, bytes]:
    """Name and content of a finished row's file; raise NotFound while there is none."""
    with _seen(services, who, batch_id) as (session, batch):
        row = find_item(session, batch.id, position)
        digest = row.docx if form is Format.DOCX else row.pdf
    if not digest:
        raise NotFound("Dòng này chưa có tệp.")
    return f"{row.file_name}.{form.value}", services.files.get(digest)


def start_batch(services: Services, who: Actor | None, batch_id: uuid.UUID, digest: str) -> None:
    """Approve exactly what was seen, and start; raise Conflict when it changed since."""
    with _changed(services, who, batch_id, "batch.start", {"digest": digest}) as (_, batch):
        approve(batch, digest, _name(who))
        start(batch, services.clock())
    runner_for(services.database).submit(batch_id)


def pause_batch(services: Services, who: Actor | None, batch_id: uuid.UUID) -> None:
    """Stop after the documents under way."""
    with _changed(services, who, batch_id, "batch.pause") as (_, batch):
        pause(batch)


def resume_batch(services: Services, who: Actor | None, batch_id: uuid.UUID) -> None:
    """Go on exactly where a paused batch was."""
    with _changed(services, who, batch_id, "batch.resume") as (_, batch):
        if batch.state == BatchState.PLANNED:
            raise Conflict("Lô văn bản chưa được duyệt để chạy.")
        if batch.state != BatchState.RUNNING:  # after a power cut it still says so: then there is only work to submit
            start(batch, services.clock())
    runner_for(services.database).submit(batch_id)


def cancel_batch(services: Services, who: Actor | None, batch_id: uuid.UUID) -> None:
    """Give up the rows not begun; what is done stays."""
    with _changed(services, who, batch_id, "batch.cancel") as (session, batch):
        cancel(session, batch, services.clock())


def mend_batch(services: Services, who: Actor | None, batch_id: uuid.UUID, sheet: SentFile) -> int:
    """Put a sheet's data into the failed rows of the units that it lists; return how many rows changed.

    The batch must then be approved again. Raises as `make_plan` does.
    """
    with _seen(services, who, batch_id) as (session, batch):
        failed = list_items(session, batch.id, ItemFilter(states=(ItemState.FAILED,), limit=_ALL))
    options = BatchOptions.from_data(batch.options)
    positions = {row.unit_code: row.position for row in failed}
    sent, _headings = rows_of(sheet, batch.document, options.day, options.labels)
    items = [item for item in sent if item.unit.code in positions]
    if not items:
        raise Conflict("Không đơn vị nào trong bảng đang ở trạng thái lỗi.")
    plan_batch(batch.document, items, options)
    with _changed(services, who, batch_id, "batch.mend", {"rows": len(items)}) as (session, batch):
        mend(session, batch, {positions[item.unit.code]: item for item in items})
    return len(items)


def retry_batch(
    services: Services,
    who: Actor | None,
    batch_id: uuid.UUID,
    *,
    positions: Sequence[int] | None = None,
    digest: str | None = None,
) -> int:
    """Run failed and cancelled rows again, all or these; with `digest` approve mended data first. Return how many."""
    with _changed(services, who, batch_id, "batch.retry") as (session, batch):
        if digest is not None:
            approve(batch, digest, _name(who))
        count = retry(session, batch, services.clock(), positions)
    runner_for(services.database).submit(batch_id)
    return count


def archive(
    services: Services,
    who: Actor | None,
    batch_id: uuid.UUID,
    *,
    follow: bool = False,
    stop: threading.Event | None = None,
) -> Iterator[bytes]:
    """The ZIP of a batch as a stream; with `follow` it grows with the batch until nothing more will come."""
    batch_progress(services, who, batch_id)  # refused before the first byte, not in the middle
    waiting = stop or threading.Event()

    def goes_on() -> bool:
        if not follow or batch_progress(services, who, batch_id).is_over:
            return False
        return not waiting.wait(_LOOK_EVERY)

    return stream_archive(services.database, services.files, batch_id, goes_on)


def watch(
    services: Services,
    who: Actor | None,
    batch_id: uuid.UUID,
    stop: threading.Event | None = None,
    *,
    at_least_every: float = math.inf,
) -> Iterator[Progress]:
    """Progress whenever it changes, and unchanged after `at_least_every` seconds, until the batch is over."""
    waiting = stop or threading.Event()
    last, told = None, -math.inf
    while True:
        now = batch_progress(services, who, batch_id)
        if (now.state, now.counts) != last or time.monotonic() - told >= at_least_every:
            last, told = (now.state, now.counts), time.monotonic()
            yield now
        if now.is_over or waiting.wait(_LOOK_EVERY):
            return


def rehearsed(
    batch: BatchRow,
    row: BatchItemRow,
    why: tuple[str, ...],
    filler: Filler,
    engine: DocumentEngine,
) -> Rehearsed:
    """Make one row's document as the workers will, but for its number, and check it."""
    one = Rehearsed(position=row.position, unit=row.unit_title, why=why)
    options = BatchOptions.from_data(batch.options)
    data = unit_data(row, options)
    try:
        job = Job(
            batch_id=batch.id,
            unit=data.unit,
            document=filler.document(data),
            options=replace(options, numbers=Numbers.ROW, check=True, formats=(Format.DOCX,)),
            template_version_id=batch.template_version_id,
        )
        made = engine.make(job)
    except Nd30Error as error:
        return replace(one, error=error.message, problems=error.problems)
    return replace(one, docx=made.docx, findings=made.findings or {})


def _view(session: Session, batch: BatchRow, services: Services) -> BatchView:
    options = BatchOptions.from_data(batch.options)
    return BatchView(row=batch, options=options, progress=progress(session, batch, services.clock()))


@contextmanager
def _seen(services: Services, who: Actor | None, batch_id: uuid.UUID) -> Iterator[tuple[Session, BatchRow]]:
    allow(who)
    with services.database.reading() as session:
        yield session, find_batch(session, batch_id, _agency(who))


@contextmanager
def _changed(
    services: Services, who: Actor | None, batch_id: uuid.UUID, action: str, detail: Mapping[str, Any] | None = None
) -> Iterator[tuple[Session, BatchRow]]:
    """A locked batch to change, with a line in the log."""
    allow(who)
    with services.database.writing() as session:
        batch = find_batch(session, batch_id, _agency(who), lock=True)
        yield session, batch
        if who is not None:
            record(session, who, action, "batch", batch.id, services.clock(), detail)


def _agency(who: Actor | None) -> uuid.UUID | None:
    return who.agency_id if who else None


def _name(who: Actor | None) -> str:
    return who.name if who else "Người dùng máy này"
