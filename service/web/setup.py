"""The first start: who administers, which agency this is, who signs and who receives."""

import datetime as dt
import uuid
from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, session, url_for
from pydantic import ValidationError
from werkzeug.wrappers import Response

from service.actions.first_start import first_agency, first_user, is_first_start, unfinished_user
from service.actions.people import describe_agency
from service.documents import Agency, PartialDate
from service.errors import InvalidInput
from service.units import search_units, units_on
from service.web import agency_forms
from service.web.context import actor, services, today
from service.web.previews import head_picture
from service.web.session import begin as begin_session
from service.web.session import for_everybody
from service.web.words import _

bp = Blueprint("setup", __name__, url_prefix="/thiet-lap")

#: Communes offered at once.
_UNITS = 6


@bp.get("/")
@for_everybody
def begin() -> str | Response:
    """Step 1: who administers; somebody who has done it goes on with step 2, unless they come back from there."""
    if not is_first_start(services()):
        return redirect(url_for("home.page"))
    user = unfinished_user(services(), uuid.UUID(session["setting_up"])) if "setting_up" in session else None
    if user is not None and "lai" not in request.args:
        return redirect(url_for("setup.agency"))
    return _step_one({"name": user.name, "email": user.email} if user else {}, {})


@bp.post("/")
@for_everybody
def keep_person() -> str | Response | tuple[str, int]:
    """Make the account and go on to the agency."""
    form = request.form
    try:
        user = first_user(services(), form.get("email", ""), form.get("name", ""), form.get("password", ""))
    except InvalidInput as error:
        return _step_one(form, {item.path: item.message for item in error.problems}), 422
    session["setting_up"] = str(user.id)
    session.permanent = True  # so that the set-up can be left and taken up again on this machine
    return redirect(url_for("setup.agency"))


@bp.get("/co-quan")
@for_everybody
def agency() -> str | Response:
    """Step 2: which agency."""
    if "setting_up" not in session:
        return redirect(url_for("setup.begin"))
    return _step_two({}, {})


@bp.post("/co-quan")
@for_everybody
def keep_agency() -> str | Response | tuple[str, int]:
    """Make the agency with its number series; its first user is signed in at once."""
    if "setting_up" not in session:
        return redirect(url_for("setup.begin"))
    form = request.form
    try:
        profile = agency_forms.profile(form)
    except ValidationError as error:
        return _step_two(form, agency_forms.faults(error)), 422
    series = agency_forms.series_by_kind() if form.get("series") == "by-kind" else None
    _row, user = first_agency(services(), uuid.UUID(session["setting_up"]), profile, series)
    begin_session(user, keep=True)
    return redirect(url_for("setup.signers"))


@bp.get("/nguoi-ky")
def signers() -> str:
    """Step 3: who signs, who receives."""
    return _step_three()


@bp.post("/nguoi-ky")
def keep_signers() -> str | Response | tuple[str, int]:
    """Add signers and recipients to the agency."""
    profile = agency_forms.current_profile()
    try:
        described = agency_forms.with_people(profile, request.form)
    except ValidationError as error:
        return render_template(
            "setup/signers.html", **agency_forms.people_values(profile), problems=agency_forms.faults(error)
        ), 422
    describe_agency(services(), actor(), described)
    return redirect(url_for("home.page"))


@bp.get("/don-vi")
@for_everybody
def units() -> str:
    """Communes that match what is typed, for the list under the field."""
    words = request.args.get("q", "").strip()
    found = search_units(words, units_on(today()), limit=_UNITS + 1) if words else ()
    return render_template("setup/units.html", units=found[:_UNITS], more=len(found) > _UNITS, words=words)


@bp.post("/dau-van-ban")
@for_everybody
def head() -> Response:
    """The head of a document as it will print with what is typed so far."""
    form = request.form
    issuer = Agency(
        name=form.get("name", "").strip() or _("Tên cơ quan"),
        sign="".join(form.get("sign", "").split()) or "UBND",
        place=form.get("place", "").strip() or _("Địa danh"),
    )
    day = today()
    response = make_response(head_picture(issuer, form.get("parent", "").strip(), PartialDate(day.year, day.month)))
    response.mimetype = "image/png"
    response.expires = dt.datetime.now(dt.UTC)
    return response


def _step_one(values: Any, problems: dict[str, str]) -> str:
    return render_template("setup/person.html", values=values, problems=problems)


def _step_two(values: Any, problems: dict[str, str]) -> str:
    return render_template("setup/agency.html", values=values, problems=problems, units=len(units_on(today()).units))


def _step_three() -> str:
    values = agency_forms.people_values(agency_forms.current_profile())
    return render_template("setup/signers.html", **values, problems={})
