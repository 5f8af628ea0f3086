"""Marks of urgency and circulation (Phụ lục I, Phần I, Mục III, khoản 2, điểm b and c)."""

from collections.abc import Iterator

from service.checking.examined import Examined
from service.checking.finding import Finding, NotApplicable, Unknown, Verdict, at
from service.checking.rule import rule
from service.checking.rules.colour_and_code import colour_name
from service.checking.topics import Severity, Topic
from service.checking.type_style import judge_type_if_any
from service.checking.wording import decimal
from service.nd30.page import CITE_CIRCULATION, CITE_URGENCY, STAMP_COLOUR, URGENCY_BOXES
from service.nd30.type_styles import Component
from service.reading import letters

_NO_URGENCY, _NO_CIRCULATION = "không có dấu chỉ độ khẩn", "không có chỉ dẫn phạm vi lưu hành"
_BOXES = {letters(words): size for words, size in URGENCY_BOXES.items()}
#: Boxes are drawn by hand, and cells round to twips.
_BOX_MM = 0.6
_RED_ABOVE = 0xC0
_REST_BELOW = 0x60


@rule("urgency-type", Topic.STAMPS, Severity.ERROR, CITE_URGENCY)
def urgency_type(document: Examined) -> Iterator[Verdict]:
    """Dấu chỉ độ khẩn in hoa, cỡ chữ 13 đến 14, đứng, đậm."""
    yield from judge_type_if_any(document, Component.URGENCY, _NO_URGENCY)


@rule("urgency-box", Topic.STAMPS, Severity.ERROR, CITE_URGENCY, "Sửa kích thước khung.")
def urgency_box(document: Examined) -> Iterator[Verdict]:
    """Khung dấu chỉ độ khẩn: HỎA TỐC 30 x 8 mm, THƯỢNG KHẨN 40 x 8 mm, KHẨN 20 x 8 mm."""
    pieces = document.of(Component.URGENCY)
    if not pieces:
        yield NotApplicable(_NO_URGENCY)
    for piece in pieces:
        box, wanted = document.read.box_around(piece), _BOXES.get(piece.key)
        if box is None or wanted is None or not box[2] or box[0] is None or box[1] is None:
            yield Unknown("chưa đo được khung")
        elif abs(box[0] - wanted[0]) > _BOX_MM or abs(box[1] - wanted[1]) > _BOX_MM:
            found = f"{decimal(box[0])} x {decimal(box[1])} mm"
            expected = f"{decimal(wanted[0])} x {decimal(wanted[1])} mm"
            yield Finding(at(piece, Component.URGENCY), found, expected)


@rule("urgency-colour", Topic.STAMPS, Severity.ERROR, STAMP_COLOUR.cite, "Đổi màu chữ sang đỏ tươi.")
def urgency_colour(document: Examined) -> Iterator[Verdict]:
    """Dấu chỉ độ khẩn màu đỏ tươi."""
    pieces = document.of(Component.URGENCY)
    if not pieces:
        yield NotApplicable(_NO_URGENCY)
    for piece in pieces:
        colours = {run.face.colour for run in piece.runs}
        wrong = [colour for colour in colours if colour is None or not is_red(colour)]
        if wrong:
            found = f"màu {colour_name(wrong[0])}" if wrong[0] else "màu đen"
            yield Finding(at(piece, Component.URGENCY), found, "màu đỏ tươi")


def is_red(colour: str) -> bool:
    """Whether a colour reads as bright red."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (0, 2, 4))
    return red >= _RED_ABOVE and green < _REST_BELOW and blue < _REST_BELOW


@rule("circulation-type", Topic.STAMPS, Severity.ERROR, CITE_CIRCULATION)
def circulation_type(document: Examined) -> Iterator[Verdict]:
    """Chỉ dẫn phạm vi lưu hành in hoa, cỡ chữ 13 đến 14, đứng, đậm."""
    yield from judge_type_if_any(document, Component.CIRCULATION, _NO_CIRCULATION)


@rule("circulation-box", Topic.STAMPS, Severity.ERROR, CITE_CIRCULATION, "Đặt trong khung chữ nhật viền đơn.")
def circulation_box(document: Examined) -> Iterator[Verdict]:
    """Chỉ dẫn phạm vi lưu hành nằm trong khung chữ nhật viền đơn."""
    pieces = document.of(Component.CIRCULATION)
    if not pieces:
        yield NotApplicable(_NO_CIRCULATION)
    for piece in pieces:
        box = document.read.box_around(piece)
        if box is None:
            yield Unknown("chưa nhận ra khung")
        elif not box[2]:
            yield Finding(at(piece, Component.CIRCULATION), "không có khung", "khung chữ nhật viền đơn")


@rule("drafter-type", Topic.STAMPS, Severity.ERROR, "Phụ lục I, Phần I, Mục III, khoản 3")
def drafter_type(document: Examined) -> Iterator[Verdict]:
    """Ký hiệu người soạn thảo và số bản phát hành cỡ chữ 11, đứng."""
    yield from judge_type_if_any(document, Component.DRAFTER, "không có ký hiệu người soạn thảo", capitals=False)


@rule("contact-type", Topic.STAMPS, Severity.ERROR, "Phụ lục I, Phần I, Mục III, khoản 4")
def contact_type(document: Examined) -> Iterator[Verdict]:
    """Địa chỉ, thư điện tử, điện thoại của cơ quan cỡ chữ 11 đến 12, đứng."""
    yield from judge_type_if_any(document, Component.CONTACT, "không có địa chỉ cơ quan", capitals=False)
