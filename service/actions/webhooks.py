"""Webhooks of an agency, and sending what is due."""

import uuid
from dataclasses import dataclass

from service.accounts import Actor, Permission, record
from service.actions.services import Services
from service.errors import NotFound
from service.storage import new_id
from service.storage.exchange_tables import DeliveryRow, WebhookRow
from service.webhooks import (
    Event,
    add_webhook,
    deliver_due,
    emit,
    find_webhook,
    list_deliveries,
    list_webhooks,
    remove_webhook,
    restore_webhook,
)


@dataclass(frozen=True, kw_only=True)
class NewWebhook:
    """A webhook just made, with the secret that signs its messages, shown once."""

    row: WebhookRow
    secret: str


def create_webhook(
    services: Services, actor: Actor, url: str, events: list[str], *, hook_id: uuid.UUID | None = None
) -> NewWebhook:
    """Register an address; raise InvalidInput for one inside the house or an unknown event."""
    actor.require(Permission.WEBHOOKS)
    services.addresses.check(url)
    now = services.clock()
    with services.database.writing() as session:
        try:
            row = find_webhook(session, actor.agency_id, hook_id or new_id())
        except NotFound:
            row = add_webhook(
                session, actor.agency_id, url, events, now, hook_id=hook_id or new_id(), sealer=services.sealer
            )
            record(session, actor, "webhook.create", "webhook", row.id, now, {"url": url})
        return NewWebhook(row=row, secret=services.sealer.open(row.secret))


def webhooks_of(services: Services, actor: Actor) -> list[WebhookRow]:
    """Every webhook of the actor's agency."""
    actor.require(Permission.WEBHOOKS)
    with services.database.reading() as session:
        return list_webhooks(session, actor.agency_id)


def get_webhook(services: Services, actor: Actor, hook_id: uuid.UUID) -> WebhookRow:
    """One webhook."""
    actor.require(Permission.WEBHOOKS)
    with services.database.reading() as session:
        return find_webhook(session, actor.agency_id, hook_id)


def switch_webhook(services: Services, actor: Actor, hook_id: uuid.UUID, *, on: bool) -> WebhookRow:
    """Stop telling an address, or begin again; what is queued is still delivered."""
    actor.require(Permission.WEBHOOKS)
    now = services.clock()
    with services.database.writing() as session:
        row = find_webhook(session, actor.agency_id, hook_id)
        row.active = on
        record(session, actor, "webhook.on" if on else "webhook.off", "webhook", row.id, now)
        return row


def delete_webhook(services: Services, actor: Actor, hook_id: uuid.UUID) -> None:
    """Remove a webhook; `take_webhook_back` undoes it for a while."""
    actor.require(Permission.WEBHOOKS)
    now = services.clock()
    with services.database.writing() as session:
        row = find_webhook(session, actor.agency_id, hook_id)
        remove_webhook(row, now)
        record(session, actor, "webhook.delete", "webhook", hook_id, now, {"url": row.url})


def take_webhook_back(services: Services, actor: Actor, hook_id: uuid.UUID) -> WebhookRow:
    """Undo a removal that is fresh; raise Conflict for an older one."""
    actor.require(Permission.WEBHOOKS)
    now = services.clock()
    with services.database.writing() as session:
        row = restore_webhook(session, actor.agency_id, hook_id, now)
        record(session, actor, "webhook.restore", "webhook", hook_id, now, {"url": row.url})
        return row


def deliveries_of(
    services: Services, actor: Actor, hook_id: uuid.UUID, *, before: uuid.UUID | None, limit: int
) -> list[DeliveryRow]:
    """Deliveries of a webhook with their attempts, newest first."""
    actor.require(Permission.WEBHOOKS)
    with services.database.reading() as session:
        find_webhook(session, actor.agency_id, hook_id)
        return list_deliveries(session, hook_id, before=before, limit=limit)


def announce(services: Services, agency_id: uuid.UUID, event: Event, payload: dict[str, object]) -> None:
    """Queue an event that no other transaction carries."""
    with services.database.writing() as session:
        emit(session, agency_id, event, payload, services.clock())


def deliver(services: Services) -> int:
    """Make one attempt at every delivery that is due; return how many."""
    return deliver_due(services.database, services.sender, services.clock())
