"""Loại chữ, cỡ chữ, kiểu chữ of every component (Phụ lục I, Phần I, Mục II, III and the summary table of Mục V)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from service.nd30.forms import CITE_WIRES
from service.nd30.provision import Force, Provision, Range

Align = Literal["left", "center", "right", "both"]
#: Space before and after lines that stand close together in the header and the signer's block: none.
STYLE_PREFIX = "ND30 "

_MAIN = "Phụ lục I, Phần I, Mục II, khoản"
_OTHER = "Phụ lục I, Phần I, Mục III, khoản"


class Component(StrEnum):
    """A component of the form (thành phần thể thức); the value is the name of its Word style after `STYLE_PREFIX`."""

    QUOC_HIEU = "Quốc hiệu"
    TIEU_NGU = "Tiêu ngữ"
    PARENT_AGENCY = "Cơ quan chủ quản"
    ISSUER = "Cơ quan ban hành"
    NUMBER = "Số ký hiệu"
    PLACE_DATE = "Địa danh ngày tháng"
    TITLE = "Tên loại"
    SUBJECT = "Trích yếu"
    CONG_VAN_SUBJECT = "Trích yếu công văn"
    ENACTING_AUTHORITY = "Thẩm quyền ban hành"
    ENACTING_LINE = "Lệnh ban hành"
    LEGAL_BASIS = "Căn cứ"
    OPENING = "Mở đầu"
    PART = "Phần"
    CHAPTER = "Chương"
    SECTION = "Mục"
    SUBSECTION = "Tiểu mục"
    ROMAN_SECTION = "Mục La Mã"
    ARTICLE = "Điều"
    TITLED_CLAUSE = "Khoản tiêu đề"
    CLAUSE = "Khoản"
    TITLED_SUBCLAUSE = "Tiểu khoản tiêu đề"
    SUBCLAUSE = "Tiểu khoản"
    POINT = "Điểm"
    DASH = "Gạch đầu dòng"
    BODY = "Nội dung"
    AUTHORITY = "Quyền hạn chức vụ"
    OTHER_POST = "Chức vụ khác"
    SIGNER_NAME = "Họ tên"
    ADDRESSEE = "Kính gửi"
    ADDRESSEE_LIST = "Kính gửi danh sách"
    WIRED_BY = "Cơ quan điện"
    RECIPIENTS_HEADING = "Nơi nhận"
    RECIPIENTS_LIST = "Nơi nhận danh sách"
    APPENDIX = "Phụ lục"
    APPENDIX_TITLE = "Tên phụ lục"
    APPENDIX_ATTACHED = "Kèm theo"
    URGENCY = "Dấu khẩn"
    CIRCULATION = "Lưu hành"
    DRAFTER = "Người soạn thảo"
    CONTACT = "Địa chỉ"
    PAGE_NUMBER = "Số trang"
    E_SIGNATURE = "Chữ ký số"

    @property
    def style_name(self) -> str:
        """Name of its Word style."""
        return STYLE_PREFIX + self.value


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """How one component is set.

    Attributes:
        zone: its ô in the diagram of Mục IV, as printed there.
        size: cỡ chữ, pt.
        bold: kiểu chữ đậm.
        italic: kiểu chữ nghiêng; False is đứng.
        caps: chữ in hoa.
        align: how the line stands in its cell or page; None where the decree leaves it.
        cite: the provision.
    """

    zone: str
    size: Provision[float]
    bold: bool
    italic: bool
    caps: bool
    align: Align | None
    cite: str


def _row(
    zone: str,
    cite: str,
    low: float,
    high: float,
    use: float,
    words: str,
    align: Align | None,
    force: Force = Force.TEXT,
) -> TypeStyle:
    """Make a row; `words` holds the style as the table writes it: ``đậm``, ``nghiêng``, ``hoa``."""
    size = Provision(
        cite, f"Cỡ chữ {low:g} đến {high:g}" if low != high else f"Cỡ chữ {low:g}", Range(low, high, "pt"), use, force
    )
    return TypeStyle(zone, size, "đậm" in words, "nghiêng" in words, "hoa" in words, align, cite)


TYPE_STYLES: dict[Component, TypeStyle] = {
    Component.QUOC_HIEU: _row("1", f"{_MAIN} 1, điểm a", 12, 13, 13, "hoa đậm", "center"),
    Component.TIEU_NGU: _row("1", f"{_MAIN} 1, điểm b", 13, 14, 14, "đậm", "center"),
    Component.PARENT_AGENCY: _row("2", f"{_MAIN} 2, điểm b", 12, 13, 13, "hoa", "center"),
    Component.ISSUER: _row("2", f"{_MAIN} 2, điểm b", 12, 13, 13, "hoa đậm", "center"),
    Component.NUMBER: _row("3", f"{_MAIN} 3, điểm c", 13, 13, 13, "", "center"),
    Component.PLACE_DATE: _row("4", f"{_MAIN} 4, điểm c", 13, 14, 14, "nghiêng", "center"),
    Component.TITLE: _row("5a", f"{_MAIN} 5, điểm b", 13, 14, 14, "hoa đậm", "center"),
    Component.SUBJECT: _row("5a", f"{_MAIN} 5, điểm b", 13, 14, 14, "đậm", "center"),
    Component.CONG_VAN_SUBJECT: _row("5b", f"{_MAIN} 5, điểm b", 12, 13, 12, "", "center"),
    Component.ENACTING_AUTHORITY: _row("6", "Phụ lục III, Mẫu 1.1, 1.2", 13, 14, 14, "hoa đậm", "center", Force.SAMPLE),
    Component.ENACTING_LINE: _row("6", "Phụ lục III, Mẫu 1.1, 1.2", 13, 14, 14, "hoa đậm", "center", Force.SAMPLE),
    Component.LEGAL_BASIS: _row("6", f"{_MAIN} 6, điểm a", 13, 14, 14, "nghiêng", "both"),
    Component.OPENING: _row("6", f"{_MAIN} 6, điểm e", 13, 14, 14, "", "both"),
    Component.PART: _row("6", f"{_MAIN} 6, điểm đ", 13, 14, 14, "đậm", "center"),
    Component.CHAPTER: _row("6", f"{_MAIN} 6, điểm đ", 13, 14, 14, "đậm", "center"),
    Component.SECTION: _row("6", f"{_MAIN} 6, điểm đ", 13, 14, 14, "đậm", "center"),
    Component.SUBSECTION: _row("6", f"{_MAIN} 6, điểm đ", 13, 14, 14, "đậm", "center"),
    Component.ROMAN_SECTION: _row("6", "Phụ lục I, Phần I, Mục V, số 6, điểm b", 13, 14, 14, "hoa đậm", "both"),
    Component.ARTICLE: _row("6", f"{_MAIN} 6, điểm đ", 13, 14, 14, "đậm", "both"),
    Component.TITLED_CLAUSE: _row("6", f"{_MAIN} 6, điểm đ", 13, 14, 14, "đậm", "both"),
    Component.CLAUSE: _row("6", f"{_MAIN} 6, điểm đ", 13, 14, 14, "", "both"),
    Component.TITLED_SUBCLAUSE: _row("6", f"{_MAIN} 6, điểm đ", 13, 14, 14, "đậm", "both", Force.PRACTICE),
    Component.SUBCLAUSE: _row("6", f"{_MAIN} 6, điểm e", 13, 14, 14, "", "both", Force.PRACTICE),
    Component.POINT: _row("6", f"{_MAIN} 6, điểm đ", 13, 14, 14, "", "both"),
    Component.DASH: _row("6", f"{_MAIN} 6, điểm e", 13, 14, 14, "", "both", Force.PRACTICE),
    Component.BODY: _row("6", f"{_MAIN} 6, điểm e", 13, 14, 14, "", "both"),
    Component.AUTHORITY: _row("7a", f"{_MAIN} 7, điểm đ", 13, 14, 14, "hoa đậm", "center"),
    Component.OTHER_POST: _row("7b", f"{_MAIN} 7, điểm đ", 13, 14, 14, "hoa đậm", "center"),
    Component.SIGNER_NAME: _row("7b", f"{_MAIN} 7, điểm đ", 13, 14, 14, "đậm", "center"),
    Component.ADDRESSEE: _row("9a", f"{_MAIN} 9, điểm d", 13, 14, 14, "", None),
    Component.ADDRESSEE_LIST: _row("9a", f"{_MAIN} 9, điểm d", 13, 14, 14, "", None),
    # Mẫu 1.6 prints dots and no letters here; offices write the sender in bold capitals, as who enacts stands in Mẫu 1.1, 1.2.
    Component.WIRED_BY: _row("9a", CITE_WIRES, 13, 14, 14, "đậm", "center", Force.SAMPLE),
    Component.RECIPIENTS_HEADING: _row("9b", f"{_MAIN} 9, điểm d", 12, 12, 12, "nghiêng đậm", "left"),
    Component.RECIPIENTS_LIST: _row("9b", f"{_MAIN} 9, điểm d", 11, 11, 11, "", "left"),
    Component.APPENDIX: _row("phụ lục", f"{_OTHER} 1, điểm b", 14, 14, 14, "đậm", "center"),
    Component.APPENDIX_TITLE: _row("phụ lục", f"{_OTHER} 1, điểm b", 13, 14, 14, "hoa đậm", "center"),
    Component.APPENDIX_ATTACHED: _row("phụ lục", f"{_OTHER} 1, điểm c", 13, 14, 14, "nghiêng", "center"),
    Component.URGENCY: _row("10b", f"{_OTHER} 2, điểm b", 13, 14, 13, "hoa đậm", "center"),
    Component.CIRCULATION: _row("11", f"{_OTHER} 2, điểm c", 13, 14, 13, "hoa đậm", "center"),
    Component.DRAFTER: _row("12", f"{_OTHER} 3", 11, 11, 11, "", None),
    Component.CONTACT: _row("13", f"{_OTHER} 4", 11, 12, 11, "", None),
    Component.PAGE_NUMBER: _row("số trang", "Phụ lục I, Phần I, Mục I, khoản 7", 13, 14, 14, "", "center"),
    Component.E_SIGNATURE: _row("14", f"{_MAIN} 8, điểm b", 10, 10, 10, "", "right"),
}
