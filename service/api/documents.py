"""Documents: drafts, versions, the bin."""

import uuid

from flask import Response

from service.accounts import Permission
from service.actions import documents
from service.actions.documents import DocumentView
from service.api.answers import answer, items, page, versioned
from service.api.idempotency import id_for_key, idempotent
from service.api.identity import actor, services
from service.api.operations import blueprint, needs
from service.api.requests import decode_draft_cursor, expected_revision
from service.api.schemas.documents import (
    CreateQuery,
    DocumentAnswer,
    DocumentList,
    DocumentPath,
    ListQuery,
    SaveQuery,
    TemplateBody,
    VersionAnswer,
    VersionList,
    VersionPath,
)
from service.api.schemas.shapes import DraftData, PatchData
from service.storage.drafts import DraftFilter

bp = blueprint("documents", "Văn bản")

READ, WRITE = needs(Permission.READ_DOCUMENTS), needs(Permission.WRITE_DOCUMENTS)


@bp.post("/documents", summary="Tạo bản nháp", responses={201: DocumentAnswer}, **WRITE)
@idempotent
def create(query: CreateQuery, body: DraftData) -> Response:
    """Tạo bản nháp từ dữ liệu; trả ETag để sửa tiếp."""
    made = documents.create_document(
        services(),
        actor(),
        body.root,
        incomplete=query.incomplete,
        template_id=query.template_id,
        document_id=id_for_key(),
    )
    return _located(made, 201)


@bp.get("/documents", summary="Danh sách văn bản", responses={200: DocumentList}, **READ)
def list_documents(query: ListQuery) -> Response:
    """Mới nhất trước, lọc theo loại, trạng thái, từ khóa."""
    wanted = DraftFilter(kind=query.kind, state=query.state, words=query.q, deleted=query.deleted)
    before = decode_draft_cursor(query.cursor)
    found = documents.list_heads(services(), actor(), wanted, before=before, limit=query.limit + 1)
    return page(DocumentList, found, query.limit, lambda one: one.place)


@bp.get("/documents/<uuid:document_id>", summary="Đọc văn bản", responses={200: DocumentAnswer}, **READ)
def read(path: DocumentPath) -> Response:
    """Trả dữ liệu, trạng thái và ETag."""
    return versioned(DocumentAnswer, documents.get_document(services(), actor(), path.document_id))


@bp.put("/documents/<uuid:document_id>", summary="Thay dữ liệu", responses={200: DocumentAnswer}, **WRITE)
def replace(path: DocumentPath, query: SaveQuery, body: DraftData) -> Response:
    """Cần If-Match với ETag đã đọc; bản đã bị người khác sửa thì trả 412."""
    saved = documents.save_document(
        services(),
        actor(),
        path.document_id,
        body.root,
        expected=expected_revision(),
        incomplete=query.incomplete,
    )
    return versioned(DocumentAnswer, saved)


@bp.patch("/documents/<uuid:document_id>", summary="Sửa một phần", responses={200: DocumentAnswer}, **WRITE)
def patch(path: DocumentPath, query: SaveQuery, body: PatchData) -> Response:
    """JSON Merge Patch (RFC 7396); cần If-Match."""
    saved = documents.patch_document(
        services(),
        actor(),
        path.document_id,
        body.root,
        expected=expected_revision(),
        incomplete=query.incomplete,
    )
    return versioned(DocumentAnswer, saved)


@bp.delete("/documents/<uuid:document_id>", summary="Xóa bản nháp", responses={204: None}, **WRITE)
def delete(path: DocumentPath) -> Response:
    """Khôi phục được trong 30 ngày; cần If-Match. Văn bản đã ban hành không xóa được."""
    documents.delete_document(services(), actor(), path.document_id, expected=expected_revision())
    return Response(status=204)


@bp.post(
    "/documents/<uuid:document_id>/undelete", summary="Khôi phục bản đã xóa", responses={200: DocumentAnswer}, **WRITE
)
@idempotent
def undelete(path: DocumentPath) -> Response:
    """Trong 30 ngày sau khi xóa."""
    return versioned(DocumentAnswer, documents.undelete_document(services(), actor(), path.document_id))


@bp.put("/documents/<uuid:document_id>/template", summary="Chọn mẫu riêng", responses={200: DocumentAnswer}, **WRITE)
def choose_template(path: DocumentPath, body: TemplateBody) -> Response:
    """Dùng phiên bản mới nhất của mẫu; cần If-Match."""
    chosen = documents.set_template(
        services(), actor(), path.document_id, body.template_id, expected=expected_revision()
    )
    return versioned(DocumentAnswer, chosen)


@bp.get("/documents/<uuid:document_id>/versions", summary="Các bản đã lưu", responses={200: VersionList}, **READ)
def list_versions(path: DocumentPath) -> Response:
    """Mới nhất trước."""
    return items(VersionList, documents.versions_of(services(), actor(), path.document_id))


@bp.get(
    "/documents/<uuid:document_id>/versions/<int:revision>",
    summary="Một bản đã lưu",
    responses={200: VersionAnswer},
    **READ,
)
def read_version(path: VersionPath) -> Response:
    """Dữ liệu của bản đó."""
    found = documents.version_of(services(), actor(), path.document_id, path.revision)
    return answer(VersionAnswer, found)


@bp.post(
    "/documents/<uuid:document_id>/versions/<int:revision>/restore",
    summary="Khôi phục một bản đã lưu",
    responses={200: DocumentAnswer},
    **WRITE,
)
@idempotent
def restore(path: VersionPath) -> Response:
    """Lưu lại bản cũ thành bản mới nhất; cần If-Match."""
    expected = expected_revision()
    restored = documents.restore_version(services(), actor(), path.document_id, path.revision, expected=expected)
    return versioned(DocumentAnswer, restored)


def _located(made: DocumentView, status: int) -> Response:
    return versioned(DocumentAnswer, made, status, Location=location(made.id))


def location(document_id: uuid.UUID) -> str:
    """Where a document is read."""
    return f"/api/v1/documents/{document_id}"
