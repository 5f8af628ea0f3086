"""``Idempotency-Key``: the same request sent twice is done once and answered the same.

The key is put down before the work and the answer after it. When a process dies in between, the key is free again after
a while; the actions then find by the same key what was done already (a draft, a number) instead of doing it twice.
"""

import datetime as dt
import hashlib
import re
import uuid
from collections.abc import Callable
from typing import Any, TypeVar

import sqlalchemy as sa
from flask import Flask, Response, current_app, g, request
from sqlalchemy.exc import IntegrityError

from service.api.identity import actor, services
from service.api.requests import idempotency_key
from service.errors import Conflict, InvalidInput, Problem
from service.storage.exchange_tables import IdempotentRow

#: How long an answer is kept, and after which time work without an answer counts as died.
KEPT_FOR = dt.timedelta(hours=24)
DIED_AFTER = dt.timedelta(seconds=120)

_KEY = re.compile(r"[\x21-\x7e]{1,200}")
_NAMESPACE = uuid.UUID("5f0c6f5e-3a1b-4c61-9a43-6d1f3c30a030")
_KEPT_HEADERS = ("Content-Type", "ETag", "Location", "Cache-Control")

Handler = TypeVar("Handler", bound=Callable[..., Any])


class KeyReused(Conflict):
    """The same key came with another request."""

    slug = "idempotency-key-reused"
    sentence = "Idempotency-Key này đã dùng cho một yêu cầu khác."


class InProgress(Conflict):
    """The first request with this key is still being worked on."""

    slug = "idempotency-in-progress"
    sentence = "Yêu cầu trước với cùng Idempotency-Key đang được xử lý; thử lại sau ít giây."


def idempotent(handler: Handler) -> Handler:
    """Mark a handler whose work must not be done twice."""
    handler.idempotent = True  # type: ignore[attr-defined]
    return handler


def is_idempotent(view: Callable[..., Any]) -> bool:
    """Whether a view was marked."""
    return bool(getattr(view, "idempotent", False))


def install(app: Flask) -> None:
    """Keep the answers of marked handlers."""
    app.after_request(_keep)


def replay() -> Response | None:
    """The kept answer of an earlier request with this key, or None after having put the key down."""
    key = idempotency_key()
    view = current_app.view_functions.get(request.endpoint or "")
    if key is None or view is None or not is_idempotent(view):
        return None
    if not _KEY.fullmatch(key):
        sentence = "Idempotency-Key dài từ 1 đến 200 ký tự ASCII in được."
        raise InvalidInput(problems=[Problem("", "bad-idempotency-key", sentence)])
    caller, now = actor().caller, services().clock()
    known = _put_down(caller, key, _request_hash(), now)
    if known is None:
        g.idempotent = (caller, key)
        return None
    if known.request_hash != _request_hash():
        raise KeyReused
    if known.status is None:
        raise InProgress
    answer = Response(_opened(known), status=known.status, headers=known.headers)
    answer.headers["Idempotency-Replayed"] = "true"
    return answer


def id_for_key() -> uuid.UUID | None:
    """The id that this caller's key gives to the thing made, so that making it again finds it; None without a key."""
    key = idempotency_key()
    return uuid.uuid5(_NAMESPACE, f"{actor().caller} {key}") if key else None


def request_key() -> str | None:
    """The caller's key as the register keeps it; None without one."""
    key = idempotency_key()
    return f"{actor().caller} {key}" if key else None


def _put_down(caller: str, key: str, request_hash: str, now: dt.datetime) -> IdempotentRow | None:
    """Put the key down for us, or return what lies there already."""
    database = services().database
    row = IdempotentRow(caller=caller, key=key, request_hash=request_hash, started_at=now)
    stale = sa.delete(IdempotentRow).where(
        IdempotentRow.caller == caller,
        IdempotentRow.key == key,
        sa.or_(
            IdempotentRow.started_at < now - KEPT_FOR,
            sa.and_(IdempotentRow.status.is_(None), IdempotentRow.started_at < now - DIED_AFTER),
        ),
    )
    try:
        with database.writing() as session:
            session.execute(stale)
            session.add(row)
    except IntegrityError:
        with database.reading() as session:
            return session.get(IdempotentRow, (caller, key))
    return None


def _keep(response: Response) -> Response:
    mine = g.pop("idempotent", None)
    if mine is None:
        return response
    with services().database.writing() as session:
        row = session.get(IdempotentRow, mine)
        if row is None:
            return response
        if response.status_code >= 500 or response.status_code == 429:
            session.delete(row)  # the caller shall try again
        else:
            row.status, row.body = response.status_code, response.get_data()
            row.headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
            if response.cache_control.no_store:  # it shows a secret
                row.body = services().sealer.seal(response.get_data(as_text=True)).encode()
    return response


def _opened(known: IdempotentRow) -> bytes:
    """The kept body; an answer that showed a secret was sealed."""
    if known.headers.get("Cache-Control") != "no-store":
        return known.body
    return services().sealer.open(known.body.decode()).encode()


def _request_hash() -> str:
    parts = (request.method, request.full_path, request.mimetype, request.headers.get("Accept", ""))
    return hashlib.sha256("\0".join(parts).encode() + b"\0" + request.get_data()).hexdigest()
