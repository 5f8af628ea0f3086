"""Telling other systems what happened: signed, retried, and never to an address inside the house."""

from service.webhooks.addresses import AddressFilter
from service.webhooks.delivering import deliver_due, deliver_one
from service.webhooks.events import Event, emit
from service.webhooks.hooks import (
    REMOVAL_FRESH,
    add_webhook,
    find_webhook,
    forget_removed,
    list_deliveries,
    list_webhooks,
    remove_webhook,
    restore_webhook,
)
from service.webhooks.sending import Sender, signature

__all__ = [
    "REMOVAL_FRESH",
    "AddressFilter",
    "Event",
    "Sender",
    "add_webhook",
    "deliver_due",
    "deliver_one",
    "emit",
    "find_webhook",
    "forget_removed",
    "list_deliveries",
    "list_webhooks",
    "remove_webhook",
    "restore_webhook",
    "signature",
]
