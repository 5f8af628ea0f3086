"""Completes the OpenAPI 3.1 description that flask-openapi3 collects: faults, headers, one place per schema."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from flask import Flask
from flask_openapi3.openapi import OpenAPI

from service.api.errors import HTTP_FAULTS, MEDIA_TYPE
from service.api.idempotency import is_idempotent
from service.api.operations import PREFIX
from service.api.schemas.shapes import ProblemAnswer

_METHODS = ("get", "put", "post", "patch", "delete")
#: Faults that any operation may answer, and those that come with what it takes.
_ALWAYS = (400, 404, 405, 406, 409, 422, 429, 500, 503)
_WITH_TOKEN = (401, 403)
_WITH_BODY = (413, 415)
_IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "ETag đã đọc; khác bản hiện có thì trả 412.",
    "schema": {"type": "string", "examples": ['"3"']},
}
_IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Gửi lại cùng khóa và nội dung thì nhận lại câu trả lời cũ; nội dung khác thì 409.",
    "schema": {"type": "string", "pattern": "^[!-~]{1,200}$"},
}


def install(app: OpenAPI) -> None:
    """Offer the description; it is made when first asked for and kept."""

    @cache
    def described() -> dict[str, Any]:
        return _complete(app)

    app.extensions["openapi"] = described


def _complete(app: OpenAPI) -> dict[str, Any]:
    spec: dict[str, Any] = app.api_doc
    schemas = spec["components"]["schemas"]
    for name in [name for name in schemas if name.startswith("ValidationError") or name == "UnprocessableEntity"]:
        del schemas[name]
    schemas["Problem"] = ProblemAnswer.model_json_schema(ref_template="#/components/schemas/{model}")
    _lift_definitions(schemas)
    views = _views(app)
    for path, method, operation in _operations(spec):
        _complete_operation(operation, method, views.get((path, method)))
    return spec


def _lift_definitions(schemas: dict[str, Any]) -> None:
    """Definitions inside a schema are components already; the copies go."""
    for schema in list(schemas.values()):
        for name, definition in schema.pop("$defs", {}).items():
            schemas.setdefault(name, definition)
    for schema in schemas.values():
        schema.pop("$defs", None)


def _complete_operation(operation: dict[str, Any], method: str, view: Callable[..., Any] | None) -> None:
    responses = operation.setdefault("responses", {})
    needs_match = "If-Match" in (operation.get("description") or "")
    statuses = [*_ALWAYS, *(_WITH_TOKEN if operation.get("security") else (401, 403))]
    statuses += _WITH_BODY if "requestBody" in operation else []
    statuses += [502] if method == "get" else []
    statuses += [412, 428] if needs_match else [412] if method != "get" and view is not None else []
    for status in sorted(set(statuses)):
        responses[str(status)] = _problem(status)
    if needs_match:
        operation.setdefault("parameters", []).append(_IF_MATCH)
    if view is not None and is_idempotent(view):
        operation.setdefault("parameters", []).append(_IDEMPOTENCY_KEY)


def _problem(status: int) -> dict[str, Any]:
    sentence = HTTP_FAULTS[status][1] if status in HTTP_FAULTS else _SENTENCES[status]
    return {"description": sentence, "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}


_SENTENCES = {
    409: "Trạng thái hiện tại không cho phép, hoặc Idempotency-Key đã dùng cho yêu cầu khác.",
    412: "Có người đã lưu bản mới hơn.",
    422: "Dữ liệu chưa hợp lệ; tất cả các lỗi được liệt kê.",
    502: "Không chuyển được văn bản sang PDF.",
}


def _operations(spec: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in spec["paths"].items():
        for method in _METHODS:
            if method in item:
                yield path, method, item[method]


def _views(app: Flask) -> dict[tuple[str, str], Callable[..., Any]]:
    """View functions by OpenAPI path and method."""
    found = {}
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith(PREFIX):
            path = "".join(f"{{{part}}}" if dynamic else part for dynamic, part in _parts(rule.rule))
            for method in rule.methods or ():
                found[path, method.lower()] = app.view_functions[rule.endpoint]
    return found


def _parts(rule: str) -> Iterator[tuple[bool, str]]:
    """The literal and the dynamic parts of a rule: ``/documents/<uuid:document_id>.pdf``."""
    for piece in rule.split("<"):
        name, bracket, rest = piece.rpartition(">")
        if bracket:
            yield True, name.rpartition(":")[2]
        yield False, rest
