"""Rate limits: so many requests per token, and per address for strangers, told in headers; so many wrong passwords per address."""

from http import HTTPStatus
from typing import Any, cast

from flask import Flask, Response, g, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits.errors import ConfigurationError
from limits.storage import storage_from_string

from service.api import limit_storage
from service.errors import MissingProgram
from service.settings import Settings

assert limit_storage  # importing it makes its scheme known

#: Failed attempts to sign in per address, beside the lock-out per account; a whole office may stand behind one address.
SIGN_IN_LIMIT = "20/minute"
SIGN_IN_ENDPOINTS = ("session.sign_in", "session.finish_oidc", "sign_in.enter")


def install(app: Flask, settings: Settings) -> None:
    """Count every request under ``/api/`` and every failed sign-in; call it when all routes, the pages' too, are there."""
    app.config.setdefault("RATELIMIT_STORAGE_URI", counters(settings))
    limiter = Limiter(
        key_func=_caller,
        application_limits=[settings.rate_limit],
        headers_enabled=True,
        in_memory_fallback_enabled=True,  # each process counts for itself while the counters are away: a full disk
    )
    limiter.request_filter(lambda: not request.path.startswith("/api/") and request.endpoint not in SIGN_IN_ENDPOINTS)
    limited = limiter.shared_limit(SIGN_IN_LIMIT, "sign-in", key_func=get_remote_address, deduct_when=_is_refusal)
    for endpoint in SIGN_IN_ENDPOINTS:
        app.view_functions[endpoint] = cast("Any", limited(app.view_functions[endpoint]))
    app.after_request(_only_when_refused)
    limiter.init_app(app)


def counters(settings: Settings) -> str:
    """Where requests are counted; raise MissingProgram where the package that speaks to it is not installed."""
    address = settings.rate_limit_storage
    if not address:
        return f"nd30sqlite://{(settings.data_dir / 'limits.sqlite3').absolute()}"
    try:
        storage_from_string(address)
    except ConfigurationError:
        scheme = address.partition(":")[0]
        raise MissingProgram(f"ND30_RATE_LIMIT_STORAGE: chưa cài gói Python cho {scheme}://.") from None
    return address


def _is_refusal(response: Response) -> bool:
    return response.status_code == HTTPStatus.UNAUTHORIZED


def _only_when_refused(response: Response) -> Response:
    """The extension says ``Retry-After`` always; it means something only when the caller has to wait."""
    if response.status_code not in (429, 503):
        response.headers.pop("Retry-After", None)
    return response


def _caller() -> str:
    actor = g.get("actor")
    return actor.caller if actor else f"address:{get_remote_address()}"
