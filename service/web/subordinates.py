"""Administration: agencies below ours, which we set up, describe and give accounts."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from pydantic import ValidationError
from werkzeug.wrappers import Response

from service.accounts import AgencyProfile, profile_of
from service.actions import moving_agencies, people
from service.errors import InvalidInput, NotFound
from service.storage.agency_tables import AgencyRow
from service.units import units_on
from service.web import agency_forms, undoing
from service.web.administration import sections
from service.web.context import actor, services, today
from service.web.typed import uuid_of
from service.web.words import _

bp = Blueprint("subordinates", __name__, url_prefix="/quan-tri")
bp.context_processor(sections)


@bp.get("/cap-duoi")
def page() -> str:
    """The agencies below ours."""
    return _page()


@bp.post("/cap-duoi")
def add() -> str | Response | tuple[str, int]:
    """Make one, with the usual number series."""
    try:
        profile = agency_forms.profile(request.form)
    except ValidationError as error:
        return _page(agency_forms.faults(error)), 422
    made = people.create_agency(services(), profile, actor())
    flash(_("Đã thêm %(name)s; tạo tài khoản cho người của cơ quan này.", name=made.name))
    return redirect(url_for("administration.users", co_quan=made.id))


@bp.get("/cap-duoi/<uuid:agency_id>")
def one(agency_id: uuid.UUID) -> str:
    """What one prints."""
    return _one(agency_id)


@bp.post("/cap-duoi/<uuid:agency_id>")
def keep(agency_id: uuid.UUID) -> str | Response | tuple[str, int]:
    """Describe it anew; its signers and recipients stay its own business."""
    old = profile_of(_below(agency_id))
    try:
        fresh = agency_forms.profile(request.form)
    except ValidationError as error:
        return _one(agency_id, agency_forms.faults(error)), 422
    kept = {name: getattr(old, name) for name in ("signers", "recipient_lists", "contact")}
    people.describe_agency(services(), actor(), fresh.model_copy(update=kept), agency_id=agency_id)
    flash(_("Đã lưu thiết lập của cơ quan."))
    return redirect(url_for("subordinates.page"))


@bp.post("/cap-duoi/<uuid:agency_id>/chuyen")
def move(agency_id: uuid.UUID) -> Response:
    """Put it under another agency, after the page has said what that changes."""
    superior = uuid_of(request.form.get("quan-ly"))
    if superior is None:
        raise InvalidInput(_("Chọn cơ quan quản lý."))
    done = moving_agencies.move_below(services(), actor(), agency_id, superior)
    words = _("Đã chuyển %(name)s về %(superior)s.", name=done.agency.name, superior=done.superior.name)
    address = url_for("subordinates.move", agency_id=agency_id)
    undoing.offer(words, address, [("quan-ly", str(done.former.id))])
    return redirect(url_for("subordinates.page"))


def _page(problems: dict[str, str] | None = None) -> str:
    rows = [row for row in people.administered_agencies(services(), actor()) if row.id != actor().agency_id]
    names = {row.id: row.name for row in rows}
    return render_template(
        "admin/below.html",
        rows=[(row, names.get(row.superior_id) if row.superior_id else None, _unit(profile_of(row))) for row in rows],
        problems=problems or {},
        values=request.form,
        parent=agency_forms.current_profile().issuer.name,
    )


def _one(agency_id: uuid.UUID, problems: dict[str, str] | None = None) -> str:
    row = _below(agency_id)
    superiors = moving_agencies.possible_superiors(services(), actor(), agency_id)
    asked = uuid_of(request.args.get("quan-ly"))
    wanted = asked if asked in {one.id for one in superiors} else row.superior_id
    moves = wanted is not None and wanted != row.superior_id
    return render_template(
        "admin/below_one.html",
        row=row,
        profile=profile_of(row),
        problems=problems or {},
        superiors=superiors,
        wanted=wanted,
        move=moving_agencies.consider_move(services(), actor(), agency_id, wanted) if moves and wanted else None,
    )


def _below(agency_id: uuid.UUID) -> AgencyRow:
    if agency_id == actor().agency_id:
        raise NotFound(_("Cơ quan của mình sửa ở mục Cơ quan."))
    return people.administered_agency(services(), actor(), agency_id)


def _unit(profile: AgencyProfile) -> str:
    """The commune that the agency is, where it is one."""
    unit = units_on(today()).units.get(profile.unit_code or "")
    return f"{unit.title}, {unit.province.name}" if unit else ""
