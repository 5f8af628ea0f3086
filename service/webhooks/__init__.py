"""Telling other systems what happened: signed, retried, and never to an address inside the house."""

from service.webhooks.addresses import AddressFilter
from service.webhooks.delivering import deliver_due, deliver_one
from service.webhooks.events import Event, emit
from service.webhooks.hooks import add_webhook, find_webhook, list_deliveries, list_webhooks, remove_webhook
from service.webhooks.sending import Sender, signature

__all__ = [
    "AddressFilter",
    "Event",
    "Sender",
    "add_webhook",
    "deliver_due",
    "deliver_one",
    "emit",
    "find_webhook",
    "list_deliveries",
    "list_webhooks",
    "remove_webhook",
    "signature",
]
