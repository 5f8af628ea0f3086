"""How pages write numbers, moments, kinds and states (the same everywhere)."""

import datetime as dt
import re
from typing import Any

from flask import Flask, g, has_request_context, request

from service.nd30.kinds import KINDS, Kind
from service.nd30.numbering import padded_day, padded_month
from service.numbering import vietnam_day
from service.storage.drafts import DocumentState
from service.web.context import services, today
from service.web.marking import marked
from service.web.phieu import rows_of
from service.web.words import _

#: The whole country keeps one time.
VIETNAM = dt.timezone(dt.timedelta(hours=7))
_FIELD = re.compile(r"\{\{.*?\}\}")
#: Monday first.
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def number(value: float) -> str:
    """``3.321``, ``70,7``."""
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


def day(value: dt.date | None) -> str:
    """A date as the decree pads it: ``08/01/2026``, ``05/3/2026``."""
    return f"{padded_day(value.day)}/{padded_month(value.month)}/{value.year}" if value else ""


def iso_day(value: str) -> str:
    """The same from the ISO form that data keep."""
    return day(dt.date.fromisoformat(value)) if value else ""


def clock(moment: dt.datetime) -> str:
    """``14:32`` in Vietnam."""
    return f"{moment.astimezone(VIETNAM):%H:%M}"


def moment(value: dt.datetime) -> str:
    """``14:32, 05/3/2026``."""
    return f"{clock(value)}, {day(vietnam_day(value))}"


def short_moment(value: dt.datetime) -> str:
    """How long ago, as lists say it: ``14:32``, ``Hôm qua``, ``20/11``, ``20/11/2025``."""
    when, now = vietnam_day(value), today()
    if when == now:
        return clock(value)
    if when == now - dt.timedelta(days=1):
        return _("Hôm qua")
    return day(when).rpartition("/")[0] if when.year == now.year else day(when)


def when(value: dt.datetime) -> str:
    """The same within a sentence: ``lúc 14:32``, ``hôm qua``, ``ngày 20/11``."""
    said = short_moment(value)
    if vietnam_day(value) == today():
        return _("lúc %(at)s", at=said)
    return said.lower() if said == _("Hôm qua") else _("ngày %(day)s", day=said)


def subject(kind: str, words: str) -> str:
    """Trích yếu in a list: as a công văn prints it, fields of a common document as dots."""
    shown = _FIELD.sub("…", words)
    return f"V/v {shown}" if shown and kind == Kind.CONG_VAN else shown or _("Chưa có trích yếu")


def weekday(value: dt.date) -> str:
    """``Thứ Ba, ngày 24/11/2026``."""
    return _("%(weekday)s, ngày %(day)s", weekday=_(WEEKDAYS[value.weekday()]), day=day(value))


def size(octets: int) -> str:
    """``58 KB``, ``1,4 MB``, ``42 MB``, ``1,06 GB``."""
    if octets < 1_000_000:
        return f"{max(1, round(octets / 1000))} KB"
    if octets < 1_000_000_000:
        millions = octets / 1_000_000
        return f"{number(round(millions, 1) if millions < 10 else round(millions))} MB"
    return f"{number(round(octets / 1_000_000_000, 2))} GB"


def duration(value: dt.timedelta) -> str:
    """``27 giây``, ``1 phút 12 giây``, ``5 phút``, ``2 giờ 5 phút``."""
    hours, rest = divmod(round(value.total_seconds()), 3600)
    minutes, seconds = divmod(rest, 60)
    if hours:
        return _("%(h)s giờ %(m)s phút", h=hours, m=minutes)
    if minutes and not seconds:
        return _("%(m)s phút", m=minutes)
    return _("%(m)s phút %(s)s giây", m=minutes, s=seconds) if minutes else _("%(s)s giây", s=seconds)


def kind_name(kind: str) -> str:
    """``Kế hoạch``."""
    return KINDS[Kind(kind)].name if kind in KINDS else kind


def kind_tag(kind: str) -> str:
    """``KH``; a công văn and a thư công have no abbreviation of their own."""
    return (KINDS[Kind(kind)].abbreviation or {"cong-van": "CV"}.get(kind, "Thư")) if kind in KINDS else kind


def state_name(state: DocumentState) -> str:
    """The word for a state, the same on every screen."""
    return {
        DocumentState.DRAFT: _("Bản thảo"),
        DocumentState.SUBMITTED: _("Đã trình"),
        DocumentState.APPROVED: _("Đã duyệt"),
        DocumentState.ISSUED: _("Đã phát hành"),
        DocumentState.VOIDED: _("Đã hủy"),
    }[state]


def lower_first(words: str) -> str:
    """A sentence's words within another: ``cấp số``."""
    return words[:1].lower() + words[1:]


def initials(name: str) -> str:
    """The last two words' first letters: ``TH`` for Nguyễn Thị Thu Hà."""
    return "".join(word[0] for word in name.split()[-2:]).upper()


def _page_values() -> dict[str, Any]:
    actor = g.get("actor") if has_request_context() else None
    return {"actor": actor, "agency": _agency(actor), "partial": "HX-Request" in request.headers}


def _agency(actor: Any) -> Any:
    """The agency the actor acts for, read once per request."""
    if actor is None:
        return None
    if "agency_row" not in g:
        from service.actions.people import own_agency

        g.agency_row = own_agency(services(), actor)
    return g.agency_row


def set_up(app: Flask) -> None:
    """Give templates these filters and the actor."""
    app.jinja_env.filters.update(
        number=number,
        day=day,
        iso_day=iso_day,
        clock=clock,
        moment=moment,
        short_moment=short_moment,
        weekday=weekday,
        when=when,
        seconds=lambda value: duration(dt.timedelta(seconds=value)),
        padded_day=padded_day,
        padded_month=padded_month,
        size=size,
        duration=duration,
        kind_name=kind_name,
        kind_tag=kind_tag,
        state_name=state_name,
        initials=initials,
        lower_first=lower_first,
        marked=marked,
        phieu_rows=rows_of,
    )
    app.jinja_env.globals.update(today=today, State=DocumentState, subject=subject)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.context_processor(_page_values)
