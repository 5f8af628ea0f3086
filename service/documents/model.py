"""The document as data: what an agency knows about it, nothing of how it is printed."""

from enum import StrEnum
from typing import Any

from pydantic import Field, StrictBool, StrictInt, model_validator

from service.documents.body import Block, Body, with_usual_layout
from service.documents.dates import PartialDate
from service.documents.forms import Introduction, Invitation, Leave, Minutes
from service.documents.people import Agency, Archive, Contact, DrafterMark, ParentAgency, Recipient, Signer
from service.documents.record import Record
from service.documents.tasks import TaskGroup
from service.documents.text import Line, RichText, Sign
from service.nd30.kinds import KINDS, Kind

#: Version of this shape; it travels with the data inside every DOCX and changes when old data no longer reads.
SCHEMA_VERSION = 1


class Urgency(StrEnum):
    """Mức độ khẩn (Phụ lục I, Phần I, Mục III, khoản 2, điểm b)."""

    HOA_TOC = "hoa-toc"
    THUONG_KHAN = "thuong-khan"
    KHAN = "khan"


class Orientation(StrEnum):
    """How an appendix lies on its pages."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


class Medium(StrEnum):
    """Whether a document is issued on paper or as an electronic document (văn bản giấy, văn bản điện tử)."""

    PAPER = "paper"
    ELECTRONIC = "electronic"


class Appendix(Record, title="Phụ lục"):
    """An appendix, in a section of its own (phụ lục; Phụ lục I, Phần I, Mục III, khoản 1)."""

    name: Line | None = Field(None, title="Tên phụ lục", description="Chữ thường; máy tự in hoa. Không ghi từ Phụ lục.")
    orientation: Orientation = Field(
        Orientation.PORTRAIT, title="Chiều trang", description="portrait (dọc) hoặc landscape (ngang)."
    )
    content: tuple[Block, ...] = Field(
        title="Nội dung", description="Bảng nhiệm vụ, bảng tự do hoặc lời văn.", min_length=1
    )


class Attachment(Record, title="Văn bản kèm theo"):
    """The text that an indirect decision issues or approves (Mẫu 1.3): own heading, no number, date or signature."""

    kind: Kind = Field(title="Tên loại", description="Tên loại của văn bản kèm theo. Ví dụ: quy-che.")
    subject: Line = Field(title="Trích yếu", description="Trích yếu nội dung văn bản kèm theo.")
    body: Body = Field(title="Nội dung", description="Nội dung văn bản kèm theo.")

    _layout = model_validator(mode="before")(with_usual_layout)


class Document(Record, title="Văn bản"):
    """An administrative document (văn bản hành chính) as data; see `service.documents.wording` for what is printed."""

    kind: Kind = Field(title="Tên loại văn bản", description="Ví dụ: ke-hoach, bao-cao, quyet-dinh, cong-van.")
    issuer: Agency = Field(title="Cơ quan ban hành", description="Cơ quan, tổ chức ban hành văn bản.")
    parent_agency: ParentAgency | None = Field(
        None, title="Cơ quan chủ quản trực tiếp", description="Cơ quan chủ quản trực tiếp, nếu có."
    )
    number: StrictInt | None = Field(
        None, title="Số", description="Số thứ tự văn bản trong năm; để trống khi là bản thảo.", ge=1, le=999_999
    )
    symbol: Sign | None = Field(
        None, title="Ký hiệu", description="Chỉ ghi khi khác ký hiệu tự lập. Ví dụ: UBND-VX.", pattern=r"^\S+$"
    )
    issued_on: PartialDate | None = Field(
        None, title="Thời gian ban hành", description="2026-06-05; bản thảo ghi 2026-06 hoặc 2026."
    )
    medium: Medium = Field(
        Medium.PAPER, title="Hình thức văn bản", description="paper (văn bản giấy) hoặc electronic (văn bản điện tử)."
    )
    subject: Line = Field(
        title="Trích yếu",
        description="Một câu ngắn gọn hoặc cụm từ, không có dấu chấm cuối; công văn không ghi V/v. "
        "Giấy giới thiệu, giấy nghỉ phép không in trích yếu; dùng để vào sổ đăng ký.",
    )
    legal_bases: tuple[RichText, ...] = Field(
        (), title="Căn cứ ban hành", description="Mỗi căn cứ một dòng, không ghi dấu cuối dòng."
    )
    opening: tuple[RichText, ...] = Field((), title="Mở đầu", description="Các đoạn mở đầu trước nội dung chính.")
    body: Body = Field(title="Nội dung", description="Nội dung văn bản.")
    addressees: tuple[Line, ...] = Field(
        (),
        title="Kính gửi",
        description="Nơi trực tiếp giải quyết: công văn, tờ trình, báo cáo gửi cấp trên; nơi nhận công điện; "
        "người được mời; nơi được cử đến.",
    )
    invitation: Invitation | None = Field(
        None, title="Cuộc họp được mời dự", description="Chỉ dùng cho giấy mời: tới dự gì, ai chủ trì, lúc nào, ở đâu."
    )
    upward: StrictBool | None = Field(
        None,
        title="Báo cáo gửi cấp trên",
        description="Chỉ dùng cho báo cáo; để trống thì suy từ Kính gửi và nơi nhận.",
    )
    introduction: Introduction | None = Field(
        None,
        title="Việc được giới thiệu",
        description="Chỉ dùng cho giấy giới thiệu: ai, về việc gì, đến hết ngày nào.",
    )
    leave: Leave | None = Field(
        None, title="Việc nghỉ phép", description="Chỉ dùng cho giấy nghỉ phép: ai, từ ngày nào đến ngày nào, ở đâu."
    )
    minutes: Minutes | None = Field(
        None, title="Cuộc họp được ghi biên bản", description="Chỉ dùng cho biên bản: lúc nào, ở đâu, những ai tham dự."
    )
    appendices: tuple[Appendix, ...] = Field((), title="Phụ lục", description="Các phụ lục theo thứ tự.")
    attachment: Attachment | None = Field(
        None, title="Văn bản kèm theo", description="Văn bản được ban hành hoặc phê duyệt kèm theo quyết định."
    )
    tasks: tuple[TaskGroup, ...] = Field((), title="Bảng nhiệm vụ", description="Các nhóm nhiệm vụ.")
    reported_on: PartialDate | None = Field(
        None, title="Ngày chốt số liệu", description="Ngày tính tiến độ trong báo cáo; để trống thì lấy ngày ban hành."
    )
    recipients: tuple[Recipient, ...] = Field(
        (), title="Nơi nhận", description="Từng nơi nhận theo thứ tự, chưa kể dòng Lưu."
    )
    archive: Archive = Field(default_factory=Archive, title="Lưu", description="Dòng Lưu ở cuối nơi nhận.")
    signer: Signer = Field(title="Người ký", description="Người có thẩm quyền ký văn bản.")
    urgency: Urgency | None = Field(
        None, title="Mức độ khẩn", description="hoa-toc (hỏa tốc), thuong-khan (thượng khẩn) hoặc khan (khẩn)."
    )
    circulation: Line | None = Field(
        None,
        title="Phạm vi lưu hành",
        description="Chỉ dẫn về phạm vi lưu hành. Ví dụ: Lưu hành nội bộ; Xem xong trả lại.",
        examples=["Lưu hành nội bộ", "Xem xong trả lại"],
    )
    drafter_mark: DrafterMark | None = Field(
        None, title="Ký hiệu người soạn thảo", description="Ký hiệu người soạn thảo và số lượng bản phát hành."
    )
    contact: Contact | None = Field(
        None, title="Địa chỉ liên hệ", description="Địa chỉ, điện thoại, thư điện tử in ở chân trang thứ nhất."
    )

    _layout = model_validator(mode="before")(with_usual_layout)

    def as_data(self) -> dict[str, Any]:
        """Return the JSON data that `parse_document` reads back as an equal document, without what is left at its default."""
        return self.model_dump(mode="json", exclude_defaults=True)

    def as_json(self) -> str:
        """Return the text of `as_data`, as short as JSON can be."""
        return self.model_dump_json(exclude_defaults=True)

    @property
    def printed_symbol(self) -> str:
        """The sign (ký hiệu) as printed: ``KH-UBND``, for a công văn ``UBND-VHXH`` (khoản 3, điểm b)."""
        if self.symbol:
            return self.symbol
        if self.kind is Kind.CONG_VAN:
            return "-".join(filter(None, (self.issuer.sign, self.archive.unit)))
        return "-".join(filter(None, (KINDS[self.kind].abbreviation, self.issuer.sign)))

    @property
    def is_issued(self) -> bool:
        """Whether number and day are given; otherwise this is a draft (bản thảo)."""
        return self.number is not None and self.issued_on is not None and self.issued_on.day is not None
