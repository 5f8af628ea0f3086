"""The register and its series."""

import datetime as dt
import uuid
from typing import Annotated

from pydantic import AfterValidator, Field, StrictInt
from pydantic_core import PydanticCustomError

from service.actions.register import BookFormat
from service.api.schemas.documents import DocumentAnswer
from service.api.schemas.shapes import Answer, Body, Day, PageQuery, Query
from service.nd30.kinds import COPY_ABBREVIATIONS, Kind
from service.numbering import EntryState, Purpose

_LINE_KINDS = (*(kind.value for kind in Kind), *COPY_ABBREVIATIONS)


def _known(kind: str) -> str:
    if kind not in _LINE_KINDS:
        raise PydanticCustomError("unknown-kind", "Không có loại văn bản này.")
    return kind


LineKind = Annotated[str, AfterValidator(_known), Field(json_schema_extra={"enum": list(_LINE_KINDS)})]
"""What is entered by hand: any kind, or a copy."""


class EntryPath(Query):
    """Which line."""

    entry_id: uuid.UUID = Field(description="Mã dòng sổ.")


class RegisterQuery(PageQuery):
    """Which lines."""

    year: int | None = Field(None, description="Năm.", ge=1945, le=2199)
    series_id: uuid.UUID | None = Field(None, description="Hệ thống số.")
    kind: LineKind | None = Field(None, description="Tên loại (mã) hoặc SY, TrS, SL.")
    state: EntryState | None = Field(None, description="issued, reserved (giữ số) hoặc voided (đã hủy).")
    q: str = Field("", description="Từ cần tìm, có dấu hoặc không dấu.", max_length=200)


class ExportQuery(Query):
    """Which book."""

    series_id: uuid.UUID = Field(description="Hệ thống số.")
    year: int = Field(description="Năm.", ge=1945, le=2199)
    format: BookFormat = Field(BookFormat.XLSX, description="xlsx, docx hoặc pdf (bản in đóng sổ, có bìa).")
    volume: int = Field(1, description="Quyển số.", ge=1, le=999)


class EntryAnswer(Answer, title="EntryAnswer"):
    """A line of the register."""

    id: uuid.UUID = Field(description="Mã dòng sổ.")
    series_id: uuid.UUID = Field(description="Hệ thống số.")
    year: int = Field(description="Năm.", examples=[2026])
    number: int = Field(description="Số.", examples=[15])
    printed_number: str = Field(description="(1) Số, ký hiệu văn bản.", examples=["15/KH-UBND"])
    issued_on: dt.date = Field(description="(2) Ngày tháng văn bản.")
    kind: str = Field(description="Tên loại (mã).", examples=["ke-hoach"])
    kind_name: str = Field(description="(3) Tên loại.", examples=["Kế hoạch"])
    subject: str = Field(description="(3) Trích yếu nội dung văn bản.")
    signer: str = Field(description="(4) Người ký.")
    recipients: str = Field(description="(5) Nơi nhận văn bản.")
    archive: str = Field(description="(6) Đơn vị, người nhận bản lưu.")
    copies: int | None = Field(description="(7) Số lượng bản.")
    sent_on: Day | None = Field(description="(8) Ngày chuyển.")
    received_by: str = Field(description="(9) Ký nhận.")
    note: str = Field(description="(10) Ghi chú.")
    state: EntryState = Field(description="issued, reserved (giữ số) hoặc voided (đã hủy).")
    reason: str = Field(description="Lý do giữ số, nhập sau hoặc hủy số.")
    document_id: uuid.UUID | None = Field(description="Văn bản trong hệ thống, nếu có.")
    entered_by: str = Field(description="Người vào sổ.")
    entered_at: dt.datetime = Field(description="Lúc vào sổ.")


class EntryList(Answer, title="EntryList"):
    """A page of the register."""

    items: list[EntryAnswer] = Field(description="Các dòng theo năm, hệ thống số và số.")
    next_cursor: str | None = Field(description="Gửi lại trong cursor để lấy trang sau; null khi đã hết.")


class IssuedAnswer(Answer, title="IssuedAnswer"):
    """An issued document with its line."""

    document: DocumentAnswer = Field(description="Văn bản.")
    entry: EntryAnswer = Field(description="Dòng sổ đăng ký văn bản đi.")


class LineBody(Body, title="LineBody"):
    """The details of a paper document or a copy."""

    kind: LineKind = Field(description="Tên loại (mã), hoặc SY, TrS, SL cho bản sao.", examples=["cong-van"])
    symbol: str = Field(description="Ký hiệu.", pattern=r"^\S{1,100}$", examples=["UBND-VP"])
    subject: str = Field(description="Trích yếu.", min_length=1, max_length=2000)
    signer: str = Field("", description="Người ký.", max_length=200)
    recipients: str = Field("", description="Nơi nhận, cách nhau dấu chấm phẩy.", max_length=5000)
    archive: str = Field("", description="Đơn vị, người nhận bản lưu.", max_length=300)
    copies: StrictInt | None = Field(None, description="Số lượng bản.", ge=0, le=100_000)
    note: str = Field("", description="Ghi chú.", max_length=2000)
    issued_on: Day | None = Field(None, description="Ngày văn bản; bỏ trống là hôm nay (hoặc ngày đã giữ số).")
    reason: str = Field("", description="Lý do giữ số hoặc nhập sau.", max_length=1000)


class DispatchBody(Body, title="DispatchBody"):
    """What is known after issue."""

    copies: StrictInt | None = Field(None, description="(7) Số lượng bản.", ge=0, le=100_000)
    sent_on: Day | None = Field(None, description="(8) Ngày chuyển.")
    received_by: str = Field("", description="(9) Ký nhận.", max_length=200)
    note: str = Field("", description="(10) Ghi chú.", max_length=2000)


class SeriesAnswer(Answer, title="SeriesAnswer"):
    """A series."""

    id: uuid.UUID = Field(description="Mã hệ thống số.")
    name: str = Field(description="Tên.", examples=["Quyết định"])
    kinds: list[str] = Field(description="Các loại văn bản; rỗng là mọi loại còn lại.", examples=[["quyet-dinh"]])
    purpose: Purpose = Field(description="documents (văn bản) hoặc copies (bản sao).")
    from_year: int = Field(description="Năm bắt đầu dùng.")
    until_year: int | None = Field(description="Năm cuối cùng còn dùng; null khi đang dùng.")


class SeriesList(Answer, title="SeriesList"):
    """Every series."""

    items: list[SeriesAnswer] = Field(description="Các hệ thống số, cũ nhất trước.")


class PlanBody(Body, title="PlanBody"):
    """One series as decided."""

    name: str = Field(description="Tên.", min_length=1, max_length=200, examples=["Quyết định"])
    kinds: tuple[Kind, ...] = Field((), description="Các loại văn bản; rỗng là mọi loại còn lại.", max_length=40)
    purpose: Purpose = Field(Purpose.DOCUMENTS, description="documents (văn bản) hoặc copies (bản sao).")


class SeriesBody(Body, title="SeriesBody"):
    """The decision of the agency's head."""

    series: tuple[PlanBody, ...] = Field(description="Toàn bộ các hệ thống số.", min_length=1, max_length=40)


class SeriesDecided(Answer, title="SeriesDecided"):
    """From when the decision holds."""

    from_year: int = Field(description="Năm bắt đầu áp dụng: năm nay nếu chưa cấp số nào, nếu không là năm sau.")
