"""A draft between drafter and leader: who may approve it, and the last word that was said when it changed hands."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from service.accounts import Actor, AuditFilter, Permission
from service.accounts.audit import list_audit
from service.accounts.permissions import Role, permissions_of
from service.accounts.users import list_users
from service.actions.services import Services
from service.errors import InvalidInput, Problem
from service.storage.agency_tables import AuditRow, UserRow
from service.storage.document_tables import DocumentRow
from service.storage.drafts import DocumentState, find_draft
from service.webhooks import Event


@dataclass(frozen=True, kw_only=True)
class Handover:
    """One step of the way: who took it, when, with which words (the note, or the reason for a return).

    Attributes:
        to: whom the drafter asked to approve; empty for any leader.
        instead_of: the leader in whose place another one approved.
    """

    step: Event
    by: str
    at: dt.datetime
    to: str = ""
    words: str = ""
    instead_of: str = ""


#: Letters of an unknown name that are said again.
_SHOWN = 60
_STEPS = (Event.DOCUMENT_SUBMITTED, Event.DOCUMENT_RETURNED, Event.DOCUMENT_APPROVED)


def approvers(services: Services, actor: Actor) -> list[str]:
    """Names of the people of the agency who may approve, the actor not among them."""
    actor.require(Permission.READ_DOCUMENTS)
    with services.database.reading() as session:
        return _approvers(session, actor)


def asked_approver(session: Session, actor: Actor, to: str) -> str:
    """The leader named in a submission, or none; raise InvalidInput for a name that may not approve here."""
    name = " ".join(to.split())
    if name and name not in _approvers(session, actor):
        message = f"Cơ quan không có người duyệt tên “{name[:_SHOWN]}”; ghi đúng họ tên, hoặc để trống."
        raise InvalidInput(problems=[Problem("/to", "no-approver", message)])
    return name


def approved_instead(session: Session, actor: Actor, row: DocumentRow, said: str) -> str:
    """In whose place the actor approves what was submitted: nobody's, or the named leader's, whom `said` must name too.

    Raises:
        InvalidInput: another leader was asked and `said` does not name that one, or names somebody who was not asked.
    """
    if DocumentState(row.state) is not DocumentState.SUBMITTED:
        return ""
    last = _newest(session, actor, row.id, (Event.DOCUMENT_SUBMITTED,))
    asked = str(last.detail.get("to") or "") if last else ""
    instead = "" if asked == actor.name else asked
    if " ".join(said.split()) == instead:
        return instead
    message = (
        f"Văn bản trình {instead} duyệt; duyệt thay thì ghi đúng tên này." if instead else "Không phải duyệt thay ai."
    )
    raise InvalidInput(problems=[Problem("/instead_of", "instead-of", message)])


def last_handover(services: Services, actor: Actor, document_id: uuid.UUID) -> Handover | None:
    """The newest submission, return or approval of a document; None when it never left its drafter."""
    actor.require(Permission.READ_DOCUMENTS)
    with services.database.reading() as session:
        find_draft(session, actor.agency_id, document_id)
        row = _newest(session, actor, document_id, _STEPS)
    if row is None:
        return None
    to, instead, note, reason = (str(row.detail.get(key) or "") for key in ("to", "instead_of", "note", "reason"))
    return Handover(step=Event(row.action), by=row.actor, at=row.at, to=to, words=reason or note, instead_of=instead)


def _newest(session: Session, actor: Actor, document_id: uuid.UUID, steps: Iterable[Event]) -> AuditRow | None:
    wanted = (AuditFilter(object_id=str(document_id), action=step.value) for step in steps)
    newest = [row for one in wanted for row in list_audit(session, actor.agency_id, one, before=None, limit=1)]
    return max(newest, key=lambda one: one.id, default=None)


def _approvers(session: Session, actor: Actor) -> list[str]:
    users = list_users(session, actor.agency_id)
    return [user.name for user in users if user.id != actor.user_id and _may_approve(user, actor.agency_id)]


def _may_approve(user: UserRow, agency_id: uuid.UUID) -> bool:
    roles = [Role(one.role) for one in user.memberships if one.agency_id == agency_id]
    return user.active and Permission.APPROVE in permissions_of(roles)
