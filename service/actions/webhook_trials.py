"""A message sent to a webhook at once, so that whoever sets it up sees whether it arrives."""

import uuid

from service.accounts import Actor, Permission, record
from service.actions.services import Services
from service.storage import new_id
from service.storage.exchange_tables import DeliveryRow
from service.webhooks import deliver_one, find_webhook

#: What the message says of itself; no event of documents bears this name.
TRIAL = "webhook.trial"


def try_webhook(services: Services, actor: Actor, hook_id: uuid.UUID) -> tuple[bool, str]:
    """Send a trial message, signed like any other and tried once; return whether it arrived, and why not."""
    actor.require(Permission.WEBHOOKS)
    now = services.clock()
    with services.database.writing() as session:
        hook = find_webhook(session, actor.agency_id, hook_id)
        payload = {"message": "Tin gửi thử từ nd30."}
        row = DeliveryRow(
            id=new_id(),
            webhook_id=hook.id,
            event=TRIAL,
            payload=payload,
            state="waiting",
            due_at=now,
            attempts=[],
            created_at=now,
        )
        session.add(row)
        record(session, actor, "webhook.try", "webhook", hook.id, now)
        delivery_id = row.id
    deliver_one(services.database, services.sender, delivery_id, now)
    with services.database.writing() as session:
        sent = session.get(DeliveryRow, delivery_id)
        if sent is None:
            return False, ""
        if sent.state != "delivered":
            sent.state, sent.due_at = "given-up", None  # a trial is not repeated behind anybody's back
        return sent.state == "delivered", str(sent.attempts[-1].get("error") or "") if sent.attempts else ""
