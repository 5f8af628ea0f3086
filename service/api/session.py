"""Sessions of browsers: sign in by password or OIDC, sign out, change the password."""

import uuid

from flask import Response, request, session, url_for
from flask_login import current_user, login_user, logout_user
from flask_wtf.csrf import generate_csrf

from service.accounts import SignInRequest
from service.actions import signing_in
from service.api.answers import answer
from service.api.identity import actor, services
from service.api.operations import blueprint
from service.api.schemas.others import PasswordBody, SessionAnswer, SignInBody
from service.api.signed_in import SignedIn
from service.errors import NotFound, NotSignedIn

bp = blueprint("session", "Phiên làm việc")

#: Where the browser goes after signing in through OIDC.
HOME = "/"


@bp.post("/session", summary="Đăng nhập", responses={200: SessionAnswer})
def sign_in(body: SignInBody) -> Response:
    """Bằng thư điện tử và mật khẩu; trả cookie phiên."""
    user = signing_in.sign_in(services(), body.email, body.password)
    session.clear()
    login_user(SignedIn(services(), user.id, user.session_epoch))
    return _who()


@bp.get("/session", summary="Đang đăng nhập là ai", responses={200: SessionAnswer})
def who() -> Response:
    """Dùng được cả với mã truy cập."""
    return _who()


@bp.delete("/session", summary="Đăng xuất", responses={204: None})
def sign_out() -> Response:
    """Kết thúc phiên này."""
    logout_user()
    session.clear()
    return Response(status=204)


@bp.put("/session/password", summary="Đổi mật khẩu", responses={204: None})
def change_password(body: PasswordBody) -> Response:
    """Mọi phiên kết thúc; đăng nhập lại bằng mật khẩu mới."""
    signing_in.change_own_password(services(), actor(), body.old_password, body.new_password)
    return Response(status=204)


@bp.get("/session/oidc", summary="Đăng nhập qua hệ thống xác thực", responses={302: None}, doc_ui=False)
def begin_oidc() -> Response:
    """Chuyển trình duyệt tới hệ thống xác thực."""
    provider = services().oidc
    if provider is None:
        raise NotFound("Chưa cấu hình hệ thống xác thực.")
    begun = provider.begin(url_for("session.finish_oidc", _external=True))
    session["oidc"] = {"url": begun.url, "state": begun.state, "nonce": begun.nonce, "verifier": begun.verifier}
    return Response(status=302, headers={"Location": begun.url})


@bp.get("/session/oidc/callback", summary="Trở lại từ hệ thống xác thực", responses={302: None}, doc_ui=False)
def finish_oidc() -> Response:
    """Kiểm tra câu trả lời rồi mở phiên."""
    provider, begun = services().oidc, session.pop("oidc", None)
    if provider is None or begun is None:
        raise NotSignedIn("Phiên đăng nhập đã hết hạn; đăng nhập lại.")
    back = url_for("session.finish_oidc", _external=True)
    identity = provider.finish(SignInRequest(**begun), back, request.url)
    user = signing_in.sign_in_with(services(), identity)
    session.clear()
    login_user(SignedIn(services(), user.id, user.session_epoch))
    return Response(status=302, headers={"Location": HOME})


def choose_agency(agency_id: uuid.UUID) -> None:
    """Act for another of the user's agencies from now on."""
    session["agency"] = str(agency_id)


def _who() -> Response:
    found = current_user.actor() if current_user.is_authenticated else actor()
    if found is None:
        raise NotSignedIn("Tài khoản chưa có vai trò trong cơ quan nào.")
    token = generate_csrf() if current_user.is_authenticated else ""
    content = {"name": found.name, "agency_id": found.agency_id, "permissions": sorted(found.permissions)}
    return answer(SessionAnswer, content | {"csrf_token": token})
