"""Giving numbers: in order of issue, without gap, without duplicate, dates never going back (Điều 15 khoản 1).

The row of the series is locked first, so that two writers stand in line; the counter, the register row and whatever the
caller adds to the session (the issued document, its files) commit together or not at all.
"""

import datetime as dt
import uuid
from dataclasses import asdict, dataclass
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from service.errors import Conflict, InvalidInput, NotFound, Problem
from service.nd30.kinds import COPY_ABBREVIATIONS, KINDS
from service.nd30.numbering import FIRST_NUMBER, padded_number
from service.numbering.lines import RegisterLine, kind_name
from service.numbering.series import Series
from service.storage import new_id
from service.storage.register_tables import RegisterRow, SeriesRow, SeriesYearRow

#: Vietnam's clock: one zone, no summer time.
VIETNAM = dt.timezone(dt.timedelta(hours=7))


class NumberTaken(Conflict):
    """The number that files were made with went to another document; make them anew."""


def vietnam_day(moment: dt.datetime) -> dt.date:
    """The calendar day of a moment in Vietnam."""
    return moment.astimezone(VIETNAM).date()


class EntryState(StrEnum):
    """What has become of a number."""

    ISSUED = "issued"
    RESERVED = "reserved"
    """Given by hand to a paper document whose details are entered later."""
    VOIDED = "voided"
    """Huỷ số: the number stays used."""


@dataclass(frozen=True, kw_only=True)
class NextNumber:
    """The number a document would get now, and the earliest date it may bear."""

    series: Series
    year: int
    number: int
    not_before: dt.date | None


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """Who enters a number, when and why.

    Attributes:
        on: the date the document bears (ngày ban hành).
        now: the moment of entering.
        by: who enters it, for the register.
        reason: why, where a number is reserved or entered late.
        document_id: the document in this service, if it is one.
        request_key: the caller's Idempotency-Key.
    """

    agency_id: uuid.UUID
    on: dt.date
    now: dt.datetime
    by: str
    reason: str = ""
    document_id: uuid.UUID | None = None
    request_key: str | None = None

    @property
    def today(self) -> dt.date:
        """The calendar day in Vietnam."""
        return vietnam_day(self.now)


@dataclass(frozen=True, kw_only=True)
class RegisterEntry:
    """One line of the register as it stands."""

    id: uuid.UUID
    series_id: uuid.UUID
    year: int
    number: int
    symbol: str
    issued_on: dt.date
    state: EntryState
    kind: str
    subject: str
    signer: str
    recipients: str
    archive: str
    copies: int | None
    sent_on: dt.date | None
    received_by: str
    note: str
    reason: str
    document_id: uuid.UUID | None
    entered_by: str
    entered_at: dt.datetime

    @property
    def printed_number(self) -> str:
        """Số, ký hiệu as printed: ``05/KH-UBND``."""
        return f"{padded_number(self.number)}/{self.symbol}"

    @property
    def kind_name(self) -> str:
        """Tên loại as a word."""
        return kind_name(self.kind)


def next_number(session: Session, series: Series, year: int) -> NextNumber:
    """The number that would be given next; it may be another's by the time it is taken."""
    last = session.scalar(_counter(series.id, year).with_only_columns(SeriesYearRow.last_number))
    return NextNumber(
        series=series,
        year=year,
        number=FIRST_NUMBER if last is None else last + 1,
        not_before=_last_date(session, series.id),
    )


def take_number(
    session: Session,
    series: Series,
    line: RegisterLine,
    occasion: Occasion,
    *,
    expected: int | None = None,
    state: EntryState = EntryState.ISSUED,
) -> RegisterEntry:
    """Give the next number of `series` to `line` and write it into the register.

    With `expected`, the number that the files were already made with, another one is NumberTaken.

    Raises:
        InvalidInput: a date in the future, or an unknown kind.
        Conflict: a date before the one of the number before; the number is not the expected one; number and sign are
            used by another series this year.
    """
    _check_kind(line.kind)
    _lock(session, series.id)
    _check_date(session, series, occasion)
    year = occasion.on.year
    counter = session.scalar(_counter(series.id, year)) or _new_counter(session, series.id, year)
    counter.last_number += 1
    counter.last_date = occasion.on
    if expected is not None and counter.last_number != expected:
        raise NumberTaken(f"Số {padded_number(expected)} vừa được cấp cho văn bản khác.")
    row = RegisterRow(
        id=new_id(),
        agency_id=occasion.agency_id,
        series_id=series.id,
        year=year,
        number=counter.last_number,
        state=state.value,
    )
    return _written(session, row, line, occasion)


def enter_late(session: Session, entry_id: uuid.UUID, line: RegisterLine, occasion: Occasion) -> RegisterEntry:
    """Fill a reserved number with the details of its document.

    Raises:
        NotFound: no such entry.
        InvalidInput: no reason, another year, or a date outside those of the neighbours.
        Conflict: the number is not reserved (any more).
    """
    row = _locked_entry(session, occasion.agency_id, entry_id)
    _check_kind(line.kind)
    if row.state != EntryState.RESERVED:
        raise Conflict(f"Số {padded_number(row.number)} không ở trạng thái giữ chỗ.")
    _require_reason(occasion.reason)
    _check_between(session, row, occasion.on)
    row.state = EntryState.ISSUED.value
    return _written(session, row, line, occasion)


def void_number(session: Session, entry_id: uuid.UUID, *, agency_id: uuid.UUID, reason: str) -> RegisterEntry:
    """Void a number (huỷ số): it stays used, the line says why.

    Raises:
        NotFound: no such entry.
        InvalidInput: no reason.
        Conflict: voided before.
    """
    row = _locked_entry(session, agency_id, entry_id)
    _require_reason(reason)
    if row.state == EntryState.VOIDED:
        raise Conflict(f"Số {padded_number(row.number)} đã được hủy trước đó.")
    row.state, row.reason = EntryState.VOIDED.value, reason.strip()
    return _flushed(session, row)


def restate(session: Session, entry_id: uuid.UUID, line: RegisterLine, *, agency_id: uuid.UUID) -> bool:
    """Let an entry say what its document says by now; number, date and dispatch stay. Tell whether anything changed.

    Raises:
        NotFound: no such entry.
        Conflict: voided.
    """
    row = _locked_entry(session, agency_id, entry_id)
    if row.state == EntryState.VOIDED:
        raise Conflict(f"Số {padded_number(row.number)} đã hủy.")
    fresh = {name: getattr(line, name) for name in ("subject", "signer", "recipients", "archive")}
    changed = any(getattr(row, name) != value for name, value in fresh.items())
    for name, value in fresh.items():
        setattr(row, name, value)
    row.search_text = line.search_text(row.number)
    _flushed(session, row)
    return changed


def note_dispatch(
    session: Session,
    entry_id: uuid.UUID,
    *,
    agency_id: uuid.UUID,
    copies: int | None,
    sent_on: dt.date | None,
    received_by: str,
    note: str,
) -> RegisterEntry:
    """Fill the columns that are known after issue: số lượng bản, ngày chuyển, ký nhận, ghi chú."""
    row = _locked_entry(session, agency_id, entry_id)
    if sent_on is not None and sent_on < row.issued_on:
        raise InvalidInput(problems=[Problem("/sent_on", "sent-too-early", "Ngày chuyển phải từ ngày văn bản trở đi.")])
    row.copies, row.sent_on, row.received_by, row.note = copies, sent_on, received_by.strip(), note.strip()
    return _flushed(session, row)


def as_entry(row: RegisterRow) -> RegisterEntry:
    """The row as a value."""
    values = {name: getattr(row, name) for name in RegisterEntry.__dataclass_fields__ if name != "state"}
    return RegisterEntry(state=EntryState(row.state), **values)


def _lock(session: Session, series_id: uuid.UUID) -> None:
    session.execute(sa.select(SeriesRow.id).where(SeriesRow.id == series_id).with_for_update())


def _counter(series_id: uuid.UUID, year: int) -> sa.Select[SeriesYearRow]:
    return sa.select(SeriesYearRow).where(SeriesYearRow.series_id == series_id, SeriesYearRow.year == year)


def _new_counter(session: Session, series_id: uuid.UUID, year: int) -> SeriesYearRow:
    counter = SeriesYearRow(series_id=series_id, year=year, last_number=FIRST_NUMBER - 1)
    session.add(counter)
    return counter


def _last_date(session: Session, series_id: uuid.UUID) -> dt.date | None:
    """The latest date in the series, over all its years."""
    return session.scalar(sa.select(sa.func.max(SeriesYearRow.last_date)).where(SeriesYearRow.series_id == series_id))


def _check_date(session: Session, series: Series, occasion: Occasion) -> None:
    on = occasion.on
    if on > occasion.today:
        raise InvalidInput(problems=[Problem("/issued_on", "date-in-future", "Ngày ban hành không được sau hôm nay.")])
    last = _last_date(session, series.id)
    if last is not None and on < last:
        raise Conflict(
            f"Ngày ban hành không được trước {last:%d/%m/%Y}, ngày của số liền trước trong {series.name}.",
            [Problem("/issued_on", "date-goes-back", f"Chọn ngày từ {last:%d/%m/%Y} trở đi.")],
        )
    if on.year < series.from_year or (series.until_year is not None and on.year > series.until_year):
        raise Conflict(f"Hệ thống số {series.name} không dùng trong năm {on.year}.")


def _check_between(session: Session, row: RegisterRow, on: dt.date) -> None:
    """A late entry keeps the order of dates around its number."""
    mine = sa.and_(RegisterRow.series_id == row.series_id, RegisterRow.year == row.year)
    low = session.scalar(sa.select(sa.func.max(RegisterRow.issued_on)).where(mine, RegisterRow.number < row.number))
    high = session.scalar(sa.select(sa.func.min(RegisterRow.issued_on)).where(mine, RegisterRow.number > row.number))
    low = low or dt.date(row.year, 1, 1)
    high = high or row.issued_on
    if not low <= on <= high:
        sentence = f"Ngày của số {padded_number(row.number)} phải từ {low:%d/%m/%Y} đến {high:%d/%m/%Y}."
        raise InvalidInput(problems=[Problem("/issued_on", "date-out-of-order", sentence)])


def _check_kind(kind: str) -> None:
    if kind not in KINDS and kind not in COPY_ABBREVIATIONS:
        raise InvalidInput(problems=[Problem("/kind", "unknown-kind", f"Không có loại văn bản {kind!r}.")])


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise InvalidInput(problems=[Problem("/reason", "blank", "Cần ghi lý do.")])


def _locked_entry(session: Session, agency_id: uuid.UUID, entry_id: uuid.UUID) -> RegisterRow:
    wanted = sa.select(RegisterRow).where(RegisterRow.id == entry_id, RegisterRow.agency_id == agency_id)
    row = session.scalar(wanted.with_for_update())
    if row is None:
        raise NotFound("Không tìm thấy số này trong sổ đăng ký.")
    return row


def _written(session: Session, row: RegisterRow, line: RegisterLine, occasion: Occasion) -> RegisterEntry:
    for name, value in asdict(line).items():
        setattr(row, name, value)
    row.search_text = line.search_text(row.number)
    row.issued_on, row.reason = occasion.on, occasion.reason.strip()
    row.entered_by, row.entered_at = occasion.by, occasion.now
    row.document_id, row.request_key = occasion.document_id, occasion.request_key
    session.add(row)
    return _flushed(session, row)


def _flushed(session: Session, row: RegisterRow) -> RegisterEntry:
    try:
        session.flush()
    except IntegrityError:
        raise Conflict(
            f"Số {padded_number(row.number)}/{row.symbol} đã có trong sổ năm {row.year}; số và ký hiệu là duy nhất trong năm."
        ) from None
    return as_entry(row)
