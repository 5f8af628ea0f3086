"""The way from draft to issued: submit, approve, number, void."""

from flask import Response

from service.accounts import Permission
from service.actions import documents, issuing
from service.actions.issuing import IssueRequest
from service.api.answers import answer, versioned
from service.api.idempotency import idempotent, request_key
from service.api.identity import actor, services
from service.api.operations import blueprint, needs
from service.api.schemas.documents import (
    ApproveBody,
    DateQuery,
    DocumentAnswer,
    DocumentPath,
    IssueBody,
    NextNumberAnswer,
    ReasonBody,
    SubmitBody,
)
from service.api.schemas.register import EntryAnswer, IssuedAnswer

bp = blueprint("issuing", "Trình ký, cấp số, ban hành")

APPROVE, ISSUE = needs(Permission.APPROVE), needs(Permission.ISSUE)


@bp.post(
    "/documents/<uuid:document_id>/submit",
    summary="Trình ký",
    responses={200: DocumentAnswer},
    **needs(Permission.WRITE_DOCUMENTS),
)
@idempotent
def submit(path: DocumentPath, body: SubmitBody) -> Response:
    """Chuyển bản nháp đủ dữ liệu sang trạng thái trình ký, cho một người duyệt hoặc lãnh đạo bất kỳ; không cần thân yêu cầu."""
    sent = documents.submit_document(services(), actor(), path.document_id, to=body.to, note=body.note)
    return versioned(DocumentAnswer, sent)


@bp.post("/documents/<uuid:document_id>/approve", summary="Duyệt", responses={200: DocumentAnswer}, **APPROVE)
@idempotent
def approve(path: DocumentPath, body: ApproveBody) -> Response:
    """Lãnh đạo duyệt để ban hành; văn bản trình người khác thì ghi rõ duyệt thay ai. Không cần thân yêu cầu."""
    approved = documents.approve_document(services(), actor(), path.document_id, instead_of=body.instead_of)
    return versioned(DocumentAnswer, approved)


@bp.post("/documents/<uuid:document_id>/return", summary="Trả lại", responses={200: DocumentAnswer}, **APPROVE)
@idempotent
def send_back(path: DocumentPath, body: ReasonBody) -> Response:
    """Trả lại người soạn kèm lý do."""
    returned = documents.return_document(services(), actor(), path.document_id, body.reason)
    return versioned(DocumentAnswer, returned)


@bp.get(
    "/documents/<uuid:document_id>/next-number",
    summary="Số sẽ được cấp",
    responses={200: NextNumberAnswer},
    **needs(Permission.READ_DOCUMENTS),
)
def next_number(path: DocumentPath, query: DateQuery) -> Response:
    """Xem trước, chưa lấy số."""
    coming = issuing.preview_number(services(), actor(), path.document_id, query.issued_on)
    content = {"number": coming.number, "year": coming.year, "series": coming.series.name}
    return answer(NextNumberAnswer, content | {"not_before": coming.not_before})


@bp.post("/documents/<uuid:document_id>/issue", summary="Ban hành", responses={200: IssuedAnswer}, **ISSUE)
@idempotent
def issue(path: DocumentPath, body: IssueBody) -> Response:
    """Lấy số kế tiếp, ghi ngày, làm tệp chính thức, vào sổ đăng ký và khóa văn bản, tất cả cùng một lúc."""
    request = IssueRequest(
        on=body.issued_on,
        expected=body.revision,
        reserved_entry=body.reserved_entry_id,
        reason=body.reason,
        request_key=request_key(),
    )
    return answer(IssuedAnswer, issuing.issue_document(services(), actor(), path.document_id, request))


@bp.post("/documents/<uuid:document_id>/void", summary="Hủy số", responses={200: IssuedAnswer}, **ISSUE)
@idempotent
def void(path: DocumentPath, body: ReasonBody) -> Response:
    """Số vẫn coi là đã dùng; sổ đăng ký ghi lý do."""
    return answer(IssuedAnswer, issuing.void_document(services(), actor(), path.document_id, body.reason))


@bp.get(
    "/documents/<uuid:document_id>/entry",
    summary="Dòng sổ của văn bản",
    responses={200: EntryAnswer},
    **needs(Permission.READ_DOCUMENTS),
)
def entry(path: DocumentPath) -> Response:
    """Dòng sổ đăng ký văn bản đi của văn bản đã ban hành."""
    return answer(EntryAnswer, issuing.entry_of_document(services(), actor(), path.document_id))
