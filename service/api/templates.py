"""The agency's own Word templates."""

from flask import Response

from service.accounts import Permission
from service.actions import templates
from service.actions.producing import Format
from service.api.answers import answer, file, items
from service.api.idempotency import id_for_key, idempotent
from service.api.identity import actor, services
from service.api.operations import Responses, blueprint, file_of, needs
from service.api.rendering import DocxUpload, read_docx
from service.api.schemas.others import (
    TemplateAnswer,
    TemplateFileQuery,
    TemplateList,
    TemplatePath,
    TemplateQuery,
)

bp = blueprint("templates", "Mẫu riêng")

READ, WRITE = needs(Permission.READ_TEMPLATES), needs(Permission.WRITE_TEMPLATES)
_FILE: Responses = {200: file_of(Format.DOCX.media_type, "DOCX.")}


@bp.get("/templates", summary="Danh sách mẫu", responses={200: TemplateList}, **READ)
def list_templates() -> Response:
    """Mỗi mẫu với phiên bản mới nhất."""
    return items(TemplateList, templates.list_templates(services(), actor()))


@bp.post("/templates", summary="Tải lên mẫu mới", responses={201: TemplateAnswer}, **WRITE)
@idempotent
def add(query: TemplateQuery, raw: DocxUpload) -> Response:
    """Mẫu được biên dịch, làm thử và kiểm tra thể thức ngay; lỗi chỉ rõ đoạn."""
    made = templates.add_template(services(), actor(), query.kind, query.name, read_docx(raw), template_id=id_for_key())
    return answer(TemplateAnswer, made, 201, Location=f"/api/v1/templates/{made.id}")


@bp.get("/templates/<uuid:template_id>", summary="Một mẫu", responses={200: TemplateAnswer}, **READ)
def read(path: TemplatePath) -> Response:
    """Phiên bản mới nhất."""
    return answer(TemplateAnswer, templates.get_template(services(), actor(), path.template_id))


@bp.put("/templates/<uuid:template_id>", summary="Tải lên phiên bản mới", responses={200: TemplateAnswer}, **WRITE)
def replace(path: TemplatePath, raw: DocxUpload) -> Response:
    """Văn bản cũ giữ phiên bản đã dùng."""
    return answer(TemplateAnswer, templates.replace_template(services(), actor(), path.template_id, read_docx(raw)))


@bp.delete("/templates/<uuid:template_id>", summary="Ngừng dùng mẫu", responses={204: None}, **WRITE)
def retire(path: TemplatePath) -> Response:
    """Văn bản đã chọn mẫu này vẫn dùng được."""
    templates.retire_template(services(), actor(), path.template_id)
    return Response(status=204)


@bp.get("/templates/<uuid:template_id>/file", summary="Tải tệp mẫu", responses=_FILE, **READ)
def download(path: TemplatePath, query: TemplateFileQuery) -> Response:
    """Đúng tệp đã tải lên."""
    content = templates.template_file(services(), actor(), path.template_id, query.version)
    return file(content, Format.DOCX.media_type, "mau.docx")


@bp.get("/templates/<uuid:template_id>/example", summary="Văn bản làm thử", responses=_FILE, **READ)
def example(path: TemplatePath) -> Response:
    """Văn bản ví dụ của loại đó, làm từ phiên bản mới nhất."""
    return file(templates.try_template(services(), actor(), path.template_id), Format.DOCX.media_type, "lam-thu.docx")
