"""Another number for a row that failed after its register gave it one: an act of its own, told first, taken back until it is done."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.accounts import Actor, Permission, record
from service.actions.services import Services
from service.batches import ItemState, Renumbering, find_batch, find_item, request_key
from service.errors import Conflict, InvalidInput, Problem
from service.nd30.numbering import padded_number
from service.numbering import EntryState, list_series, next_number
from service.storage.agency_tables import AgencyRow
from service.storage.batch_tables import BatchItemRow, BatchRow
from service.storage.register_tables import RegisterRow


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenNumber:
    """The number that a failed row has in its commune's register.

    Attributes:
        printed: ``17/KH-UBND``.
        agency: whose register.
        voided: somebody voided it there; without another number the row cannot be made.
        wish: what was asked for and is not done yet; None while the row keeps its number.
    """

    number: int
    printed: str
    issued_on: dt.date
    agency: str
    voided: bool
    wish: Renumbering | None = None


def numbers_given(
    services: Services, who: Actor, batch_id: uuid.UUID, rows: Iterable[BatchItemRow]
) -> dict[int, GivenNumber]:
    """The numbers of those rows that failed after they were given one, by position."""
    who.require(Permission.BATCHES)
    failed = {row.position: row for row in rows if row.state == ItemState.FAILED}
    with services.database.reading() as session:
        find_batch(session, batch_id, who.agency_id)
        return _given(session, failed)


def number_that_follows(services: Services, who: Actor, batch_id: uuid.UUID, position: int) -> str:
    """The number that the row would get now; another document may be faster."""
    who.require(Permission.BATCHES)
    with services.database.reading() as session:
        find_batch(session, batch_id, who.agency_id)
        entry = _entries(session, [find_item(session, batch_id, position)]).get(position)
        if entry is None:
            raise Conflict("Dòng này chưa được cấp số.")
        series = next(one for one in list_series(session, entry.agency_id) if one.id == entry.series_id)
        return f"{padded_number(next_number(session, series, entry.year).number)}/{entry.symbol}"


def ask_new_number(services: Services, who: Actor, batch_id: uuid.UUID, position: int, reason: str) -> GivenNumber:
    """Void the row's number and take the next one when the row is made again; nothing happens in the register before.

    Raises:
        InvalidInput: no reason, which the register will show.
        Conflict: the row did not fail, or was given no number.
    """
    who.require(Permission.BATCHES)
    who.require(Permission.ISSUE)
    if not reason.strip():
        raise InvalidInput(problems=[Problem("/reason", "blank", "Cần ghi lý do.")])
    with services.database.writing() as session:
        _batch, row, given = _locked(session, who, batch_id, position)
        edition = (Renumbering.of(row.renumbering).edition if row.renumbering else 1) + (given.wish is None)
        row.renumbering = Renumbering(edition=edition, reason=reason.strip(), by=who.name).as_data()
        detail = {"number": given.printed, "name": row.unit_title, "reason": reason.strip()}
        record(session, who, "batch.renumber", "batch", batch_id, services.clock(), detail)
        return given


def keep_number(services: Services, who: Actor, batch_id: uuid.UUID, position: int) -> GivenNumber:
    """Take the wish for another number back; raise Conflict once it was carried out."""
    who.require(Permission.BATCHES)
    with services.database.writing() as session:
        _batch, row, given = _locked(session, who, batch_id, position)
        if given.wish is None:
            raise Conflict("Dòng này đang giữ số đã cấp.")
        edition = given.wish.edition - 1
        row.renumbering = Renumbering(edition=edition).as_data() if edition > 1 else None
        detail = {"number": given.printed, "name": row.unit_title}
        record(session, who, "batch.keep-number", "batch", batch_id, services.clock(), detail)
        return given


def _locked(
    session: Session, who: Actor, batch_id: uuid.UUID, position: int
) -> tuple[BatchRow, BatchItemRow, GivenNumber]:
    batch = find_batch(session, batch_id, who.agency_id, lock=True)
    row = find_item(session, batch_id, position)
    if row.state != ItemState.FAILED:
        raise Conflict(f"{row.unit_title} không ở trạng thái lỗi.")
    given = _given(session, {position: row}).get(position)
    if given is None:
        raise Conflict("Dòng này chưa được cấp số.")
    return batch, row, given


def _given(session: Session, rows: Mapping[int, BatchItemRow]) -> dict[int, GivenNumber]:
    entries = _entries(session, rows.values())
    ids = {entry.agency_id for entry in entries.values()}
    agencies = session.scalars(sa.select(AgencyRow).where(AgencyRow.id.in_(ids)))
    names = {one.id: one.name for one in agencies}
    return {
        position: GivenNumber(
            number=entry.number,
            printed=f"{padded_number(entry.number)}/{entry.symbol}",
            issued_on=entry.issued_on,
            agency=names[entry.agency_id],
            voided=entry.state == EntryState.VOIDED,
            wish=_wish(rows[position], entry),
        )
        for position, entry in entries.items()
    }


def _wish(row: BatchItemRow, entry: RegisterRow) -> Renumbering | None:
    """The row's wish, unless the entry is what it wished for."""
    wish = Renumbering.of(row.renumbering) if row.renumbering else None
    done = wish is not None and entry.request_key == request_key(row.batch_id, row.unit_code, wish.edition)
    return None if done else wish


def _entries(session: Session, rows: Iterable[BatchItemRow]) -> dict[int, RegisterRow]:
    """The last number given to each row: that of its edition, or of the one before."""
    keys: dict[str, int] = {}
    for row in rows:
        edition = Renumbering.of(row.renumbering).edition if row.renumbering else 1
        for number in {max(1, edition - 1), edition}:
            keys[request_key(row.batch_id, row.unit_code, number)] = row.position
    found = session.scalars(
        sa.select(RegisterRow).where(RegisterRow.request_key.in_(keys)).order_by(RegisterRow.year, RegisterRow.number)
    )
    return {keys[entry.request_key or ""]: entry for entry in found}
