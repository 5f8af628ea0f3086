"""Coming in and going out, and the language of the interface."""

from urllib.parse import urlsplit

from flask import Blueprint, flash, jsonify, redirect, render_template, request, session, url_for
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from service.actions.first_start import is_first_start
from service.actions.signing_in import change_own_password, sign_in
from service.errors import InvalidInput, NotSignedIn
from service.web.context import actor, services
from service.web.language import LANGUAGES
from service.web.session import begin, end, for_everybody, wants_data
from service.web.words import _

bp = Blueprint("sign_in", __name__)


@bp.get("/dang-nhap")
@for_everybody
def page() -> str | Response:
    """The sign-in page."""
    if is_first_start(services()):
        return redirect(url_for("setup.begin"))
    return _page()


@bp.post("/dang-nhap")
@for_everybody
def enter() -> str | Response | tuple[str, int]:
    """Sign in and go where the person wanted to go."""
    email, password = request.form.get("email", ""), request.form.get("password", "")
    try:
        user = sign_in(services(), email, password)
    except NotSignedIn as error:
        if wants_data():
            raise
        return _page(email=email, fault=error.message), 401
    begin(user, keep="keep" in request.form)
    if wants_data():
        return redirect(url_for("sign_in.still"))
    return redirect(inside(request.form.get("ve")))


@bp.get("/phien")
def still() -> Response:
    """Whether the session lasts, for a script: whose it is, and the token for its forms."""
    return jsonify(who=actor().caller, csrf=generate_csrf())


@bp.post("/dang-xuat")
@for_everybody
def leave() -> Response:
    """Sign out."""
    end()
    return redirect(url_for("sign_in.page"))


@bp.post("/ngon-ngu")
@for_everybody
def choose_language() -> Response:
    """Change the interface's language; documents stay Vietnamese."""
    chosen = request.form.get("language", "vi")
    session["language"] = chosen if chosen in LANGUAGES else "vi"
    return redirect(inside(request.form.get("ve")))


@bp.get("/mat-khau")
def password() -> str:
    """The form to change one's password."""
    return render_template("password.html", problems={})


@bp.post("/mat-khau")
def change_password() -> str | Response | tuple[str, int]:
    """Change it; every session ends and this one begins anew."""
    try:
        user = change_own_password(services(), actor(), request.form.get("old", ""), request.form.get("new", ""))
    except InvalidInput as error:
        problems = {item.path: item.message for item in error.problems}
        return render_template("password.html", problems=problems), 422
    begin(user, keep=session.permanent)
    flash(_("Đã đổi mật khẩu."))
    return redirect(url_for("home.page"))


def inside(target: str | None) -> str:
    """`target` if it is a path of ours, else the home page: nobody is led elsewhere by a link."""
    parts = urlsplit(target or "")
    safe = target and target.startswith("/") and not target.startswith(("//", "/\\")) and not parts.netloc
    return target if safe and target else url_for("home.page")


def _page(email: str = "", fault: str = "") -> str:
    return render_template(
        "sign_in.html", email=email, fault=fault, wanted=request.values.get("ve", ""), oidc=services().oidc
    )
