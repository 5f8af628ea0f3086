"""The webhooks of an agency and what became of their deliveries."""

import datetime as dt
import secrets
import uuid
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.errors import InvalidInput, NotFound, Problem
from service.storage.exchange_tables import DeliveryRow, WebhookRow
from service.storage.sealing import Sealer
from service.webhooks.events import Event


def add_webhook(
    session: Session,
    agency_id: uuid.UUID,
    url: str,
    events: Iterable[str],
    now: dt.datetime,
    *,
    hook_id: uuid.UUID,
    sealer: Sealer,
) -> WebhookRow:
    """Register an address, whose network the caller has checked; raise InvalidInput for an unknown event or none."""
    wanted = sorted(set(events))
    problems = [
        Problem("/events", "unknown-event", f"Không có sự kiện {event!r}; các sự kiện: {', '.join(Event)}.")
        for event in wanted
        if event not in set(Event)
    ]
    if not wanted:
        problems.append(Problem("/events", "blank", "Chọn ít nhất một sự kiện."))
    if problems:
        raise InvalidInput(problems=problems)
    secret = sealer.seal(secrets.token_urlsafe(32))
    row = WebhookRow(id=hook_id, agency_id=agency_id, url=url, events=wanted, secret=secret, created_at=now)
    session.add(row)
    session.flush()
    return row


def list_webhooks(session: Session, agency_id: uuid.UUID) -> list[WebhookRow]:
    """Every webhook of the agency, oldest first."""
    return list(session.scalars(sa.select(WebhookRow).where(WebhookRow.agency_id == agency_id).order_by(WebhookRow.id)))


def find_webhook(session: Session, agency_id: uuid.UUID, hook_id: uuid.UUID) -> WebhookRow:
    """One webhook; raise NotFound when the agency has no such one."""
    row = session.scalar(sa.select(WebhookRow).where(WebhookRow.id == hook_id, WebhookRow.agency_id == agency_id))
    if row is None:
        raise NotFound("Không tìm thấy webhook.")
    return row


def remove_webhook(session: Session, row: WebhookRow) -> None:
    """Remove a webhook with its deliveries."""
    session.execute(sa.delete(DeliveryRow).where(DeliveryRow.webhook_id == row.id))
    session.delete(row)


def list_deliveries(session: Session, hook_id: uuid.UUID, *, before: uuid.UUID | None, limit: int) -> list[DeliveryRow]:
    """Deliveries of one webhook, newest first."""
    query = sa.select(DeliveryRow).where(DeliveryRow.webhook_id == hook_id)
    if before is not None:
        query = query.where(DeliveryRow.id < before)
    return list(session.scalars(query.order_by(DeliveryRow.id.desc()).limit(limit)))
