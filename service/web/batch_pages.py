"""A batch from its rehearsal on: the extremes, live progress cell by cell, failures mended in place."""

import datetime as dt
import uuid
from typing import Any, Final

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.accounts import Permission
from service.actions import batch_board as board
from service.actions import batches as running
from service.actions.batch_drafts import draft_of_batch, drafts_of, find_draft
from service.actions.batch_numbers import numbers_given
from service.actions.batch_plans import SentFile
from service.actions.templates import list_templates
from service.batches import BatchState, ItemFilter, ItemState, Progress
from service.errors import Conflict, InvalidInput
from service.units import units_on
from service.web import previews
from service.web.batch_downloads import downloads_page
from service.web.batch_findings import of_rehearsal
from service.web.context import actor, services, today
from service.web.formatting import duration, number
from service.web.unit_map import Told, unit_map
from service.web.words import _

bp = Blueprint("batch_pages", __name__, url_prefix="/hang-loat")

_PAGE: Final = 50
_ALL: Final = 1_000_000
#: Sharpness of the small picture of a rehearsed page, and of the one that fills the window.
_SMALL_DPI, _LARGE_DPI = 70, 130
_told = Told()


@bp.get("/")
def page() -> str:
    """Every batch with how far it is, and those being prepared."""
    actor().require(Permission.BATCHES)
    return render_template(
        "batch/list.html",
        batches=running.batch_views(services(), actor()),
        drafts=drafts_of(services(), actor()),
    )


@bp.get("/<uuid:batch_id>")
def show(batch_id: uuid.UUID) -> str:
    """Rehearsal before the start, progress while it runs, download after."""
    now = running.batch_progress(services(), actor(), batch_id)
    if now.state is BatchState.PLANNED:
        return _rehearsal(now)
    over = now.state in (BatchState.FINISHED, BatchState.CANCELLED)
    if (over and not now.counts[ItemState.FAILED] and "xem" not in request.args) or request.args.get("xem") == "tai-ve":
        return downloads_page(now)
    return _run(now)


@bp.get("/<uuid:batch_id>/thay-doi")
def changes(batch_id: uuid.UUID) -> Response:
    """What changed since the revision that the page has: cells, counts, time left."""
    now = running.batch_progress(services(), actor(), batch_id)
    states = board.states_of(services(), actor(), batch_id)
    revision, whole, cells = _told.since(states, request.args.get("tu", ""))
    response = jsonify(
        revision=revision,
        whole=whole,
        cells=cells,
        state=now.state.value,
        counts={state.value: count for state, count in now.counts.items()},
        words=_words(now),
    )
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/<uuid:batch_id>/loi")
def failures(batch_id: uuid.UUID) -> str:
    """The failed rows, each with its reason and the acts that mend it."""
    now = running.batch_progress(services(), actor(), batch_id)
    return render_template("batch/failures.html", now=now, batch_id=batch_id, **_failed(batch_id))


@bp.get("/<uuid:batch_id>/danh-sach")
def rows(batch_id: uuid.UUID) -> str | AnyResponse:
    """Rows by state, province and words: the map's accessible equal."""
    now = running.batch_progress(services(), actor(), batch_id)
    if "HX-Request" not in request.headers:  # by itself it is no page
        wanted: dict[str, Any] = {"xem": "danh-sach", **request.args}
        return redirect(url_for("batch_pages.show", batch_id=batch_id, **wanted))
    return render_template("batch/items.html", now=now, **_listed(batch_id))


@bp.get("/<uuid:batch_id>/dien-tap")
def rehearse(batch_id: uuid.UUID) -> str:
    """The extremes as they will come out, each with its first page."""
    shown, made_rows = [], running.rehearse(services(), actor(), batch_id)
    for one in made_rows:
        made = previews.keep(actor(), services().office.convert(one.docx, name=one.unit)) if one.docx else None
        shown.append((one, made))
    page = "extremes" if "HX-Request" in request.headers else "extremes_page"  # without scripts it is a page of its own
    found = of_rehearsal(batch_id, made_rows)
    return render_template(f"batch/{page}.html", shown=shown, batch_id=batch_id, **found)


@bp.get("/<uuid:batch_id>/trang/<key>/<int:number>.png")
def picture(batch_id: uuid.UUID, key: str, number: int) -> Response:
    """A page of a rehearsed document."""
    del batch_id
    dpi = _LARGE_DPI if "lon" in request.args else _SMALL_DPI
    return Response(previews.picture(actor(), key, number, dpi), mimetype="image/png")


@bp.get("/<uuid:batch_id>/trang/<key>")
def pages(batch_id: uuid.UUID, key: str) -> str:
    """Every page of a rehearsed document at full size."""
    now = running.batch_progress(services(), actor(), batch_id)
    count = request.args.get("trang", 1, type=int)
    return render_template("batch/pages.html", now=now, batch_id=batch_id, key=key, count=min(max(count, 1), 60))


@bp.post("/<uuid:batch_id>/chay")
def start(batch_id: uuid.UUID) -> AnyResponse:
    """Approve exactly what was rehearsed, and run."""
    if "seen" not in request.form:
        raise InvalidInput(_("Xem các văn bản diễn tập rồi đánh dấu đồng ý trước khi chạy."))
    try:
        running.start_batch(services(), actor(), batch_id, request.form.get("digest", ""))
    except Conflict:
        if running.batch_progress(services(), actor(), batch_id).state is BatchState.PLANNED:
            raise
        flash(_("Lô này đã được cho chạy rồi."))  # in another window, or by somebody else
    return redirect(url_for("batch_pages.show", batch_id=batch_id))


@bp.post("/<uuid:batch_id>/tam-dung")
def pause(batch_id: uuid.UUID) -> AnyResponse:
    """Stop after the documents under way."""
    running.pause_batch(services(), actor(), batch_id)
    return _back(batch_id, "chay-tiep")


@bp.post("/<uuid:batch_id>/chay-tiep")
def resume(batch_id: uuid.UUID) -> AnyResponse:
    """Go on where it was."""
    running.resume_batch(services(), actor(), batch_id)
    return _back(batch_id, "tam-dung")


@bp.get("/<uuid:batch_id>/huy")
def ask_to_cancel(batch_id: uuid.UUID) -> str:
    """The question by itself, where no script shows it over the page."""
    return render_template(
        "batch/cancel.html", now=running.batch_progress(services(), actor(), batch_id), batch_id=batch_id
    )


@bp.post("/<uuid:batch_id>/huy")
def cancel(batch_id: uuid.UUID) -> AnyResponse:
    """Give up the rows not begun."""
    running.cancel_batch(services(), actor(), batch_id)
    flash(_("Đã hủy các dòng chưa chạy; văn bản đã xong vẫn giữ."))
    return redirect(url_for("batch_pages.show", batch_id=batch_id, xem="ban-do"))


@bp.post("/<uuid:batch_id>/chay-lai")
def retry(batch_id: uuid.UUID) -> AnyResponse:
    """Run failed rows again: one, or all."""
    position = request.form.get("position", "")
    positions = [int(position)] if position.isdecimal() else None
    count = running.retry_batch(services(), actor(), batch_id, positions=positions)
    flash(_("Chạy lại %(count)s dòng.", count=count))
    return _back(batch_id, "dong-loi")


@bp.post("/<uuid:batch_id>/sua")
def mend(batch_id: uuid.UUID) -> AnyResponse:
    """Put a mended sheet's data into the failed rows and run them."""
    sent = request.files.get("sheet")
    if sent is None or not sent.filename:
        raise InvalidInput(_("Chọn bảng đã sửa."))
    sheet = SentFile(name=sent.filename, content=sent.stream.read())
    count = running.mend_batch(services(), actor(), batch_id, sheet)
    digest = running.batch_digest(services(), actor(), batch_id)
    running.retry_batch(services(), actor(), batch_id, digest=digest)
    flash(_("Đã sửa %(count)s dòng và chạy lại.", count=count))
    return _back(batch_id, "dong-loi")


@bp.route("/<uuid:batch_id>/dong/<int:position>", methods=["GET", "POST"])
def row(batch_id: uuid.UUID, position: int) -> str | AnyResponse | tuple[str, int]:
    """One failed row: its values, mended here and run again alone."""
    problems: tuple[str, ...] = ()
    if request.method == "POST":
        values = {key.removeprefix("o:"): text for key, text in request.form.items() if key.startswith("o:")}
        try:
            board.mend_item(services(), actor(), batch_id, position, values)
        except InvalidInput as error:
            problems = tuple(item.message for item in error.problems) or (error.message,)
        else:
            flash(_("Đã sửa và chạy lại một dòng."))
            return _back(batch_id, "dong-loi")
    html = render_template(
        "batch/row.html",
        now=running.batch_progress(services(), actor(), batch_id),
        batch_id=batch_id,
        item=running.batch_item(services(), actor(), batch_id, position),
        fields=board.fields_of(services(), actor(), batch_id, position),
        typed=request.form,
        problems=problems,
    )
    return (html, 422) if problems else html


@bp.get("/<uuid:batch_id>/in")
def paper(batch_id: uuid.UUID) -> str:
    """Every row that the address asks for on one page, to be printed."""
    now = running.batch_progress(services(), actor(), batch_id)
    shown = _listed(batch_id, at_once=_ALL)
    province = units_on(today()).provinces.get(shown["chosen_province"])
    return render_template(
        "batch/paper.html",
        now=now,
        words=_words(now),
        at_now=services().clock(),
        province_name=province.name if province else "",
        **shown,
    )


def _back(batch_id: uuid.UUID, place: str) -> AnyResponse:
    """To the progress again, the focus where the next act is."""
    return redirect(url_for("batch_pages.show", batch_id=batch_id, _anchor=place))


def _rehearsal(now: Progress) -> str:
    view = running.batch_view(services(), actor(), now.batch_id)
    draft_id = draft_of_batch(services(), actor(), now.batch_id)
    draft = find_draft(services(), actor(), draft_id) if draft_id else None
    seconds = board.expected_seconds(services(), actor(), now.batch_id)
    kind = view.row.document.get("kind")
    templates = [one for one in list_templates(services(), actor()) if one.kind == kind and one.retired_at is None]
    return render_template(
        "batch/rehearse.html",
        now=now,
        batch_id=now.batch_id,
        digest=view.row.digest,
        document_digest=view.document_digest,
        seconds=dt.timedelta(seconds=max(1, seconds)) if seconds else None,
        draft=draft[0] if draft else None,
        choices=draft[1] if draft else None,
        templates=templates,
    )


def _run(now: Progress) -> str:
    as_list = request.args.get("xem") == "danh-sach"
    cells = [] if as_list else board.cells_of(services(), actor(), now.batch_id)
    revision, _whole, _cells = _told.since([cell.state for cell in cells], "")
    return render_template(
        "batch/run.html",
        now=now,
        counts={state.value: count for state, count in now.counts.items()},
        words=_words(now),
        at_now=services().clock(),
        provinces=unit_map(cells, units_on(today())),
        revision=revision,
        **_failed(now.batch_id),
        as_list=as_list,
        **_listed(now.batch_id),
    )


def _listed(batch_id: uuid.UUID, at_once: int = _PAGE) -> dict[str, Any]:
    """The part of the rows that the address asks for."""
    state, province = request.args.get("trang-thai", ""), request.args.get("tinh", "")
    gazetteer = units_on(today())
    wanted = ItemFilter(
        states=(ItemState(state),) if state in set(ItemState) else (),
        text=request.args.get("tim", ""),
        after=request.args.get("sau", 0, type=int),
        limit=at_once + 1,
    )
    known = province if province in gazetteer.provinces else None
    found = running.batch_items(services(), actor(), batch_id, wanted, province=known)
    return {
        "batch_id": batch_id,
        "items": found[:at_once],
        "more": found[at_once - 1].position if len(found) > at_once else None,
        "chosen_state": state,
        "chosen_province": known or "",
        "words_sought": wanted.text,
        "all_provinces": list(gazetteer.provinces.values()),
        "reason": board.reason,
    }


def _failed(batch_id: uuid.UUID) -> dict[str, Any]:
    """The failed rows, and the numbers that their registers gave them before."""
    rows = running.batch_items(services(), actor(), batch_id, ItemFilter(states=(ItemState.FAILED,), limit=_PAGE))
    return {"failures": rows, "numbers": numbers_given(services(), actor(), batch_id, rows)}


def _words(now: Progress) -> dict[str, str]:
    """The moving line of figures in words."""
    percent = round(100 * now.finished / now.total) if now.total else 0
    doing = {
        BatchState.PAUSED: _("Đang tạm dừng"),
        BatchState.CANCELLED: _("Đã hủy phần chưa chạy"),
        BatchState.FINISHED: _("Đã chạy hết") if now.counts[ItemState.FAILED] else _("Đã xong"),
    }.get(now.state, _("Đang chạy"))
    if now.state is BatchState.PAUSED and now.reason:
        doing = f"{doing}: {now.reason}"
    left = duration(dt.timedelta(seconds=max(1, round(now.seconds_left)))) if now.seconds_left else ""
    return {
        "percent": f"{percent}%",
        "doing": doing,
        "left": _("còn khoảng %(time)s", time=left) if left and now.state is BatchState.RUNNING else "",
        "speed": _("%(n)s văn bản/giây", n=number(round(now.a_second, 1))) if now.a_second >= 0.05 else "",
    }
