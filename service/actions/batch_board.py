"""A batch as a person watches it: every row's state at a glance, one row mended and run alone, parts to take away."""

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.accounts import Actor, record
from service.actions.batch_columns import column_label
from service.actions.batch_plans import allow
from service.actions.batch_sheets import COLUMN_OF_PLACE
from service.actions.services import Services
from service.batches import (
    BatchOptions,
    BatchState,
    Filler,
    Format,
    ItemFilter,
    ItemState,
    Part,
    UnitData,
    approve,
    batch_list,
    find_batch,
    find_item,
    list_items,
    mend,
    retry,
    runner_for,
    stream_archive,
    unit_data,
)
from service.errors import InvalidDocument, InvalidInput
from service.importing.unit_rows import DOCUMENT_FIELDS
from service.storage.batch_tables import BatchItemRow, BatchRow
from service.storage.workbook import write_table
from service.units import Gazetteer, units_on

_ALL = 1_000_000
#: So many earlier batches may tell how long the next one takes.
_LOOKED_AT = 10
#: Columns that tell whose row it is; a row is never mended into another unit's.
_WHOSE = frozenset({"ma_don_vi", "ten_don_vi", "tinh"})
_OFFERED = tuple(field.name for field in DOCUMENT_FIELDS)


@dataclass(frozen=True, slots=True)
class Cell:
    """One row of a batch, as small as a map of thousands needs it."""

    position: int
    unit_code: str
    unit_title: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceTotal:
    """What a province has to take away.

    Attributes:
        done: of `total` rows; the checker saw `checked` of them and found no error in `passed`.
        sizes: bytes by format; empty where neither the rows nor the store tell.
    """

    code: str
    title: str
    total: int
    done: int
    failed: int
    checked: int
    passed: int
    sizes: Mapping[Format, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowField:
    """One value of a row that may be mended.

    Attributes:
        required: whether the document asks for it.
        problem: what was found wrong in it when the row failed, or empty.
    """

    name: str
    label: str
    value: str
    required: bool
    problem: str


def cells_of(services: Services, who: Actor | None, batch_id: uuid.UUID) -> list[Cell]:
    """Every row in order."""
    columns = (BatchItemRow.position, BatchItemRow.unit_code, BatchItemRow.unit_title, BatchItemRow.state)
    with services.database.reading() as session:
        _found(session, who, batch_id)
        query = sa.select(*columns).where(BatchItemRow.batch_id == batch_id).order_by(BatchItemRow.position)
        return [Cell(*row) for row in session.execute(query)]


def states_of(services: Services, who: Actor | None, batch_id: uuid.UUID) -> tuple[str, ...]:
    """The state of every row in order, and nothing else: what a page asks for again and again."""
    with services.database.reading() as session:
        _found(session, who, batch_id)
        query = sa.select(BatchItemRow.state).where(BatchItemRow.batch_id == batch_id)
        return tuple(session.scalars(query.order_by(BatchItemRow.position)))


def province_totals(services: Services, who: Actor | None, batch_id: uuid.UUID) -> list[ProvinceTotal]:
    """The provinces of a batch in official order."""
    with services.database.reading() as session:
        gazetteer = _gazetteer(_found(session, who, batch_id))
        columns = (
            BatchItemRow.unit_code,
            BatchItemRow.state,
            BatchItemRow.findings,
            BatchItemRow.docx,
            BatchItemRow.pdf,
            BatchItemRow.docx_size,
            BatchItemRow.pdf_size,
        )
        rows = session.execute(sa.select(*columns).where(BatchItemRow.batch_id == batch_id)).all()
    counts: dict[str, Counter[str]] = {code: Counter() for code in gazetteer.provinces}
    for code, state, findings, docx, pdf, docx_size, pdf_size in rows:
        count = counts[gazetteer.units[code].province.code]
        count["total"] += 1
        count[state] += 1
        if state == ItemState.DONE:
            count["checked"] += findings is not None
            count["passed"] += findings is not None and not findings["errors"]
            _weigh(services, count, {Format.DOCX: (docx, docx_size), Format.PDF: (pdf, pdf_size)})
    return [
        ProvinceTotal(
            code=code,
            title=gazetteer.provinces[code].title,
            total=count["total"],
            done=count[ItemState.DONE],
            failed=count[ItemState.FAILED],
            checked=count["checked"],
            passed=count["passed"],
            sizes={} if count["unknown"] else {form: count[form] for form in Format if count[form]},
        )
        for code, count in counts.items()
        if count["total"]
    ]


def fields_of(services: Services, who: Actor | None, batch_id: uuid.UUID, position: int) -> list[RowField]:
    """The values of a row: what its sheet had, what the document asks for, number, day and signer."""
    with services.database.reading() as session:
        batch = _found(session, who, batch_id)
        row = find_item(session, batch_id, position)
    template, labels = Filler.compile(batch.document).template, BatchOptions.from_data(batch.options).labels
    names = dict.fromkeys((*template.required, *template.optional, *row.values, *_OFFERED))
    told = {COLUMN_OF_PLACE.get(one["path"]): one["message"] for one in (row.error or {}).get("problems", ())}
    return [
        RowField(
            name=name,
            label=column_label(name, labels),
            value=row.values.get(name, ""),
            required=name in template.required,
            problem=told.get(name, ""),
        )
        for name in names
        if name not in _WHOSE
    ]


def expected_seconds(services: Services, who: Actor, batch_id: uuid.UUID) -> float | None:
    """How long a batch will take, at the speed of the agency's last one that was made alike; None before there was one."""
    with services.database.reading() as session:
        batch = _found(session, who, batch_id)
        query = sa.select(BatchRow).where(
            BatchRow.agency_id == batch.agency_id,
            BatchRow.state == BatchState.FINISHED,
            BatchRow.started_at.is_not(None),
            BatchRow.finished_at.is_not(None),
        )
        for other in session.scalars(query.order_by(BatchRow.finished_at.desc()).limit(_LOOKED_AT)):
            took = (
                (other.finished_at - other.started_at).total_seconds() if other.finished_at and other.started_at else 0
            )
            if other.options["formats"] == batch.options["formats"] and took > 0:
                return took * _rows_of(session, batch) / max(1, _rows_of(session, other))
    return None


def _rows_of(session: Session, batch: BatchRow) -> int:
    query = sa.select(sa.func.count()).select_from(BatchItemRow).where(BatchItemRow.batch_id == batch.id)
    return session.scalar(query) or 0


def columns_of_rows(rows: Iterable[BatchItemRow]) -> list[str]:
    """The columns that any of these rows has beside those that say whose it is."""
    return [name for name in dict.fromkeys(name for row in rows for name in row.values) if name not in _WHOSE]


def mend_item(
    services: Services, who: Actor | None, batch_id: uuid.UUID, position: int, values: Mapping[str, str]
) -> None:
    """Put other values into one failed row and run it again, alone.

    Raises:
        InvalidInput: the row's document has faults with these values.
        Conflict: the row has not failed.
    """
    allowed = {field.name for field in fields_of(services, who, batch_id, position)}
    now = services.clock()
    with services.database.writing() as session:
        batch = _found(session, who, batch_id, lock=True)
        old = unit_data(find_item(session, batch_id, position), BatchOptions.from_data(batch.options))
        fresh = {name: " ".join(text.split()) for name, text in values.items() if name in allowed}
        item = UnitData(unit=old.unit, values={**old.values, **fresh}, own_tasks=old.own_tasks, place=old.place)
        _prove(batch, item)
        mend(session, batch, {position: item})
        approve(batch, batch.digest, who.name if who else batch.approved_by)
        retry(session, batch, now, [position])
        if who is not None:
            record(session, who, "batch.mend", "batch", batch.id, now, {"rows": 1})
    runner_for(services.database).submit(batch_id)


def failed_sheet(services: Services, who: Actor | None, batch_id: uuid.UUID) -> bytes:
    """The failed rows as a sheet with their reasons, to be mended and sent back."""
    with services.database.reading() as session:
        batch = _found(session, who, batch_id)
        rows = list_items(session, batch_id, ItemFilter(states=(ItemState.FAILED,), limit=_ALL))
    units = _gazetteer(batch).units
    template = Filler.compile(batch.document).template
    wanted = dict.fromkeys((*template.required, *template.optional, *(name for row in rows for name in row.values)))
    names = [name for name in wanted if name not in _WHOSE]
    headings = ["Lỗi", "Mã đơn vị", "Tên đơn vị", "Tỉnh, thành phố"]
    headings += [column_label(name, BatchOptions.from_data(batch.options).labels) for name in names]
    lines = (
        [reason(row), row.unit_code, units[row.unit_code].title, units[row.unit_code].province.title]
        + [row.values.get(name, "") for name in names]
        for row in rows
    )
    return write_table("Dữ liệu", headings, lines, [50, 12, 30, 26, *[20] * len(names)])


def reason(row: BatchItemRow) -> str:
    """Why a row failed, every sentence of it."""
    if not row.error:
        return ""
    return "\n".join([row.error["message"], *(item["message"] for item in row.error["problems"])])


def part_of_archive(
    services: Services, who: Actor | None, batch_id: uuid.UUID, *, province: str | None, suffixes: tuple[str, ...]
) -> Iterator[bytes]:
    """The ZIP of one province, or of some formats, as a stream."""
    with services.database.reading() as session:
        gazetteer = _gazetteer(_found(session, who, batch_id))
    codes = None if province is None else {unit.code for unit in gazetteer.in_province(province)}
    part = Part(codes=codes, suffixes=suffixes)
    return stream_archive(services.database, services.files, batch_id, part=part)


def list_of(services: Services, who: Actor | None, batch_id: uuid.UUID) -> bytes:
    """``danh-sach.xlsx`` by itself."""
    with services.database.reading() as session:
        _found(session, who, batch_id)
    return batch_list(services.database, batch_id)


def _weigh(services: Services, count: Counter[str], files: Mapping[Format, tuple[str | None, int | None]]) -> None:
    """Add up what was noted when the files were made; for rows made before that, what the store says."""
    for form, (digest, noted) in files.items():
        size = (noted or services.files.size(digest)) if digest else 0
        count[form] += size or 0
        count["unknown"] += size is None


def _prove(batch: BatchRow, item: UnitData) -> None:
    try:
        Filler.compile(batch.document).document(item)
    except InvalidDocument as error:
        raise InvalidInput("Dữ liệu của dòng này chưa đúng.", error.problems) from error


def _gazetteer(batch: BatchRow) -> Gazetteer:
    return units_on(BatchOptions.from_data(batch.options).day)


def _found(session: Session, who: Actor | None, batch_id: uuid.UUID, *, lock: bool = False) -> BatchRow:
    allow(who)
    return find_batch(session, batch_id, who.agency_id if who else None, lock=lock)
