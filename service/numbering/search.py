"""Finding lines of the register, by words without diacritics, a page at a time."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.documents.ordering import vietnamese_key
from service.errors import NotFound
from service.numbering.register import EntryState, RegisterEntry, as_entry
from service.storage.db import containing
from service.storage.register_tables import RegisterRow
from service.units.folding import bare_key


@dataclass(frozen=True, kw_only=True)
class RegisterFilter:
    """What to look for; empty fields look for everything."""

    year: int | None = None
    series_id: uuid.UUID | None = None
    kind: str | None = None
    state: EntryState | None = None
    signer: str = ""
    words: str = ""


def search_register(
    session: Session,
    agency_id: uuid.UUID,
    wanted: RegisterFilter,
    *,
    after: RegisterEntry | None = None,
    limit: int | None = None,
) -> list[RegisterEntry]:
    """Lines in the order of year, series and number, those that follow `after`."""
    query = sa.select(RegisterRow).where(RegisterRow.agency_id == agency_id, *_conditions(wanted))
    place = (RegisterRow.year, RegisterRow.series_id, RegisterRow.number)
    if after is not None:
        here = (sa.literal(after.year), sa.literal(after.series_id, sa.Uuid()), sa.literal(after.number))
        query = query.where(sa.tuple_(*place) > sa.tuple_(*here))
    return [as_entry(row) for row in session.scalars(query.order_by(*place).limit(limit))]


def newest_entries(
    session: Session, agency_id: uuid.UUID, wanted: RegisterFilter, *, skip: int, limit: int
) -> list[RegisterEntry]:
    """Lines by date, the newest first, as people look for them."""
    query = sa.select(RegisterRow).where(RegisterRow.agency_id == agency_id, *_conditions(wanted))
    order = (RegisterRow.issued_on.desc(), RegisterRow.entered_at.desc(), RegisterRow.number.desc())
    return [as_entry(row) for row in session.scalars(query.order_by(*order).offset(skip).limit(limit))]


def count_entries(session: Session, agency_id: uuid.UUID, wanted: RegisterFilter) -> int:
    """How many lines there are."""
    query = sa.select(sa.func.count()).select_from(RegisterRow)
    return session.scalar(query.where(RegisterRow.agency_id == agency_id, *_conditions(wanted))) or 0


def signers_of(session: Session, agency_id: uuid.UUID, year: int | None) -> list[str]:
    """Everybody who signed something in that year, in Vietnamese order."""
    wanted = RegisterFilter(year=year)
    query = sa.select(RegisterRow.signer).where(RegisterRow.agency_id == agency_id, *_conditions(wanted)).distinct()
    return sorted(filter(None, session.scalars(query)), key=vietnamese_key)


def find_entry(session: Session, agency_id: uuid.UUID, entry_id: uuid.UUID) -> RegisterEntry:
    """One line; raise NotFound when the agency has no such line."""
    query = sa.select(RegisterRow).where(RegisterRow.agency_id == agency_id, RegisterRow.id == entry_id)
    row = session.scalar(query)
    if row is None:
        raise NotFound("Không tìm thấy số này trong sổ đăng ký.")
    return as_entry(row)


def _conditions(wanted: RegisterFilter) -> list[sa.ColumnElement[bool]]:
    equal = {
        RegisterRow.year: wanted.year,
        RegisterRow.series_id: wanted.series_id,
        RegisterRow.kind: wanted.kind,
        RegisterRow.state: wanted.state.value if wanted.state else None,
        RegisterRow.signer: wanted.signer or None,
    }
    conditions = [column == value for column, value in equal.items() if value is not None]
    return conditions + containing(RegisterRow.search_text.expression, bare_key(wanted.words))
