"""Batches: one document for many communes."""

import base64
import binascii
import datetime as dt
import uuid
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StrictBool, WithJsonSchema
from pydantic_core import PydanticCustomError

from service.api.schemas.shapes import Answer, Body, Day, PageQuery, Query
from service.batches import BatchState, Format, ItemState, Numbers
from service.units import UnitType

_LAST_POSITION = 1_000_000


def _decoded(value: Any) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, TypeError, ValueError):
        raise PydanticCustomError("bad-base64", "Nội dung tệp phải ghi bằng Base64.") from None


FileContent = Annotated[
    bytes, BeforeValidator(_decoded), WithJsonSchema({"type": "string", "contentEncoding": "base64"})
]
"""A file inside JSON."""


class BatchPath(Query):
    """Which batch."""

    batch_id: uuid.UUID = Field(description="Mã lô.")


class ItemPath(BatchPath):
    """Which row of which batch."""

    position: int = Field(description="Số thứ tự của dòng, từ 1.", ge=0, le=_LAST_POSITION)


class UnitsChoice(Body, title="UnitsChoice"):
    """Which units."""

    all: StrictBool = Field(False, description="true: mọi xã, phường, đặc khu của cả nước.", examples=[False])
    provinces: tuple[str, ...] = Field(
        (), description="Chỉ các tỉnh, thành phố này (tên hoặc mã).", max_length=100, examples=[["Cần Thơ"]]
    )
    types: tuple[UnitType, ...] = Field(
        (), description="Chỉ các loại đơn vị này: xã, phường, đặc khu.", max_length=3, examples=[["xã"]]
    )
    codes: tuple[str, ...] = Field(
        (), description="Chỉ các đơn vị mang mã này.", max_length=4000, examples=[["31756", "00004"]]
    )


class SheetBody(Body, title="SheetBody"):
    """A sheet with a row for each unit, inside JSON: the same request sent again is the same bytes."""

    name: str = Field(
        description="Tên tệp; đuôi .xlsx hoặc .csv.", min_length=1, max_length=200, examples=["don-vi.xlsx"]
    )
    content: FileContent = Field(
        description="Nội dung tệp Excel hoặc CSV, ghi bằng Base64.",
        examples=["TcOjIMSRxqFuIHbhu4ssQ2jhu4kgdGnDqnUKMzE3NTYsOTUK"],
    )


class DocumentOfBatch(Body):
    """The document that all units get."""

    data: dict[str, Any] | None = Field(
        None,
        description=(
            "Dữ liệu văn bản chung, theo lược đồ DocumentData; chữ có thể chứa {{ unit.full_name }}, {{ unit.place_name }}, "
            "{{ unit.province }} và {{ row.… }} (cột của bảng)."
        ),
        examples=[{"kind": "ke-hoach", "subject": "Cải cách hành chính năm 2026 của {{ unit.full_name }}"}],
    )
    document_id: uuid.UUID | None = Field(None, description="Lấy dữ liệu của văn bản đã lưu này thay cho data.")
    units: UnitsChoice = Field(
        default_factory=UnitsChoice, description="Các đơn vị; không dùng khi có bảng, vì bảng quyết định các đơn vị."
    )


class RowsSheetBody(DocumentOfBatch, title="RowsSheetBody"):
    """For which document and units the sheet to fill in is."""


class BatchBody(DocumentOfBatch, title="BatchBody"):
    """A new batch."""

    sheet: SheetBody | None = Field(None, description="Bảng mỗi dòng một đơn vị; để trống thì dùng units.")
    formats: tuple[Format, ...] = Field(
        (Format.DOCX,), description="Các định dạng cần làm; luôn có DOCX.", max_length=2, examples=[["docx", "pdf"]]
    )
    check: StrictBool = Field(False, description="true: kiểm tra thể thức mọi văn bản, không chỉ các dòng chạy thử.")
    numbers: Numbers = Field(
        Numbers.ROW,
        description="row: số ghi trong bảng hoặc văn bản; register: lấy số từ sổ đăng ký của từng xã.",
        examples=["row"],
    )
    on: Day | None = Field(
        None, description="Dùng danh mục đơn vị của ngày này; bỏ trống là hôm nay.", examples=["2026-09-20"]
    )
    template_id: uuid.UUID | None = Field(None, description="Mẫu riêng của cơ quan; bỏ trống thì dùng mẫu có sẵn.")


class StartBody(Body, title="StartBody"):
    """What is approved."""

    digest: str = Field(
        description="digest của lô đã xem; lô đã đổi từ lúc xem thì trả 409.",
        min_length=64,
        max_length=64,
        examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
    )


class RetryBody(Body, title="RetryBody"):
    """Which rows are to run again."""

    positions: tuple[Annotated[int, Field(ge=1, le=_LAST_POSITION)], ...] | None = Field(
        None, description="Chỉ các dòng này; null là mọi dòng lỗi hoặc đã hủy.", max_length=4000, examples=[[7, 12]]
    )
    digest: str | None = Field(
        None, description="Sau khi sửa dữ liệu: digest mới, để duyệt đúng dữ liệu ấy.", max_length=64
    )


class MendBody(Body, title="MendBody"):
    """Better data for failed rows."""

    sheet: SheetBody = Field(description="Bảng đã sửa; chỉ các đơn vị đang lỗi được thay dữ liệu.")


class CountsAnswer(Answer, title="CountsAnswer"):
    """Rows by state."""

    waiting: int = Field(description="Số dòng chờ.")
    running: int = Field(description="Số dòng đang làm.")
    done: int = Field(description="Số dòng xong.")
    failed: int = Field(description="Số dòng lỗi.")
    cancelled: int = Field(description="Số dòng đã hủy.")


class ProgressAnswer(Answer, title="ProgressAnswer"):
    """How far a batch is."""

    state: BatchState = Field(
        description="planned (chờ duyệt), running (đang chạy), paused (tạm dừng), cancelled (đã hủy), finished (đã xong)."
    )
    reason: str = Field(description="Vì sao hệ thống tự tạm dừng: hết chỗ trên đĩa, thiếu LibreOffice…; thường rỗng.")
    total: int = Field(description="Tổng số văn bản.", examples=[3321])
    counts: CountsAnswer = Field(description="Số dòng theo trạng thái.")
    a_second: float = Field(description="Số văn bản mỗi giây gần đây.", examples=[182.5])
    seconds_left: float | None = Field(description="Ước còn bao nhiêu giây; null khi chưa ước được.", examples=[12.0])


class BatchAnswer(ProgressAnswer, title="BatchAnswer"):
    """A batch."""

    id: uuid.UUID = Field(description="Mã lô.")
    name: str = Field(description="Trích yếu chung.", examples=["Cải cách hành chính năm 2026 của …"])
    digest: str = Field(description="SHA-256 của mẫu và toàn bộ dữ liệu; duyệt là duyệt đúng giá trị này.")
    approved: bool = Field(description="Đã được duyệt với đúng dữ liệu hiện có.")
    approved_by: str = Field(description="Người duyệt; rỗng khi chưa duyệt.")
    formats: list[Format] = Field(description="Các định dạng.")
    check: bool = Field(description="Kiểm tra thể thức mọi văn bản.")
    numbers: Numbers = Field(description="Nguồn của số văn bản: row hoặc register.")
    on: dt.date = Field(description="Ngày của danh mục đơn vị đã dùng.")
    created_by: str = Field(description="Người lập.")
    created_at: dt.datetime = Field(description="Lúc lập.")
    started_at: dt.datetime | None = Field(description="Lúc bắt đầu chạy; null khi chưa chạy.")
    finished_at: dt.datetime | None = Field(description="Lúc xong; null khi chưa xong.")


class BatchList(Answer, title="BatchList"):
    """A page of batches."""

    items: list[BatchAnswer] = Field(description="Các lô, mới nhất trước.")
    next_cursor: str | None = Field(description="Gửi lại trong cursor để lấy trang sau; null khi đã hết.")


class RehearsedAnswer(Answer, title="RehearsedAnswer"):
    """An extreme row as it will come out."""

    position: int = Field(description="Số thứ tự của dòng; tệp ở …/items/{position}/rehearsal.docx.")
    unit: str = Field(description="Đơn vị.", examples=["Phường Văn Miếu - Quốc Tử Giám, thành phố Hà Nội"])
    why: list[str] = Field(description="Vì sao dòng này dễ sai nhất.", examples=[["tên đơn vị dài nhất"]])
    findings: dict[str, Any] = Field(description="Kết quả kiểm tra thể thức: errors, warnings, rules.")
    error: str = Field(description="Vì sao không làm được; rỗng khi làm được.")


class RehearsalAnswer(Answer, title="RehearsalAnswer"):
    """The rows to look at before starting."""

    digest: str = Field(description="Gửi lại khi start để duyệt đúng những gì đã xem.")
    items: list[RehearsedAnswer] = Field(description="Các dòng dễ sai nhất, đã làm thử và kiểm tra.")


class ItemsQuery(PageQuery):
    """Which rows."""

    state: ItemState | None = Field(
        None,
        description="Chỉ các dòng: waiting (chờ), running (đang làm), done (xong), failed (lỗi), cancelled (đã hủy).",
    )
    province: str | None = Field(
        None, description="Chỉ các đơn vị của tỉnh, thành phố mang mã này.", pattern=r"^\d{2}$", examples=["92"]
    )
    unit: str = Field(
        "", description="Mã đơn vị, hoặc một phần tên có dấu hay không dấu.", max_length=100, examples=["an binh"]
    )


class ItemAnswer(Answer, title="ItemAnswer"):
    """A row of a batch."""

    position: int = Field(description="Số thứ tự.", examples=[7])
    unit_code: str = Field(description="Mã đơn vị.", examples=["31756"])
    unit_title: str = Field(description="Đơn vị.", examples=["Xã Phú Lộc, thành phố Cần Thơ"])
    place: str = Field(description="Dòng của bảng, ví dụ Dữ liệu!7; rỗng khi không dùng bảng.")
    state: ItemState = Field(description="Trạng thái: waiting, running, done, failed, cancelled.")
    attempts: int = Field(description="Số lần đã làm.")
    number: int | None = Field(description="Số văn bản; null với bản dự thảo.", examples=[5])
    symbol: str = Field(description="Ký hiệu.", examples=["KH-UBND"])
    subject: str = Field(description="Trích yếu.")
    file_name: str = Field(description="Tên tệp không có đuôi.", examples=["05-KH-UBND_xa-phu-loc_31756"])
    docx: str | None = Field(description="SHA-256 của tệp DOCX; null khi chưa có.")
    pdf: str | None = Field(description="SHA-256 của tệp PDF; null khi không có.")
    pages: int | None = Field(description="Số trang; chỉ biết khi có PDF.")
    findings: dict[str, Any] | None = Field(description="Kết quả kiểm tra thể thức; null khi không yêu cầu.")
    error: dict[str, Any] | None = Field(description="Vì sao lỗi: code, message, problems; null khi không lỗi.")
    finished_at: dt.datetime | None = Field(description="Lúc xong; null khi chưa xong.")


class ItemList(Answer, title="ItemList"):
    """A page of rows."""

    items: list[ItemAnswer] = Field(description="Các dòng theo thứ tự.")
    next_cursor: str | None = Field(description="Gửi lại trong cursor để lấy trang sau; null khi đã hết.")


class RetriedAnswer(Answer, title="RetriedAnswer"):
    """What runs again."""

    rows: int = Field(description="Số dòng chạy lại.", examples=[2])


class MendedAnswer(Answer, title="MendedAnswer"):
    """What was mended."""

    rows: int = Field(description="Số dòng đã thay dữ liệu.", examples=[2])
    digest: str = Field(description="digest mới; gửi lại khi retry để duyệt.")


class ArchiveQuery(Query):
    """How much of the archive."""

    follow: bool = Field(
        False,
        description="true: khi lô đang chạy, tệp ZIP dài thêm theo lô cho tới khi lô dừng; false: những gì đã xong.",
    )
