"""What went wrong, as a page or as data for a script: a sentence, what still works, one way on."""

from typing import Any
from urllib.parse import urlsplit

import structlog
from flask import Flask, Response, g, jsonify, make_response, render_template, request, url_for
from werkzeug.exceptions import HTTPException

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
    Stale,
)
from service.storage import outage
from service.web.security import CSRFError
from service.web.session import recognise, wants_data
from service.web.words import _, said

_STATUS: tuple[tuple[type[Nd30Error], int], ...] = (
    (Stale, 412),
    (Conflict, 409),
    (InvalidInput, 422),
    (NotFound, 404),
    (NotSignedIn, 401),
    (NotAllowed, 403),
    (Overloaded, 503),
    (MissingProgram, 501),
    (ConversionFailed, 502),
)
#: How a refusal names the permission that is missing: for programs, people know roles.
_SCOPE = "(cần quyền "
_log = structlog.get_logger("nd30.web")


def status_of(error: Nd30Error) -> int:
    """The HTTP status of an error."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def as_data(error: Nd30Error) -> Response:
    """The error for a script."""
    problems = [{"path": item.path, "code": item.code, "message": item.message} for item in error.problems]
    response = jsonify(slug=error.slug, message=error.message, problems=problems)
    response.status_code = status_of(error)
    return response


def set_up(app: Flask) -> None:
    """Answer the errors of our pages; those of the API are answered there."""
    for status in (400, 404, 405, 413):  # what no page of ours has been found for
        app.register_error_handler(status, _unknown)
    for page in _pages():
        if page._got_registered_once:  # by an earlier application of this process, which did the following already
            continue
        page.register_error_handler(Nd30Error, refused)
        page.register_error_handler(CSRFError, _not_ours)
        page.register_error_handler(HTTPException, _http)
        page.register_error_handler(Exception, _broken)


def _pages() -> list[Any]:
    from service.web import PAGES  # the pages import this module's package

    return [page.bp for page in PAGES]


def refused(error: Nd30Error) -> Response:
    """Anything the service refuses, with its own sentence."""
    if wants_data():
        return as_data(error)
    sentence = (
        _("Việc này cần vai trò khác.") if type(error) is NotAllowed and _SCOPE in error.message else error.message
    )
    return _page(status_of(error), said(sentence), tuple(said(item.message) for item in error.problems))


def _unknown(error: HTTPException) -> Response | HTTPException:
    if request.path.startswith("/api"):
        return error
    if "actor" not in g:  # no page of ours answers here, but who asks may be signed in
        recognise()
    return _http(error)


def _not_ours(error: CSRFError) -> Response:
    del error
    return refused(NotSignedIn(_("Phiên làm việc đã hết. Mở lại trang rồi gửi lại.")))


def _http(error: HTTPException) -> Response:
    sentences = {
        400: _("Dữ liệu gửi lên thiếu hoặc không đọc được."),
        404: _("Không có trang này."),
        405: _("Địa chỉ này chỉ nhận việc bấm từ trong trang."),
        413: _("Tệp quá lớn."),
        429: _("Gửi quá nhiều lần trong thời gian ngắn; thử lại sau một phút."),
    }
    return _page(error.code or 500, sentences.get(error.code or 500, _("Không thực hiện được yêu cầu.")), ())


def _broken(error: Exception) -> Response:
    _log.exception("unforeseen", error=type(error).__name__, request_id=g.get("request_id"), exc_info=error)
    if known := outage(error):
        return refused(known)
    if wants_data():
        return as_data(Nd30Error(_("Máy chủ gặp lỗi; bản thảo không bị ảnh hưởng.")))
    return _page(500, _("Máy chủ gặp lỗi."), ())


def _page(status: int, sentence: str, details: tuple[str, ...]) -> Response:
    html = render_template(
        "fault.html",
        status=status,
        sentence=sentence,
        details=tuple(detail for detail in details if detail != sentence),
        still=_still(status),
        way=_way_on(status),
        support=str(getattr(g, "request_id", ""))[:8] if status >= 500 else "",
    )
    return make_response(html, status)


def _still(status: int) -> str:
    """What is not touched by the fault, in one sentence."""
    if status == 403:
        return _("Cần việc này thì nhờ người quản trị của cơ quan thêm vai trò; các trang khác vẫn dùng như thường.")
    if status == 404 and g.get("actor") is None:
        return _("Có thể địa chỉ gõ thiếu. Đăng nhập rồi tìm lại trong danh sách văn bản.")
    if status == 404:
        return _("Có thể địa chỉ gõ thiếu, hoặc văn bản đã vào thùng rác hay thuộc cơ quan khác. Tìm lại bằng Ctrl K.")
    if status == 413:
        return _("Chưa có gì được tải lên. Bớt ảnh trong tệp hoặc lưu lại dạng .docx rồi gửi lại.")
    if status == 429:
        return _("Bản thảo đã lưu và chữ đang gõ ở trang trước vẫn còn.")
    if status == 501:
        return _("Vẫn soạn, kiểm tra và tải DOCX được; chưa có trang in và PDF cho đến khi máy chủ được cài đủ.")
    if status == 502:
        return _("Bản DOCX không bị ảnh hưởng và vẫn tải được. Thử lại sau ít phút.")
    if status in (400, 405):
        return _("Nội dung đã lưu không bị ảnh hưởng. Mở lại trang cần làm rồi bấm ở đó.")
    if status == 500:
        return _("Nội dung đã lưu không bị ảnh hưởng. Thử lại sau ít phút.")
    return _("Nội dung đã lưu không bị ảnh hưởng.")


def _way_on(status: int) -> tuple[str, str, bool]:
    """Address and words of the one way on, and whether a browser that goes back finds what was typed."""
    before = urlsplit(request.referrer or "")
    if status == 401:
        back = before._replace(scheme="", netloc="").geturl() if before.netloc == request.host else None
        return url_for("sign_in.page", ve=back), _("Đăng nhập lại"), False
    ours = before.netloc == request.host and before.path not in ("", request.path if request.method == "GET" else "")
    if request.method == "POST" and ours and status not in (403, 404):
        return before._replace(scheme="", netloc="").geturl(), _("Quay lại trang vừa rồi"), True
    return url_for("home.page"), _("Về trang chủ"), False
