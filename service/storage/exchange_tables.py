"""Tables of talking to other systems: answers kept for repeated requests, webhooks and their deliveries."""

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from service.storage.db import Base
from service.storage.ids import new_id


class IdempotentRow(Base):
    """The answer to one request with an ``Idempotency-Key``; `status` is null while it is being worked on."""

    __tablename__ = "idempotent_requests"

    #: The caller (token or user) the key belongs to: two callers may use the same key.
    caller: Mapped[str] = mapped_column(sa.String(80), primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(200), primary_key=True)
    request_hash: Mapped[str] = mapped_column(sa.String(64))
    status: Mapped[int | None]
    headers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    body: Mapped[bytes] = mapped_column(default=b"")
    started_at: Mapped[dt.datetime] = mapped_column(index=True)


class WebhookRow(Base):
    """An address that wants to be told of events; the secret that signs what is sent is sealed (`service.storage.sealing`)."""

    __tablename__ = "webhooks"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    agency_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("agencies.id"), index=True)
    url: Mapped[str] = mapped_column(sa.String(2000))
    events: Mapped[list[str]]
    secret: Mapped[str] = mapped_column(sa.String(100))
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[dt.datetime]
    #: When it was removed; kept a short while so that a removal by mistake can be taken back.
    removed_at: Mapped[dt.datetime | None]


class DeliveryRow(Base):
    """One event on its way to one webhook, with every attempt made."""

    __tablename__ = "webhook_deliveries"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    webhook_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("webhooks.id", ondelete="CASCADE"), index=True)
    event: Mapped[str] = mapped_column(sa.String(60))
    payload: Mapped[dict[str, Any]]
    #: waiting, delivered, given-up.
    state: Mapped[str] = mapped_column(sa.String(20), default="waiting")
    #: When to try (again); moved ahead while an attempt is under way, so that two workers do not both send.
    due_at: Mapped[dt.datetime | None] = mapped_column(index=True)
    #: One object per attempt: ``at``, ``status``, ``error``, ``milliseconds``.
    attempts: Mapped[list[Any]] = mapped_column(default=list)
    created_at: Mapped[dt.datetime]
