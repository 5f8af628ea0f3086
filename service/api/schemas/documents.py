"""Documents, their versions, their issue."""

import datetime as dt
import uuid
from typing import Any

from pydantic import ConfigDict, Field, StrictInt

from service.api.schemas.shapes import DRAFT_CURSOR, Answer, Body, Day, PageQuery, Query
from service.nd30.kinds import Kind
from service.storage.drafts import DocumentState


class DocumentPath(Query):
    """Which document."""

    document_id: uuid.UUID = Field(description="Mã văn bản.")


class VersionPath(DocumentPath):
    """Which version of which document."""

    revision: int = Field(description="Số bản.", ge=0)


class PagePath(DocumentPath):
    """Which page of which document."""

    page: int = Field(description="Số trang, từ 1.", ge=0)


class CreateQuery(Query):
    """How to create."""

    incomplete: bool = Field(False, description="true: cho phép lưu dữ liệu chưa đủ, chỉ cần tên loại.")
    template_id: uuid.UUID | None = Field(None, description="Mẫu riêng của cơ quan; bỏ trống thì dùng mẫu có sẵn.")


class SaveQuery(Query):
    """How to save."""

    incomplete: bool = Field(False, description="true: cho phép lưu dữ liệu chưa đủ, chỉ cần tên loại.")


class ListQuery(PageQuery):
    """Which documents."""

    cursor: str | None = Field(
        None, description="next_cursor của trang trước; bỏ trống cho trang đầu.", pattern=DRAFT_CURSOR
    )
    kind: Kind | None = Field(None, description="Chỉ loại văn bản này.", examples=["ke-hoach"])
    state: DocumentState | None = Field(
        None, description="draft (đang soạn), submitted (trình ký), approved (đã duyệt), issued (đã ban hành), voided."
    )
    q: str = Field("", description="Từ cần tìm trong trích yếu, số, ký hiệu; có dấu hoặc không dấu.", max_length=200)
    deleted: bool = Field(False, description="true: các văn bản đã xóa, còn khôi phục được trong 30 ngày.")


class PictureQuery(Query):
    """How large a picture."""

    dpi: int = Field(96, description="Độ phân giải.", ge=36, le=200)


class DateQuery(Query):
    """For which day."""

    issued_on: Day | None = Field(None, description="Ngày ban hành dự kiến; bỏ trống là hôm nay.")


class DocumentSummary(Answer, title="DocumentSummary"):
    """A document in a list."""

    id: uuid.UUID = Field(description="Mã văn bản.")
    kind: str = Field(description="Tên loại.", examples=["ke-hoach"])
    subject: str = Field(description="Trích yếu.", examples=["Cải cách hành chính năm 2026"])
    state: DocumentState = Field(description="Trạng thái: draft, submitted, approved, issued, voided.")
    revision: int = Field(description="Số bản; tăng sau mỗi lần lưu. ETag là số này trong ngoặc kép.", examples=[3])
    created_by: str = Field(description="Người tạo.")
    created_at: dt.datetime = Field(description="Lúc tạo.")
    updated_at: dt.datetime = Field(description="Lúc sửa sau cùng.")
    deleted_at: dt.datetime | None = Field(description="Lúc xóa; null khi chưa xóa.")
    template_version_id: uuid.UUID | None = Field(description="Phiên bản mẫu riêng đã chọn; null là mẫu có sẵn.")
    files: list[str] = Field(description="Các tệp chính thức đã lưu khi ban hành.", examples=[["docx", "pdf"]])


class DocumentAnswer(DocumentSummary, title="DocumentAnswer"):
    """A document with its data."""

    data: dict[str, Any] = Field(description="Dữ liệu văn bản, theo lược đồ DocumentData (bản nháp có thể chưa đủ).")


class DocumentList(Answer, title="DocumentList"):
    """A page of documents."""

    items: list[DocumentSummary] = Field(description="Các văn bản, mới nhất trước.")
    next_cursor: str | None = Field(description="Gửi lại trong cursor để lấy trang sau; null khi đã hết.")


class VersionSummary(Answer, title="VersionSummary"):
    """A version in a list."""

    revision: int = Field(description="Số bản.")
    saved_by: str = Field(description="Người lưu.")
    saved_at: dt.datetime = Field(description="Lúc lưu.")
    note: str = Field(description="Ghi chú.")


class VersionAnswer(VersionSummary, title="VersionAnswer"):
    """A version with its data."""

    data: dict[str, Any] = Field(description="Dữ liệu của bản này.")


class VersionList(Answer, title="VersionList"):
    """Every version."""

    items: list[VersionSummary] = Field(description="Các bản, mới nhất trước.")


class ReasonBody(Body, title="ReasonBody"):
    """Why."""

    reason: str = Field(description="Lý do.", min_length=1, max_length=1000, examples=["Sai thẩm quyền ký."])


class SubmitBody(Body, title="SubmitBody"):
    """To whom, with which words."""

    model_config = ConfigDict(openapi_extra={"required": False})  # type: ignore[typeddict-unknown-key] # of flask-openapi3

    to: str = Field(
        "", description="Họ tên người duyệt; để trống thì lãnh đạo bất kỳ của cơ quan duyệt.", max_length=200
    )
    note: str = Field(
        "", description="Lời nhắn cho người duyệt.", max_length=1000, examples=["Cần ban hành trong tuần."]
    )


class ApproveBody(Body, title="ApproveBody"):
    """In whose place."""

    model_config = ConfigDict(openapi_extra={"required": False})  # type: ignore[typeddict-unknown-key] # of flask-openapi3

    instead_of: str = Field(
        "", description="Duyệt thay: họ tên người được trình. Chỉ ghi khi văn bản trình người khác.", max_length=200
    )


class TemplateBody(Body, title="TemplateBody"):
    """Which template."""

    template_id: uuid.UUID | None = Field(description="Mẫu riêng của cơ quan; null để dùng lại mẫu có sẵn.")


class IssueBody(Body, title="IssueBody"):
    """How to issue."""

    issued_on: Day | None = Field(None, description="Ngày ban hành; bỏ trống là hôm nay.", examples=["2026-06-05"])
    revision: StrictInt | None = Field(None, description="Chỉ ban hành nếu văn bản đang ở đúng bản này.", ge=1)
    reserved_entry_id: uuid.UUID | None = Field(
        None, description="Dòng sổ đã giữ số trước cho văn bản này, thay cho số kế tiếp."
    )
    reason: str = Field("", description="Lý do, khi dùng số đã giữ.", max_length=1000)


class NextNumberAnswer(Answer, title="NextNumberAnswer"):
    """The number to come."""

    number: int = Field(description="Số kế tiếp, nếu ban hành ngay bây giờ.", examples=[15])
    year: int = Field(description="Năm.", examples=[2026])
    series: str = Field(description="Tên hệ thống số.", examples=["Văn bản hành chính"])
    not_before: dt.date | None = Field(description="Ngày ban hành sớm nhất được phép; null khi chưa có số nào.")


class ValidAnswer(Answer, title="ValidAnswer"):
    """The data is right."""

    valid: bool = Field(description="Luôn là true; dữ liệu sai được trả lời 422 với tất cả các lỗi.")
    kind: str = Field(description="Tên loại.", examples=["ke-hoach"])
    subject: str = Field(description="Trích yếu.")
    printed_symbol: str = Field(description="Ký hiệu sẽ in.", examples=["KH-UBND"])
