"""The signed-in user as Flask-Login knows them: an id and an epoch, so that a session can be ended from our side."""

import uuid

from flask import Flask, session
from flask_login import LoginManager, UserMixin

from service.accounts import Actor
from service.actions.services import Services
from service.actions.signing_in import find_session_user, signed_in_actor


class SignedIn(UserMixin):  # type: ignore[misc] # Flask-Login has no types
    """Somebody with a session."""

    def __init__(self, services: Services, user_id: uuid.UUID, epoch: int) -> None:
        self._services, self.user_id, self.epoch = services, user_id, epoch

    def get_id(self) -> str:
        """What the cookie carries."""
        return f"{self.user_id}:{self.epoch}"

    def actor(self) -> Actor | None:
        """The user acting for the chosen agency, or for their first one."""
        chosen = session.get("agency")
        return signed_in_actor(self._services, self.user_id, self.epoch, uuid.UUID(chosen) if chosen else None)


def install(app: Flask, services: Services) -> None:
    """Load users of sessions; an ended session is nobody's."""
    manager = LoginManager(app)
    manager.session_protection = "strong"

    @manager.user_loader  # type: ignore[untyped-decorator]
    def load(text: str) -> SignedIn | None:
        user_id, _, epoch = text.partition(":")
        user = find_session_user(services, uuid.UUID(user_id), int(epoch))
        return SignedIn(services, user.id, user.session_epoch) if user else None
