"""Sending what is due, with longer and longer pauses; a killed sender's delivery is taken up by the next one."""

import datetime as dt
import uuid

import sqlalchemy as sa

from service.storage import Database
from service.storage.exchange_tables import DeliveryRow, WebhookRow
from service.webhooks.sending import Attempt, Sender

#: Pauses after the first, second, ... failed attempt; after the last one it is given up.
PAUSES = tuple(dt.timedelta(seconds=seconds) for seconds in (30, 2 * 60, 10 * 60, 3600, 6 * 3600, 24 * 3600))
#: How long one sender keeps a delivery to itself; longer than an attempt can take.
LEASE = dt.timedelta(seconds=60)


def deliver_due(database: Database, sender: Sender, now: dt.datetime, *, limit: int = 20) -> int:
    """Make one attempt at every delivery that is due, at most `limit`; return how many."""
    with database.reading() as session:
        due = list(
            session.scalars(
                sa.select(DeliveryRow.id)
                .join(WebhookRow, WebhookRow.id == DeliveryRow.webhook_id)
                .where(DeliveryRow.state == "waiting", DeliveryRow.due_at <= now, WebhookRow.removed_at.is_(None))
                .order_by(DeliveryRow.due_at)
                .limit(limit)
            )
        )
    return sum(deliver_one(database, sender, delivery_id, now) for delivery_id in due)


def deliver_one(database: Database, sender: Sender, delivery_id: uuid.UUID, now: dt.datetime) -> bool:
    """Take one delivery, send it outside of any transaction, note how it went; False when another sender was first."""
    taking = sa.update(DeliveryRow).where(
        DeliveryRow.id == delivery_id, DeliveryRow.state == "waiting", DeliveryRow.due_at <= now
    )
    with database.writing() as session:
        taken = session.scalar(taking.values(due_at=now + LEASE).returning(DeliveryRow.id))
        if taken is None:
            return False
        delivery = session.get_one(DeliveryRow, delivery_id)
        hook = session.get_one(WebhookRow, delivery.webhook_id)
        url, sealed_secret = hook.url, hook.secret
    attempt = sender.send(url, sealed_secret, delivery, now)
    with database.writing() as session:
        row = session.get(DeliveryRow, delivery_id)
        if row is not None:  # the webhook may have been removed meanwhile
            _note(row, attempt)
    return True


def _note(row: DeliveryRow, attempt: Attempt) -> None:
    row.attempts = [*row.attempts, attempt.as_data()]
    if attempt.delivered:
        row.state, row.due_at = "delivered", None
    elif len(row.attempts) > len(PAUSES):
        row.state, row.due_at = "given-up", None
    else:
        row.due_at = attempt.at + PAUSES[len(row.attempts) - 1]
