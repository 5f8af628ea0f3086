"""The caller's agency and its log."""

from flask import Response

from service.accounts import AuditFilter, Permission
from service.actions import people
from service.api.answers import answer, page
from service.api.identity import actor, services
from service.api.operations import blueprint, needs
from service.api.requests import decode_cursor
from service.api.schemas.others import AuditList, AuditQuery
from service.api.schemas.people import AgencyAnswer, AgencyBody

bp = blueprint("agency", "Cơ quan")


@bp.get("/agency", summary="Cơ quan của người gọi", responses={200: AgencyAnswer}, **needs(Permission.READ_DOCUMENTS))
def read() -> Response:
    """Tên chính thức, chữ viết tắt, người ký, danh sách nơi nhận."""
    return answer(AgencyAnswer, people.own_agency(services(), actor()))


@bp.put("/agency", summary="Thay mô tả cơ quan mình", responses={200: AgencyAnswer}, **needs(Permission.ADMINISTER))
def describe(body: AgencyBody) -> Response:
    """Văn bản đã làm giữ nguyên những gì đã in."""
    described = people.describe_agency(services(), actor(), body.profile, approval_required=body.approval_required)
    return answer(AgencyAnswer, described)


@bp.get("/audit", summary="Nhật ký", responses={200: AuditList}, **needs(Permission.READ_AUDIT))
def audit(query: AuditQuery) -> Response:
    """Ai làm gì với văn bản nào, lúc nào; chỉ ghi thêm, không sửa được."""
    wanted = AuditFilter(action=query.action, object_id=query.object_id)
    before = decode_cursor(query.cursor)
    found = people.audit_log(services(), actor(), wanted, before=before, limit=query.limit + 1)
    return page(AuditList, found, query.limit, lambda one: one.id)
