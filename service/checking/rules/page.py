"""Paper, orientation, margins (Phụ lục I, Phần I, Mục I, khoản 1 to 3)."""

from collections.abc import Iterator

from service.checking.examined import Examined
from service.checking.finding import Finding, Unknown, Verdict, Where, on_page
from service.checking.rule import rule
from service.checking.topics import Severity, Topic
from service.checking.wording import decimal, mm
from service.nd30.page import CITE_ORIENTATION, MARGINS, PAGE_HEIGHT, PAGE_WIDTH
from service.reading import Piece, Section, Table

_SIDES = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}
#: The same sheet turned: Word carries the margins round with it, either way.
_TURNED = (
    {"top": "left", "right": "top", "bottom": "right", "left": "bottom"},
    {"top": "right", "left": "top", "bottom": "left", "right": "bottom"},
)


@rule("page-size", Topic.PAGE_SIZE, Severity.ERROR, PAGE_WIDTH.cite, "Chọn khổ giấy A4 trong Layout, Size.")
def page_size(document: Examined) -> Iterator[Verdict]:
    """Khổ giấy phải là A4."""
    for section in document.sections:
        if section.width_mm is None or section.height_mm is None:
            yield Unknown("tệp không ghi khổ giấy")
            continue
        short, long = sorted((section.width_mm, section.height_mm))
        if short not in PAGE_WIDTH.allowed or long not in PAGE_HEIGHT.allowed:
            found = f"{decimal(section.width_mm)} x {decimal(section.height_mm)} mm"
            yield Finding(_place(document, section), found, "A4 (210 x 297 mm)", PAGE_WIDTH.cite)


@rule(
    "page-orientation", Topic.PAGE_SIZE, Severity.ERROR, CITE_ORIENTATION, "Chọn chiều đứng trong Layout, Orientation."
)
def page_orientation(document: Examined) -> Iterator[Verdict]:
    """Văn bản trình bày theo chiều dài khổ giấy, trừ khi có bảng biểu không tách thành phụ lục."""
    header = {piece.paragraph.cell.table for piece in _framing(document) if piece.paragraph.cell}
    for section in document.sections:
        if section.index not in document.main_sections or not section.landscape:
            continue
        tables = [
            block
            for block in document.facts.blocks
            if isinstance(block, Table) and block.section == section.index and block.number not in header
        ]
        if not tables:
            yield Finding(_place(document, section), "chiều ngang, không có bảng biểu", "chiều đứng")


def _framing(document: Examined) -> Iterator[Piece]:
    """Pieces of the header and of the foot, which stand in tables of their own."""
    yield from (piece for pieces in document.zones.parts.values() for piece in pieces)
    yield from (piece for block in document.zones.signers for piece in block.authority)


@rule("page-margins", Topic.MARGINS, Severity.ERROR, MARGINS["left"].cite, "Sửa lề trong Layout, Margins.")
def page_margins(document: Examined) -> Iterator[Verdict]:
    """Lề trang phải nằm trong khoảng cho phép: trên, dưới 20-25 mm, trái 30-35 mm, phải 15-20 mm.

    Every section is checked: a landscape annex often keeps Word's 25.4 mm default. A landscape sheet may also keep
    the margins it had upright, since the decree does not say which way they turn.
    """
    for section in document.sections:
        if not section.margins:
            yield Unknown("tệp không ghi lề trang")
        elif section.landscape and any(_fits(section, turned) for turned in _TURNED):
            continue
        else:
            yield from _outside(document, section)


def _outside(document: Examined, section: Section) -> Iterator[Verdict]:
    for side, provision in MARGINS.items():
        margin = section.margin_mm(side)
        if margin is None:
            yield Unknown(f"tệp không ghi lề {_SIDES[side]}")
        elif margin not in provision.allowed:
            where = _place(document, section, f"lề {_SIDES[side]}")
            yield Finding(where, mm(margin), provision=provision)


def _fits(section: Section, turned: dict[str, str]) -> bool:
    return all(section.margin_mm(side) in MARGINS[role].allowed for side, role in turned.items())


def _place(document: Examined, section: Section, what: str = "") -> Where:
    whole = len(document.sections) == 1
    name = "Cả văn bản" if whole else f"Phần {section.index + 1}"
    name = name + (" (trang ngang)" if section.landscape else "")
    return on_page(f"{name}, {what}" if what else name)
