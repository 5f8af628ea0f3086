"""Headers that keep everything on the server's own origin, and the check that a form was ours."""

from flask import Flask, Response, request, session
from flask_wtf.csrf import CSRFError, CSRFProtect, generate_csrf

from service.web.session import signed_in

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_SAFE = {"GET", "HEAD", "OPTIONS"}

_csrf = CSRFProtect()


def set_up(app: Flask) -> None:
    """Add headers to every answer, and check forms and sessions before any page of ours runs."""
    app.config.setdefault("WTF_CSRF_CHECK_DEFAULT", False)
    app.config.setdefault("WTF_CSRF_TIME_LIMIT", None)  # it lasts as long as the session
    app.config.setdefault("SESSION_COOKIE_HTTPONLY", True)
    app.config.setdefault("SESSION_COOKIE_SAMESITE", "Lax")
    _csrf.init_app(app)
    app.before_request(_guard)
    app.after_request(_with_headers)
    app.jinja_env.globals.update(csrf_token=generate_csrf)


def is_ours(endpoint: str | None) -> bool:
    """Whether an endpoint belongs to the web application and not to the API."""
    from service.web import PAGES  # at import time the pages import this module's package

    return endpoint is not None and endpoint.partition(".")[0] in {page.bp.name for page in PAGES}


def _guard() -> Response | None:
    """Every page asks for a signed-in user unless its view is marked `for_everybody`; every change asks for our token."""
    if not is_ours(request.endpoint):
        return None
    if request.method not in _SAFE:
        _csrf.protect()
    return signed_in()


def _with_headers(response: Response) -> Response:
    """Every answer gets them, those of the API and every fault too; whoever knows better has said so already."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    private = "no-store" if is_ours(request.endpoint) and session.accessed else "private, no-cache"
    response.headers.setdefault("Cache-Control", private)
    return response


__all__ = ["CSRFError", "set_up"]
