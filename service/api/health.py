"""Whether the service lives, whether it can work, and what it has counted."""

import hmac
import ipaddress

from flask import Blueprint, Response, abort, current_app, jsonify, request

from service.actions.maintenance import missing_for_pdf
from service.api import observing
from service.api.identity import services
from service.errors import Overloaded
from service.settings import Settings
from service.storage import current_revision, newest_revision

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def healthz() -> Response:
    """Answer: the process lives."""
    return jsonify(status="ok")


@bp.get("/readyz")
def readyz() -> tuple[Response, int]:
    """Answer 200 when the database is there and migrated, 503 otherwise; tell what is missing for PDF, without which DOCX still works."""
    try:
        ready = current_revision(services().database) == newest_revision()
    except Overloaded:
        ready = False
    missing = missing_for_pdf(services()) if ready else ()
    status = "degraded" if missing else "ok" if ready else "unavailable"
    return jsonify(status=status, **({"missing": missing} if missing else {})), 200 if ready else 503


@bp.get("/metrics")
def metrics() -> Response:
    """Counters for Prometheus: to this machine itself, or with the operator's token."""
    settings: Settings = current_app.extensions["settings"]
    sent, wanted = request.headers.get("Authorization", ""), f"Bearer {settings.metrics_token}"
    by_token = settings.metrics_token and hmac.compare_digest(sent.encode("latin-1"), wanted.encode())
    if not by_token and not _from_this_machine():
        abort(403)
    return observing.metrics()


def _from_this_machine() -> bool:
    """Whether nobody stands behind the caller: a proxy on this machine brings others, and says so."""
    if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        return False
    return bool(request.remote_addr) and ipaddress.ip_address(str(request.remote_addr)).is_loopback
