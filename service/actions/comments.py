"""Comments on a draft (ý kiến): said by drafter, văn thư and leader, settled by any of them, never deleted."""

import uuid
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.accounts import Actor, Permission, record
from service.actions.services import Services
from service.documents.labels import place
from service.errors import InvalidInput, NotFound, Problem
from service.storage.document_tables import DocumentRow
from service.storage.drafts import find_draft
from service.storage.unfinished_tables import CommentRow

LONGEST_TEXT = 4000
_LONGEST_PATH = 300
#: So much of a comment stands in the log.
_IN_LOG = 200
_MAY_SPEAK = (Permission.WRITE_DOCUMENTS, Permission.APPROVE, Permission.ISSUE)


def list_comments(services: Services, actor: Actor, document_id: uuid.UUID) -> list[CommentRow]:
    """Every comment, in the order they were made."""
    actor.require(Permission.READ_DOCUMENTS)
    with services.database.reading() as session:
        find_draft(session, actor.agency_id, document_id)
        query = sa.select(CommentRow).where(CommentRow.document_id == document_id).order_by(CommentRow.id)
        return list(session.scalars(query))


def add_comment(services: Services, actor: Actor, document_id: uuid.UUID, text: str, path: str = "") -> None:
    """Say something about a draft, or about the field at `path` (a JSON pointer); raise InvalidInput for no words or too many."""
    _require_voice(actor)
    said = text.strip()
    if not said or len(said) > LONGEST_TEXT or len(path) > _LONGEST_PATH:
        message = f"Ý kiến phải có lời, không quá {LONGEST_TEXT} chữ."
        raise InvalidInput(message, [Problem("/text", "blank", message)])
    now = services.clock()
    with services.database.writing() as session:
        find_draft(session, actor.agency_id, document_id)
        session.add(CommentRow(document_id=document_id, author=actor.name[:200], path=path, text=said, created_at=now))
        detail = {"place": place(path) if path else "", "text": said[:_IN_LOG]}
        record(session, actor, "comment.add", "document", document_id, now, detail)


def settle_comment(
    services: Services, actor: Actor, document_id: uuid.UUID, comment_id: uuid.UUID, *, settled: bool
) -> None:
    """Mark a comment as settled, or as open again."""
    _require_voice(actor)
    now = services.clock()
    with services.database.writing() as session:
        row = _find(session, actor, document_id, comment_id)
        row.resolved_at, row.resolved_by = (now, actor.name[:200]) if settled else (None, None)
        action = "comment.settle" if settled else "comment.reopen"
        record(session, actor, action, "document", document_id, now, {"text": row.text[:_IN_LOG]})


def open_comments(
    services: Services, actor: Actor, document_ids: Iterable[uuid.UUID]
) -> dict[uuid.UUID, list[CommentRow]]:
    """What others say about these drafts and nobody has settled yet, by draft, the newest first."""
    actor.require(Permission.READ_DOCUMENTS)
    query = sa.select(CommentRow).where(
        CommentRow.document_id.in_(list(document_ids)),
        CommentRow.resolved_at.is_(None),
        CommentRow.author != actor.name[:200],
        sa.exists().where(DocumentRow.id == CommentRow.document_id, DocumentRow.agency_id == actor.agency_id),
    )
    found: dict[uuid.UUID, list[CommentRow]] = {}
    with services.database.reading() as session:
        for row in session.scalars(query.order_by(CommentRow.id.desc())):
            found.setdefault(row.document_id, []).append(row)
    return found


def _find(session: Session, actor: Actor, document_id: uuid.UUID, comment_id: uuid.UUID) -> CommentRow:
    find_draft(session, actor.agency_id, document_id)
    row = session.get(CommentRow, comment_id)
    if row is None or row.document_id != document_id:
        raise NotFound("Không tìm thấy ý kiến này.")
    return row


def _require_voice(actor: Actor) -> None:
    if not any(actor.may(permission) for permission in _MAY_SPEAK):
        actor.require(Permission.WRITE_DOCUMENTS)
