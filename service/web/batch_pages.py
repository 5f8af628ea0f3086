"""One document for many communes: the list of batches, choosing document and units, rehearsal, live progress, download."""

import datetime as dt
import uuid
from typing import Any

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.accounts import Permission
from service.actions import batches as running
from service.actions.batch_plans import Choice, PlanRequest, SentFile, make_plan, rows_sheet, sheet_with_faults
from service.actions.documents import get_document, list_documents
from service.batches import BatchState, Format, ItemFilter, ItemState
from service.converting.cache import FileCache
from service.errors import InvalidInput, InvalidSheet, Nd30Error, NotFound
from service.storage.drafts import DraftFilter
from service.units import bare_key, search_units, units_on
from service.web import agency_forms, common_document, previews
from service.web.context import actor, services, today
from service.web.typed import uuid_of
from service.web.unit_map import unit_map
from service.web.words import _

bp = Blueprint("batch_pages", __name__, url_prefix="/hang-loat")

_FAILURES = 50
_HITS = 12
_ALL = 10_000
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/")
def page() -> str:
    """Every batch with how far it is."""
    actor().require(Permission.BATCHES)
    return render_template("batch/list.html", batches=running.batches(services(), actor()), ItemState=ItemState)


@bp.get("/moi")
def new() -> str:
    """Which document, for which units, with which rows."""
    actor().require(Permission.BATCHES)
    return _form()


@bp.post("/moi")
def create() -> str | AnyResponse | tuple[str, int]:
    """Prove every row and keep the batch; nothing runs yet."""
    sent = request.files.get("sheet")
    sheet = SentFile(name=sent.filename, content=sent.stream.read()) if sent and sent.filename else None
    try:
        plan = make_plan(services(), actor(), _request(sheet))
    except InvalidSheet as error:
        assert sheet is not None
        return _form(error, _keep_faulty(sheet, error)), 422
    except Nd30Error as error:
        return _form(error), 422
    made = running.store_batch(services(), actor(), plan)
    return redirect(url_for("batch_pages.show", batch_id=made))


@bp.get("/don-vi")
def units() -> str:
    """Units that match what is typed: those of exactly this name first, near ones apart."""
    actor().require(Permission.BATCHES)
    words = request.args.get("q", "").strip()
    found = search_units(words, units_on(today()), limit=_HITS) if words else ()
    exact = [unit for unit in found if bare_key(words) in (bare_key(unit.name), bare_key(unit.title), unit.code)]
    near = [unit for unit in found if unit not in exact]
    return render_template("batch/units.html", words=words, exact=exact, near=near)


@bp.post("/bang-mau.xlsx")
def sheet_to_fill() -> Response:
    """The Excel file to fill in for the chosen document and units."""
    content = rows_sheet(services(), actor(), _data(), _choice())
    return _file(content, _XLSX, "bang-don-vi.xlsx")


@bp.get("/bang-loi/<key>.xlsx")
def faulty_sheet(key: str) -> Response:
    """The sheet as it was sent, with its faults in a first column."""
    actor().require(Permission.BATCHES)
    content = _cache().get(_owned(key)) if len(key) == 32 and key.isalnum() else None
    if content is None:
        raise NotFound(_("Tệp không còn ở đây; đưa lại bảng."))
    return _file(content, _XLSX, "bang-don-vi-loi.xlsx")


@bp.get("/<uuid:batch_id>")
def show(batch_id: uuid.UUID) -> str:
    """Rehearsal before the start, progress and download after."""
    values = _progress(batch_id)
    if values["now"].state is BatchState.PLANNED:
        return render_template(
            "batch/rehearse.html", digest=running.batch_digest(services(), actor(), batch_id), **values
        )
    return render_template("batch/run.html", **values)


@bp.get("/<uuid:batch_id>/tien-do")
def progress(batch_id: uuid.UUID) -> str:
    """The moving part of the page."""
    return render_template("batch/progress.html", **_progress(batch_id))


@bp.get("/<uuid:batch_id>/dien-tap")
def rehearse(batch_id: uuid.UUID) -> str:
    """The extremes as they will come out, each with its first page."""
    shown = []
    for one in running.rehearse(services(), actor(), batch_id):
        key = previews.keep(actor(), services().office.convert(one.docx, name=one.unit)).key if one.docx else ""
        shown.append((one, key))
    return render_template("batch/extremes.html", shown=shown, batch_id=batch_id)


@bp.get("/<uuid:batch_id>/trang/<key>.png")
def picture(batch_id: uuid.UUID, key: str) -> Response:
    """Page 1 of a rehearsed document."""
    del batch_id
    return _file(previews.picture(actor(), key, 1, 70), "image/png", None)


@bp.post("/<uuid:batch_id>/chay")
def start(batch_id: uuid.UUID) -> AnyResponse:
    """Approve exactly what was rehearsed, and run."""
    if "seen" not in request.form:
        raise InvalidInput(_("Xem các văn bản diễn tập rồi đánh dấu đồng ý trước khi chạy."))
    running.start_batch(services(), actor(), batch_id, request.form.get("digest", ""))
    return redirect(url_for("batch_pages.show", batch_id=batch_id))


@bp.post("/<uuid:batch_id>/tam-dung")
def pause(batch_id: uuid.UUID) -> AnyResponse:
    """Stop after the documents under way."""
    running.pause_batch(services(), actor(), batch_id)
    return redirect(url_for("batch_pages.show", batch_id=batch_id))


@bp.post("/<uuid:batch_id>/chay-tiep")
def resume(batch_id: uuid.UUID) -> AnyResponse:
    """Go on where it was."""
    running.resume_batch(services(), actor(), batch_id)
    return redirect(url_for("batch_pages.show", batch_id=batch_id))


@bp.post("/<uuid:batch_id>/huy")
def cancel(batch_id: uuid.UUID) -> AnyResponse:
    """Give up the rows not begun."""
    running.cancel_batch(services(), actor(), batch_id)
    flash(_("Đã hủy các dòng chưa chạy; văn bản đã xong vẫn giữ."))
    return redirect(url_for("batch_pages.show", batch_id=batch_id))


@bp.post("/<uuid:batch_id>/chay-lai")
def retry(batch_id: uuid.UUID) -> AnyResponse:
    """Run failed rows again: one, or all."""
    position = request.form.get("position", "")
    positions = [int(position)] if position.isdecimal() else None
    count = running.retry_batch(services(), actor(), batch_id, positions=positions)
    flash(_("Chạy lại %(count)s dòng.", count=count))
    return redirect(url_for("batch_pages.show", batch_id=batch_id))


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
    return redirect(url_for("batch_pages.show", batch_id=batch_id))


@bp.get("/<uuid:batch_id>/tai.zip")
def archive(batch_id: uuid.UUID) -> Response:
    """Everything finished so far as one ZIP, streamed."""
    stream = running.archive(services(), actor(), batch_id)
    headers = {"Content-Disposition": f'attachment; filename="lo-{today():%Y%m%d}.zip"'}
    return Response(stream, mimetype="application/zip", headers=headers)


@bp.get("/<uuid:batch_id>/<int:position>.<form>")
def item_file(batch_id: uuid.UUID, position: int, form: str) -> Response:
    """One finished row's file."""
    if form not in set(Format):
        raise NotFound(_("Không có định dạng này."))
    name, content = running.item_file(services(), actor(), batch_id, position, Format(form))
    media = (
        "application/pdf"
        if form == Format.PDF
        else "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    )
    return _file(content, media, name)


def _progress(batch_id: uuid.UUID) -> dict[str, Any]:
    now = running.batch_progress(services(), actor(), batch_id)
    items = running.batch_items(services(), actor(), batch_id, ItemFilter(limit=_ALL))
    gazetteer = units_on(today())
    return {
        "batch_id": batch_id,
        "now": now,
        "counts": {state.value: count for state, count in now.counts.items()},
        "provinces": unit_map(items, gazetteer),
        "failures": [item for item in items if item.state == ItemState.FAILED][:_FAILURES],
        "listed": [item for item in items if item.state == ItemState.DONE][:_FAILURES],
        "as_list": request.args.get("xem") == "danh-sach",
        "BatchState": BatchState,
        "left": dt.timedelta(seconds=round(now.seconds_left)) if now.seconds_left else None,
    }


def _request(sheet: SentFile | None) -> PlanRequest:
    formats = (Format.DOCX, Format.PDF) if request.form.get("format") == "pdf" else (Format.DOCX,)
    return PlanRequest(data=_data(), choice=Choice() if sheet else _choice(), sheet=sheet, formats=formats, check=True)


def _data() -> dict[str, Any]:
    """The common document: the chosen one, with the unit's names in place of ours where it is to bear them."""
    chosen = uuid_of(request.form.get("document"))
    if chosen is None:
        raise InvalidInput(_("Chọn văn bản làm gốc."))
    item = get_document(services(), actor(), chosen)
    make = common_document.of_each_unit if request.form.get("mode") == "own" else common_document.sent_to_each
    return make(dict(item.data), agency_forms.current_profile())


def _choice() -> Choice:
    """Whole provinces, with units added one by one, less those left out."""
    gazetteer = units_on(today())
    chosen = {unit.code for province in request.form.getlist("province") for unit in gazetteer.in_province(province)}
    chosen |= {code.zfill(5) for code in request.form.get("codes", "").replace(",", " ").split()}
    chosen |= set(request.form.getlist("unit"))
    chosen -= set(request.form.getlist("without"))
    if not chosen:
        raise InvalidInput(_("Chọn ít nhất một tỉnh, thành phố hoặc đơn vị."))
    return Choice(codes=sorted(chosen))


def _form(error: Nd30Error | None = None, faulty: str = "") -> str:
    gazetteer = units_on(today())
    provinces = [(province, len(gazetteer.in_province(province.code))) for province in gazetteer.provinces.values()]
    documents = list_documents(services(), actor(), DraftFilter(), before=None, limit=100)
    ready = [item for item in documents if item.data.get("subject")]
    return render_template(
        "batch/new.html",
        documents=ready,
        provinces=provinces,
        total=len(gazetteer.units),
        error=error,
        faulty=faulty,
        values=request.form,
        chosen=request.values.get("document", ""),
        added=[gazetteer.units[code] for code in request.form.getlist("unit") if code in gazetteer.units],
        without=[gazetteer.units[code] for code in request.form.getlist("without") if code in gazetteer.units],
    )


def _keep_faulty(sheet: SentFile, error: InvalidSheet) -> str:
    key = uuid.uuid4().hex
    _cache().put(_owned(key), sheet_with_faults(sheet, error).content)
    return key


def _owned(key: str) -> str:
    return f"{actor().agency_id.hex}{key}"


def _cache() -> FileCache:
    here = services()
    return FileCache(here.settings.data_dir / "cache" / "sheets", here.settings.cache_size // 8)


def _file(content: bytes, media_type: str, name: str | None) -> Response:
    response = make_response(content)
    response.mimetype = media_type
    if name:
        response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
