"""The webhooks of an agency and what became of their deliveries."""

import datetime as dt
import secrets
import uuid
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.errors import Conflict, InvalidInput, NotFound, Problem
from service.storage.exchange_tables import DeliveryRow, WebhookRow
from service.storage.sealing import Sealer
from service.webhooks.events import Event

#: So long a removal by mistake may be taken back.
REMOVAL_FRESH = dt.timedelta(minutes=10)


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
    forget_removed(session, WebhookRow.id == hook_id)  # the same request once more, after its webhook was removed
    secret = sealer.seal(secrets.token_urlsafe(32))
    row = WebhookRow(id=hook_id, agency_id=agency_id, url=url, events=wanted, secret=secret, created_at=now)
    session.add(row)
    session.flush()
    return row


def list_webhooks(session: Session, agency_id: uuid.UUID) -> list[WebhookRow]:
    """Every webhook of the agency, oldest first."""
    query = sa.select(WebhookRow).where(WebhookRow.agency_id == agency_id, WebhookRow.removed_at.is_(None))
    return list(session.scalars(query.order_by(WebhookRow.id)))


def find_webhook(session: Session, agency_id: uuid.UUID, hook_id: uuid.UUID) -> WebhookRow:
    """One webhook; raise NotFound when the agency has no such one."""
    row = _any_webhook(session, agency_id, hook_id)
    if row.removed_at is not None:
        raise NotFound("Không tìm thấy webhook.")
    return row


def remove_webhook(row: WebhookRow, now: dt.datetime) -> None:
    """Tell it nothing more; it can be taken back for `REMOVAL_FRESH`, with what waited for it."""
    row.removed_at = now


def restore_webhook(session: Session, agency_id: uuid.UUID, hook_id: uuid.UUID, now: dt.datetime) -> WebhookRow:
    """Take a removal back while it is fresh.

    Raises:
        NotFound: the agency has no such webhook, or it is gone for good.
        Conflict: it was removed longer ago than `REMOVAL_FRESH`.
    """
    row = _any_webhook(session, agency_id, hook_id)
    if row.removed_at is not None and now - row.removed_at > REMOVAL_FRESH:
        raise Conflict("Địa chỉ đã bỏ quá 10 phút, không lấy lại được; thêm lại như địa chỉ mới.")
    row.removed_at = None
    return row


def forget_removed(session: Session, which: sa.ColumnElement[bool]) -> None:
    """Delete removed webhooks for good, with their deliveries."""
    gone = sa.select(WebhookRow.id).where(WebhookRow.removed_at.is_not(None), which)
    session.execute(sa.delete(DeliveryRow).where(DeliveryRow.webhook_id.in_(gone)))
    session.execute(sa.delete(WebhookRow).where(WebhookRow.removed_at.is_not(None), which))


def list_deliveries(session: Session, hook_id: uuid.UUID, *, before: uuid.UUID | None, limit: int) -> list[DeliveryRow]:
    """Deliveries of one webhook, newest first."""
    query = sa.select(DeliveryRow).where(DeliveryRow.webhook_id == hook_id)
    if before is not None:
        query = query.where(DeliveryRow.id < before)
    return list(session.scalars(query.order_by(DeliveryRow.id.desc()).limit(limit)))


def _any_webhook(session: Session, agency_id: uuid.UUID, hook_id: uuid.UUID) -> WebhookRow:
    """One webhook, also one that was removed; raise NotFound when the agency has no such one."""
    row = session.scalar(sa.select(WebhookRow).where(WebhookRow.id == hook_id, WebhookRow.agency_id == agency_id))
    if row is None:
        raise NotFound("Không tìm thấy webhook.")
    return row
