"""Administration: the log of who did what and when, looked through and taken away as Excel."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request

from service.accounts import AuditFilter
from service.actions import people
from service.actions.audit_pages import actors_of_log, log_sheet
from service.web.administration import sections
from service.web.administration_words import ACTIONS, detail
from service.web.context import actor, services
from service.web.formatting import VIETNAM, moment
from service.web.typed import day_of, uuid_of

bp = Blueprint("log_pages", __name__, url_prefix="/quan-tri")
bp.context_processor(sections)

_LINES = 100


@bp.get("/nhat-ky")
def page() -> str:
    """Who did what, newest first."""
    wanted, asked = _wanted()
    before = uuid_of(request.args.get("truoc"))
    lines = people.audit_log(services(), actor(), wanted, before=before, limit=_LINES + 1)
    return render_template(
        "admin/log.html",
        lines=lines[:_LINES],
        more=lines[_LINES - 1].id if len(lines) > _LINES else None,
        older=before is not None,
        asked=asked,
        people=actors_of_log(services(), actor()),
        actions=ACTIONS,
        detail=detail,
    )


@bp.get("/nhat-ky.xlsx")
def sheet() -> Response:
    """The lines that the filters let through, all of them."""
    wanted, _asked = _wanted()
    content = log_sheet(
        services(),
        actor(),
        wanted,
        lambda line: (
            moment(line.at),
            line.actor,
            ACTIONS.get(line.action, line.action),
            detail(line.detail),
            line.object_kind,
            line.object_id,
            line.request_id,
        ),
    )
    response = make_response(content)
    response.mimetype = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    response.headers.set("Content-Disposition", "attachment", filename="nhat-ky.xlsx")
    return response


def _wanted() -> tuple[AuditFilter, dict[str, Any]]:
    """The filter of the address, and the same as the form shows it; a day given as the last is whole."""
    asked = {name: request.args.get(name, "").strip() for name in ("viec", "ai", "tu", "den")}
    since, until = day_of(asked["tu"]), day_of(asked["den"])
    wanted = AuditFilter(
        action=asked["viec"] or None,
        actor=asked["ai"] or None,
        since=_midnight(since) if since else None,
        until=_midnight(until + dt.timedelta(days=1)) if until else None,
    )
    return wanted, {name: text for name, text in asked.items() if text}


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), VIETNAM)
