"""Batches: one document for many communes, from the plan to the run."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from flask import Response

from service.accounts import Permission
from service.actions import batches as act
from service.actions.batch_plans import Choice, PlanRequest, SentFile, make_plan, rows_sheet, sheet_with_faults
from service.actions.batches import BatchView
from service.actions.documents import get_document
from service.api.answers import answer, file, page
from service.api.idempotency import id_for_key, idempotent
from service.api.identity import actor, services
from service.api.operations import Responses, blueprint, file_of, needs
from service.api.requests import decode_cursor
from service.api.schemas.batches import (
    BatchAnswer,
    BatchBody,
    BatchList,
    BatchPath,
    DocumentOfBatch,
    MendBody,
    MendedAnswer,
    RehearsalAnswer,
    RetriedAnswer,
    RetryBody,
    RowsSheetBody,
    SheetBody,
    StartBody,
    UnitsChoice,
)
from service.api.schemas.shapes import PageQuery
from service.batches import BatchPlan, ItemState, Progress
from service.documents.json_text import child
from service.errors import InvalidDocument, InvalidInput, InvalidSheet, Problem, UnreadableFile

bp = blueprint("batches", "Lô văn bản")

NEEDS = needs(Permission.BATCHES)
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ONE: Responses = {200: BatchAnswer}
Answered = TypeVar("Answered")


@bp.post("/batches", summary="Lập lô văn bản", responses={202: BatchAnswer}, **NEEDS)
@idempotent
def create(body: BatchBody) -> Response:
    """Một văn bản cho nhiều đơn vị: đọc và soát mọi dòng, giữ lô ở trạng thái chờ duyệt, chưa chạy.

    Lỗi của bảng có pointer dạng /sheet/Dữ liệu!C7; gọi /batches/faults để nhận lại bảng với cột Lỗi.
    """
    made = act.store_batch(services(), actor(), _placed(lambda: _plan(body)), batch_id=id_for_key())
    return _answer(act.batch_view(services(), actor(), made), 202, Location=f"/api/v1/batches/{made}")


@bp.post(
    "/batches/sheet",
    summary="Bảng để điền",
    responses={200: file_of(_XLSX, "XLSX: mỗi đơn vị một dòng, có trang giải thích.")},
    **NEEDS,
)
@idempotent
def sheet(body: RowsSheetBody) -> Response:
    """Tệp Excel có sẵn các cột mà văn bản chung cần, với các đơn vị đã chọn. Không lưu gì."""
    content = _placed(lambda: rows_sheet(services(), actor(), _data(body), _choice(body.units)))
    return file(content, _XLSX, "bang-don-vi.xlsx")


@bp.post(
    "/batches/faults",
    summary="Soát bảng, nhận lại với cột Lỗi",
    responses={200: file_of(_XLSX, "XLSX: bảng đã gửi với cột Lỗi ở đầu; không có lỗi thì như đã gửi.")},
    **NEEDS,
)
@idempotent
def faults(body: BatchBody) -> Response:
    """Gửi như khi lập lô (cần sheet); tệp CSV trở lại dạng XLSX. Không lưu gì."""
    if body.sheet is None:
        raise _refused("/sheet", "missing", "Thiếu bảng.")
    returned = sheet_with_faults(_sent(body.sheet), _faults_of(body))
    return file(returned.content, _XLSX, returned.name)


@bp.get("/batches", summary="Danh sách lô", responses={200: BatchList}, **NEEDS)
def list_batches(query: PageQuery) -> Response:
    """Mới nhất trước, mỗi lô với tiến độ."""
    before = decode_cursor(query.cursor)
    found = act.batch_views(services(), actor(), before=before, limit=query.limit + 1)
    return page(BatchList, [batch_content(view) for view in found], query.limit, lambda one: uuid.UUID(str(one["id"])))


@bp.get("/batches/<uuid:batch_id>", summary="Một lô", responses=_ONE, **NEEDS)
def read(path: BatchPath) -> Response:
    """Trạng thái, tiến độ, và digest cần gửi lại khi duyệt."""
    return _answer(act.batch_view(services(), actor(), path.batch_id))


@bp.get("/batches/<uuid:batch_id>/rehearsal", summary="Chạy thử", responses={200: RehearsalAnswer}, **NEEDS)
def rehearse(path: BatchPath) -> Response:
    """Làm và kiểm tra các dòng dễ sai nhất (tên dài nhất, nhiều dòng nhất, ngày sớm nhất…). Không lưu gì."""
    digest = act.batch_digest(services(), actor(), path.batch_id)
    return answer(RehearsalAnswer, {"digest": digest, "items": act.rehearse(services(), actor(), path.batch_id)})


@bp.post("/batches/<uuid:batch_id>/start", summary="Duyệt và chạy", responses={202: BatchAnswer}, **NEEDS)
@idempotent
def start(path: BatchPath, body: StartBody) -> Response:
    """Duyệt đúng digest đã xem rồi chạy; theo dõi ở …/events."""
    act.start_batch(services(), actor(), path.batch_id, body.digest)
    return _answer(act.batch_view(services(), actor(), path.batch_id), 202)


@bp.post("/batches/<uuid:batch_id>/pause", summary="Tạm dừng", responses=_ONE, **NEEDS)
@idempotent
def pause(path: BatchPath) -> Response:
    """Dừng sau các văn bản đang làm."""
    act.pause_batch(services(), actor(), path.batch_id)
    return _answer(act.batch_view(services(), actor(), path.batch_id))


@bp.post("/batches/<uuid:batch_id>/resume", summary="Chạy tiếp", responses={202: BatchAnswer}, **NEEDS)
@idempotent
def resume(path: BatchPath) -> Response:
    """Chạy tiếp đúng chỗ đã dừng."""
    act.resume_batch(services(), actor(), path.batch_id)
    return _answer(act.batch_view(services(), actor(), path.batch_id), 202)


@bp.post("/batches/<uuid:batch_id>/cancel", summary="Hủy các dòng chưa làm", responses=_ONE, **NEEDS)
@idempotent
def cancel(path: BatchPath) -> Response:
    """Văn bản đã xong vẫn giữ."""
    act.cancel_batch(services(), actor(), path.batch_id)
    return _answer(act.batch_view(services(), actor(), path.batch_id))


@bp.post("/batches/<uuid:batch_id>/mend", summary="Sửa dữ liệu các dòng lỗi", responses={200: MendedAnswer}, **NEEDS)
@idempotent
def mend(path: BatchPath, body: MendBody) -> Response:
    """Thay dữ liệu của các đơn vị đang lỗi; sau đó retry với digest mới."""
    count = _placed(lambda: act.mend_batch(services(), actor(), path.batch_id, _sent(body.sheet)))
    digest = act.batch_digest(services(), actor(), path.batch_id)
    return answer(MendedAnswer, {"rows": count, "digest": digest})


@bp.post("/batches/<uuid:batch_id>/retry", summary="Chạy lại các dòng lỗi", responses={202: RetriedAnswer}, **NEEDS)
@idempotent
def retry(path: BatchPath, body: RetryBody) -> Response:
    """Chạy lại riêng các dòng lỗi hoặc đã hủy."""
    count = act.retry_batch(services(), actor(), path.batch_id, positions=body.positions, digest=body.digest)
    return answer(RetriedAnswer, {"rows": count}, 202)


def progress_content(now: Progress) -> dict[str, Any]:
    """How far a batch is, in the shape of `ProgressAnswer`."""
    return {
        "state": now.state,
        "reason": now.reason,
        "total": now.total,
        "counts": {state.value: now.counts[state] for state in ItemState},
        "a_second": round(now.a_second, 1),
        "seconds_left": now.seconds_left,
    }


def batch_content(view: BatchView) -> dict[str, Any]:
    """A batch in the shape of `BatchAnswer`."""
    row, options = view.row, view.options
    same = ("id", "name", "digest", "approved_by", "created_by", "created_at", "started_at", "finished_at")
    return {
        **{name: getattr(row, name) for name in same},
        **progress_content(view.progress),
        "approved": view.approved,
        "formats": list(options.formats),
        "check": options.check,
        "numbers": options.numbers,
        "on": options.day,
    }


def _answer(view: BatchView, status: int = 200, **headers: str) -> Response:
    return answer(BatchAnswer, batch_content(view), status, **headers)


def _plan(body: BatchBody) -> BatchPlan:
    request = PlanRequest(
        data=_data(body),
        choice=Choice() if body.sheet else _choice(body.units),
        sheet=_sent(body.sheet) if body.sheet else None,
        formats=body.formats,
        check=body.check,
        numbers=body.numbers,
        on=body.on,
        template_id=body.template_id,
    )
    return make_plan(services(), actor(), request)


def _faults_of(body: BatchBody) -> InvalidSheet:
    """The faults of the sheet, each at its cell; raise whatever else is wrong."""
    try:
        _plan(body)
    except InvalidSheet as faults:
        return faults
    except InvalidInput as error:
        raise _at_its_place(error) from error
    return InvalidSheet()


def _data(body: DocumentOfBatch) -> dict[str, Any]:
    if (body.data is None) == (body.document_id is None):
        raise _refused("/data", "missing", "Gửi data, hoặc document_id của một văn bản đã lưu.")
    if body.document_id is None:
        assert body.data is not None
        return body.data
    return dict(get_document(services(), actor(), body.document_id).data)


def _choice(units: UnitsChoice) -> Choice:
    if not (units.all or units.provinces or units.types or units.codes):
        raise _refused("/units", "missing", "Chọn provinces, types, codes, hoặc all: true cho cả nước.")
    if units.all:
        return Choice()
    return Choice(provinces=units.provinces, types=units.types, codes=units.codes)


def _sent(sheet: SheetBody) -> SentFile:
    return SentFile(name=sheet.name, content=sheet.content)


def _refused(pointer: str, code: str, message: str) -> InvalidInput:
    return InvalidInput(problems=[Problem(pointer, code, message)])


def _placed(work: Callable[[], Answered]) -> Answered:
    """Do `work`; its faults point into the body that was sent, not into the document or the sheet."""
    try:
        return work()
    except InvalidInput as error:
        raise _at_its_place(error) from error


def _at_its_place(error: InvalidInput) -> InvalidInput:
    problems = [replace(one, path=_pointer(error, one.path)) for one in error.problems]
    return type(error)(error.message, problems)


def _pointer(error: InvalidInput, path: str) -> str:
    """Where in the body: a place of the document, a cell of the sheet, or the choice of units."""
    match error:
        case InvalidDocument():
            return f"/data{path}"
        case UnreadableFile():
            return "/sheet"
        case InvalidSheet() if "!" in path:
            return child("/sheet", path)
    return path if path.startswith("/") else child("/units", path)
