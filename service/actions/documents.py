"""Drafting: create, list, read, save, versions, the bin, and the way to approval."""

import datetime as dt
import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.accounts import Actor, Permission, record
from service.actions.approval import approved_instead, asked_approver
from service.actions.producing import newest_version
from service.actions.services import Services
from service.documents.parse import parse_document
from service.errors import Conflict, InvalidDocument, InvalidInput, NotFound, Problem
from service.nd30.kinds import KINDS, Kind
from service.storage import new_id
from service.storage.document_tables import DocumentRow, DocumentVersionRow, IssuedFileRow
from service.storage.drafts import (
    Content,
    DocumentState,
    DraftFilter,
    DraftPlace,
    Save,
    add_draft,
    change_state,
    check_revision,
    delete_draft,
    find_draft,
    find_version,
    list_drafts,
    list_versions,
    save_draft,
    undelete_draft,
)
from service.units.folding import bare_key
from service.webhooks import Event, emit

#: The largest data of one draft, in bytes of JSON.
LARGEST_DATA = 5_000_000


@dataclass(frozen=True, kw_only=True)
class DocumentHead:
    """A document in a list, without its data.

    Attributes:
        revision: grows with every change; the next save must name it.
        files: formats of the final files, once issued.
    """

    id: uuid.UUID
    kind: str
    subject: str
    state: DocumentState
    revision: int
    template_version_id: uuid.UUID | None
    created_by: str
    created_at: dt.datetime
    updated_at: dt.datetime
    deleted_at: dt.datetime | None
    files: tuple[str, ...] = ()

    @property
    def place(self) -> DraftPlace:
        """Where a list goes on after it."""
        return DraftPlace(self.created_at, self.id)


#: What a head takes from its row as it is.
_PLAIN_FIELDS = tuple({field.name for field in fields(DocumentHead)} - {"state", "files"})


@dataclass(frozen=True, kw_only=True)
class DocumentView(DocumentHead):
    """A document as callers see it."""

    data: Mapping[str, Any]


def create_document(
    services: Services,
    actor: Actor,
    data: Mapping[str, Any],
    *,
    incomplete: bool = False,
    template_id: uuid.UUID | None = None,
    document_id: uuid.UUID | None = None,
) -> DocumentView:
    """Start a draft; `incomplete` data needs a kind only, as a form saves it while it is being filled.

    With `document_id`, a repeated call finds the draft that the first one made.
    """
    actor.require(Permission.WRITE_DOCUMENTS)
    content = _content(data, incomplete=incomplete)
    now = services.clock()
    with services.database.writing() as session:
        known = document_id and _known(session, actor, document_id)
        if known:
            return view(session, known)
        row = add_draft(session, document_id or new_id(), actor.agency_id, content, Save(by=actor.name, at=now))
        row.template_version_id = _template_version(session, actor, template_id, content.kind)
        record(session, actor, "document.create", "document", row.id, now, {"kind": row.kind})
        return view(session, row)


def list_documents(
    services: Services, actor: Actor, wanted: DraftFilter, *, before: DraftPlace | None, limit: int
) -> list[DocumentView]:
    """Documents of the actor's agency, newest first; `wanted.words` may have diacritics."""
    actor.require(Permission.READ_DOCUMENTS)
    with services.database.reading() as session:
        rows = list_drafts(session, actor.agency_id, _folded(wanted), before=before, limit=limit)
        return [view(session, row) for row in rows]


def list_heads(
    services: Services, actor: Actor, wanted: DraftFilter, *, before: DraftPlace | None, limit: int
) -> list[DocumentHead]:
    """The same without their data, in a fraction of the time."""
    actor.require(Permission.READ_DOCUMENTS)
    with services.database.reading() as session:
        rows = list_drafts(session, actor.agency_id, _folded(wanted), before=before, limit=limit, with_data=False)
        return [DocumentHead(**_head(session, row)) for row in rows]


def get_document(services: Services, actor: Actor, document_id: uuid.UUID) -> DocumentView:
    """One document, also an issued one."""
    actor.require(Permission.READ_DOCUMENTS)
    with services.database.reading() as session:
        return view(session, find_draft(session, actor.agency_id, document_id))


def save_document(
    services: Services,
    actor: Actor,
    document_id: uuid.UUID,
    data: Mapping[str, Any],
    *,
    expected: int | None,
    incomplete: bool = False,
    sitting: bool = False,
    note: str = "",
) -> DocumentView:
    """Replace the data over revision `expected`; `sitting` for a form that saves itself.

    Raises:
        Stale: somebody saved meanwhile.
        Conflict: it is issued.
        InvalidDocument: the data is wrong.
    """
    actor.require(Permission.WRITE_DOCUMENTS)
    content = _content(data, incomplete=incomplete)
    now = services.clock()
    with services.database.writing() as session:
        row = find_draft(session, actor.agency_id, document_id, lock=True)
        save = Save(by=actor.name, at=now, note=note, sitting=sitting)
        save_draft(session, row, content, save, expected=expected)
        if not sitting:
            record(session, actor, "document.save", "document", row.id, now, {"revision": row.revision})
        return view(session, row)


def patch_document(
    services: Services,
    actor: Actor,
    document_id: uuid.UUID,
    patch: Mapping[str, Any],
    *,
    expected: int,
    incomplete: bool = False,
) -> DocumentView:
    """Merge `patch` (RFC 7396) into revision `expected`."""
    seen = get_document(services, actor, document_id)
    data = merge_patch(seen.data, patch)
    return save_document(services, actor, document_id, data, expected=expected, incomplete=incomplete)


def set_template(
    services: Services, actor: Actor, document_id: uuid.UUID, template_id: uuid.UUID | None, *, expected: int | None
) -> DocumentView:
    """Choose the agency's own template (its newest version), or the shipped one again."""
    actor.require(Permission.WRITE_DOCUMENTS)
    now = services.clock()
    with services.database.writing() as session:
        row = find_draft(session, actor.agency_id, document_id, lock=True)
        check_revision(row, expected)
        if DocumentState(row.state) in (DocumentState.ISSUED, DocumentState.VOIDED):
            raise Conflict("Văn bản đã ban hành, không đổi được mẫu.")
        row.template_version_id = _template_version(session, actor, template_id, row.kind)
        change_state(row, DocumentState.DRAFT, now)
        record(session, actor, "document.template", "document", row.id, now, {"template": str(template_id or "")})
        return view(session, row)


def delete_document(services: Services, actor: Actor, document_id: uuid.UUID, *, expected: int | None) -> None:
    """Put a draft into the bin for 30 days."""
    actor.require(Permission.WRITE_DOCUMENTS)
    now = services.clock()
    with services.database.writing() as session:
        row = find_draft(session, actor.agency_id, document_id, lock=True)
        delete_draft(row, now, expected=expected)
        record(session, actor, "document.delete", "document", row.id, now)


def undelete_document(services: Services, actor: Actor, document_id: uuid.UUID) -> DocumentView:
    """Take a draft back from the bin; raise NotFound when its time is over."""
    actor.require(Permission.WRITE_DOCUMENTS)
    now = services.clock()
    with services.database.writing() as session:
        row = find_draft(session, actor.agency_id, document_id, deleted=True, lock=True)
        undelete_draft(row, now)
        record(session, actor, "document.undelete", "document", row.id, now)
        return view(session, row)


def versions_of(services: Services, actor: Actor, document_id: uuid.UUID) -> list[DocumentVersionRow]:
    """Every version, newest first."""
    actor.require(Permission.READ_DOCUMENTS)
    with services.database.reading() as session:
        return list_versions(session, find_draft(session, actor.agency_id, document_id))


def version_of(services: Services, actor: Actor, document_id: uuid.UUID, revision: int) -> DocumentVersionRow:
    """One version with its data."""
    actor.require(Permission.READ_DOCUMENTS)
    with services.database.reading() as session:
        return find_version(session, find_draft(session, actor.agency_id, document_id), revision)


def restore_version(
    services: Services, actor: Actor, document_id: uuid.UUID, revision: int, *, expected: int | None
) -> DocumentView:
    """Save an older version again as the newest one."""
    old = version_of(services, actor, document_id, revision)
    note = f"Khôi phục bản {revision}"
    return save_document(services, actor, document_id, old.data, expected=expected, incomplete=True, note=note)


def submit_document(
    services: Services, actor: Actor, document_id: uuid.UUID, *, to: str = "", note: str = ""
) -> DocumentView:
    """Ask for approval (trình ký), of the person named `to`; raise InvalidDocument while the data is not complete."""
    actor.require(Permission.WRITE_DOCUMENTS)
    return _move(
        services,
        actor,
        document_id,
        (DocumentState.DRAFT,),
        DocumentState.SUBMITTED,
        Event.DOCUMENT_SUBMITTED,
        lambda session, _: {"to": asked_approver(session, actor, to), "note": note.strip()[:1000]},
    )


def approve_document(services: Services, actor: Actor, document_id: uuid.UUID, *, instead_of: str = "") -> DocumentView:
    """Approve for issue; what was submitted to another leader is approved in that one's place, who is named `instead_of`."""
    actor.require(Permission.APPROVE)
    return _move(
        services,
        actor,
        document_id,
        (DocumentState.DRAFT, DocumentState.SUBMITTED),
        DocumentState.APPROVED,
        Event.DOCUMENT_APPROVED,
        lambda session, row: {"instead_of": approved_instead(session, actor, row, instead_of)},
    )


def return_document(services: Services, actor: Actor, document_id: uuid.UUID, reason: str) -> DocumentView:
    """Send back to the drafter with a reason."""
    actor.require(Permission.APPROVE)
    if not reason.strip():
        raise InvalidInput(problems=[Problem("/reason", "blank", "Cần ghi lý do.")])
    came_from = (DocumentState.SUBMITTED, DocumentState.APPROVED)
    return _move(
        services,
        actor,
        document_id,
        came_from,
        DocumentState.DRAFT,
        Event.DOCUMENT_RETURNED,
        lambda *_: {"reason": reason.strip()},
    )


def view(session: Session, row: DocumentRow) -> DocumentView:
    """The row as callers see it."""
    return DocumentView(data=row.data, **_head(session, row))


def _folded(wanted: DraftFilter) -> DraftFilter:
    return replace(wanted, words=bare_key(wanted.words))


def _head(session: Session, row: DocumentRow) -> dict[str, Any]:
    files: tuple[str, ...] = ()
    if DocumentState(row.state) in (DocumentState.ISSUED, DocumentState.VOIDED):
        query = sa.select(IssuedFileRow.format).where(IssuedFileRow.document_id == row.id)
        files = tuple(session.scalars(query.order_by(IssuedFileRow.format)))
    return {"state": DocumentState(row.state), "files": files, **{name: getattr(row, name) for name in _PLAIN_FIELDS}}


def summary(row: DocumentRow) -> dict[str, Any]:
    """What a webhook says of a document; the data itself is fetched with a token."""
    return {"document_id": str(row.id), "kind": row.kind, "subject": row.subject, "state": row.state}


def merge_patch(target: Any, patch: Any) -> Any:
    """Merge as RFC 7396 says: objects by key, null removes, everything else replaces."""
    if not isinstance(patch, Mapping):
        return patch
    merged = dict(target) if isinstance(target, Mapping) else {}
    for key, value in patch.items():
        if value is None:
            merged.pop(key, None)
        else:
            merged[key] = merge_patch(merged.get(key), value)
    return merged


def content_of(data: Mapping[str, Any], *, number: str = "") -> Content:
    """What is stored of data that was checked before."""
    kind, subject = str(data["kind"]), str(data.get("subject") or "")
    words = bare_key(f"{KINDS[Kind(kind)].name} {subject} {number}")
    return Content(kind=kind, subject=subject, data=data, search_text=words)


def _content(data: Mapping[str, Any], *, incomplete: bool) -> Content:
    """Complete data is read and written again in its normal form; incomplete data must at least say its kind."""
    if len(json.dumps(data)) > LARGEST_DATA:
        raise InvalidDocument(problems=[Problem("", "too-large", "Dữ liệu văn bản quá lớn.")])
    if not incomplete:
        return content_of(parse_document(data).as_data())
    kind, subject = data.get("kind"), data.get("subject")
    problems = []
    if not isinstance(kind, str) or kind not in KINDS:
        problems.append(Problem("/kind", "unknown-choice", "Cần chọn tên loại văn bản."))
    if not isinstance(subject, str | None):
        problems.append(Problem("/subject", "string-type", "Trích yếu phải là chuỗi chữ, đặt trong ngoặc kép."))
    if problems:
        raise InvalidDocument(problems=problems)
    return content_of(data)


def _known(session: Session, actor: Actor, document_id: uuid.UUID) -> DocumentRow | None:
    query = sa.select(DocumentRow).where(DocumentRow.id == document_id, DocumentRow.agency_id == actor.agency_id)
    return session.scalar(query)


def _template_version(session: Session, actor: Actor, template_id: uuid.UUID | None, kind: str) -> uuid.UUID | None:
    """The newest version of a template of the agency for `kind`."""
    if template_id is None:
        return None
    try:
        template, version = newest_version(session, actor.agency_id, template_id)
    except NotFound:
        raise InvalidInput(problems=[Problem("/template_id", "unknown-template", "Không có mẫu này.")]) from None
    if template.kind != kind or template.retired_at is not None:
        sentence = "Mẫu này không dùng cho loại văn bản đã chọn hoặc đã ngừng dùng."
        raise InvalidInput(problems=[Problem("/template_id", "unfit-template", sentence)])
    return version.id


def _move(
    services: Services,
    actor: Actor,
    document_id: uuid.UUID,
    came_from: tuple[DocumentState, ...],
    state: DocumentState,
    event: Event,
    said: Callable[[Session, DocumentRow], Mapping[str, str]],
) -> DocumentView:
    now = services.clock()
    with services.database.writing() as session:
        row = find_draft(session, actor.agency_id, document_id, lock=True)
        if DocumentState(row.state) not in came_from:
            raise Conflict(
                f"Văn bản đang ở trạng thái “{STATE_NAMES[DocumentState(row.state)]}”, không thực hiện được bước này."
            )
        if state is not DocumentState.DRAFT:
            parse_document(row.data)
        detail = {key: words for key, words in said(session, row).items() if words}
        change_state(row, state, now)
        record(session, actor, event.value, "document", row.id, now, detail)
        emit(session, actor.agency_id, event, summary(row) | detail, now)
        return view(session, row)


STATE_NAMES = {
    DocumentState.DRAFT: "Đang soạn",
    DocumentState.SUBMITTED: "Trình ký",
    DocumentState.APPROVED: "Đã duyệt",
    DocumentState.ISSUED: "Đã ban hành",
    DocumentState.VOIDED: "Đã hủy số",
}
