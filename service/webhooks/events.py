"""What can be told, and putting it on its way in the same transaction as the thing itself."""

import datetime as dt
import uuid
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.storage.exchange_tables import DeliveryRow, WebhookRow


class Event(StrEnum):
    """Something another system may want to know."""

    DOCUMENT_SUBMITTED = "document.submitted"
    DOCUMENT_APPROVED = "document.approved"
    DOCUMENT_RETURNED = "document.returned"
    DOCUMENT_ISSUED = "document.issued"
    DOCUMENT_VOIDED = "document.voided"
    BATCH_FINISHED = "batch.finished"


def emit(session: Session, agency_id: uuid.UUID, event: Event, payload: Mapping[str, Any], now: dt.datetime) -> None:
    """Queue `event` for every webhook of the agency that asked for it."""
    listening = (WebhookRow.agency_id == agency_id, WebhookRow.active, WebhookRow.removed_at.is_(None))
    hooks = session.scalars(sa.select(WebhookRow).where(*listening))
    session.add_all(
        DeliveryRow(
            webhook_id=hook.id, event=event.value, payload=dict(payload), attempts=[], due_at=now, created_at=now
        )
        for hook in hooks
        if event.value in hook.events
    )
