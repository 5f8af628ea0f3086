"""The log of who did what to which thing when; it commits with the deed itself and cannot be changed afterwards."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.accounts.permissions import Actor
from service.documents.ordering import vietnamese_key
from service.storage.agency_tables import AuditRow


@dataclass(frozen=True, kw_only=True)
class AuditFilter:
    """What to look for; empty fields look for everything."""

    action: str | None = None
    object_id: str | None = None
    actor: str | None = None
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    """The first moment that is too late."""


def record(
    session: Session,
    actor: Actor,
    action: str,
    object_kind: str,
    object_id: object,
    now: dt.datetime,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Write one line: `actor` did `action` (``document.issue``) to the thing `object_id`."""
    session.add(
        AuditRow(
            at=now,
            agency_id=actor.agency_id,
            actor=actor.name[:200],
            user_id=actor.user_id,
            token_id=actor.token_id,
            action=action,
            object_kind=object_kind,
            object_id=str(object_id),
            detail=dict(detail or {}),
            request_id=actor.request_id,
        )
    )


def list_audit(
    session: Session, agency_id: uuid.UUID, wanted: AuditFilter, *, before: uuid.UUID | None, limit: int
) -> list[AuditRow]:
    """Lines of the agency, newest first, those before `before`."""
    query = sa.select(AuditRow).where(AuditRow.agency_id == agency_id, *_conditions(wanted))
    if before is not None:
        query = query.where(AuditRow.id < before)
    return list(session.scalars(query.order_by(AuditRow.id.desc()).limit(limit)))


def audit_actors(session: Session, agency_id: uuid.UUID) -> list[str]:
    """Everybody whom the agency's log names."""
    query = sa.select(AuditRow.actor).where(AuditRow.agency_id == agency_id).distinct()
    return sorted(session.scalars(query), key=vietnamese_key)


def _conditions(wanted: AuditFilter) -> list[sa.ColumnElement[bool]]:
    equal = ((AuditRow.action, wanted.action), (AuditRow.object_id, wanted.object_id), (AuditRow.actor, wanted.actor))
    conditions = [column == value for column, value in equal if value is not None]
    if wanted.since is not None:
        conditions.append(AuditRow.at >= wanted.since)
    if wanted.until is not None:
        conditions.append(AuditRow.at < wanted.until)
    return conditions
