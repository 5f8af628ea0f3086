"""Issuing: the next number, the date, the final files and the line of the register, together or not at all.

The final files are made before the transaction, with the number that is next; a lock among the writers of one series
keeps that number theirs meanwhile, and the transaction checks it once more. A crash leaves at most files that no row
names, which are swept later.
"""

import datetime as dt
import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.accounts import Actor, Permission, find_agency, record
from service.actions.documents import DocumentView, content_of, summary, view
from service.actions.producing import Format, template_of, to_pdf
from service.actions.services import Services
from service.documents import Document, PartialDate
from service.documents.parse import parse_document
from service.errors import Conflict, NotFound
from service.nd30.numbering import padded_number
from service.numbering import (
    NextNumber,
    NumberTaken,
    Occasion,
    RegisterEntry,
    Series,
    enter_late,
    find_entry,
    line_of,
    next_number,
    series_for,
    take_number,
    vietnam_day,
    void_number,
)
from service.rendering import CompiledTemplate
from service.rendering.document import render_document
from service.storage.document_tables import DocumentRow, DocumentVersionRow, IssuedFileRow
from service.storage.drafts import DocumentState, change_state, check_revision, find_draft
from service.storage.register_tables import RegisterRow
from service.webhooks import Event, emit

#: How often another number is tried when somebody took ours without asking for the lock.
TRIES = 5


@dataclass(frozen=True, kw_only=True)
class IssueRequest:
    """How to issue.

    Attributes:
        on: ngày ban hành; today in Vietnam when None.
        expected: the revision the caller saw; None for whichever is there.
        reserved_entry: a number given before by hand, to be used instead of the next one.
        reason: why it is entered late, with `reserved_entry`.
        request_key: the caller's Idempotency-Key, so that a repeated request finds its number.
    """

    on: dt.date | None = None
    expected: int | None = None
    reserved_entry: uuid.UUID | None = None
    reason: str = ""
    request_key: str | None = None


@dataclass(frozen=True, kw_only=True)
class Issued:
    """An issued document with its line of the register."""

    document: DocumentView
    entry: RegisterEntry


@dataclass(frozen=True, kw_only=True)
class _Ready:
    """A document that may be issued, as it was read."""

    document: Document
    revision: int
    template: CompiledTemplate | None
    on: dt.date
    series: Series


def preview_number(services: Services, actor: Actor, document_id: uuid.UUID, on: dt.date | None = None) -> NextNumber:
    """The number the document would get now; somebody else may be faster."""
    actor.require(Permission.READ_DOCUMENTS)
    year = (on or _today(services)).year
    with services.database.reading() as session:
        row = find_draft(session, actor.agency_id, document_id)
        return next_number(session, series_for(session, actor.agency_id, row.kind, year), year)


def issue_document(services: Services, actor: Actor, document_id: uuid.UUID, request: IssueRequest) -> Issued:
    """Give the document its number and date, make its final files, write the register, lock it.

    Raises:
        InvalidDocument: the data is not complete.
        InvalidInput: a date in the future, or outside the neighbours of a reserved number.
        Conflict: it is issued already, needs approval first, or the date goes back; Stale when it was changed meanwhile.
        ConversionFailed, MissingProgram, Overloaded: the PDF could not be made; no number is used.
    """
    actor.require(Permission.ISSUE)
    for _ in range(TRIES):
        with services.database.reading() as session:
            before = _issued_before(session, actor, document_id, request)
            if before:
                return before
            ready = _ready(services, session, actor, document_id, request)
        try:
            if request.reserved_entry:
                return _issue_reserved(services, actor, document_id, request, ready)
            return _issue_next(services, actor, document_id, request, ready)
        except NumberTaken:
            continue
    raise Conflict("Nhiều người đang lấy số cùng lúc; thử lại.")


def void_document(services: Services, actor: Actor, document_id: uuid.UUID, reason: str) -> Issued:
    """Void the number of an issued document (huỷ số): number and files stay, the register says why."""
    actor.require(Permission.ISSUE)
    now = services.clock()
    with services.database.writing() as session:
        row = find_draft(session, actor.agency_id, document_id, lock=True)
        if DocumentState(row.state) is not DocumentState.ISSUED:
            raise Conflict("Chỉ hủy được số của văn bản đã ban hành.")
        entry = void_number(session, _entry_of(session, row).id, agency_id=actor.agency_id, reason=reason)
        change_state(row, DocumentState.VOIDED, now)
        record(session, actor, "document.void", "document", row.id, now, {"reason": entry.reason})
        payload = summary(row) | {"number": entry.printed_number, "reason": entry.reason}
        emit(session, actor.agency_id, Event.DOCUMENT_VOIDED, payload, now)
        return Issued(document=view(session, row), entry=entry)


def issued_file(services: Services, actor: Actor, document_id: uuid.UUID, form: Format) -> bytes | None:
    """The final file of an issued document; None while it is a draft, or was issued without that format."""
    actor.require(Permission.READ_DOCUMENTS)
    with services.database.reading() as session:
        row = find_draft(session, actor.agency_id, document_id)
        file = session.get(IssuedFileRow, (row.id, form.value))
        digest = file.digest if file else None
    return services.files.get(digest) if digest else None


def entry_of_document(services: Services, actor: Actor, document_id: uuid.UUID) -> RegisterEntry:
    """The register's line of an issued document; raise NotFound while it has none."""
    actor.require(Permission.READ_DOCUMENTS)
    with services.database.reading() as session:
        return _entry_of(session, find_draft(session, actor.agency_id, document_id))


def _ready(services: Services, session: Session, actor: Actor, document_id: uuid.UUID, request: IssueRequest) -> _Ready:
    row = find_draft(session, actor.agency_id, document_id)
    _check_issuable(session, actor, row, request.expected)
    on = request.on or _today(services)
    return _Ready(
        document=parse_document(row.data),
        revision=row.revision,
        template=template_of(services, session, row.template_version_id),
        on=on,
        series=series_for(session, actor.agency_id, row.kind, on.year),
    )


def _check_issuable(session: Session, actor: Actor, row: DocumentRow, expected: int | None) -> None:
    state = DocumentState(row.state)
    if state in (DocumentState.ISSUED, DocumentState.VOIDED):
        raise Conflict("Văn bản đã được cấp số.")
    check_revision(row, expected)
    if find_agency(session, actor.agency_id).approval_required and state is not DocumentState.APPROVED:
        raise Conflict("Văn bản phải được lãnh đạo duyệt trước khi cấp số.")


def _issue_next(
    services: Services, actor: Actor, document_id: uuid.UUID, request: IssueRequest, ready: _Ready
) -> Issued:
    with services.database.exclusively(f"series {ready.series.id}"):
        with services.database.reading() as session:
            coming = next_number(session, ready.series, ready.on.year)
        final, files = _final(services, ready, coming.number)
        occasion = _occasion(services, actor, document_id, request, ready.on)
        with services.database.writing() as session:
            entry = take_number(session, ready.series, line_of(final), occasion, expected=coming.number)
            return _commit(services, session, actor, ready, final, files, entry)


def _issue_reserved(
    services: Services, actor: Actor, document_id: uuid.UUID, request: IssueRequest, ready: _Ready
) -> Issued:
    assert request.reserved_entry is not None
    with services.database.reading() as session:
        reserved = find_entry(session, actor.agency_id, request.reserved_entry)
        if ready.series.id != reserved.series_id:
            raise Conflict("Số giữ chỗ thuộc hệ thống số khác với loại văn bản này.")
    final, files = _final(services, ready, reserved.number)
    with services.database.writing() as session:
        occasion = _occasion(services, actor, document_id, request, ready.on)
        entry = enter_late(session, reserved.id, line_of(final), occasion)
        return _commit(services, session, actor, ready, final, files, entry)


def _final(services: Services, ready: _Ready, number: int) -> tuple[Document, list[IssuedFileRow]]:
    """The document with its number and date, and its files, stored already but named by no row yet."""
    day = PartialDate(ready.on.year, ready.on.month, ready.on.day)
    numbered = ready.document.model_copy(update={"number": number, "issued_on": day})
    final = parse_document(numbered.as_data())  # what only issued documents must keep is checked here
    docx = render_document(final, ready.template, templates_dir=services.settings.templates_dir)
    files = {Format.DOCX: docx}
    if services.settings.issue_pdf:
        files[Format.PDF] = to_pdf(services, final, docx)
    return final, [
        IssuedFileRow(format=form.value, digest=services.files.put(data), size=len(data))
        for form, data in files.items()
    ]


def _occasion(services: Services, actor: Actor, document_id: uuid.UUID, request: IssueRequest, on: dt.date) -> Occasion:
    return Occasion(
        agency_id=actor.agency_id,
        on=on,
        now=services.clock(),
        by=actor.name,
        reason=request.reason,
        document_id=document_id,
        request_key=request.request_key,
    )


def _commit(
    services: Services,
    session: Session,
    actor: Actor,
    ready: _Ready,
    final: Document,
    files: list[IssuedFileRow],
    entry: RegisterEntry,
) -> Issued:
    """Everything that must be true together with the number."""
    now = services.clock()
    assert entry.document_id is not None
    row = find_draft(session, actor.agency_id, entry.document_id, lock=True)
    _check_issuable(session, actor, row, ready.revision)
    content = content_of(final.as_data(), number=f"{padded_number(entry.number)}/{entry.symbol}")
    row.data, row.search_text = dict(content.data), content.search_text
    change_state(row, DocumentState.ISSUED, now)
    session.add(
        DocumentVersionRow(
            document_id=row.id,
            revision=row.revision,
            data=row.data,
            saved_by=actor.name,
            saved_at=now,
            note=f"Ban hành số {entry.printed_number}",
        )
    )
    for file in files:
        file.document_id = row.id
    session.add_all(files)
    detail = {"number": entry.printed_number, "issued_on": entry.issued_on.isoformat()}
    record(session, actor, "document.issue", "document", row.id, now, detail)
    emit(session, actor.agency_id, Event.DOCUMENT_ISSUED, summary(row) | detail, now)
    session.flush()
    return Issued(document=view(session, row), entry=entry)


def _issued_before(session: Session, actor: Actor, document_id: uuid.UUID, request: IssueRequest) -> Issued | None:
    """What an earlier request with the same key did, whose answer was lost."""
    if request.request_key is None:
        return None
    query = sa.select(RegisterRow.id).where(
        RegisterRow.agency_id == actor.agency_id,
        RegisterRow.document_id == document_id,
        RegisterRow.request_key == request.request_key,
    )
    entry_id = session.scalar(query)
    if entry_id is None:
        return None
    row = find_draft(session, actor.agency_id, document_id)
    return Issued(document=view(session, row), entry=find_entry(session, actor.agency_id, entry_id))


def _entry_of(session: Session, row: DocumentRow) -> RegisterEntry:
    entry_id = session.scalar(sa.select(RegisterRow.id).where(RegisterRow.document_id == row.id))
    if entry_id is None:
        raise NotFound("Văn bản chưa có số trong sổ đăng ký.")
    return find_entry(session, row.agency_id, entry_id)


def _today(services: Services) -> dt.date:
    return vietnam_day(services.clock())
