"""Administration: the agency, its users, templates, number series, tokens, webhooks and the log."""

import datetime as dt
import secrets
import uuid
from typing import Any

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from pydantic import ValidationError
from werkzeug.wrappers import Response as AnyResponse

from service.accounts import ROLE_NAMES, AuditFilter, Permission, Role
from service.actions import people
from service.actions import templates as word_templates
from service.actions import webhooks as hooks
from service.actions.register import series_of, set_series
from service.errors import InvalidInput, Nd30Error, NotAllowed
from service.nd30.kinds import KINDS
from service.numbering import Purpose, SeriesPlan
from service.web import agency_forms
from service.web.context import actor, services
from service.web.typed import uuid_of
from service.web.words import _
from service.webhooks import Event

bp = Blueprint("administration", __name__, url_prefix="/quan-tri")

_LOG_LINES = 100
_TOKEN_DAYS = 365

#: Pages of the administration with the permission that opens each.
SECTIONS = (
    ("agency", Permission.ADMINISTER),
    ("users", Permission.ADMINISTER),
    ("templates", Permission.WRITE_TEMPLATES),
    ("series", Permission.ADMINISTER),
    ("tokens", Permission.ADMINISTER),
    ("webhooks", Permission.WEBHOOKS),
    ("log", Permission.READ_AUDIT),
)


@bp.context_processor
def _sections() -> dict[str, Any]:
    names = {
        "agency": _("Cơ quan"),
        "users": _("Người dùng"),
        "templates": _("Mẫu văn bản"),
        "series": _("Sổ và hệ thống số"),
        "tokens": _("Khóa kết nối"),
        "webhooks": _("Thông báo ra ngoài"),
        "log": _("Nhật ký"),
    }
    return {"sections": [(name, names[name]) for name, permission in SECTIONS if actor().may(permission)]}


@bp.get("/")
def start() -> AnyResponse:
    """The first page that the actor may open."""
    for name, permission in SECTIONS:
        if actor().may(permission):
            return redirect(url_for(f"administration.{name}"))
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
    password = secrets.token_urlsafe(9)
    form = request.form
    try:
        user = people.create_user(
            services(), actor(), form.get("email", ""), form.get("name", ""), _roles(), password=password
        )
    except Nd30Error as error:
        return _users_page(fault=error.problems[0].message if error.problems else error.message, values=form), 422
    return _users_page(made=(user.email, password))


@bp.post("/nguoi-dung/<uuid:user_id>/vai-tro")
def roles(user_id: uuid.UUID) -> AnyResponse:
    """Give exactly these roles; the user's sessions end."""
    people.set_roles(services(), actor(), user_id, _roles())
    flash(_("Đã đổi vai trò; người này đăng nhập lại để dùng."))
    return redirect(url_for("administration.users"))


@bp.post("/nguoi-dung/<uuid:user_id>/mat-khau")
def password(user_id: uuid.UUID) -> str:
    """Set a new first password, shown once."""
    fresh = people.reset_password(services(), actor(), user_id)
    email = next(user.email for user in people.users_of(services(), actor()) if user.id == user_id)
    return _users_page(made=(email, fresh))


@bp.post("/nguoi-dung/<uuid:user_id>/dong")
def close(user_id: uuid.UUID) -> AnyResponse:
    """Let a user in no more."""
    if user_id == actor().user_id:
        raise InvalidInput(_("Không tự đóng tài khoản của mình."))
    people.close_account(services(), actor(), user_id)
    flash(_("Đã đóng tài khoản; tên vẫn giữ trong sổ và nhật ký."))
    return redirect(url_for("administration.users"))


@bp.get("/mau")
def templates() -> str:
    """The agency's own Word templates."""
    return _templates_page()


@bp.post("/mau")
def add_template() -> AnyResponse | tuple[str, int]:
    """Try a template and keep it; one with an error is refused with the places named."""
    sent = request.files.get("file")
    content = sent.stream.read() if sent else b""
    replaced = uuid_of(request.form.get("thay"))
    try:
        if replaced:
            word_templates.replace_template(services(), actor(), replaced, content)
        else:
            word_templates.add_template(
                services(), actor(), request.form.get("kind", ""), request.form.get("name", ""), content
            )
    except Nd30Error as error:
        return _templates_page(error), 422
    flash(_("Mẫu đã in thử được và sẵn sàng dùng."))
    return redirect(url_for("administration.templates"))


@bp.get("/mau/<uuid:template_id>.docx")
def template_file(template_id: uuid.UUID) -> Response:
    """The Word file, to be changed in Word."""
    return _docx(word_templates.template_file(services(), actor(), template_id), "mau.docx")


@bp.get("/mau/<uuid:template_id>/in-thu.docx")
def try_template(template_id: uuid.UUID) -> Response:
    """An example made with it."""
    return _docx(word_templates.try_template(services(), actor(), template_id), "in-thu.docx")


@bp.post("/mau/<uuid:template_id>/ngung")
def retire(template_id: uuid.UUID) -> AnyResponse:
    """Offer it no more."""
    word_templates.retire_template(services(), actor(), template_id)
    flash(_("Đã ngừng dùng mẫu; văn bản cũ vẫn giữ mẫu của mình."))
    return redirect(url_for("administration.templates"))


@bp.get("/so")
def series() -> str:
    """Which kinds share a number series."""
    actor().require(Permission.ADMINISTER)
    found = [
        one for one in series_of(services(), actor()) if one.until_year is None and one.purpose is Purpose.DOCUMENTS
    ]
    return render_template("admin/series.html", series=found, common=len(found) <= 1)


@bp.post("/so")
def keep_series() -> AnyResponse:
    """Decide; it holds at once while no number of the year is used, else from the next 1 January."""
    plans = agency_forms.series_by_kind() if request.form.get("series") == "by-kind" else _common_series()
    year = set_series(services(), actor(), plans)
    flash(_("Hệ thống số mới dùng từ năm %(year)s.", year=year))
    return redirect(url_for("administration.series"))


@bp.get("/khoa")
def tokens() -> str:
    """API tokens, without their secrets."""
    return _tokens_page()


@bp.post("/khoa")
def add_token() -> str | tuple[str, int]:
    """Make a token; its secret is shown once."""
    expires = services().clock() + dt.timedelta(days=_TOKEN_DAYS)
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
    people.cancel_token(services(), actor(), token_id)
    flash(_("Đã thu hồi khóa."))
    return redirect(url_for("administration.tokens"))


@bp.get("/thong-bao")
def webhooks() -> str:
    """Addresses that are told of events."""
    return _webhooks_page()


@bp.post("/thong-bao")
def add_webhook() -> str | tuple[str, int]:
    """Register an address; the secret that signs its messages is shown once."""
    try:
        made = hooks.create_webhook(services(), actor(), request.form.get("url", ""), request.form.getlist("event"))
    except InvalidInput as error:
        return _webhooks_page(fault=error.problems[0].message if error.problems else error.message), 422
    return _webhooks_page(secret=made.secret)


@bp.post("/thong-bao/<uuid:hook_id>/bo")
def remove_webhook(hook_id: uuid.UUID) -> AnyResponse:
    """Tell this address no more."""
    hooks.delete_webhook(services(), actor(), hook_id)
    flash(_("Đã bỏ địa chỉ nhận thông báo."))
    return redirect(url_for("administration.webhooks"))


@bp.get("/nhat-ky")
def log() -> str:
    """Who did what, newest first."""
    before = uuid_of(request.args.get("truoc"))
    wanted = AuditFilter(action=request.args.get("viec") or None)
    lines = people.audit_log(services(), actor(), wanted, before=before, limit=_LOG_LINES)
    return render_template("admin/log.html", lines=lines, more=len(lines) == _LOG_LINES)


def _agency_page(problems: dict[str, str]) -> str:
    values = agency_forms.people_values(agency_forms.current_profile())
    return render_template("admin/agency.html", **values, problems=problems)


def _users_page(fault: str = "", made: tuple[str, str] | None = None, values: Any = None) -> str:
    found = people.users_of(services(), actor())
    mine = actor().agency_id
    listed = [(user, {row.role for row in user.memberships if row.agency_id == mine}) for user in found]
    return render_template(
        "admin/users.html", users=listed, roles=ROLE_NAMES, fault=fault, made=made, values=values or {}
    )


def _templates_page(error: Nd30Error | None = None) -> str:
    found = word_templates.list_templates(services(), actor())
    kinds = [(kind.value, facts.name) for kind, facts in KINDS.items() if facts.rendered]
    return render_template("admin/templates.html", templates=found, kinds=kinds, error=error)


def _tokens_page(fault: str = "", secret: str = "") -> str:
    found = people.tokens_of(services(), actor())
    return render_template(
        "admin/tokens.html", tokens=found, scopes=list(Permission), fault=fault, secret=secret, now=services().clock()
    )


def _webhooks_page(fault: str = "", secret: str = "") -> str:
    found = hooks.webhooks_of(services(), actor())
    return render_template("admin/webhooks.html", hooks=found, events=list(Event), fault=fault, secret=secret)


def _roles() -> list[Role]:
    return [Role(one) for one in request.form.getlist("role") if one in set(Role)]


def _common_series() -> tuple[SeriesPlan, ...]:
    return (SeriesPlan(name="Văn bản hành chính"), SeriesPlan(name="Bản sao", purpose=Purpose.COPIES))


def _docx(content: bytes, name: str) -> Response:
    response = make_response(content)
    response.mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
