"""The session of a browser: whose it is, for which agency, and what happens where there is none."""

import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Response, current_app, g, redirect, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.actions.first_start import is_first_start
from service.actions.signing_in import signed_in_actor
from service.errors import NotSignedIn
from service.storage.agency_tables import UserRow
from service.web.context import services

View = TypeVar("View", bound=Callable[..., Any])


def for_everybody(view: View) -> View:
    """Mark a view as one that needs no sign-in."""
    view.for_everybody = True  # type: ignore[attr-defined]
    return view


def begin(user: UserRow, *, keep: bool) -> None:
    """Let `user` in; with `keep` the session outlives the browser's window."""
    language = session.get("language")
    session.clear()
    session.permanent = keep
    session.update(user=str(user.id), epoch=user.session_epoch)
    if language:
        session["language"] = language


def end() -> None:
    """Forget who it was, keep the language."""
    language = session.get("language")
    session.clear()
    if language:
        session["language"] = language


def signed_in() -> Response | None:
    """Set the actor; send strangers to the sign-in page, or to the first set-up where there is no agency yet."""
    recognise()
    view = current_app.view_functions.get(request.endpoint or "")
    if g.actor is not None or getattr(view, "for_everybody", False):
        return None
    if wants_data():
        raise NotSignedIn("Phiên làm việc đã hết; đăng nhập lại, nội dung đang soạn vẫn giữ trên máy này.")
    if is_first_start(services()):
        return _to(redirect(url_for("setup.begin")))
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return _to(redirect(url_for("sign_in.page", ve=wanted if wanted != "/" else None)))


def recognise() -> None:
    """Set the actor, None for a stranger."""
    g.actor = _actor()


def wants_data() -> bool:
    """Whether a script asks, which can do nothing with a page."""
    return request.accept_mimetypes.best == "application/json" or request.is_json or "HX-Request" in request.headers


def _actor() -> Any:
    user, epoch = session.get("user"), session.get("epoch")
    if not isinstance(user, str) or not isinstance(epoch, int):
        return None
    agency = session.get("agency")
    return signed_in_actor(services(), uuid.UUID(user), epoch, uuid.UUID(agency) if agency else None)


def _to(response: AnyResponse) -> Response:
    assert isinstance(response, Response)
    return response
