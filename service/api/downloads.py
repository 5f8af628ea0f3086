"""A document as files, pictures and a check of its form."""

import json

from flask import Response

from service.accounts import Permission
from service.actions import checking, documents, downloads
from service.actions.producing import Format
from service.api.answers import file
from service.api.identity import actor, services
from service.api.operations import Responses, blueprint, file_of, needs
from service.api.requests import etag
from service.api.schemas.documents import DocumentPath, PagePath, PictureQuery
from service.checking import report_json

bp = blueprint("downloads", "Tệp của văn bản")

READ = needs(Permission.READ_DOCUMENTS)
_JSON: Responses = {200: {"content": {"application/json": {"schema": {"type": "object"}}}}}


@bp.get(
    "/documents/<uuid:document_id>.docx",
    summary="Tải DOCX",
    responses={200: file_of(Format.DOCX.media_type, "DOCX.")},
    **READ,
)
def docx(path: DocumentPath) -> Response:
    """Bản đã ban hành: đúng tệp đã lưu lúc ban hành; bản nháp: làm mới từ dữ liệu."""
    return _file(path, Format.DOCX)


@bp.get(
    "/documents/<uuid:document_id>.pdf",
    summary="Tải PDF/A",
    responses={200: file_of(Format.PDF.media_type, "PDF/A-2b.")},
    **READ,
)
def pdf(path: DocumentPath) -> Response:
    """Bản đã ban hành: đúng tệp đã lưu lúc ban hành; bản nháp: làm mới từ dữ liệu."""
    return _file(path, Format.PDF)


@bp.get("/documents/<uuid:document_id>.json", summary="Tải dữ liệu", responses=_JSON, **READ)
def data(path: DocumentPath) -> Response:
    """Dữ liệu của văn bản, để làm lại hoặc nhập vào hệ thống khác."""
    found = documents.get_document(services(), actor(), path.document_id)
    content = json.dumps(found.data, ensure_ascii=False, indent=2).encode()
    response = file(content, "application/json", "van-ban.json")
    response.headers["ETag"] = etag(found.revision)
    return response


@bp.get(
    "/documents/<uuid:document_id>/pages/<int:page>.png",
    summary="Hình một trang",
    responses={200: file_of("image/png", "PNG.")},
    **READ,
)
def picture(path: PagePath, query: PictureQuery) -> Response:
    """Trang như khi in ra."""
    content = downloads.page_picture(services(), actor(), path.document_id, path.page, query.dpi)
    return file(content, "image/png", f"trang-{path.page}.png")


@bp.get("/documents/<uuid:document_id>/check", summary="Kiểm tra thể thức", responses=_JSON, **READ)
def check(path: DocumentPath) -> Response:
    """Phiếu kiểm tra thể thức của văn bản."""
    report = checking.check_document(services(), actor(), path.document_id)
    return Response(report_json(report), content_type="application/json")


def _file(path: DocumentPath, form: Format) -> Response:
    found = downloads.document_file(services(), actor(), path.document_id, form)
    return file(found.content, form.media_type, found.name, tag=found.tag)
