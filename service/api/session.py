"""Sessions of browsers: sign in by password or OIDC, sign out, change the password."""

from flask import Response, request, session, url_for
from flask_wtf.csrf import generate_csrf

from service.accounts import Actor, SignInRequest
from service.actions import signing_in
from service.api.answers import answer
from service.api.identity import actor, services
from service.api.operations import blueprint
from service.api.schemas.others import PasswordBody, SessionAnswer, SignInBody
from service.api.signed_in import begin, end, session_actor
from service.errors import NotFound, NotSignedIn

bp = blueprint("session", "Phiên làm việc")

#: Where the browser goes after signing in through OIDC.
HOME = "/"


@bp.post("/session", summary="Đăng nhập", responses={200: SessionAnswer})
def sign_in(body: SignInBody) -> Response:
    """Bằng thư điện tử và mật khẩu; trả cookie phiên."""
    user = signing_in.sign_in(services(), body.email, body.password)
    begin(user)
    return _who(session_actor(services()))


@bp.get("/session", summary="Đang đăng nhập là ai", responses={200: SessionAnswer})
def who() -> Response:
    """Dùng được cả với mã truy cập."""
    return _who(actor())


@bp.delete("/session", summary="Đăng xuất", responses={204: None})
def sign_out() -> Response:
    """Kết thúc phiên này."""
    end()
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
    begin(user)
    return Response(status=302, headers={"Location": HOME})


def _who(found: Actor | None) -> Response:
    if found is None:
        raise NotSignedIn("Tài khoản chưa có vai trò trong cơ quan nào.")
    token = generate_csrf() if found.user_id else ""
    content = {"name": found.name, "agency_id": found.agency_id, "permissions": sorted(found.permissions)}
    return answer(SessionAnswer, content | {"csrf_token": token})
