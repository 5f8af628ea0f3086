"""The only place with status codes: every fault as RFC 9457 ``application/problem+json``, in Vietnamese."""

import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

import structlog
from flask import Flask, Response, g, request
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from service.documents.faults import problems_of
from service.errors import (
    Conflict,
    ConversionFailed,
    InvalidInput,
    MissingProgram,
    Nd30Error,
    NotAllowed,
    NotFound,
    NotSignedIn,
    Overloaded,
    Problem,
    Stale,
)
from service.storage import outage

MEDIA_TYPE = "application/problem+json"
#: Paths whose callers are programs: they never get an HTML page.
PROGRAM_PATHS = ("/api/", "/healthz", "/readyz", "/metrics")

#: First match wins.
STATUSES: tuple[tuple[type[Nd30Error], HTTPStatus], ...] = (
    (InvalidInput, HTTPStatus.UNPROCESSABLE_ENTITY),
    (NotFound, HTTPStatus.NOT_FOUND),
    (NotSignedIn, HTTPStatus.UNAUTHORIZED),
    (NotAllowed, HTTPStatus.FORBIDDEN),
    (Stale, HTTPStatus.PRECONDITION_FAILED),
    (Conflict, HTTPStatus.CONFLICT),
    (Overloaded, HTTPStatus.SERVICE_UNAVAILABLE),
    (MissingProgram, HTTPStatus.SERVICE_UNAVAILABLE),
    (ConversionFailed, HTTPStatus.BAD_GATEWAY),
)

#: What HTTP's own faults are called here: slug and sentence.
HTTP_FAULTS: Mapping[int, tuple[str, str]] = {
    400: ("bad-request", "Yêu cầu không đúng."),
    401: ("not-signed-in", "Cần đăng nhập."),
    403: ("not-allowed", "Không có quyền thực hiện việc này."),
    404: ("not-found", "Không có địa chỉ này."),
    405: ("method-not-allowed", "Địa chỉ này không nhận phương thức đó."),
    406: ("not-acceptable", "Không có định dạng nào phù hợp với tiêu đề Accept."),
    408: ("timeout", "Quá thời gian nhận yêu cầu."),
    411: ("length-required", "Thiếu tiêu đề Content-Length."),
    413: ("too-large", "Nội dung gửi lên quá lớn."),
    414: ("uri-too-long", "Địa chỉ quá dài."),
    415: ("unsupported-media-type", "Kiểu nội dung (Content-Type) không được hỗ trợ."),
    417: ("expectation-failed", "Không đáp ứng được tiêu đề Expect."),
    428: ("precondition-required", "Cần tiêu đề If-Match với ETag của bản đang sửa."),
    429: ("too-many-requests", "Gửi quá nhiều yêu cầu; chờ theo tiêu đề Retry-After rồi gửi lại."),
    431: ("headers-too-large", "Tiêu đề yêu cầu quá lớn."),
    500: ("internal-error", "Lỗi hệ thống; báo cho người vận hành kèm mã yêu cầu."),
    503: ("unavailable", "Hệ thống tạm thời không phục vụ được."),
}

_log = structlog.get_logger("nd30.api")


def install(app: Flask) -> None:
    """Answer every fault under the program paths as a problem; the web pages keep theirs."""
    app.register_error_handler(Nd30Error, _of_ours)
    app.register_error_handler(HTTPException, _of_http)
    app.register_error_handler(Exception, _unforeseen)
    app.after_request(_never_a_page)


def is_for_programs() -> bool:
    """Whether this request comes from a program, by its address."""
    return request.path.startswith(PROGRAM_PATHS)


def problem(status: int, slug: str, sentence: str, problems: Iterable[Problem] = ()) -> Response:
    """One answer in the form of RFC 9457; `problems` each carry a JSON pointer."""
    content: dict[str, Any] = {
        "type": f"urn:nd30:problem:{slug}",
        "title": sentence,
        "status": int(status),
        "instance": f"urn:nd30:request:{g.get('request_id', '')}",
        "problems": [{"pointer": one.path, "code": one.code, "message": one.message} for one in problems],
    }
    return Response(json.dumps(content, ensure_ascii=False), status=int(status), content_type=MEDIA_TYPE)


def invalid_request(error: ValidationError) -> Response:
    """What pydantic refused in a body, query or header."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return problem(status, "invalid-input", InvalidInput.sentence, problems_of(error, None))


def status_of(error: Nd30Error) -> HTTPStatus:
    """The status that `error` is answered with."""
    return next((status for kind, status in STATUSES if isinstance(error, kind)), HTTPStatus.INTERNAL_SERVER_ERROR)


def _of_ours(error: Nd30Error) -> Response:
    status = status_of(error)
    answer = problem(status, error.slug, error.message, error.problems)
    if status == HTTPStatus.UNAUTHORIZED:
        answer.headers["WWW-Authenticate"] = 'Bearer realm="nd30"'
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        answer.headers["Retry-After"] = "5"
    return answer


def _of_http(error: HTTPException) -> Response | HTTPException:
    if not is_for_programs():
        return error
    status = error.code or 500
    if error.response is not None and error.response.content_type == MEDIA_TYPE:
        answer = error.response
        assert isinstance(answer, Response)
        return answer
    if status < 400:
        return error
    slug, sentence = HTTP_FAULTS.get(status, ("http-error", "Yêu cầu không thực hiện được."))
    answer = problem(status, slug, sentence)
    for name, value in error.get_headers():
        if name not in {"Content-Type", "Content-Length"}:
            answer.headers[name] = value
    return answer


def _never_a_page(response: Response) -> Response:
    """Whoever answered a program with a page of an error, it becomes a problem."""
    if response.status_code < 400 or response.mimetype != "text/html" or not is_for_programs():
        return response
    slug, sentence = HTTP_FAULTS.get(response.status_code, HTTP_FAULTS[400])
    told = problem(response.status_code, slug, sentence)
    response.set_data(told.get_data())
    response.content_type = MEDIA_TYPE
    return response


def _unforeseen(error: Exception) -> Response | tuple[str, int]:
    """Say nothing of what happened to the caller, everything to the log."""
    _log.exception("unforeseen", error=type(error).__name__, request_id=g.get("request_id"))
    if is_for_programs():
        known = outage(error)
        return _of_ours(known) if known else problem(500, *HTTP_FAULTS[500])
    return HTTP_FAULTS[500][1], 500
