"""What a handler needs of the request: the services, the actor, the clock's day in Vietnam."""

import datetime as dt

from flask import current_app, g

from service.accounts import Actor
from service.actions.services import Services
from service.errors import NotSignedIn
from service.numbering import vietnam_day


def services() -> Services:
    """The database, files and engines of this process."""
    found: Services = current_app.extensions["services"]
    return found


def actor() -> Actor:
    """Who is signed in; raise NotSignedIn on a page for everybody."""
    found: Actor | None = g.get("actor")
    if found is None:
        raise NotSignedIn
    return found


def today() -> dt.date:
    """The calendar day in Vietnam."""
    return vietnam_day(services().clock())
