"""Number series (hệ thống số): what the head of an agency decides about which kinds share one (Điều 15 khoản 1 điểm c)."""

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.errors import Conflict, InvalidInput, Problem
from service.nd30.kinds import COPY_ABBREVIATIONS, KINDS, Kind
from service.storage.register_tables import RegisterRow, SeriesRow, SeriesYearRow


class Purpose(StrEnum):
    """What a series numbers."""

    DOCUMENTS = "documents"
    COPIES = "copies"
    """Bản sao, which have a series of their own (Phụ lục I, Phần II, Mục II, khoản 1)."""


@dataclass(frozen=True, kw_only=True)
class SeriesPlan:
    """One series as an agency wants it.

    Attributes:
        name: what the clerk calls it, ``Quyết định``.
        kinds: slugs of the kinds it numbers; empty for every kind that no other series names.
        purpose: documents, or copies.
    """

    name: str
    kinds: tuple[str, ...] = ()
    purpose: Purpose = Purpose.DOCUMENTS


@dataclass(frozen=True, kw_only=True)
class Series:
    """A series in force from `from_year` to `until_year` (None: until decided otherwise)."""

    id: uuid.UUID
    name: str
    kinds: tuple[str, ...]
    purpose: Purpose
    from_year: int
    until_year: int | None


#: What an agency has before it decides anything: one series for all documents, one for copies.
FIRST_PLAN = (
    SeriesPlan(name="Văn bản hành chính"),
    SeriesPlan(name="Bản sao", purpose=Purpose.COPIES),
)


def first_series(session: Session, agency_id: uuid.UUID, year: int) -> None:
    """Give a new agency its first series."""
    session.add_all(_row(agency_id, plan, year) for plan in FIRST_PLAN)


def decide_series(session: Session, agency_id: uuid.UUID, plans: Iterable[SeriesPlan], year: int) -> int:
    """Replace the agency's series by `plans` and return the year from which they hold.

    They hold at once while no number of `year` is used, otherwise from the next 1 January: a series that changed in the
    middle of a year would give the same number and sign twice (Điều 15 khoản 1).

    Raises:
        InvalidInput: a kind numbered twice or not at all.
    """
    wanted = tuple(plans)
    _check(wanted)
    start = year + 1 if _used(session, agency_id, year) else year
    _forget_later_decisions(session, agency_id, start)
    current = {_as_plan(row): row for row in _in_force(session, agency_id, start)}
    for plan, row in current.items():
        if plan not in wanted:
            row.until_year = start - 1
    session.flush()
    session.execute(
        sa.delete(SeriesRow).where(
            SeriesRow.agency_id == agency_id, SeriesRow.until_year < SeriesRow.from_year, _never_used()
        )
    )
    session.add_all(_row(agency_id, plan, start) for plan in wanted if plan not in current)
    session.flush()
    return start


def list_series(session: Session, agency_id: uuid.UUID) -> list[Series]:
    """Every series the agency has or had, oldest first, those of documents before those of copies."""
    query = sa.select(SeriesRow).where(SeriesRow.agency_id == agency_id)
    rows = session.scalars(query.order_by(SeriesRow.purpose.desc(), SeriesRow.from_year, SeriesRow.id))
    return [as_series(row) for row in rows]


def series_for(session: Session, agency_id: uuid.UUID, kind: str, year: int) -> Series:
    """The series that numbers `kind` (a kind's slug, or ``SY``, ``SL``, ``TrS`` for a copy) in `year`.

    Raises:
        Conflict: the agency has none for that year.
    """
    purpose = Purpose.COPIES if kind in COPY_ABBREVIATIONS else Purpose.DOCUMENTS
    rows = [row for row in _in_force(session, agency_id, year) if row.purpose == purpose]
    named = [row for row in rows if kind in row.kinds]
    general = [row for row in rows if not row.kinds]
    for row in named or general:
        return as_series(row)
    raise Conflict(f"Cơ quan chưa quy định hệ thống số năm {year} cho loại văn bản này.")


def as_series(row: SeriesRow) -> Series:
    """The row as a value."""
    return Series(
        id=row.id,
        name=row.name,
        kinds=tuple(row.kinds),
        purpose=Purpose(row.purpose),
        from_year=row.from_year,
        until_year=row.until_year,
    )


def _check(plans: tuple[SeriesPlan, ...]) -> None:
    """Every kind must have exactly one series."""
    documents = [plan for plan in plans if plan.purpose is Purpose.DOCUMENTS]
    copies = [plan for plan in plans if plan.purpose is Purpose.COPIES]
    named = Counter(kind for plan in documents for kind in plan.kinds)
    general = sum(not plan.kinds for plan in documents)
    problems = [
        Problem(f"/series/{index}/kinds", "unknown-kind", f"Không có loại văn bản {kind!r}.")
        for index, plan in enumerate(plans)
        for kind in plan.kinds
        if kind not in KINDS
    ]
    problems += [
        Problem("/series", "kind-numbered-twice", f"{KINDS[Kind(kind)].name} nằm trong {count} hệ thống số.")
        for kind, count in named.items()
        if count > 1 and kind in KINDS
    ]
    if general > 1:
        problems.append(Problem("/series", "two-general-series", "Chỉ một hệ thống số được nhận các loại còn lại."))
    if not general and set(KINDS) - set(named):
        problems.append(Problem("/series", "no-general-series", "Còn loại văn bản chưa có hệ thống số."))
    if len(copies) != 1 or copies[0].kinds:
        problems.append(
            Problem("/series", "one-copies-series", "Bản sao có một hệ thống số riêng, chung cho các loại.")
        )
    if len({plan.name for plan in plans}) < len(plans):
        problems.append(Problem("/series", "same-name", "Hai hệ thống số không được trùng tên."))
    if problems:
        raise InvalidInput("Quy định hệ thống số chưa hợp lệ.", problems)


def _used(session: Session, agency_id: uuid.UUID, year: int) -> bool:
    found = sa.exists().where(RegisterRow.agency_id == agency_id, RegisterRow.year >= year)
    return bool(session.scalar(sa.select(found)))


def _never_used() -> sa.ColumnElement[bool]:
    return ~sa.exists().where(SeriesYearRow.series_id == SeriesRow.id)


def _forget_later_decisions(session: Session, agency_id: uuid.UUID, start: int) -> None:
    """A decision that was to hold from `start` on and is now replaced leaves no trace; what it ended goes on."""
    mine = SeriesRow.agency_id == agency_id
    session.execute(sa.delete(SeriesRow).where(mine, SeriesRow.from_year >= start, _never_used()))
    session.execute(sa.update(SeriesRow).where(mine, SeriesRow.until_year == start - 1).values(until_year=None))
    session.expire_all()


def _in_force(session: Session, agency_id: uuid.UUID, year: int) -> list[SeriesRow]:
    return list(
        session.scalars(
            sa.select(SeriesRow).where(
                SeriesRow.agency_id == agency_id,
                SeriesRow.from_year <= year,
                sa.or_(SeriesRow.until_year.is_(None), SeriesRow.until_year >= year),
            )
        )
    )


def _as_plan(row: SeriesRow) -> SeriesPlan:
    return SeriesPlan(name=row.name, kinds=tuple(row.kinds), purpose=Purpose(row.purpose))


def _row(agency_id: uuid.UUID, plan: SeriesPlan, year: int) -> SeriesRow:
    return SeriesRow(
        agency_id=agency_id, name=plan.name, kinds=list(plan.kinds), purpose=plan.purpose.value, from_year=year
    )
