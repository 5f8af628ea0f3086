"""Making and checking documents that are not stored."""

from flask import Response, abort, request
from flask_openapi3.models import RawModel

from service.accounts import Permission
from service.actions import checking, producing
from service.actions.producing import Format
from service.api.answers import answer, file
from service.api.identity import actor, services
from service.api.operations import blueprint, file_of, needs
from service.api.schemas.documents import ValidAnswer
from service.api.schemas.shapes import DocumentData
from service.checking import report_json

bp = blueprint("rendering", "Làm và kiểm tra văn bản")

_DOCX, _PDF = Format.DOCX.media_type, Format.PDF.media_type
_CHECK_TYPES = ("application/json", _DOCX)


class DocxUpload(RawModel):
    """A DOCX as the whole body."""

    mimetypes = [_DOCX, "application/octet-stream"]  # noqa: RUF012 - flask-openapi3's attribute


@bp.post(
    "/render",
    summary="Làm DOCX hoặc PDF từ dữ liệu",
    responses={200: file_of(_DOCX, "Tệp theo tiêu đề Accept: DOCX (mặc định) hoặc PDF/A.")},
    **needs(Permission.RENDER),
)
def render(body: DocumentData) -> Response:
    """Không lưu gì. Chọn PDF bằng `Accept: application/pdf`."""
    form = Format.PDF if _accepted((_DOCX, _PDF)) == _PDF else Format.DOCX
    content = producing.render(services(), actor(), body.root, form)
    return file(content, form.media_type, f"van-ban.{form.value}")


@bp.post(
    "/validate",
    summary="Kiểm tra dữ liệu",
    responses={200: ValidAnswer},
    **needs(Permission.RENDER),
)
def validate(body: DocumentData) -> Response:
    """Dữ liệu sai được trả lời 422 với tất cả các lỗi, mỗi lỗi kèm JSON pointer."""
    document = producing.validate(actor(), body.root)
    return answer(
        ValidAnswer,
        {
            "valid": True,
            "kind": document.kind.value,
            "subject": document.subject,
            "printed_symbol": document.printed_symbol,
        },
    )


@bp.post(
    "/checks",
    summary="Kiểm tra thể thức một tệp DOCX",
    responses={
        200: {
            "description": "Phiếu kiểm tra (JSON), hoặc bản DOCX có ghi chú khi Accept là DOCX.",
            "content": {
                "application/json": {"schema": {"type": "object"}},
                _DOCX: {"schema": {"type": "string", "format": "binary"}},
            },
        }
    },
    **needs(Permission.RENDER),
)
def check(raw: DocxUpload) -> Response:
    """Gửi nguyên tệp DOCX trong thân yêu cầu."""
    docx = read_docx(raw)
    if _accepted(_CHECK_TYPES) == _DOCX:
        return file(checking.annotate_upload(actor(), docx), _DOCX, "ghi-chu.docx")
    return Response(report_json(checking.check_upload(actor(), docx)), content_type="application/json")


def read_docx(raw: RawModel) -> bytes:
    """The body, which must say that it is a DOCX."""
    if raw.mimetype not in DocxUpload.mimetypes:
        abort(415)
    return raw.get_data()


def _accepted(offers: tuple[str, ...]) -> str:
    """The offer that ``Accept`` prefers; the first one when it has no wish; 406 when none will do."""
    chosen = request.accept_mimetypes.best_match(offers) if request.accept_mimetypes else offers[0]
    if chosen is None:
        abort(406)
    return chosen
