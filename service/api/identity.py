"""Who calls: a token in ``Authorization: Bearer``, or the session of a signed-in browser with its CSRF token."""

from flask import Flask, current_app, g, request
from flask_wtf.csrf import validate_csrf
from wtforms.validators import ValidationError

from service.accounts import Actor
from service.actions.services import Services
from service.actions.signing_in import token_actor
from service.api.signed_in import session_actor
from service.errors import Nd30Error, NotAllowed, NotSignedIn

#: Everything else needs an actor; a test walks all routes and compares.
PUBLIC_ENDPOINTS = frozenset(
    {
        "static",
        "health.healthz",
        "health.readyz",
        "health.metrics",
        "docs.openapi",
        "docs.page",
        "docs.asset",
        "catalogue.list_kinds",
        "catalogue.kind_schema",
        "catalogue.list_units",
        "session.sign_in",
        "session.begin_oidc",
        "session.finish_oidc",
    }
)
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def services() -> Services:
    """What the actions of this process work with."""
    found: Services = current_app.extensions["services"]
    return found


def actor() -> Actor:
    """Whoever sends this request; raise NotSignedIn, or whatever was wrong with the token or session."""
    refusal: Nd30Error | None = g.get("refusal")
    if refusal is not None:
        raise refusal
    found: Actor | None = g.get("actor")
    if found is None:
        raise NotSignedIn
    return found


def install(app: Flask) -> None:
    """Look who calls before each request; endpoints that are not public refuse nobody in particular."""
    app.before_request(_recognise)


def require_actor() -> None:
    """Refuse strangers, except at the public endpoints."""
    if request.endpoint not in PUBLIC_ENDPOINTS:
        actor()


def _recognise() -> None:
    if not request.path.startswith("/api/"):
        return
    try:
        found = _bearer() or _session()
    except Nd30Error as refusal:
        g.refusal = refusal
    else:
        g.actor = found.during(g.request_id) if found else None


def _bearer() -> Actor | None:
    header = request.headers.get("Authorization", "")
    if not header:
        return None
    scheme, _, secret = header.partition(" ")
    if scheme.lower() != "bearer":
        raise NotSignedIn("Dùng tiêu đề Authorization: Bearer <mã truy cập>.")
    return token_actor(services(), secret.strip())


def _session() -> Actor | None:
    found = session_actor(services())
    if found is not None and request.method not in _SAFE_METHODS:
        _check_csrf()
    return found


def _check_csrf() -> None:
    """A browser sends its cookie to us from any page; only our own pages know this token."""
    try:
        validate_csrf(request.headers.get("X-CSRFToken"))
    except ValidationError:
        raise NotAllowed("Phiên làm việc không hợp lệ; tải lại trang rồi thử lại.") from None
