"""Users of the agencies that the caller administers, and their roles."""

import uuid
from typing import Any

from flask import Response

from service.accounts import Permission
from service.actions import people
from service.api.answers import answer, items, secret_answer
from service.api.idempotency import idempotent
from service.api.identity import actor, services
from service.api.operations import blueprint, needs
from service.api.schemas.people import (
    NewPasswordAnswer,
    NewUserBody,
    OfAgencyQuery,
    RolesBody,
    UserAnswer,
    UserList,
    UserPath,
)
from service.storage.agency_tables import UserRow

bp = blueprint("users", "Người dùng")

NEEDS = needs(Permission.ADMINISTER)


@bp.get("/users", summary="Danh sách người dùng", responses={200: UserList}, **NEEDS)
def list_users(query: OfAgencyQuery) -> Response:
    """Người dùng của một cơ quan, với vai trò ở đó."""
    found = people.users_of(services(), actor(), query.agency_id)
    return items(UserList, [_content(user, query.agency_id) for user in found])


@bp.post("/users", summary="Thêm người dùng", responses={201: UserAnswer}, **NEEDS)
@idempotent
def create(query: OfAgencyQuery, body: NewUserBody) -> Response:
    """Không gửi password thì người dùng chỉ đăng nhập qua hệ thống xác thực (OIDC)."""
    made = people.create_user(
        services(), actor(), body.email, body.name, body.roles, password=body.password, agency_id=query.agency_id
    )
    return answer(UserAnswer, _content(made, query.agency_id), 201, Location=f"/api/v1/users/{made.id}")


@bp.get("/users/<uuid:user_id>", summary="Một người dùng", responses={200: UserAnswer}, **NEEDS)
def read(path: UserPath, query: OfAgencyQuery) -> Response:
    """Người dùng của cơ quan hoặc của cơ quan cấp dưới."""
    return _answer(people.get_user(services(), actor(), path.user_id), query)


@bp.put("/users/<uuid:user_id>/roles", summary="Đặt lại vai trò", responses={200: UserAnswer}, **NEEDS)
def set_roles(path: UserPath, query: OfAgencyQuery, body: RolesBody) -> Response:
    """Các phiên đang mở của người đó kết thúc."""
    changed = people.set_roles(services(), actor(), path.user_id, body.roles, agency_id=query.agency_id)
    return _answer(changed, query)


@bp.post("/users/<uuid:user_id>/close", summary="Khóa tài khoản", responses={200: UserAnswer}, **NEEDS)
@idempotent
def close(path: UserPath, query: OfAgencyQuery) -> Response:
    """Không cho đăng nhập nữa; nhật ký và sổ giữ nguyên tên."""
    return _answer(people.close_account(services(), actor(), path.user_id), query)


@bp.post("/users/<uuid:user_id>/reopen", summary="Mở lại tài khoản", responses={200: UserAnswer}, **NEEDS)
@idempotent
def reopen(path: UserPath, query: OfAgencyQuery) -> Response:
    """Với các vai trò đã có."""
    return _answer(people.reopen_account(services(), actor(), path.user_id), query)


@bp.post(
    "/users/<uuid:user_id>/password", summary="Đặt mật khẩu ngẫu nhiên", responses={200: NewPasswordAnswer}, **NEEDS
)
@idempotent
def reset_password(path: UserPath) -> Response:
    """Mở khóa và kết thúc mọi phiên; mật khẩu mới chỉ hiện một lần này."""
    return secret_answer(NewPasswordAnswer, {"password": people.reset_password(services(), actor(), path.user_id)})


@bp.delete("/users/<uuid:user_id>/sessions", summary="Đăng xuất khỏi mọi nơi", responses={204: None}, **NEEDS)
def end_sessions(path: UserPath) -> Response:
    """Kết thúc mọi phiên của người dùng."""
    people.end_user_sessions(services(), actor(), path.user_id)
    return Response(status=204)


def _answer(user: UserRow, query: OfAgencyQuery) -> Response:
    return answer(UserAnswer, _content(user, query.agency_id))


def _content(user: UserRow, agency_id: uuid.UUID | None) -> dict[str, Any]:
    """The user with the roles in one agency; those they have elsewhere are not the caller's to see."""
    wanted = agency_id or actor().agency_id
    same = {name: getattr(user, name) for name in ("id", "email", "name", "active", "created_at")}
    return same | {"roles": sorted(one.role for one in user.memberships if one.agency_id == wanted)}
