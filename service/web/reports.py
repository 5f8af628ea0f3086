"""A report from a plan: its outputs with states to fill, figures, the chart and the late list that compute themselves."""

import copy
import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from service.actions.documents import DocumentView, create_document, get_document, list_documents, save_document
from service.actions.producing import template_of
from service.documents import Output, PartialDate, State
from service.documents.progress import percent_words, state_on
from service.errors import InvalidInput, NotFound
from service.nd30.kinds import Kind
from service.storage.drafts import DocumentState, DraftFilter
from service.web import agency_forms, beginnings, previews, unfinished
from service.web.approving import next_step
from service.web.context import actor, services, today
from service.web.formatting import day as written
from service.web.typed import day_of
from service.web.words import _

bp = Blueprint("report_pages", __name__, url_prefix="/bao-cao")

#: The classes of the chart, in their order.
CLASSES = ("on-time", "late-done", "working", "overdue", "none")
_CHOICES = {"done": State.DONE, "doing": State.IN_PROGRESS, "not": State.NOT_STARTED}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One output: where it stands in the data, what is known of it, and its class on the day of the report."""

    path: str
    name: str
    lead: str
    due: str
    choice: str
    percent: int
    completed: str
    reason: str
    outcome: str
    days: int


@dataclass(frozen=True, kw_only=True)
class Group:
    """Outputs under one heading, counted by class."""

    name: str
    lines: list[Line]

    @property
    def counts(self) -> dict[str, int]:
        """Outputs by class."""
        return {one: sum(line.outcome == one for line in self.lines) for one in CLASSES}

    @property
    def done(self) -> int:
        """Outputs that are ready."""
        return self.counts["on-time"] + self.counts["late-done"]


@bp.get("/tu-ke-hoach")
def choose() -> str:
    """The plans that a report can start from."""
    plans = list_documents(services(), actor(), DraftFilter(kind=Kind.KE_HOACH.value), before=None, limit=60)
    return render_template("report/choose.html", plans=[plan for plan in plans if plan.data.get("tasks")])


@bp.post("/tu-ke-hoach/<uuid:document_id>")
def start(document_id: uuid.UUID) -> Response:
    """Begin a report with the plan's tasks."""
    plan = get_document(services(), actor(), document_id)
    data = beginnings.report_from(copy.deepcopy(dict(plan.data)), agency_forms.current_profile(), today())
    made = create_document(services(), actor(), data, incomplete=True)
    target = "report_pages.page" if data.get("tasks") else "editor.page"
    return redirect(url_for(target, document_id=made.id))


@bp.get("/<uuid:document_id>")
def page(document_id: uuid.UUID) -> str:
    """Figures, table, chart, late list."""
    item = _report(document_id)
    return render_template("report/page.html", **_board(item), **next_step(item))


@bp.get("/<uuid:document_id>/trang-in")
def pages(document_id: uuid.UUID) -> str:
    """The report as it prints now."""
    item = _report(document_id)
    with services().database.reading() as session:
        template = template_of(services(), session, item.template_version_id)
    preview = previews.make(actor(), unfinished.printable(item.data), template)
    return render_template("report/pages.html", preview=preview, **_board(item), **next_step(item))


@bp.post("/<uuid:document_id>/<int:group>/<int:task>/<int:output>")
def fill(document_id: uuid.UUID, group: int, task: int, output: int) -> str | Response:
    """Keep what is known of one output; figures, chart and list come back at once."""
    item = get_document(services(), actor(), document_id)
    data = copy.deepcopy(dict(item.data))
    try:
        place = data["tasks"][group]["tasks"][task]["outputs"][output]
    except (IndexError, KeyError):
        raise NotFound(_("Sản phẩm này không còn trong báo cáo.")) from None
    progress = _progress(place.get("progress") or {})
    place["progress"] = progress
    if not progress:
        del place["progress"]
    saved = save_document(services(), actor(), document_id, data, expected=item.revision, incomplete=True, sitting=True)
    if "HX-Request" in request.headers:
        return render_template("report/board.html", **_board(saved, kept=f"{group}/{task}/{output}"))
    place_of_line = f"dong-{group}-{task}-{output}"
    shown = request.args.get("loc")
    return redirect(url_for("report_pages.page", document_id=document_id, loc=shown, _anchor=place_of_line))


@bp.post("/<uuid:document_id>/bieu-do")
def chart(document_id: uuid.UUID) -> Response:
    """Put the chart into the document after its figures, or take it out."""
    item = get_document(services(), actor(), document_id)
    data = copy.deepcopy(dict(item.data))
    content = data.setdefault("body", {}).setdefault("content", [])
    if not _without_chart(content) and not _after_figures(content):
        content.append({"type": "progress-chart"})
    save_document(services(), actor(), document_id, data, expected=item.revision, incomplete=True)
    return redirect(url_for("report_pages.page", document_id=document_id))


def _report(document_id: uuid.UUID) -> DocumentView:
    item = get_document(services(), actor(), document_id)
    if item.kind != Kind.BAO_CAO:
        raise NotFound(_("Không có báo cáo này."))
    return item


def _without_chart(content: list[dict[str, Any]]) -> bool:
    """Take every chart out of the blocks and of what they hold; tell whether there was one."""
    kept = [block for block in content if block.get("type") != "progress-chart"]
    found = len(kept) < len(content)
    content[:] = kept
    return any([found, *(_without_chart(block["content"]) for block in kept if block.get("content"))])


def _after_figures(content: list[dict[str, Any]]) -> bool:
    """Put a chart after the first figures; tell whether there are any."""
    for index, block in enumerate(content):
        if block.get("type") == "progress-figures":
            content.insert(index + 1, {"type": "progress-chart"})
            return True
        if _after_figures(block.get("content") or []):
            return True
    return False


def _has_chart(content: list[dict[str, Any]]) -> bool:
    return any(block.get("type") == "progress-chart" or _has_chart(block.get("content") or []) for block in content)


def _progress(known: dict[str, Any]) -> dict[str, Any]:
    """What the form says over what was known."""
    form = request.form
    choice = form.get("state", "")
    if choice not in _CHOICES:
        return known
    percent = form.get("percent", "").strip(" %")
    if percent and (not percent.isdecimal() or int(percent) > 100):
        raise InvalidInput(_("Mức đạt là số từ 0 đến 100."))
    progress: dict[str, Any] = {"state": _CHOICES[choice].value}
    if choice == "doing" and percent:
        progress["percent"] = int(percent)
    completed = day_of(form.get("completed"))
    if choice == "done":
        progress |= {"percent": 100, "completed_on": (completed or today()).isoformat()}
    if reason := " ".join(form.get("reason", "").split()):
        progress["reason"] = reason
    return progress


def _board(item: DocumentView, kept: str = "") -> dict[str, Any]:
    """What the board shows; the line `kept`, just changed, stays whatever the filter says."""
    shown = request.args.get("loc", "all")
    day = _day_of_report(item)
    groups = [_group(group, index, day) for index, group in enumerate(item.data.get("tasks") or [])]
    lines = [line for group in groups for line in group.lines]
    counts = {one: sum(group.counts[one] for group in groups) for one in CLASSES}
    done = counts["on-time"] + counts["late-done"]
    late = sorted((line for line in lines if line.outcome == "overdue"), key=lambda line: line.days, reverse=True)
    return {
        "item": item,
        "groups": [group for group in groups if group.lines],
        "kept": kept,
        "locked": item.state in (DocumentState.ISSUED, DocumentState.VOIDED),
        "counts": counts,
        "done": done,
        "total": len(lines),
        "share": percent_words((2000 * done + len(lines)) // (2 * len(lines))) if lines else "0%",
        "late": late,
        "day": day,
        "widest": max((len(group.lines) for group in groups), default=1),
        "shown": shown,
        "matching": [line.path for line in lines if shown in ("all", line.outcome) or line.path == kept],
        "has_chart": _has_chart((item.data.get("body") or {}).get("content") or []),
    }


def _day_of_report(item: DocumentView) -> dt.date:
    text = str(item.data.get("reported_on") or item.data.get("issued_on") or "")
    try:
        return PartialDate.from_iso(text).as_date() or today()
    except ValueError:
        return today()


def _group(group: dict[str, Any], index: int, day: dt.date) -> Group:
    lines = [
        _line(task, output, f"{index}/{number}/{place}", day)
        for number, task in enumerate(group.get("tasks") or [])
        for place, output in enumerate(task.get("outputs") or [])
    ]
    return Group(name=str(group.get("name") or ""), lines=lines)


def _line(task: dict[str, Any], output: dict[str, Any], path: str, day: dt.date) -> Line:
    progress = output.get("progress") or {}
    known = Output.model_validate(
        {"name": output.get("name") or "-", "due": output.get("due") or "-", "progress": progress or None}
    )
    state = state_on(known, day)
    meaning = known.due.meaning(day.year)
    completed = known.progress.completed_on.as_date() if known.progress and known.progress.completed_on else None
    outcome = "none"
    if state is State.DONE:
        outcome = "late-done" if completed and meaning.is_over(completed) else "on-time"
    elif state is State.LATE:
        outcome = "overdue"
    elif state is not None:
        outcome = "working"
    choice = {State.DONE: "done", State.IN_PROGRESS: "doing", State.LATE: "doing", State.NOT_STARTED: "not"}
    return Line(
        path=path,
        name=unfinished.words_of(output.get("name")),
        lead=", ".join(task.get("lead") or []),
        due=str(output.get("due") or ""),
        choice=choice[known.progress.state] if known.progress else "",
        percent=progress.get("percent") or (100 if outcome in ("on-time", "late-done") else 0),
        completed=written(completed),
        reason=str(progress.get("reason") or ""),
        outcome=outcome,
        days=meaning.days_over(completed or day),
    )
