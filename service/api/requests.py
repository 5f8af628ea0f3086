"""Reading requests: JSON with its own faults, If-Match, cursors."""

import base64
import binascii
import uuid
from typing import Any

from flask import Request, abort, request
from werkzeug.exceptions import RequestEntityTooLarge

from service.documents.json_text import load_json
from service.errors import InvalidInput, Problem
from service.storage.drafts import DraftPlace

JSON_TYPES = frozenset({"application/json", "application/merge-patch+json"})
#: Acts whose details may all be left out. Elsewhere a forgotten body would empty what is there.
MAY_HAVE_NO_BODY = frozenset({"issuing.submit", "issuing.approve"})


class ApiRequest(Request):
    """A request whose JSON must be called JSON, and whose faults are told with their place."""

    def get_data(self, cache: bool = True, as_text: bool = False, parse_form_data: bool = False) -> Any:
        """The body; 413 where it has no announced length and does not end in time (Werkzeug would cut it off in silence)."""
        data = super().get_data(cache, False, parse_form_data)
        if self.content_length is None and len(data) == self.max_content_length:
            raise RequestEntityTooLarge
        return data.decode(errors="replace") if as_text else data

    def get_json(self, force: bool = False, silent: bool = False, cache: bool = True) -> Any:
        """The JSON of the body; raise InvalidDocument for what is no JSON, 415 for what is not called JSON."""
        del force, silent, cache
        if self.endpoint in MAY_HAVE_NO_BODY and not self.mimetype and not self.get_data():
            return {}
        if self.mimetype not in JSON_TYPES:
            abort(415)
        if "nd30.json" not in self.environ:
            self.environ["nd30.json"] = load_json(self.get_data())
        return self.environ["nd30.json"]


def refuse_large_bodies() -> None:
    """Refuse by the announced length, before a byte of the body is read; a body without one is cut off while reading."""
    limit = request.max_content_length
    if limit is not None and request.content_length is not None and request.content_length > limit:
        raise RequestEntityTooLarge


def expected_revision() -> int:
    """The revision in ``If-Match``; 428 without one, and a value that cannot match is a lost update (412)."""
    header = request.headers.get("If-Match", "")
    if not header:
        abort(428)
    tags = request.if_match.as_set(include_weak=True)
    if header.strip() == "*" or len(tags) != 1:
        abort(428)
    [tag] = tags
    return int(tag) if tag.isascii() and tag.isdigit() and len(tag) < 10 else -1


def etag(revision: int) -> str:
    """The ETag of a revision."""
    return f'"{revision}"'


def idempotency_key() -> str | None:
    """The caller's ``Idempotency-Key``; its form is checked by `service.api.idempotency`."""
    return request.headers.get("Idempotency-Key")


def encode_cursor(place: uuid.UUID | DraftPlace) -> str:
    """An opaque cursor for the place after `place`."""
    if isinstance(place, DraftPlace):
        return place.as_text()
    return base64.urlsafe_b64encode(place.bytes).decode().rstrip("=")


def decode_cursor(cursor: str | None) -> uuid.UUID | None:
    """The place of a cursor; raise InvalidInput for one that we did not make."""
    if not cursor:
        return None
    try:
        return uuid.UUID(bytes=base64.urlsafe_b64decode(cursor + "=="))
    except (binascii.Error, ValueError):
        raise _bad_cursor() from None


def decode_draft_cursor(cursor: str | None) -> DraftPlace | None:
    """The place in a list of documents; raise InvalidInput for one that we did not make."""
    try:
        return DraftPlace.from_text(cursor) if cursor else None
    except ValueError:
        raise _bad_cursor() from None


def _bad_cursor() -> InvalidInput:
    return InvalidInput(problems=[Problem("/cursor", "bad-cursor", "Con trỏ trang không đúng.")])
