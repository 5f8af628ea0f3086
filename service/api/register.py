"""The register (sổ đăng ký văn bản đi) and its series."""

from flask import Response

from service.accounts import Permission
from service.actions import register
from service.actions.register import BookFormat, ManualEntry
from service.api.answers import answer, file, items, page
from service.api.idempotency import idempotent, request_key
from service.api.identity import actor, services
from service.api.operations import blueprint, file_of, needs
from service.api.requests import decode_cursor
from service.api.schemas.documents import ReasonBody
from service.api.schemas.register import (
    DispatchBody,
    EntryAnswer,
    EntryList,
    EntryPath,
    ExportQuery,
    LineBody,
    RegisterQuery,
    SeriesBody,
    SeriesDecided,
    SeriesList,
)
from service.nd30.kinds import COPY_ABBREVIATIONS
from service.numbering import RegisterFilter, RegisterLine, SeriesPlan

bp = blueprint("register", "Sổ đăng ký văn bản đi")

READ, WRITE = needs(Permission.READ_REGISTER), needs(Permission.WRITE_REGISTER)
_MEDIA_TYPES = {
    BookFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    BookFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    BookFormat.PDF: "application/pdf",
}


@bp.get("/register", summary="Tra sổ", responses={200: EntryList}, **READ)
def search(query: RegisterQuery) -> Response:
    """Lọc theo năm, hệ thống số, loại, trạng thái, từ khóa có dấu hoặc không dấu."""
    wanted = RegisterFilter(
        year=query.year, series_id=query.series_id, kind=query.kind, state=query.state, words=query.q
    )
    after = decode_cursor(query.cursor)
    found = register.search(services(), actor(), wanted, after=after, limit=query.limit + 1)
    return page(EntryList, found, query.limit, lambda one: one.id)


@bp.get(
    "/register/export",
    summary="Xuất sổ",
    responses={200: file_of(_MEDIA_TYPES[BookFormat.XLSX], "Sổ của một hệ thống số trong một năm.")},
    **READ,
)
def export(query: ExportQuery) -> Response:
    """XLSX, hoặc bản in đóng sổ (DOCX, PDF) có bìa và đủ mười cột theo Phụ lục IV."""
    content = register.export(services(), actor(), query.series_id, query.year, query.format, query.volume)
    return file(content, _MEDIA_TYPES[query.format], f"so-dang-ky-van-ban-di-{query.year}.{query.format.value}")


@bp.post("/register", summary="Giữ số hoặc cấp số bản sao", responses={201: EntryAnswer}, **WRITE)
@idempotent
def enter(body: LineBody) -> Response:
    """Lấy số kế tiếp cho một văn bản giấy (giữ số, nhập sau) hoặc một bản sao (SY, TrS, SL)."""
    enter_line = register.register_copy if body.kind in COPY_ABBREVIATIONS else register.reserve_number
    made = enter_line(services(), actor(), _manual(body), request_key=request_key())
    return answer(EntryAnswer, made, 201, Location=f"/api/v1/register/{made.id}")


@bp.get("/register/<uuid:entry_id>", summary="Một dòng sổ", responses={200: EntryAnswer}, **READ)
def read(path: EntryPath) -> Response:
    """Đủ mười cột."""
    return answer(EntryAnswer, register.entry(services(), actor(), path.entry_id))


@bp.put("/register/<uuid:entry_id>", summary="Nhập sau cho số đã giữ", responses={200: EntryAnswer}, **WRITE)
def late(path: EntryPath, body: LineBody) -> Response:
    """Ghi văn bản giấy vào số đã giữ, kèm lý do; ngày phải đúng thứ tự với các số liền kề."""
    return answer(EntryAnswer, register.late_entry(services(), actor(), path.entry_id, _manual(body)))


@bp.put("/register/<uuid:entry_id>/dispatch", summary="Ghi chuyển giao", responses={200: EntryAnswer}, **WRITE)
def dispatch(path: EntryPath, body: DispatchBody) -> Response:
    """Số lượng bản, ngày chuyển, ký nhận, ghi chú."""
    noted = register.dispatch(
        services(),
        actor(),
        path.entry_id,
        copies=body.copies,
        sent_on=body.sent_on,
        received_by=body.received_by,
        note=body.note,
    )
    return answer(EntryAnswer, noted)


@bp.post("/register/<uuid:entry_id>/void", summary="Hủy số đã giữ", responses={200: EntryAnswer}, **WRITE)
@idempotent
def void(path: EntryPath, body: ReasonBody) -> Response:
    """Số vẫn coi là đã dùng."""
    return answer(EntryAnswer, register.void_entry(services(), actor(), path.entry_id, body.reason))


@bp.get("/series", summary="Các hệ thống số", responses={200: SeriesList}, **READ)
def list_series() -> Response:
    """Hệ thống số của cơ quan, kể cả đã thôi dùng."""
    return items(SeriesList, register.series_of(services(), actor()))


@bp.put("/series", summary="Quy định hệ thống số", responses={200: SeriesDecided}, **needs(Permission.ADMINISTER))
def decide(body: SeriesBody) -> Response:
    """Thay toàn bộ quy định; có hiệu lực ngay nếu năm nay chưa cấp số nào, nếu không từ 01/01 năm sau."""
    plans = [SeriesPlan(name=plan.name, kinds=plan.kinds, purpose=plan.purpose) for plan in body.series]
    return answer(SeriesDecided, {"from_year": register.set_series(services(), actor(), plans)})


def _manual(body: LineBody) -> ManualEntry:
    line = RegisterLine(**body.model_dump(mode="json", exclude={"issued_on", "reason"}))
    return ManualEntry(line=line, on=body.issued_on, reason=body.reason)
