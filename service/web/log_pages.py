"""Administration: the log of who did what and when, looked through and taken away as Excel."""

import datetime as dt

from flask import Blueprint, Response, make_response, render_template, request

from service.accounts import AuditFilter
from service.actions import people
from service.actions.audit_pages import actors_of_log, log_sheet, names_in_log
from service.errors import InvalidInput
from service.storage.agency_tables import AuditRow
from service.web.administration import sections
from service.web.administration_words import ACTIONS, detail
from service.web.context import actor, services
from service.web.formatting import VIETNAM, moment
from service.web.typed import day_of, uuid_of

bp = Blueprint("log_pages", __name__, url_prefix="/quan-tri")
bp.context_processor(sections)

_LINES = 100


@bp.get("/nhat-ky")
def page() -> str | tuple[str, int]:
    """Who did what, newest first."""
    try:
        wanted, asked = _wanted()
    except InvalidInput as error:  # a day that is none
        return _page([], _asked(), fault=error.message), 422
    before = uuid_of(request.args.get("truoc"))
    return _page(people.audit_log(services(), actor(), wanted, before=before, limit=_LINES + 1), asked)


def _page(lines: list[AuditRow], asked: dict[str, str], fault: str = "") -> str:
    return render_template(
        "admin/log.html",
        lines=lines[:_LINES],
        names=names_in_log(services(), actor(), lines),
        more=lines[_LINES - 1].id if len(lines) > _LINES else None,
        older="truoc" in request.args,
        fault=fault,
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
        lambda line, names: (
            moment(line.at),
            line.actor,
            ACTIONS.get(line.action, line.action),
            names.get(line.object_id, ""),
            detail(line.detail, names.get(line.object_id, "")),
            line.object_kind,
            line.object_id,
            line.request_id,
        ),
    )
    response = make_response(content)
    response.mimetype = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    response.headers.set("Content-Disposition", "attachment", filename="nhat-ky.xlsx")
    return response


def _wanted() -> tuple[AuditFilter, dict[str, str]]:
    """The filter of the address, and the same as the form shows it; a day given as the last is whole."""
    asked = _asked()
    since, until = day_of(asked.get("tu")), day_of(asked.get("den"))
    wanted = AuditFilter(
        action=asked.get("viec"),
        actor=asked.get("ai"),
        since=_midnight(since) if since else None,
        until=_midnight(until + dt.timedelta(days=1)) if until else None,
    )
    return wanted, asked


def _asked() -> dict[str, str]:
    """What the address asks for, as typed."""
    typed = {name: request.args.get(name, "").strip() for name in ("viec", "ai", "tu", "den")}
    return {name: text for name, text in typed.items() if text}


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), VIETNAM)
