"""The session of a browser, the same that the web pages use: a signed cookie with the user, an epoch, and the agency.

The epoch is what lets us end a session from our side: it must be the one in the user's row.
"""

import uuid

from flask import session

from service.accounts import Actor
from service.actions.services import Services
from service.actions.signing_in import signed_in_actor
from service.storage.agency_tables import UserRow


def begin(user: UserRow) -> None:
    """Let `user` in; whatever the cookie carried before is gone."""
    session.clear()
    session.update(user=str(user.id), epoch=user.session_epoch)


def end() -> None:
    """Forget who it was."""
    session.clear()


def session_actor(services: Services) -> Actor | None:
    """Whoever the cookie names, acting for the chosen agency or their first one; None for an ended session."""
    user, epoch, agency = session.get("user"), session.get("epoch"), session.get("agency")
    if not isinstance(user, str) or not isinstance(epoch, int):
        return None
    return signed_in_actor(services, uuid.UUID(user), epoch, uuid.UUID(agency) if agency else None)
