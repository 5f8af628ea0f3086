"""Agencies that the caller administers: their own and those below it."""

from flask import Response

from service.accounts import Permission
from service.actions import moving_agencies, people
from service.api.answers import answer, items
from service.api.idempotency import id_for_key, idempotent
from service.api.identity import actor, services
from service.api.operations import blueprint, needs
from service.api.schemas.people import (
    AgencyAnswer,
    AgencyBody,
    AgencyList,
    AgencyPath,
    MoveAnswer,
    MoveBody,
    MoveQuery,
    NewAgencyBody,
)

bp = blueprint("agencies", "Cơ quan cấp dưới")

NEEDS = needs(Permission.ADMINISTER)


@bp.get("/agencies", summary="Các cơ quan quản lý", responses={200: AgencyList}, **NEEDS)
def list_agencies() -> Response:
    """Cơ quan của người gọi và các cơ quan cấp dưới."""
    return items(AgencyList, people.administered_agencies(services(), actor()))


@bp.post("/agencies", summary="Thêm cơ quan cấp dưới", responses={201: AgencyAnswer}, **NEEDS)
@idempotent
def create(body: NewAgencyBody) -> Response:
    """Cơ quan mới có ngay một hệ thống số cho năm nay."""
    made = people.create_agency(services(), body.profile, actor(), superior_id=body.superior_id, agency_id=id_for_key())
    return answer(AgencyAnswer, made, 201, Location=f"/api/v1/agencies/{made.id}")


@bp.get("/agencies/<uuid:agency_id>", summary="Một cơ quan", responses={200: AgencyAnswer}, **NEEDS)
def read(path: AgencyPath) -> Response:
    """Cơ quan của người gọi hoặc cấp dưới."""
    return answer(AgencyAnswer, people.administered_agency(services(), actor(), path.agency_id))


@bp.put("/agencies/<uuid:agency_id>", summary="Thay mô tả cơ quan", responses={200: AgencyAnswer}, **NEEDS)
def describe(path: AgencyPath, body: AgencyBody) -> Response:
    """Văn bản đã làm giữ nguyên những gì đã in."""
    described = people.describe_agency(
        services(), actor(), body.profile, agency_id=path.agency_id, approval_required=body.approval_required
    )
    return answer(AgencyAnswer, described)


@bp.get("/agencies/<uuid:agency_id>/move", summary="Xem trước việc chuyển", responses={200: MoveAnswer}, **NEEDS)
def consider_move(path: AgencyPath, query: MoveQuery) -> Response:
    """Ai thêm quyền, ai thôi quyền nếu chuyển về cơ quan ấy; chưa chuyển gì."""
    return answer(MoveAnswer, moving_agencies.consider_move(services(), actor(), path.agency_id, query.superior_id))


@bp.post("/agencies/<uuid:agency_id>/move", summary="Chuyển cơ quan quản lý", responses={200: MoveAnswer}, **NEEDS)
@idempotent
def move(path: AgencyPath, body: MoveBody) -> Response:
    """Văn bản, sổ, tài khoản của cơ quan giữ nguyên; nhật ký của hai cơ quan đều ghi."""
    return answer(MoveAnswer, moving_agencies.move_below(services(), actor(), path.agency_id, body.superior_id))
