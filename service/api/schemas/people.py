"""Agencies, users and tokens, for those who administer them."""

import datetime as dt
import uuid
from typing import Any

from pydantic import AwareDatetime, Field, StrictBool

from service.accounts import AgencyProfile, Permission, Role
from service.api.schemas.shapes import Answer, Body, Query


class AgencyPath(Query):
    """Which agency."""

    agency_id: uuid.UUID = Field(description="Mã cơ quan.")


class UserPath(Query):
    """Which user."""

    user_id: uuid.UUID = Field(description="Mã người dùng.")


class TokenPath(Query):
    """Which token."""

    token_id: uuid.UUID = Field(description="Mã của mã truy cập.")


class OfAgencyQuery(Query):
    """Of which agency."""

    agency_id: uuid.UUID | None = Field(None, description="Cơ quan cấp dưới; bỏ trống là cơ quan của người gọi.")


class AgencyAnswer(Answer, title="AgencyAnswer"):
    """An agency."""

    id: uuid.UUID = Field(description="Mã cơ quan.")
    superior_id: uuid.UUID | None = Field(description="Cơ quan quản lý tài khoản cấp trên; null khi không có.")
    name: str = Field(description="Tên chính thức.")
    sign: str = Field(description="Chữ viết tắt.")
    profile: dict[str, Any] = Field(description="Địa danh, cơ quan chủ quản, người ký, danh sách nơi nhận.")
    approval_required: bool = Field(description="Văn bản phải được lãnh đạo duyệt trước khi cấp số.")


class AgencyList(Answer, title="AgencyList"):
    """The agencies one administers."""

    items: list[AgencyAnswer] = Field(description="Cơ quan của người gọi và các cơ quan cấp dưới, theo tên.")


class NewAgencyBody(Body, title="NewAgencyBody"):
    """A new agency."""

    profile: AgencyProfile = Field(
        description="Những gì cơ quan in trên văn bản.",
        examples=[{"issuer": {"name": "Ủy ban nhân dân xã An Bình", "sign": "UBND", "place": "An Bình"}}],
    )
    superior_id: uuid.UUID | None = Field(
        None, description="Cơ quan quản lý tài khoản cấp trên; bỏ trống là cơ quan của người gọi."
    )


class AgencyBody(Body, title="AgencyBody"):
    """What an agency is to be."""

    profile: AgencyProfile = Field(description="Thay toàn bộ những gì cơ quan in trên văn bản.")
    approval_required: StrictBool | None = Field(
        None, description="Văn bản phải được lãnh đạo duyệt trước khi cấp số; null là giữ như cũ."
    )


class MoveQuery(Query):
    """Under which agency it would come."""

    superior_id: uuid.UUID = Field(description="Cơ quan quản lý mới: của người gọi hoặc cấp dưới.")


class MoveBody(Body, title="MoveBody"):
    """Under which agency it comes."""

    superior_id: uuid.UUID = Field(description="Cơ quan quản lý mới: của người gọi hoặc cấp dưới.")


class KeeperAnswer(Answer, title="KeeperAnswer"):
    """Who administers an agency from above."""

    name: str = Field(description="Cơ quan.")
    people: list[str] = Field(description="Người quản trị của cơ quan ấy.", examples=[["Nguyễn Văn An"]])
    tokens: list[str] = Field(description="Mã truy cập của cơ quan ấy có phạm vi agency:admin.")


class MoveAnswer(Answer, title="MoveAnswer"):
    """What a move changes."""

    agency: AgencyAnswer = Field(description="Cơ quan được chuyển.")
    superior: AgencyAnswer = Field(description="Cơ quan quản lý mới.")
    former: AgencyAnswer = Field(description="Cơ quan quản lý cũ.")
    gaining: list[KeeperAnswer] = Field(description="Ai có thêm quyền quản trị, gần nhất trước.")
    losing: list[KeeperAnswer] = Field(description="Ai thôi quyền quản trị, gần nhất trước.")
    along: list[AgencyAnswer] = Field(description="Các cơ quan bên dưới đi theo.")


class UserAnswer(Answer, title="UserAnswer"):
    """A user."""

    id: uuid.UUID = Field(description="Mã người dùng.")
    email: str = Field(description="Thư điện tử, cũng là tên đăng nhập.", examples=["an@xa.example.vn"])
    name: str = Field(description="Họ và tên.", examples=["Nguyễn Văn An"])
    active: bool = Field(description="Được đăng nhập.")
    roles: list[Role] = Field(
        description="Vai trò trong cơ quan: soan-thao, van-thu, lanh-dao, quan-tri.", examples=[["van-thu"]]
    )
    created_at: dt.datetime = Field(description="Lúc tạo.")


class UserList(Answer, title="UserList"):
    """The users of an agency."""

    items: list[UserAnswer] = Field(description="Người dùng của cơ quan, theo thư điện tử.")


class NewUserBody(Body, title="NewUserBody"):
    """A new user."""

    email: str = Field(description="Thư điện tử.", max_length=254, examples=["an@xa.example.vn"])
    name: str = Field(description="Họ và tên.", min_length=1, max_length=200, examples=["Nguyễn Văn An"])
    roles: tuple[Role, ...] = Field(
        description="Vai trò: soan-thao, van-thu, lanh-dao, quan-tri.",
        min_length=1,
        max_length=4,
        examples=[["soan-thao"]],
    )
    password: str | None = Field(
        None, description="Mật khẩu, từ 10 ký tự; null: chỉ đăng nhập qua hệ thống xác thực (OIDC).", max_length=200
    )


class RolesBody(Body, title="RolesBody"):
    """Roles to have."""

    roles: tuple[Role, ...] = Field(
        description="Đúng các vai trò này; danh sách rỗng là đưa ra khỏi cơ quan.", max_length=4, examples=[["van-thu"]]
    )


class NewPasswordAnswer(Answer, title="NewPasswordAnswer"):
    """A password just set."""

    password: str = Field(description="Mật khẩu ngẫu nhiên, chỉ hiện một lần này; người dùng tự đổi sau khi đăng nhập.")


class NewTokenBody(Body, title="NewTokenBody"):
    """A new token."""

    name: str = Field(description="Tên để nhận ra.", min_length=1, max_length=200, examples=["Phần mềm một cửa"])
    scopes: tuple[Permission, ...] = Field(
        description="Phạm vi.", min_length=1, max_length=20, examples=[["documents:read", "render"]]
    )
    expires_at: AwareDatetime = Field(
        description="Hết hạn lúc nào, kèm múi giờ; nhiều nhất 730 ngày.", examples=["2027-01-01T00:00:00+07:00"]
    )


class TokenAnswer(Answer, title="TokenAnswer"):
    """A token without its secret."""

    id: uuid.UUID = Field(description="Mã của mã truy cập.")
    name: str = Field(description="Tên.")
    scopes: list[str] = Field(description="Phạm vi.", examples=[["documents:read", "render"]])
    created_at: dt.datetime = Field(description="Lúc tạo.")
    expires_at: dt.datetime = Field(description="Hết hạn lúc nào.")
    revoked_at: dt.datetime | None = Field(description="Lúc thu hồi; null khi chưa thu hồi.")
    last_used_at: dt.datetime | None = Field(description="Lần dùng gần nhất (sai số 5 phút); null khi chưa dùng.")


class NewTokenAnswer(TokenAnswer, title="NewTokenAnswer"):
    """A token just made."""

    secret: str = Field(description="Mã truy cập, chỉ hiện một lần này.", examples=["nd30_…"])


class TokenList(Answer, title="TokenList"):
    """Every token of the agency."""

    items: list[TokenAnswer] = Field(description="Các mã truy cập của cơ quan, mới nhất trước.")
