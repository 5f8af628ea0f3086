"""Documents while they are written: every save is a version, a lost update is refused, the bin keeps for 30 days."""

import base64
import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy.orm import Session, defer

from service.errors import Conflict, NotFound, Stale
from service.storage.db import containing
from service.storage.document_tables import DocumentRow, DocumentVersionRow

#: How long a deleted draft can be taken back.
KEPT_IN_BIN = dt.timedelta(days=30)
#: Saves of one person within this time are one version: a form that saves itself every few seconds makes few of them.
ONE_SITTING = dt.timedelta(minutes=5)
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class DocumentState(StrEnum):
    """Where a document is on its way."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    """Waits for approval (trình ký)."""
    APPROVED = "approved"
    ISSUED = "issued"
    """Has its number; nothing can be changed any more."""
    VOIDED = "voided"
    """Its number was voided (huỷ số)."""


#: States in which the text may still be changed; a change makes it a draft again.
OPEN = (DocumentState.DRAFT, DocumentState.SUBMITTED, DocumentState.APPROVED)


@dataclass(frozen=True, kw_only=True)
class Content:
    """What is saved: the data, and what lists and searches show of it."""

    kind: str
    subject: str
    data: Mapping[str, Any]
    search_text: str


@dataclass(frozen=True, kw_only=True)
class Save:
    """Who saves and when; `sitting` lets the save replace a version the same person made minutes ago."""

    by: str
    at: dt.datetime
    note: str = ""
    sitting: bool = False


@dataclass(frozen=True, kw_only=True)
class DraftFilter:
    """What to list; empty fields list everything, `words` must be folded as the search texts are."""

    kind: str | None = None
    state: DocumentState | None = None
    words: str = ""
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """Where a document stands in lists, newest first: by when it was made, then by its id, which tells the time of some only."""

    created_at: dt.datetime
    id: uuid.UUID

    def as_text(self) -> str:
        """The place for an address, of 32 letters that mean nothing to others."""
        since = (self.created_at - _EPOCH) // dt.timedelta(microseconds=1)
        return base64.urlsafe_b64encode(since.to_bytes(8, "big") + self.id.bytes).decode()

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read what `as_text` wrote; raise ValueError for anything else."""
        packed = base64.b64decode(text.encode("ascii"), b"-_", validate=True)
        since, own = packed[:8], packed[8:]
        try:
            return cls(_EPOCH + dt.timedelta(microseconds=int.from_bytes(since, "big")), uuid.UUID(bytes=own))
        except OverflowError as error:
            raise ValueError(text) from error


def add_draft(
    session: Session, document_id: uuid.UUID, agency_id: uuid.UUID, content: Content, save: Save
) -> DocumentRow:
    """Start a document as revision 1."""
    row = DocumentRow(
        id=document_id,
        agency_id=agency_id,
        state=DocumentState.DRAFT.value,
        revision=1,
        created_by=save.by,
        created_at=save.at,
    )
    _fill(row, content, save)
    session.add(row)
    session.flush()
    session.add(_version(row, save))
    return row


def find_draft(
    session: Session, agency_id: uuid.UUID, document_id: uuid.UUID, *, deleted: bool = False, lock: bool = False
) -> DocumentRow:
    """One document of the agency, from the bin when `deleted`; raise NotFound for any other, whosoever it is."""
    query = sa.select(DocumentRow).where(
        DocumentRow.id == document_id,
        DocumentRow.agency_id == agency_id,
        DocumentRow.deleted_at.is_not(None) if deleted else DocumentRow.deleted_at.is_(None),
    )
    row = session.scalar(query.with_for_update() if lock else query)
    if row is None:
        raise NotFound("Không tìm thấy văn bản.")
    return row


def list_drafts(
    session: Session,
    agency_id: uuid.UUID,
    wanted: DraftFilter,
    *,
    before: DraftPlace | None,
    limit: int,
    with_data: bool = True,
) -> list[DocumentRow]:
    """Documents, newest first, those older than `before`; without their data, which is most of each, where nobody reads it."""
    query = sa.select(DocumentRow).where(
        DocumentRow.agency_id == agency_id,
        DocumentRow.deleted_at.is_not(None) if wanted.deleted else DocumentRow.deleted_at.is_(None),
        *containing(DocumentRow.search_text.expression, wanted.words),
    )
    if wanted.kind is not None:
        query = query.where(DocumentRow.kind == wanted.kind)
    if wanted.state is not None:
        query = query.where(DocumentRow.state == wanted.state.value)
    place = sa.tuple_(DocumentRow.created_at, DocumentRow.id)
    if before is not None:
        query = query.where(place < (before.created_at, before.id))
    if not with_data:
        query = query.options(defer(DocumentRow.data, raiseload=True))
    return list(session.scalars(query.order_by(DocumentRow.created_at.desc(), DocumentRow.id.desc()).limit(limit)))


def save_draft(session: Session, row: DocumentRow, content: Content, save: Save, *, expected: int | None) -> None:
    """Save new content over revision `expected`; it becomes a draft again when it waited for or had approval.

    Raises:
        Stale: somebody saved meanwhile.
        Conflict: it is issued.
    """
    check_open(row)
    check_revision(row, expected)
    newest = _newest_version(session, row.id)
    row.revision += 1
    row.state = DocumentState.DRAFT.value
    _fill(row, content, save)
    if save.sitting and newest is not None and _goes_on(newest, save):
        newest.data, newest.revision, newest.saved_at = row.data, row.revision, save.at
    else:
        session.add(_version(row, save))
    session.flush()


def _goes_on(newest: DocumentVersionRow, save: Save) -> bool:
    """Whether a save belongs to the sitting of the newest version; one that was made for a reason stays as it is."""
    return newest.saved_by == save.by and not newest.note and save.at - newest.saved_at < ONE_SITTING


def change_state(row: DocumentRow, state: DocumentState, at: dt.datetime) -> None:
    """Move a document on; the revision grows, the text stays."""
    row.state, row.revision, row.updated_at = state.value, row.revision + 1, at


def list_versions(session: Session, row: DocumentRow) -> list[DocumentVersionRow]:
    """Every version, newest first."""
    query = sa.select(DocumentVersionRow).where(DocumentVersionRow.document_id == row.id)
    return list(session.scalars(query.order_by(DocumentVersionRow.revision.desc())))


def find_version(session: Session, row: DocumentRow, revision: int) -> DocumentVersionRow:
    """One version; raise NotFound when there is none of that revision."""
    version = session.get(DocumentVersionRow, (row.id, revision)) if 0 < revision < 2**31 else None
    if version is None:
        raise NotFound("Không tìm thấy phiên bản này.")
    return version


def delete_draft(row: DocumentRow, at: dt.datetime, *, expected: int | None) -> None:
    """Put a document into the bin.

    Raises:
        Stale: somebody saved meanwhile.
        Conflict: it is issued; an issued document stays.
    """
    check_open(row)
    check_revision(row, expected)
    row.deleted_at, row.updated_at, row.revision = at, at, row.revision + 1


def undelete_draft(row: DocumentRow, at: dt.datetime) -> None:
    """Take a document back from the bin; raise NotFound when its 30 days are over."""
    if row.deleted_at is None or at - row.deleted_at > KEPT_IN_BIN:
        raise NotFound("Văn bản đã quá hạn khôi phục.")
    row.deleted_at, row.updated_at, row.revision = None, at, row.revision + 1


def empty_bin(session: Session, now: dt.datetime) -> int:
    """Remove for good what has lain in the bin too long; return how many."""
    old = sa.select(DocumentRow).where(DocumentRow.deleted_at < now - KEPT_IN_BIN)
    rows = list(session.scalars(old))
    for row in rows:
        session.delete(row)
    return len(rows)


def check_revision(row: DocumentRow, expected: int | None) -> None:
    """Refuse to work on a state that the caller has not seen; None asks for no check."""
    if expected is not None and row.revision != expected:
        raise Stale(f"Văn bản đã được người khác lưu (bản {row.revision}); tải bản mới rồi sửa tiếp.")


def check_open(row: DocumentRow) -> None:
    """Refuse to change what is issued."""
    if DocumentState(row.state) not in OPEN:
        raise Conflict("Văn bản đã ban hành, không sửa hoặc xóa được.")


def _fill(row: DocumentRow, content: Content, save: Save) -> None:
    row.kind, row.subject = content.kind, content.subject
    row.data, row.search_text = dict(content.data), content.search_text
    row.updated_at = save.at


def _newest_version(session: Session, document_id: uuid.UUID) -> DocumentVersionRow | None:
    query = sa.select(DocumentVersionRow).where(DocumentVersionRow.document_id == document_id)
    return session.scalar(query.order_by(DocumentVersionRow.revision.desc()).limit(1))


def _version(row: DocumentRow, save: Save) -> DocumentVersionRow:
    return DocumentVersionRow(
        document_id=row.id, revision=row.revision, data=row.data, saved_by=save.by, saved_at=save.at, note=save.note
    )
