"""A draft between drafter and leader: who may approve it, and the last word that was said when it changed hands."""

import datetime as dt
import uuid
from dataclasses import dataclass

from service.accounts import Actor, AuditFilter, Permission
from service.accounts.audit import list_audit
from service.accounts.permissions import Role, permissions_of
from service.accounts.users import list_users
from service.actions.services import Services
from service.storage.agency_tables import UserRow
from service.storage.drafts import find_draft
from service.webhooks import Event


@dataclass(frozen=True, kw_only=True)
class Handover:
    """One step of the way: who took it, when, with which words (the note, or the reason for a return).

    Attributes:
        to: whom the drafter asked to approve; empty for any leader.
    """

    step: Event
    by: str
    at: dt.datetime
    to: str = ""
    words: str = ""


_STEPS = (Event.DOCUMENT_SUBMITTED, Event.DOCUMENT_RETURNED, Event.DOCUMENT_APPROVED)


def approvers(services: Services, actor: Actor) -> list[str]:
    """Names of the people of the agency who may approve, the actor not among them."""
    actor.require(Permission.READ_DOCUMENTS)
    with services.database.reading() as session:
        users = list_users(session, actor.agency_id)
        return [user.name for user in users if user.id != actor.user_id and _may_approve(user, actor.agency_id)]


def last_handover(services: Services, actor: Actor, document_id: uuid.UUID) -> Handover | None:
    """The newest submission, return or approval of a document; None when it never left its drafter."""
    actor.require(Permission.READ_DOCUMENTS)
    with services.database.reading() as session:
        find_draft(session, actor.agency_id, document_id)
        wanted = (AuditFilter(object_id=str(document_id), action=step.value) for step in _STEPS)
        newest = [row for one in wanted for row in list_audit(session, actor.agency_id, one, before=None, limit=1)]
    row = max(newest, key=lambda one: one.id, default=None)
    if row is None:
        return None
    said = str(row.detail.get("reason") or row.detail.get("note") or "")
    return Handover(step=Event(row.action), by=row.actor, at=row.at, to=str(row.detail.get("to") or ""), words=said)


def _may_approve(user: UserRow, agency_id: uuid.UUID) -> bool:
    roles = [Role(one.role) for one in user.memberships if one.agency_id == agency_id]
    return user.active and Permission.APPROVE in permissions_of(roles)
