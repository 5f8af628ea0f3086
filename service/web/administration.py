"""Administration: the agency, its users, number series and tokens; other pages of it join through `sections`."""

import datetime as dt
import uuid
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, session, url_for
from pydantic import ValidationError
from werkzeug.wrappers import Response as AnyResponse

from service.accounts import ROLE_NAMES, Permission, Role
from service.actions import people
from service.actions.register import series_of, set_series
from service.errors import InvalidInput, Nd30Error, NotAllowed
from service.nd30.kinds import KINDS
from service.numbering import Purpose
from service.web import agency_forms, undoing
from service.web.administration_words import SCOPES
from service.web.context import actor, services
from service.web.session import begin as begin_session
from service.web.typed import uuid_of
from service.web.words import _

bp = Blueprint("administration", __name__, url_prefix="/quan-tri")

#: Lives of a new token that are offered, in days.
TOKEN_DAYS = (30, 90, 365)

#: Pages of the administration with their address and the permission that opens each.
SECTIONS = (
    ("agency", "administration.agency", Permission.ADMINISTER),
    ("below", "subordinates.page", Permission.ADMINISTER),
    ("users", "administration.users", Permission.ADMINISTER),
    ("templates", "template_pages.page", Permission.WRITE_TEMPLATES),
    ("series", "administration.series", Permission.ADMINISTER),
    ("tokens", "administration.tokens", Permission.ADMINISTER),
    ("webhooks", "webhook_pages.page", Permission.WEBHOOKS),
    ("log", "log_pages.page", Permission.READ_AUDIT),
)


@bp.context_processor
def sections() -> dict[str, Any]:
    """The sub-navigation: what the actor may open; nothing where the session has ended."""
    if g.get("actor") is None:
        return {"sections": []}
    names = {
        "agency": _("Cơ quan"),
        "below": _("Cơ quan cấp dưới"),
        "users": _("Người dùng"),
        "templates": _("Mẫu văn bản"),
        "series": _("Sổ và hệ thống số"),
        "tokens": _("Khóa kết nối"),
        "webhooks": _("Thông báo ra ngoài"),
        "log": _("Nhật ký"),
    }
    may = [(name, endpoint) for name, endpoint, permission in SECTIONS if actor().may(permission)]
    return {"sections": [(name, names[name], url_for(endpoint)) for name, endpoint in may]}


@bp.get("/")
def start() -> AnyResponse:
    """The first page that the actor may open."""
    for _name, endpoint, permission in SECTIONS:
        if actor().may(permission):
            return redirect(url_for(endpoint))
    raise NotAllowed


@bp.get("/co-quan")
def agency() -> str:
    """What the agency prints, who signs, who receives."""
    actor().require(Permission.ADMINISTER)
    return _agency_page({})


@bp.post("/co-quan")
def keep_agency() -> AnyResponse | tuple[str, int]:
    """Keep it; documents already made keep what they print."""
    actor().require(Permission.ADMINISTER)
    try:
        described = agency_forms.described(agency_forms.current_profile(), request.form)
    except ValidationError as error:
        return _agency_page(agency_forms.faults(error)), 422
    people.describe_agency(services(), actor(), described, approval_required="approval" in request.form)
    flash(_("Đã lưu thiết lập của cơ quan."))
    return redirect(url_for("administration.agency"))


@bp.get("/nguoi-dung")
def users() -> str:
    """Who may come in, as what."""
    return _users_page()


@bp.post("/nguoi-dung")
def add_user() -> str | AnyResponse | tuple[str, int]:
    """Make an account with a first password, shown once."""
    password = people.random_password()
    form = request.form
    try:
        user = people.create_user(
            services(),
            actor(),
            form.get("email", ""),
            form.get("name", ""),
            _roles(),
            password=password,
            agency_id=_whose(),
        )
    except Nd30Error as error:
        return _users_page(fault=error.problems[0].message if error.problems else error.message, values=form), 422
    return _users_page(made=(user.email, password))


@bp.post("/nguoi-dung/<uuid:user_id>/vai-tro")
def roles(user_id: uuid.UUID) -> AnyResponse | tuple[str, int]:
    """Give exactly these roles; the user's sessions end."""
    if user_id == actor().user_id and Role.ADMIN not in _roles():
        return _users_page(fault=_("Không tự bỏ vai trò Quản trị của mình; nhờ một người quản trị khác.")), 422
    mine = _whose() or actor().agency_id
    held = people.get_user(services(), actor(), user_id).memberships
    before = [row.role for row in held if row.agency_id == mine]
    if not _roles() and len(before) == len(held):
        return _users_page(fault=_("Chọn ít nhất một vai trò; muốn thôi cho vào thì đóng tài khoản.")), 422
    changed = people.set_roles(services(), actor(), user_id, _roles(), agency_id=mine)
    if user_id == actor().user_id:
        begin_session(changed, keep=session.permanent)
    words = _("Đã đổi vai trò của %(name)s; người này đăng nhập lại để dùng.", name=changed.name)
    address = url_for("administration.roles", user_id=user_id, co_quan=_whose())
    undoing.offer(words, address, [("role", role) for role in before])
    return redirect(url_for("administration.users", co_quan=_whose()))


@bp.post("/nguoi-dung/<uuid:user_id>/mat-khau")
def password(user_id: uuid.UUID) -> str:
    """Set a new first password, shown once."""
    fresh = people.reset_password(services(), actor(), user_id)
    email = people.get_user(services(), actor(), user_id).email
    return _users_page(made=(email, fresh))


@bp.post("/nguoi-dung/<uuid:user_id>/dong")
def close(user_id: uuid.UUID) -> AnyResponse:
    """Let a user in no more."""
    if user_id == actor().user_id:
        raise InvalidInput(_("Không tự đóng tài khoản của mình."))
    closed = people.close_account(services(), actor(), user_id)
    words = _("Đã đóng tài khoản của %(name)s; tên vẫn giữ trong sổ và nhật ký.", name=closed.name)
    undoing.offer(words, url_for("administration.reopen", user_id=user_id, co_quan=_whose()))
    return redirect(url_for("administration.users", co_quan=_whose()))


@bp.post("/nguoi-dung/<uuid:user_id>/mo-lai")
def reopen(user_id: uuid.UUID) -> AnyResponse:
    """Let a user in again."""
    opened = people.reopen_account(services(), actor(), user_id)
    flash(_("Tài khoản của %(name)s lại dùng được.", name=opened.name))
    return redirect(url_for("administration.users", co_quan=_whose()))


@bp.get("/so")
def series() -> str:
    """Which kinds share a number series."""
    actor().require(Permission.ADMINISTER)
    found = [one for one in series_of(services(), actor()) if one.until_year is None]
    return render_template(
        "admin/series.html",
        series=[one for one in found if one.purpose is Purpose.DOCUMENTS],
        chosen=agency_forms.series_choice(found),
        names={kind.value: facts.name for kind, facts in KINDS.items()},
    )


@bp.post("/so")
def keep_series() -> AnyResponse:
    """Decide; it holds at once while no number of the year is used, else from the next 1 January."""
    before = [one for one in series_of(services(), actor()) if one.until_year is None]
    plans = agency_forms.series_plans(request.form)
    if plans is not None:
        year = set_series(services(), actor(), plans)
        words = _("Hệ thống số mới dùng từ năm %(year)s.", year=year)
        undoing.offer(words, url_for("administration.keep_series"), agency_forms.series_fields(before))
    return redirect(url_for("administration.series"))


@bp.get("/khoa")
def tokens() -> str:
    """API tokens, without their secrets."""
    return _tokens_page()


@bp.post("/khoa")
def add_token() -> str | tuple[str, int]:
    """Make a token; its secret is shown once."""
    days = request.form.get("days", type=int)
    expires = services().clock() + dt.timedelta(days=days if days in TOKEN_DAYS else TOKEN_DAYS[-1])
    try:
        made = people.create_token(
            services(), actor(), request.form.get("name", ""), request.form.getlist("scope"), expires
        )
    except InvalidInput as error:
        return _tokens_page(fault=error.problems[0].message), 422
    return _tokens_page(secret=made.secret)


@bp.post("/khoa/<uuid:token_id>/thu-hoi")
def revoke(token_id: uuid.UUID) -> AnyResponse:
    """Make it useless at once."""
    revoked = people.cancel_token(services(), actor(), token_id)
    words = _("Đã thu hồi khóa %(name)s; phần mềm dùng khóa này bị từ chối ngay.", name=revoked.name)
    undoing.offer(words, url_for("administration.restore_token", token_id=token_id))
    return redirect(url_for("administration.tokens"))


@bp.post("/khoa/<uuid:token_id>/dung-lai")
def restore_token(token_id: uuid.UUID) -> AnyResponse:
    """Take a revocation back while it is fresh."""
    people.restore_cancelled_token(services(), actor(), token_id)
    flash(_("Khóa lại dùng được."))
    return redirect(url_for("administration.tokens"))


def _agency_page(problems: dict[str, str]) -> str:
    values = agency_forms.people_values(agency_forms.current_profile())
    return render_template("admin/agency.html", **values, problems=problems)


def _users_page(fault: str = "", made: tuple[str, str] | None = None, values: Any = None) -> str:
    whose = _whose()
    found = people.users_of(services(), actor(), whose)
    mine = whose or actor().agency_id
    listed = [(user, {row.role for row in user.memberships if row.agency_id == mine}) for user in found]
    return render_template(
        "admin/users.html",
        users=listed,
        roles=ROLE_NAMES,
        fault=fault,
        made=made,
        values=values or {},
        below=people.administered_agency(services(), actor(), whose) if whose else None,
        whose=whose,
    )


def _tokens_page(fault: str = "", secret: str = "") -> str:
    found = people.tokens_of(services(), actor())
    return render_template(
        "admin/tokens.html",
        tokens=found,
        scopes=SCOPES,
        days=TOKEN_DAYS,
        fault=fault,
        secret=secret,
        now=services().clock(),
        values=request.form,
    )


def _whose() -> uuid.UUID | None:
    """The agency below ours whose people are looked after; None for our own."""
    asked = uuid_of(request.args.get("co_quan"))
    return None if asked == actor().agency_id else asked


def _roles() -> list[Role]:
    return [Role(one) for one in request.form.getlist("role") if one in set(Role)]
