"""Names of administrative units that had ended when the document was issued."""

import re
from collections.abc import Iterator

from service.checking.examined import Examined
from service.checking.finding import Finding, NotApplicable, Unknown, Verdict, at
from service.checking.rule import rule
from service.checking.topics import Severity, Topic
from service.checking.wording import quoted
from service.nd30.type_styles import Component
from service.reading import Piece
from service.units import FIRST_DAY, abolished

_CITE = "Luật Tổ chức chính quyền địa phương năm 2025; Phụ lục I, Phần I, Mục II, khoản 2, khoản 4 và khoản 9"
#: Lines that name a body or place as of the day of the document.
_CURRENT = (
    Component.PARENT_AGENCY,
    Component.ISSUER,
    Component.PLACE_DATE,
    Component.SUBJECT,
    Component.CONG_VAN_SUBJECT,
    Component.ADDRESSEE,
    Component.ADDRESSEE_LIST,
    Component.RECIPIENTS_LIST,
)
_ADDRESSED = (Component.ADDRESSEE, Component.ADDRESSEE_LIST, Component.RECIPIENTS_LIST)
#: A paragraph that looks back, or cites an older text, may name what no longer is.
_LOOKS_BACK = re.compile(
    r"trước đây|trước ngày|(?<!\w)cũ(?!\w)|nguyên là|sáp nhập|sắp xếp|hợp nhất|giải thể|chia tách|điều chỉnh địa giới"
    r"|giai đoạn|năm (?:19\d\d|20[01]\d|202[0-5])|số \d+/",
    re.IGNORECASE,
)
#: "cấp huyện", "UBND huyện" without a name: the level itself has ended.
_LEVEL = re.compile(
    r"(?<!liên )\b(?:cấp huyện|(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân) (?:các )?(?:huyện|quận|thị xã|thị trấn)"
    r"|(?:[Hh]uyện|[Qq]uận|[Tt]hị) ủy|Phòng (?:GD&ĐT|Giáo dục và Đào tạo))\b"
)


@rule("unit-abolished", Topic.UNITS, Severity.WARNING, _CITE)
def unit_abolished(document: Examined) -> Iterator[Verdict]:
    """Không dùng tên đơn vị hành chính đã hết hiệu lực vào ngày ban hành."""
    day = document.day
    if day is None:
        yield Unknown("chưa rõ ngày ban hành")
        return
    if day < FIRST_DAY:
        yield NotApplicable("trước khi sắp xếp đơn vị hành chính")
        return
    seen: set[str] = set()
    for text, piece, component in _texts(document):
        for unit in abolished(text, day):
            if unit.phrase.casefold() in seen:
                continue
            seen.add(unit.phrase.casefold())
            expected = unit.now or "đơn vị hành chính hiện nay"
            fix = unit.message
            yield Finding(at(piece, component), quoted(unit.phrase), expected, fix=fix)


@rule("unit-district-level", Topic.UNITS, Severity.WARNING, _CITE, "Không còn cấp huyện từ ngày 01/7/2025.")
def unit_district_level(document: Examined) -> Iterator[Verdict]:
    """Nơi nhận, nơi gửi không ghi cơ quan cấp huyện sau ngày 01/7/2025."""
    day = document.day
    if day is None:
        yield Unknown("chưa rõ ngày ban hành")
        return
    if day < FIRST_DAY:
        yield NotApplicable("trước khi sắp xếp đơn vị hành chính")
        return
    for component in _ADDRESSED:
        for piece in document.of(component):
            match = _LEVEL.search(piece.text)
            if match and not abolished(piece.text, day):
                yield Finding(at(piece, component), quoted(match[0]), "cơ quan cấp tỉnh hoặc cấp xã")


def _texts(document: Examined) -> Iterator[tuple[str, Piece, Component | None]]:
    for component in _CURRENT:
        pieces = document.of(component)
        if component in {Component.PARENT_AGENCY, Component.ISSUER} and pieces:
            yield document.zones.text(component), pieces[0], component
        else:
            yield from ((piece.text, piece, component) for piece in pieces)
    content = {paragraph.ordinal for paragraph in document.zones.content}
    for piece in document.read.pieces:
        if piece.paragraph.ordinal in content and not _LOOKS_BACK.search(piece.text):
            yield piece.text, piece, None
