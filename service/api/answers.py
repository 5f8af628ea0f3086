"""Making answers: JSON from a schema, files, pages of a list."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar
from urllib.parse import quote

from flask import Response, make_response, request
from pydantic import BaseModel

from service.api.requests import encode_cursor, etag
from service.storage.drafts import DraftPlace

Item = TypeVar("Item")


def answer(schema: type[BaseModel], value: Any, status: int = 200, **headers: str) -> Response:
    """`value` in the shape of `schema`; headers are given with underscores for dashes."""
    content = schema.model_validate(value, from_attributes=True).model_dump_json()
    response = Response(content, status=status, content_type="application/json")
    for name, text in headers.items():
        response.headers[name.replace("_", "-")] = text
    return response


def secret_answer(schema: type[BaseModel], value: Any, location: str = "") -> Response:
    """An answer that shows a secret this once: nobody on the way keeps it, and we keep it sealed."""
    response = answer(schema, value, 201 if location else 200)
    response.headers["Cache-Control"] = "no-store"
    if location:
        response.headers["Location"] = location
    return response


def versioned(schema: type[BaseModel], value: Any, status: int = 200, **headers: str) -> Response:
    """An answer about something with a revision, which becomes its ETag."""
    response = answer(schema, value, status, **headers)
    response.headers["ETag"] = etag(value.revision)
    return response


def page(
    schema: type[BaseModel], found: Sequence[Item], limit: int, place: Callable[[Item], uuid.UUID | DraftPlace]
) -> Response:
    """A page of a list for which one more than `limit` was asked: the one too many tells that there is a next page."""
    shown = list(found[:limit])
    cursor = encode_cursor(place(shown[-1])) if len(found) > limit else None
    return answer(schema, {"items": shown, "next_cursor": cursor})


def items(schema: type[BaseModel], found: Iterable[Any]) -> Response:
    """A whole list."""
    return answer(schema, {"items": list(found)})


def file(content: bytes, media_type: str, name: str, tag: str | None = None) -> Response:
    """A file to save as `name`; 304 when the caller has it already, as `tag` says."""
    response = make_response(content)
    response.content_type = media_type
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-cache"
    if tag is not None:
        response.set_etag(tag)
        response.make_conditional(request)
    return response
