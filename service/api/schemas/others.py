"""Kinds, units, templates, webhooks, the log, sessions, health."""

import datetime as dt
import uuid
from typing import Any

from pydantic import Field

from service.api.schemas.shapes import Answer, Body, Day, PageQuery, Query
from service.nd30.kinds import Kind
from service.webhooks import Event


class KindPath(Query):
    """Which kind."""

    kind: Kind = Field(description="Mã tên loại.", examples=["ke-hoach"])


class KindAnswer(Answer, title="KindAnswer"):
    """A kind of document."""

    kind: str = Field(description="Mã.", examples=["ke-hoach"])
    name: str = Field(description="Tên loại.", examples=["Kế hoạch"])
    abbreviation: str = Field(description="Chữ viết tắt trong ký hiệu; rỗng với công văn.", examples=["KH"])
    rendered: bool = Field(description="Hệ thống làm được loại này.")
    reason: str = Field(
        description="Vì sao hệ thống không làm loại này; rỗng khi làm được.",
        examples=["Phụ lục III không có mẫu trình bày hợp đồng"],
    )


class KindList(Answer, title="KindList"):
    """Every kind."""

    items: list[KindAnswer] = Field(description="29 loại văn bản hành chính.")


class UnitQuery(Query):
    """Which units."""

    q: str = Field("", description="Tên hoặc mã, có dấu hoặc không dấu; rỗng là tất cả.", max_length=100)
    province: str | None = Field(None, description="Mã tỉnh, thành phố.", pattern=r"^\d{2}$", examples=["04"])
    on: Day | None = Field(None, description="Theo danh mục tại ngày này; bỏ trống là hôm nay.")
    limit: int = Field(50, description="Số đơn vị nhiều nhất.", ge=1, le=3500)


class UnitAnswer(Answer, title="UnitAnswer"):
    """A commune."""

    code: str = Field(description="Mã đơn vị hành chính cấp xã.", examples=["31756"])
    type: str = Field(description="xã, phường hoặc đặc khu.", examples=["xã"])
    name: str = Field(description="Tên chính thức.", examples=["An Bình"])
    full_name: str = Field(description="Tên viết giữa câu.", examples=["xã An Bình"])
    province_code: str = Field(description="Mã tỉnh, thành phố.")
    province: str = Field(description="Tên tỉnh, thành phố.", examples=["tỉnh Cao Bằng"])


class UnitList(Answer, title="UnitList"):
    """Units found."""

    items: list[UnitAnswer] = Field(description="Các đơn vị tìm thấy.")


class TemplatePath(Query):
    """Which template."""

    template_id: uuid.UUID = Field(description="Mã mẫu.")


class TemplateQuery(Query):
    """What an uploaded template is for."""

    kind: Kind = Field(description="Loại văn bản làm từ mẫu này.", examples=["ke-hoach"])
    name: str = Field(description="Tên mẫu.", min_length=1, max_length=200, examples=["Kế hoạch của xã"])


class TemplateFileQuery(Query):
    """Which version."""

    version: int | None = Field(None, description="Phiên bản; bỏ trống là mới nhất.", ge=1, le=1_000_000)


class TemplateAnswer(Answer, title="TemplateAnswer"):
    """A template with its newest version."""

    id: uuid.UUID = Field(description="Mã mẫu.")
    kind: str = Field(description="Loại văn bản.")
    name: str = Field(description="Tên mẫu.")
    version: int = Field(description="Phiên bản mới nhất.")
    size: int = Field(description="Dung lượng tệp (byte).")
    check: dict[str, Any] = Field(description="Kết quả kiểm tra thể thức văn bản làm thử từ mẫu: số lỗi theo mức.")
    uploaded_by: str = Field(description="Người tải lên.")
    uploaded_at: dt.datetime = Field(description="Lúc tải lên.")
    retired_at: dt.datetime | None = Field(description="Lúc ngừng dùng; null khi đang dùng.")


class TemplateList(Answer, title="TemplateList"):
    """Every template."""

    items: list[TemplateAnswer] = Field(description="Các mẫu của cơ quan, mới nhất trước.")


class WebhookPath(Query):
    """Which webhook."""

    webhook_id: uuid.UUID = Field(description="Mã webhook.")


class WebhookBody(Body, title="WebhookBody"):
    """A new webhook."""

    url: str = Field(description="Địa chỉ nhận.", max_length=2000, examples=["https://hethong.example.vn/nd30"])
    events: tuple[Event, ...] = Field(
        description="Các sự kiện.", min_length=1, max_length=20, examples=[["document.issued"]]
    )


class WebhookAnswer(Answer, title="WebhookAnswer"):
    """A webhook."""

    id: uuid.UUID = Field(description="Mã webhook.")
    url: str = Field(description="Địa chỉ nhận.")
    events: list[str] = Field(description="Các sự kiện.")
    created_at: dt.datetime = Field(description="Lúc tạo.")


class NewWebhookAnswer(WebhookAnswer, title="NewWebhookAnswer"):
    """A webhook just made."""

    secret: str = Field(description="Khóa ký, chỉ hiện một lần này: HMAC-SHA-256 trên “thời điểm.nội dung”.")


class WebhookList(Answer, title="WebhookList"):
    """Every webhook."""

    items: list[WebhookAnswer] = Field(description="Các webhook của cơ quan.")


class DeliveryAnswer(Answer, title="DeliveryAnswer"):
    """A delivery with its attempts."""

    id: uuid.UUID = Field(description="Mã sự kiện, gửi trong tiêu đề Nd30-Event-Id.")
    event: str = Field(description="Sự kiện.", examples=["document.issued"])
    state: str = Field(description="waiting, delivered hoặc given-up.")
    due_at: dt.datetime | None = Field(description="Lúc gửi (lại); null khi đã xong.")
    attempts: list[dict[str, Any]] = Field(description="Các lần gửi: at, status, error, milliseconds.")
    created_at: dt.datetime = Field(description="Lúc xảy ra.")


class DeliveryList(Answer, title="DeliveryList"):
    """A page of deliveries."""

    items: list[DeliveryAnswer] = Field(description="Các lần báo, mới nhất trước.")
    next_cursor: str | None = Field(description="Gửi lại trong cursor để lấy trang sau; null khi đã hết.")


class AuditQuery(PageQuery):
    """Which lines of the log."""

    action: str | None = Field(None, description="Chỉ việc này.", max_length=60, examples=["document.issue"])
    object_id: str | None = Field(None, description="Chỉ đối tượng này.", max_length=80)


class AuditAnswer(Answer, title="AuditAnswer"):
    """A line of the log."""

    id: uuid.UUID = Field(description="Mã dòng.")
    at: dt.datetime = Field(description="Lúc làm.")
    actor: str = Field(description="Ai làm.")
    action: str = Field(description="Việc gì.", examples=["document.issue"])
    object_kind: str = Field(description="Loại đối tượng.", examples=["document"])
    object_id: str = Field(description="Đối tượng.")
    detail: dict[str, Any] = Field(description="Chi tiết.")
    request_id: str = Field(description="Mã yêu cầu.")


class AuditList(Answer, title="AuditList"):
    """A page of the log."""

    items: list[AuditAnswer] = Field(description="Các dòng, mới nhất trước.")
    next_cursor: str | None = Field(description="Gửi lại trong cursor để lấy trang sau; null khi đã hết.")


class SignInBody(Body, title="SignInBody"):
    """Who signs in."""

    email: str = Field(description="Thư điện tử.", max_length=254)
    password: str = Field(description="Mật khẩu.", max_length=200)


class PasswordBody(Body, title="PasswordBody"):
    """A new password."""

    old_password: str = Field(description="Mật khẩu hiện tại.", max_length=200)
    new_password: str = Field(description="Mật khẩu mới, từ 10 ký tự.", max_length=200)


class SessionAnswer(Answer, title="SessionAnswer"):
    """Who is signed in."""

    name: str = Field(description="Họ tên hoặc tên mã truy cập.")
    agency_id: uuid.UUID = Field(description="Cơ quan.")
    permissions: list[str] = Field(description="Các quyền.")
    csrf_token: str = Field(description="Gửi trong tiêu đề X-CSRFToken khi dùng cookie phiên; rỗng với mã truy cập.")


class HealthAnswer(Answer, title="HealthAnswer"):
    """Whether it works."""

    status: str = Field(description="ok", examples=["ok"])
