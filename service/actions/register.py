"""The register for the clerk: series, reserved numbers, late entries, dispatch, search, export."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from sqlalchemy.orm import Session

from service.accounts import Actor, Permission, find_agency, profile_of, record
from service.actions.services import Services
from service.converting import PdfOptions
from service.errors import Conflict, NotFound
from service.numbering import (
    EntryState,
    Occasion,
    RegisterBook,
    RegisterEntry,
    RegisterFilter,
    RegisterLine,
    Series,
    SeriesPlan,
    count_entries,
    decide_series,
    enter_late,
    find_entry,
    list_series,
    newest_entries,
    note_dispatch,
    register_book,
    register_xlsx,
    search_register,
    series_for,
    signers_of,
    take_number,
    vietnam_day,
    void_number,
)
from service.rendering import CompiledTemplate, compile_template
from service.rendering.library import SHIPPED

#: Among the templates: the register to print and bind.
TEMPLATE = "registers/so-dang-ky-van-ban-di.docx"


class BookFormat(StrEnum):
    """What the register can be exported to."""

    XLSX = "xlsx"
    DOCX = "docx"
    PDF = "pdf"


@dataclass(frozen=True, kw_only=True)
class ManualEntry:
    """What the clerk writes into the register by hand.

    Attributes:
        on: the date the paper bears; today in Vietnam when None.
        reason: why the number is taken, or entered late.
    """

    line: RegisterLine
    on: dt.date | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class RegisterPage:
    """Some lines as people look through them.

    Attributes:
        entries: the newest first.
        found: how many lines the filter finds.
        total: how many there are in that year.
        signers: everybody who signed in that year.
    """

    entries: list[RegisterEntry]
    found: int
    total: int
    signers: list[str]


def series_of(services: Services, actor: Actor) -> list[Series]:
    """Every series of the actor's agency."""
    actor.require(Permission.READ_REGISTER)
    with services.database.reading() as session:
        return list_series(session, actor.agency_id)


def set_series(services: Services, actor: Actor, plans: Iterable[SeriesPlan]) -> int:
    """Decide on the series (Điều 15 khoản 1 điểm c); return the year from which it holds."""
    actor.require(Permission.ADMINISTER)
    now = services.clock()
    wanted = tuple(plans)
    with services.database.writing() as session:
        year = decide_series(session, actor.agency_id, wanted, vietnam_day(now).year)
        detail = {"year": year, "series": [plan.name for plan in wanted]}
        record(session, actor, "series.decide", "agency", actor.agency_id, now, detail)
    return year


def search(
    services: Services, actor: Actor, wanted: RegisterFilter, *, after: uuid.UUID | None, limit: int | None
) -> list[RegisterEntry]:
    """Lines of the register by year, series and number, those that follow the line `after`."""
    actor.require(Permission.READ_REGISTER)
    with services.database.reading() as session:
        last = find_entry(session, actor.agency_id, after) if after else None
        return search_register(session, actor.agency_id, wanted, after=last, limit=limit)


def browse(services: Services, actor: Actor, wanted: RegisterFilter, *, skip: int, limit: int) -> RegisterPage:
    """Lines of the register by date, the newest first, and how many there are."""
    actor.require(Permission.READ_REGISTER)
    with services.database.reading() as session:
        return RegisterPage(
            entries=newest_entries(session, actor.agency_id, wanted, skip=skip, limit=limit),
            found=count_entries(session, actor.agency_id, wanted),
            total=count_entries(session, actor.agency_id, RegisterFilter(year=wanted.year)),
            signers=signers_of(session, actor.agency_id, wanted.year),
        )


def entry(services: Services, actor: Actor, entry_id: uuid.UUID) -> RegisterEntry:
    """One line."""
    actor.require(Permission.READ_REGISTER)
    with services.database.reading() as session:
        return find_entry(session, actor.agency_id, entry_id)


def reserve_number(
    services: Services, actor: Actor, manual: ManualEntry, *, request_key: str | None = None
) -> RegisterEntry:
    """Give the next number to a paper document whose details come later."""
    return _take(services, actor, manual, EntryState.RESERVED, "register.reserve", request_key)


def register_copy(
    services: Services, actor: Actor, manual: ManualEntry, *, request_key: str | None = None
) -> RegisterEntry:
    """Give the next number of the copies' series to a bản sao."""
    return _take(services, actor, manual, EntryState.ISSUED, "register.copy", request_key)


def late_entry(services: Services, actor: Actor, entry_id: uuid.UUID, manual: ManualEntry) -> RegisterEntry:
    """Fill a reserved number with the details of its document."""
    actor.require(Permission.WRITE_REGISTER)
    now = services.clock()
    with services.database.writing() as session:
        reserved = find_entry(session, actor.agency_id, entry_id)
        if series_for(session, actor.agency_id, manual.line.kind, reserved.year).id != reserved.series_id:
            raise Conflict("Số giữ chỗ thuộc hệ thống số khác với loại văn bản này.")
        occasion = Occasion(
            agency_id=actor.agency_id, on=manual.on or reserved.issued_on, now=now, by=actor.name, reason=manual.reason
        )
        filled = enter_late(session, entry_id, manual.line, occasion)
        _log(session, actor, "register.late-entry", filled, now)
        return filled


def void_entry(services: Services, actor: Actor, entry_id: uuid.UUID, reason: str) -> RegisterEntry:
    """Void a number that has no document in this service."""
    actor.require(Permission.WRITE_REGISTER)
    now = services.clock()
    with services.database.writing() as session:
        if find_entry(session, actor.agency_id, entry_id).document_id is not None:
            raise Conflict("Số này thuộc một văn bản trong hệ thống; hủy số tại văn bản đó.")
        voided = void_number(session, entry_id, agency_id=actor.agency_id, reason=reason)
        _log(session, actor, "register.void", voided, now)
        return voided


def dispatch(
    services: Services,
    actor: Actor,
    entry_id: uuid.UUID,
    *,
    copies: int | None,
    sent_on: dt.date | None,
    received_by: str,
    note: str,
) -> RegisterEntry:
    """Fill the columns known after issue: số lượng bản, ngày chuyển, ký nhận, ghi chú."""
    actor.require(Permission.WRITE_REGISTER)
    now = services.clock()
    with services.database.writing() as session:
        noted = note_dispatch(
            session,
            entry_id,
            agency_id=actor.agency_id,
            copies=copies,
            sent_on=sent_on,
            received_by=received_by,
            note=note,
        )
        _log(session, actor, "register.dispatch", noted, now)
        return noted


def export(services: Services, actor: Actor, series_id: uuid.UUID, year: int, form: BookFormat, volume: int) -> bytes:
    """The register of one series and year, to read (XLSX) or to print and bind (DOCX, PDF)."""
    actor.require(Permission.READ_REGISTER)
    book = _book(services, actor, series_id, year, volume)
    if form is BookFormat.XLSX:
        return register_xlsx(book)
    docx = _book_template(services.settings.templates_dir).render(book.context())
    if form is BookFormat.DOCX:
        return docx
    title = f"Sổ đăng ký văn bản đi năm {year}"
    options = PdfOptions(title=title, author=book.agency, subject=book.subtitle)
    return services.office.convert(docx, options, name=title)


def _book(services: Services, actor: Actor, series_id: uuid.UUID, year: int, volume: int) -> RegisterBook:
    with services.database.reading() as session:
        found = [series for series in list_series(session, actor.agency_id) if series.id == series_id]
        if not found:
            raise NotFound("Không tìm thấy hệ thống số.")
        entries = search_register(session, actor.agency_id, RegisterFilter(year=year, series_id=series_id))
        profile = profile_of(find_agency(session, actor.agency_id))
    parent = profile.parent_agency.name if profile.parent_agency else ""
    return register_book(found[0], year, entries, agency=profile.issuer.name, parent=parent, volume=volume)


def _take(
    services: Services,
    actor: Actor,
    manual: ManualEntry,
    state: EntryState,
    action: str,
    request_key: str | None,
) -> RegisterEntry:
    actor.require(Permission.WRITE_REGISTER)
    now = services.clock()
    on = manual.on or vietnam_day(now)
    occasion = Occasion(
        agency_id=actor.agency_id, on=on, now=now, by=actor.name, reason=manual.reason, request_key=request_key
    )
    with services.database.writing() as session:
        series = series_for(session, actor.agency_id, manual.line.kind, on.year)
        taken = take_number(session, series, manual.line, occasion, state=state)
        _log(session, actor, action, taken, now)
        return taken


def _log(session: Session, actor: Actor, action: str, line: RegisterEntry, now: dt.datetime) -> None:
    detail = {"number": line.printed_number, "reason": line.reason}
    record(session, actor, action, "register", line.id, now, detail)


def _book_template(own_folder: Path | None) -> CompiledTemplate:
    """The template in the operator's own folder, where it holds one, else the shipped one."""
    folders = [folder for folder in (own_folder, SHIPPED) if folder and (folder / TEMPLATE).is_file()]
    path = folders[0] / TEMPLATE
    return _compiled(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _compiled(path: Path, modified: int) -> CompiledTemplate:
    del modified  # part of the key only
    return compile_template(path)
