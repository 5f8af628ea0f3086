"""How an operation is declared: its tag, the permission it needs, the faults it may answer."""

from http import HTTPStatus
from typing import Any

from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from pydantic import BaseModel

from service.accounts import Permission
from service.api.idempotency import replay
from service.api.identity import require_actor

PREFIX = "/api/v1"
Responses = dict[str | int | HTTPStatus, type[BaseModel] | dict[Any, Any] | None]
SECURITY_SCHEME = "token"


def blueprint(name: str, title: str) -> APIBlueprint:
    """A group of operations under ``/api/v1``; strangers are refused, repeated requests answered again."""
    made = APIBlueprint(name, __name__, url_prefix=PREFIX, abp_tags=[Tag(name=title)])
    made.before_request(require_actor)
    made.before_request(replay)
    return made


def needs(permission: Permission) -> dict[str, Any]:
    """For the declaration of an operation: the permission (a token's scope) it needs."""
    return {"security": [{SECURITY_SCHEME: [permission.value]}]}


def file_of(media_type: str, description: str) -> dict[str, Any]:
    """For the declaration of an operation: it answers with a file."""
    return {"description": description, "content": {media_type: {"schema": {"type": "string", "format": "binary"}}}}
