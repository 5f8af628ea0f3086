"""A batch while it is being prepared: every choice kept, so that going back, closing the window or a mistake loses none."""

import uuid
from collections.abc import Mapping
from typing import Literal

import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict
from sqlalchemy.orm import Session

from service.accounts import Actor, Permission
from service.actions.batch_plans import SentFile
from service.actions.services import Services
from service.batches import BatchState
from service.errors import Conflict, NotFound
from service.storage import new_id
from service.storage.batch_tables import BatchRow
from service.storage.unfinished_tables import BatchDraftRow
from service.units import Gazetteer, Unit, UnitType


class Choices(BaseModel):
    """What was chosen in the steps so far.

    Attributes:
        document: the common document.
        mode: whether our own document is sent to each unit, or each unit issues it.
        provinces: codes of provinces taken whole (of `types` only, when there are any).
        units: codes added one by one.
        without: codes left out again.
        headings: texts put over columns that were not recognised, by address (``Dữ liệu!C1``).
        cells: texts put into cells, by address.
        labels: what columns are called, by their names.
        dropped: rows left out, by address (``Dữ liệu!7``).
        hidden: the person threw the draft away; it can still be taken back.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    document: uuid.UUID | None = None
    mode: Literal["sent", "own"] = "sent"
    provinces: tuple[str, ...] = ()
    types: tuple[UnitType, ...] = ()
    units: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    headings: Mapping[str, str] = {}
    labels: Mapping[str, str] = {}
    cells: Mapping[str, str] = {}
    dropped: tuple[str, ...] = ()
    formats: Literal["docx", "pdf"] = "pdf"
    numbers: Literal["row", "register"] = "row"
    template: uuid.UUID | None = None
    hidden: bool = False

    def chosen(self, gazetteer: Gazetteer) -> list[Unit]:
        """The units, in the order of the national list."""
        whole = {
            unit.code
            for province in self.provinces
            for unit in gazetteer.in_province(province)
            if not self.types or unit.type in self.types
        }
        codes = (whole | set(self.units)) - set(self.without)
        return [unit for code, unit in gazetteer.units.items() if code in codes]

    @property
    def edits(self) -> dict[str, str]:
        """Every cell that differs from the sheet as it was sent."""
        return {**self.headings, **self.cells}


def begin_draft(services: Services, who: Actor, choices: Choices, name: str) -> uuid.UUID:
    """Start preparing a batch."""
    who.require(Permission.BATCHES)
    row = BatchDraftRow(
        id=new_id(),
        agency_id=who.agency_id,
        name=name,
        choices=choices.model_dump(mode="json"),
        created_by=who.name,
        updated_at=services.clock(),
    )
    with services.database.writing() as session:
        session.add(row)
        session.flush()
        return row.id


def find_draft(services: Services, who: Actor, draft_id: uuid.UUID) -> tuple[BatchDraftRow, Choices]:
    """A batch being prepared, with its choices; raise NotFound when the agency has none such."""
    who.require(Permission.BATCHES)
    with services.database.reading() as session:
        row = _find(session, who, draft_id)
        return row, Choices.model_validate(row.choices)


def drafts_of(services: Services, who: Actor) -> list[BatchDraftRow]:
    """Batches being prepared in the agency, newest first; those started or thrown away are not."""
    who.require(Permission.BATCHES)
    query = sa.select(BatchDraftRow).where(BatchDraftRow.agency_id == who.agency_id, BatchDraftRow.batch_id.is_(None))
    with services.database.reading() as session:
        rows = session.scalars(query.order_by(BatchDraftRow.updated_at.desc()).limit(50)).all()
    return [row for row in rows if not row.choices.get("hidden")]


def draft_of_batch(services: Services, who: Actor, batch_id: uuid.UUID) -> uuid.UUID | None:
    """The draft that a batch was made of, for going back; None for a batch made elsewhere."""
    query = sa.select(BatchDraftRow.id).where(
        BatchDraftRow.agency_id == who.agency_id, BatchDraftRow.batch_id == batch_id
    )
    with services.database.reading() as session:
        return session.scalar(query)


def change_draft(
    services: Services,
    who: Actor,
    draft_id: uuid.UUID,
    choices: Choices,
    *,
    name: str | None = None,
    sheet: SentFile | None = None,
    without_sheet: bool = False,
) -> None:
    """Keep other choices; `sheet` replaces the sheet of rows, `without_sheet` takes it away.

    Raises:
        Conflict: the batch made of it was started.
    """
    who.require(Permission.BATCHES)
    digest = services.files.put(sheet.content) if sheet else None
    with services.database.writing() as session:
        row = _find(session, who, draft_id)
        _unstarted(session, row)
        row.choices, row.updated_at = choices.model_dump(mode="json"), services.clock()
        row.name = row.name if name is None else name
        if sheet is not None or without_sheet:
            row.sheet, row.sheet_name = digest, sheet.name[:300] if sheet else ""


def sheet_of(services: Services, row: BatchDraftRow) -> SentFile | None:
    """The sheet of rows as it was sent."""
    return SentFile(name=row.sheet_name, content=services.files.get(row.sheet)) if row.sheet else None


def join_batch(services: Services, who: Actor, draft_id: uuid.UUID, batch_id: uuid.UUID) -> None:
    """Note which batch was made of a draft; one made of it before goes. Raise Conflict when that was started."""
    who.require(Permission.BATCHES)
    with services.database.writing() as session:
        row = _find(session, who, draft_id)
        _unstarted(session, row)
        earlier, row.batch_id = row.batch_id, batch_id
        session.flush()
        if earlier is not None and earlier != batch_id:
            session.execute(
                sa.delete(BatchRow).where(BatchRow.id == earlier, BatchRow.state == BatchState.PLANNED.value)
            )


def started_batch(services: Services, row: BatchDraftRow) -> uuid.UUID | None:
    """The batch made of a draft once it was started; the draft is not changed any more then."""
    with services.database.reading() as session:
        batch = session.get(BatchRow, row.batch_id) if row.batch_id else None
        return batch.id if batch is not None and batch.state != BatchState.PLANNED else None


def _unstarted(session: Session, row: BatchDraftRow) -> None:
    batch = session.get(BatchRow, row.batch_id) if row.batch_id else None
    if batch is not None and batch.state != BatchState.PLANNED:
        raise Conflict("Lô này đã chạy nên không đổi được nữa; tạo lô mới để gửi khác đi.")


def _find(session: Session, who: Actor, draft_id: uuid.UUID) -> BatchDraftRow:
    row = session.get(BatchDraftRow, draft_id)
    if row is None or row.agency_id != who.agency_id:
        raise NotFound("Không tìm thấy lô đang soạn.")
    return row
