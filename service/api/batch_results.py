"""What a batch gives: its rows, their files, its progress as it happens, everything as one ZIP."""

import uuid

from flask import Response, request

from service.accounts import Permission
from service.actions import batches as act
from service.actions.producing import Format
from service.api.answers import answer, file, page
from service.api.batches import progress_content
from service.api.identity import actor, services
from service.api.operations import Responses, blueprint, file_of, needs
from service.api.requests import decode_cursor
from service.api.schemas.batches import (
    ArchiveQuery,
    BatchPath,
    ItemAnswer,
    ItemList,
    ItemPath,
    ItemsQuery,
    ProgressAnswer,
)
from service.api.streaming import seats, stream
from service.batches import Format as BatchFormat
from service.batches import ItemFilter, Progress
from service.errors import NotFound, Overloaded

bp = blueprint("batch_results", "Kết quả của lô")

NEEDS = needs(Permission.BATCHES)
#: Whoever follows a batch is told at least so often, in seconds: a reader who left is noticed then.
HEARTBEAT = 10.0
#: A browser whose stream ended asks again after so many milliseconds.
_ASK_AGAIN = 2000
_LAST = 2**31 - 1
_EVENTS: Responses = {
    200: {
        "description": "Sự kiện progress, và over khi lô dừng; dữ liệu theo lược đồ ProgressAnswer.",
        "content": {
            "text/event-stream": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "event": {"type": "string", "enum": ["progress", "over"]},
                        "id": {"type": "string"},
                        "retry": {"type": "integer"},
                        "data": {"type": "string", "contentMediaType": "application/json"},
                    },
                }
            }
        },
    },
    204: {"description": "Kết nối lại (Last-Event-ID) sau khi lô đã dừng: không còn gì để báo."},
}


@bp.get("/batches/<uuid:batch_id>/items", summary="Các dòng của lô", responses={200: ItemList}, **NEEDS)
def list_items(path: BatchPath, query: ItemsQuery) -> Response:
    """Lọc theo trạng thái, tỉnh, đơn vị; theo thứ tự của bảng."""
    last = decode_cursor(query.cursor)
    wanted = ItemFilter(
        states=(query.state,) if query.state else (),
        text=query.unit,
        after=min(last.int, _LAST) if last else 0,
        limit=query.limit + 1,
    )
    found = act.batch_items(services(), actor(), path.batch_id, wanted, province=query.province)
    return page(ItemList, found, query.limit, lambda one: uuid.UUID(int=one.position))


@bp.get("/batches/<uuid:batch_id>/items/<int:position>", summary="Một dòng", responses={200: ItemAnswer}, **NEEDS)
def read_item(path: ItemPath) -> Response:
    """Trạng thái, tệp, kết quả kiểm tra, lỗi."""
    return answer(ItemAnswer, act.batch_item(services(), actor(), path.batch_id, path.position))


@bp.get(
    "/batches/<uuid:batch_id>/items/<int:position>/rehearsal.docx",
    summary="Chạy thử một dòng",
    responses={200: file_of(Format.DOCX.media_type, "DOCX.")},
    **NEEDS,
)
def rehearse_item(path: ItemPath) -> Response:
    """Văn bản của dòng đó như khi chạy thật, nhưng chưa lấy số. Không lưu gì."""
    made = act.rehearse_item(services(), actor(), path.batch_id, path.position)
    if made.error:
        raise NotFound(f"Không làm được dòng này: {made.error}")
    return file(made.docx, Format.DOCX.media_type, f"chay-thu-{path.position}.docx")


@bp.get(
    "/batches/<uuid:batch_id>/items/<int:position>.docx",
    summary="Tải DOCX của một dòng",
    responses={200: file_of(Format.DOCX.media_type, "DOCX.")},
    **NEEDS,
)
def docx(path: ItemPath) -> Response:
    """404 khi dòng chưa xong."""
    return _item_file(path, Format.DOCX)


@bp.get(
    "/batches/<uuid:batch_id>/items/<int:position>.pdf",
    summary="Tải PDF của một dòng",
    responses={200: file_of(Format.PDF.media_type, "PDF/A-2b.")},
    **NEEDS,
)
def pdf(path: ItemPath) -> Response:
    """404 khi dòng chưa xong, hoặc lô không làm PDF."""
    return _item_file(path, Format.PDF)


@bp.get("/batches/<uuid:batch_id>/events", summary="Tiến độ trực tiếp", responses=_EVENTS, **NEEDS)
def events(path: BatchPath) -> Response:
    """Server-Sent Events mỗi khi có thay đổi, ít nhất 10 giây một lần, cho tới khi lô dừng.

    Khi máy chủ đã có đủ người theo dõi, câu trả lời chỉ có tiến độ lúc này rồi kết thúc; trình duyệt tự hỏi lại sau 2 giây.
    """
    now = act.batch_progress(services(), actor(), path.batch_id)
    if now.is_over and "Last-Event-ID" in request.headers:
        return Response(status=204)
    seated = seats().take()
    told = act.watch(services(), actor(), path.batch_id, at_least_every=HEARTBEAT) if seated else iter([now])
    return stream(map(_event, told), "text/event-stream; charset=utf-8", seated=seated)


@bp.get(
    "/batches/<uuid:batch_id>/archive",
    summary="Tải tất cả thành tệp ZIP",
    responses={200: file_of("application/zip", "ZIP: thư mục theo tỉnh, danh-sach.xlsx ở cuối.")},
    **NEEDS,
)
def archive(path: BatchPath, query: ArchiveQuery) -> Response:
    """Gửi dần khi đang gom; tải được cả khi lô đang chạy."""
    parts = act.archive(services(), actor(), path.batch_id, follow=query.follow)
    if query.follow and not seats().take():
        raise Overloaded("Đang có đủ người theo dõi các lô; thử lại sau, hoặc tải không có follow.")
    response = stream(parts, "application/zip", seated=query.follow)
    response.headers["Content-Disposition"] = f'attachment; filename="lo-{path.batch_id}.zip"'
    return response


def _item_file(path: ItemPath, form: Format) -> Response:
    name, content = act.item_file(services(), actor(), path.batch_id, path.position, BatchFormat(form.value))
    return file(content, form.media_type, name)


def _event(now: Progress) -> bytes:
    """One event; its name tells whether another will follow."""
    content = ProgressAnswer.model_validate(progress_content(now)).model_dump_json()
    name, counts = "over" if now.is_over else "progress", now.counts
    place = f"{now.state.value}-{'-'.join(str(count) for count in counts.values())}"
    return f"retry: {_ASK_AGAIN}\nid: {place}\nevent: {name}\ndata: {content}\n\n".encode()
